"""Two people's changes to one story, merged over the version that both began from."""

import re
from collections import Counter
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import Conflict, Merge, image_keys, merge_snapshots, plain_text, resolve, sanitise

bounded = settings(max_examples=150, deadline=None, derandomize=True)

BASE = {
    "headline": "Alliance votes",
    "standfirst": "One paragraph.",
    "body": "<p>The alliance voted on Tuesday to send troops.</p><p>Ministers met in Riga before noon.</p><p>The end.</p>",
    "section": "world",
    "lead_image": None,
    "contributors": [{"author": "ann", "role": "by"}, {"author": "bob", "role": "by"}],
    "topics": ["nato", "riga", "troops"],
}


def version(**changes: Any) -> dict[str, Any]:
    return BASE | changes


def body_of(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def merged_bodies(base: str, mine: str, theirs: str) -> Merge:
    return merge_snapshots({"body": base}, {"body": mine}, {"body": theirs})


# Fields


def test_a_field_that_one_side_changed_is_taken_from_it() -> None:
    merge = merge_snapshots(BASE, version(headline="Mine"), version(section="europe"))
    assert merge == Merge(version(headline="Mine", section="europe"))


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    merge = merge_snapshots(BASE, version(headline="Same"), version(headline="Same"))
    assert merge == Merge(version(headline="Same"))


def test_two_changes_of_one_field_are_a_conflict() -> None:
    merge = merge_snapshots(BASE, version(headline="Mine"), version(headline="Theirs"))
    assert merge.conflicts == (Conflict("headline", "headline", "Headline", "Alliance votes", "Mine", "Theirs"),)
    assert merge.merged["headline"] == "Mine"


def test_a_field_nobody_knows_is_merged_as_a_plain_value() -> None:
    merge = merge_snapshots({"mood": 1}, {"mood": 2}, {"mood": 3})
    assert merge.conflicts == (Conflict("mood", "mood", "Mood", 1, 2, 3),)


def test_a_field_that_only_one_version_has_is_kept() -> None:
    assert merge_snapshots({}, {"mood": 1}, {}).merged == {"mood": 1}
    assert merge_snapshots({"mood": 1}, {"mood": 1}, {}).merged == {}


# Body


def test_changes_of_neighbouring_paragraphs_are_merged() -> None:
    merge = merged_bodies(
        body_of("One was here.", "Two was here."),
        body_of("One is here.", "Two was here."),
        body_of("One was here.", "Two is here."),
    )
    assert merge == Merge(
        {"body": body_of("One is here.", "Two is here.")}, (), ("<p>One is here.</p>", "<p>Two is here.</p>")
    )


def test_words_that_lie_apart_in_one_paragraph_are_merged() -> None:
    merge = merged_bodies(
        body_of("The alliance voted on Tuesday to send troops."),
        body_of("The <strong>alliance</strong> voted on Wednesday to send troops."),
        body_of("The alliance voted on Tuesday to send 3,000 troops."),
    )
    assert merge.merged["body"] == body_of("The <strong>alliance</strong> voted on Wednesday to send 3,000 troops.")
    assert merge.conflicts == ()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("The alliance voted on Wednesday.", "The alliance voted on Monday."),
        ("The alliance decided on Tuesday.", "The alliance voted early Tuesday."),
        ("The alliance voted on Tuesday again.", "The alliance voted on Tuesday evening."),
        ("The alliance voted on <em>Tuesday</em>.", "The alliance voted on <strong>Tuesday</strong>."),
        ("The alliance voted on <em>Tuesday</em>.", "The alliance voted on Monday."),
    ],
)
def test_words_that_touch_are_a_conflict_of_the_paragraph(mine: str, theirs: str) -> None:
    base = "The alliance voted on Tuesday."
    merge = merged_bodies(body_of("First.", base), body_of("First.", mine), body_of("First.", theirs))
    expected = Conflict("body:1", "body", "Body", body_of(base), body_of(mine), body_of(theirs), 1)
    assert merge.conflicts == (expected,)
    assert merge.merged["body"] == body_of("First.", mine)


def test_a_paragraph_that_one_changed_and_the_other_removed_is_a_conflict() -> None:
    merge = merged_bodies(
        body_of("One was here.", "Two was here."), body_of("Two was here."), body_of("One is here.", "Two was here.")
    )
    assert [(found.mine, found.theirs) for found in merge.conflicts] == [("", "<p>One is here.</p>")]
    assert resolve(merge, {"body:0": "mine"}) == {"body": body_of("Two was here.")}
    assert resolve(merge, {"body:0": "theirs"}) == {"body": body_of("One is here.", "Two was here.")}


def test_a_paragraph_that_one_removed_and_the_other_left_alone_goes() -> None:
    merge = merged_bodies(body_of("One.", "Two."), body_of("One."), body_of("One.", "Two.", "Three more."))
    assert merge.merged == {"body": body_of("One.", "Three more.")}


def test_paragraphs_added_in_one_place_are_both_kept() -> None:
    merge = merged_bodies(body_of("One."), body_of("One.", "By me."), body_of("One.", "By them."))
    assert merge.merged == {"body": body_of("One.", "By me.", "By them.")}
    assert merge.conflicts == ()


def test_a_paragraph_that_both_added_stands_once() -> None:
    merge = merged_bodies(body_of("One."), body_of("One.", "New."), body_of("Zero.", "One.", "New."))
    assert merge.merged == {"body": body_of("Zero.", "One.", "New.")}


def test_a_paragraph_that_one_moved_keeps_the_words_that_the_other_changed() -> None:
    first, second = "The first paragraph has these words in it.", "The second one says something else altogether."
    third = "A third closes the story here."
    merge = merged_bodies(
        body_of(first, second, third),
        body_of(second, third, first),
        body_of(first.replace("these", "those"), second, third),
    )
    assert merge.merged == {"body": body_of(second, third, first.replace("these", "those"))}
    assert merge.conflicts == ()


def test_items_of_one_list_are_merged() -> None:
    base = "<ul><li><p>One was here</p></li><li><p>Two was here</p></li></ul>"
    merge = merged_bodies(
        base, base.replace("One was", "One is"), base.replace("</ul>", "<li><p>Three is new</p></li></ul>")
    )
    assert merge.merged["body"] == (
        "<ul><li><p>One is here</p></li><li><p>Two was here</p></li><li><p>Three is new</p></li></ul>"
    )


def test_cells_of_one_table_are_merged() -> None:
    base = "<table><tbody><tr><th><p>Riga</p></th><td><p>12</p></td></tr></tbody></table>"
    merge = merged_bodies(base, base.replace("12", "14"), base.replace("Riga", "Tallinn"))
    assert merge.merged["body"] == "<table><tbody><tr><th><p>Tallinn</p></th><td><p>14</p></td></tr></tbody></table>"


def test_a_row_and_a_cell_changed_at_once_are_a_conflict_of_the_table() -> None:
    base = "<table><tbody><tr><td><p>12</p></td></tr></tbody></table>"
    row = "<tr><td><p>13</p></td></tr>"
    merge = merged_bodies(base, base.replace("12", "14"), base.replace("</tbody>", f"{row}</tbody>"))
    assert [found.key for found in merge.conflicts] == ["body:0"]


def test_caption_and_alt_text_of_one_picture_are_merged() -> None:
    base = '<figure data-alt="A bridge" data-image="bridge"><figcaption>The old bridge.</figcaption></figure>'
    merge = merged_bodies(base, base.replace("old", "new"), base.replace("A bridge", "An iron bridge"))
    assert merge.merged["body"] == base.replace("old", "new").replace("A bridge", "An iron bridge")


def test_pictures_that_both_add_to_a_gallery_are_all_in_it() -> None:
    base = '<section data-type="gallery"><figure data-image="bridge"><figcaption></figcaption></figure></section>'
    boat, river = (f'<figure data-image="{key}"><figcaption></figcaption></figure>' for key in ("boat", "river"))
    merge = merged_bodies(
        base, base.replace("<figure", f"{boat}<figure", 1), base.replace("</section>", f"{river}</section>")
    )
    assert image_keys(merge.merged["body"]) == ["boat", "bridge", "river"]
    assert merge.conflicts == ()


def test_the_title_and_the_address_of_an_embed_are_merged() -> None:
    base = '<figure data-embed="https://vimeo.com/1234"><figcaption>The vote</figcaption></figure>'
    merge = merged_bodies(base, base.replace("1234", "5678"), base.replace("The vote", "The vote in Riga"))
    assert merge.merged["body"] == base.replace("1234", "5678").replace("The vote", "The vote in Riga")


def test_notes_of_both_are_kept() -> None:
    base = "<p>One.</p><p>Two.</p>"
    mine, theirs = (f'<aside data-type="note"><p>{words}</p></aside>' for words in ("Ask Ana.", "Call Riga."))
    merge = merged_bodies(base, f"<p>One.</p>{mine}<p>Two.</p>", f"{base}{theirs}")
    assert merge.merged["body"] == f"<p>One.</p>{mine}<p>Two.</p>{theirs}"


def test_what_nobody_touched_keeps_its_source() -> None:
    odd = "<p><em><strong>Set</strong></em>  oddly.</p>"
    merge = merged_bodies(f"{odd}<p>a</p><p>b</p>", f"{odd}<p>a c</p><p>b</p>", f"{odd}<p>a</p><p>b d</p>")
    assert merge.merged["body"] == f"{odd}<p>a c</p><p>b d</p>"


# Bylines and topics


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (["nato", "riga", "troops", "war"], ["nato", "troops"], ["nato", "troops", "war"]),
        (["troops", "nato", "riga"], ["nato", "riga", "troops", "war"], ["troops", "nato", "riga", "war"]),
        (["riga", "nato", "troops"], ["riga", "nato", "troops", "war"], ["riga", "nato", "troops", "war"]),
        (["eu", "nato", "riga", "troops"], ["un", "nato", "riga", "troops"], ["eu", "un", "nato", "riga", "troops"]),
    ],
)
def test_topics_are_merged_as_an_ordered_set(mine: list[str], theirs: list[str], merged: list[str]) -> None:
    merge = merge_snapshots(BASE, version(topics=mine), version(topics=theirs))
    assert (merge.merged["topics"], merge.conflicts) == (merged, ())


def test_topics_that_both_reordered_differently_are_a_conflict() -> None:
    mine, theirs = ["troops", "nato", "riga", "war"], ["riga", "nato", "troops"]
    merge = merge_snapshots(BASE, version(topics=mine), version(topics=theirs))
    both = (["troops", "nato", "riga", "war"], ["riga", "nato", "troops", "war"])
    assert [(found.key, found.mine, found.theirs) for found in merge.conflicts] == [("topics", *both)]
    assert resolve(merge, {"topics": "theirs"})["topics"] == both[1]


def test_names_added_to_a_byline_by_both_stand_in_it() -> None:
    ann, bob = BASE["contributors"]
    cat, dan = {"author": "cat", "role": "by"}, {"author": "dan", "role": "edited"}
    merge = merge_snapshots(BASE, version(contributors=[ann, cat, bob]), version(contributors=[ann, bob, dan]))
    assert merge.merged["contributors"] == [ann, cat, bob, dan]


# Decisions


def conflicting() -> Merge:
    one, two = (BASE["body"].replace("Tuesday", day) for day in ("Monday", "Friday"))
    return merge_snapshots(BASE, version(headline="Mine", body=one), version(headline="Theirs", body=two))


def test_each_conflict_is_decided_by_itself() -> None:
    resolved = resolve(conflicting(), {"headline": "theirs", "body:0": "mine"})
    assert resolved == version(headline="Theirs", body=BASE["body"].replace("Tuesday", "Monday"))


def test_an_edited_text_is_taken_and_sanitised() -> None:
    resolved = resolve(conflicting(), {"headline": "Both", "body:0": 'On Sunday <b>voted</b><img src="x">'})
    assert resolved["headline"] == "Both"
    assert resolved["body"] == (
        "<p>On Sunday <strong>voted</strong></p><p>Ministers met in Riga before noon.</p><p>The end.</p>"
    )


@pytest.mark.parametrize("choices", [{}, {"headline": "mine"}, {"headline": "mine", "body:0": "mine", "slug": "mine"}])
def test_a_choice_too_few_or_too_many_is_refused(choices: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="Decide every conflict and nothing else"):
        resolve(conflicting(), choices)


def test_an_order_cannot_be_typed() -> None:
    merge = merge_snapshots({"topics": ["a", "b", "c"]}, {"topics": ["c", "a", "b"]}, {"topics": ["b", "a", "c"]})
    with pytest.raises(ValueError, match="Topics: choose “mine” or “theirs”"):
        resolve(merge, {"topics": "a, b"})


# What holds for every story

words = st.sampled_from(["the", "alliance", "voted", "to", "send", "troops", "on", "tuesday", "in", "riga"])
paragraphs = st.lists(words, min_size=1, max_size=9).map(" ".join)
kinds = st.sampled_from(
    [
        "<p>{}.</p>",
        "<h2>{}</h2>",
        "<p><strong>{}</strong> &amp; more</p>",
        "<ul><li><p>{}</p></li><li><p>last</p></li></ul>",
        '<figure data-alt="seen" data-image="bridge"><figcaption>{}</figcaption></figure>',
        '<aside data-type="factbox"><h3>Facts</h3><p>{}</p></aside>',
        '<aside data-type="note"><p>{}</p></aside>',
        '<figure data-embed="https://vimeo.com/1234"><figcaption>{}</figcaption></figure>',
        '<section data-type="gallery"><figure data-image="boat"><figcaption>{}</figcaption></figure></section>',
    ]
)
bodies = st.lists(st.builds(lambda kind, text: kind.format(text), kinds, paragraphs), max_size=6).map("".join)
snapshots = st.fixed_dictionaries(
    {
        "headline": st.sampled_from(["one", "two", "three"]),
        "body": bodies,
        "topics": st.lists(st.sampled_from("abcd"), unique=True),
    }
)


@st.composite
def edited_bodies(draw: st.DrawFn) -> tuple[str, str, str]:
    """A body and two edited ones; every word that an edit puts in occurs nowhere else."""
    numbers = count()
    base = draw(st.lists(paragraphs.map(str.split), min_size=1, max_size=6))

    def edited(side: str) -> list[list[str]]:
        blocks = [list(block) for block in base]
        for _ in range(draw(st.integers(0, 4))):
            block = draw(st.integers(0, len(blocks) - 1))
            place = draw(st.integers(0, len(blocks[block])))
            match draw(st.sampled_from(["insert", "replace", "delete", "add", "remove", "move"])):
                case "insert":
                    blocks[block].insert(place, f"{side}{next(numbers)}")
                case "replace":
                    blocks[block][place : place + 1] = [f"{side}{next(numbers)}"]
                case "delete":
                    del blocks[block][place : place + 1]
                case "add":
                    blocks.insert(block, [f"{side}{next(numbers)}", "voted"])
                case "remove" if len(blocks) > 1:
                    del blocks[block]
                case "move":
                    blocks.append(blocks.pop(block))
        return blocks

    base_html, mine, theirs = (body_of(*map(" ".join, side)) for side in (base, edited("mine"), edited("theirs")))
    return base_html, mine, theirs


def all_choices(merge: Merge, choice: str) -> dict[str, str]:
    return {conflict.key: choice for conflict in merge.conflicts}


@bounded
@given(snapshots, snapshots)
def test_a_side_that_changed_nothing_changes_nothing(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert merge_snapshots(base, changed, base) == Merge(changed)
    assert merge_snapshots(base, base, changed) == Merge(changed)


@bounded
@given(snapshots, snapshots)
def test_two_equal_sides_are_the_result(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert merge_snapshots(base, changed, changed) == Merge(changed)


@bounded
@given(snapshots, snapshots, snapshots)
def test_it_does_not_matter_who_is_called_mine(base: dict[str, Any], one: dict[str, Any], two: dict[str, Any]) -> None:
    merge, swapped = merge_snapshots(base, one, two), merge_snapshots(base, two, one)
    assert [(c.key, c.mine, c.theirs) for c in merge.conflicts] == [
        (c.key, c.theirs, c.mine) for c in swapped.conflicts
    ]
    assert resolve(merge, all_choices(merge, "mine")) == resolve(swapped, all_choices(swapped, "theirs"))


@bounded
@given(edited_bodies())
def test_no_word_that_either_side_wrote_is_lost(three: tuple[str, str, str]) -> None:
    merge = merged_bodies(*three)
    found = merge.merged["body"] + "".join(conflict.mine + conflict.theirs for conflict in merge.conflicts)
    written = set(re.findall(r"(?:mine|theirs)\d+", three[1] + three[2]))
    assert written == set(re.findall(r"(?:mine|theirs)\d+", found))


@bounded
@given(edited_bodies())
def test_what_neither_side_removed_is_in_the_merged_body(three: tuple[str, str, str]) -> None:
    merge = merged_bodies(*three)
    base, mine, theirs = (Counter(plain_text(body).splitlines()) for body in three)
    kept = {line for line in base if base[line] == mine[line] == theirs[line] == 1}
    assert kept <= set(plain_text(merge.merged["body"]).splitlines())


@bounded
@given(snapshots, snapshots, snapshots, st.sampled_from(["mine", "theirs", "<p>edited</p>"]))
def test_a_decided_body_is_in_the_dialect(base: dict, one: dict, two: dict, choice: str) -> None:
    merge = merged_bodies(base["body"], one["body"], two["body"])
    body = resolve(merge, all_choices(merge, choice))["body"]
    assert sanitise(body) == body

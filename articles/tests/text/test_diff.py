"""Two versions of a story compared: fields, blocks, words."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from html import unescape
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import (
    DIALECT,
    BlockChange,
    Detail,
    ItemChange,
    Marks,
    Run,
    diff_body,
    diff_sequence,
    diff_snapshots,
    diff_words,
    inline_html,
    plain_text,
    runs_html,
    sanitise,
    side_by_side,
)
from articles.text.diff.elements import INLINE

bounded = settings(max_examples=150, deadline=None, derandomize=True)

LONG = "Ministers of the alliance met in Riga on Monday to talk about the border."
OTHER = "Nobody expected an answer before the weekend, officials said."


def same(text: str, **marks: Any) -> Run:
    return Run("same", text, Marks(**marks))


def gone(text: str) -> Run:
    return Run("deleted", text)


def new(text: str) -> Run:
    return Run("inserted", text)


def kinds(changes: Iterable[BlockChange]) -> list[tuple[str, int | None, int | None]]:
    return [(change.kind, change.old_index, change.new_index) for change in changes]


# Words


@pytest.mark.parametrize(
    ("old", "new_text", "runs"),
    [
        ("", "", ()),
        ("kept", "kept", (same("kept"),)),
        ("", "new", (new("new"),)),
        ("the fox ran home", "the quick fox ran", (same("the "), new("quick "), same("fox ran"), gone(" home"))),
        ("one, two", "six, ten", (gone("one, two"), new("six, ten"))),
        ("it doesn’t", "it does", (same("it "), gone("doesn’t"), new("does"))),
        ("3,000 men", "3,500 men", (gone("3,000"), new("3,500"), same(" men"))),
        ("北约秘书长", "北约新秘书长", (same("北约"), new("新"), same("秘书长"))),
        ("हिन्दी समाचार", "हिन्दी खबर", (same("हिन्दी "), gone("समाचार"), new("खबर"))),
        ("one\ntwo", "one two", (same("one"), gone("\n"), new(" "), same("two"))),
    ],
)
def test_words_are_told_apart_in_any_script(old: str, new_text: str, runs: tuple[Run, ...]) -> None:
    assert diff_words(old, new_text) == runs


def test_a_lone_word_between_large_changes_counts_as_changed() -> None:
    runs = diff_words("alpha beta gamma of delta epsilon", "one two three of four five")
    assert [run.kind for run in runs] == ["deleted", "inserted"]


def test_plain_words_are_escaped() -> None:
    assert runs_html(diff_words("a", "a <b>")) == "a<ins> &lt;b&gt;</ins>"


# Blocks


def test_a_changed_paragraph_shows_its_words() -> None:
    (change,) = diff_body("<p>They voted on Tuesday.</p>", "<p>They voted on Monday.</p>")
    assert change == BlockChange(
        "changed", "p", 0, 0, runs=(same("They voted on "), gone("Tuesday"), new("Monday"), same("."))
    )


def test_a_removed_paragraph_stands_after_the_one_it_followed() -> None:
    changes = diff_body(f"<p>One.</p><p>{LONG}</p><p>Two.</p>", f"<p>One.</p><p>{OTHER}</p><p>Two.</p>")
    assert kinds(changes) == [("same", 0, 0), ("removed", 1, None), ("added", None, 1), ("same", 2, 2)]


def test_a_paragraph_that_stands_elsewhere_is_moved() -> None:
    changes = diff_body(f"<p>One.</p><p>Two.</p><p>{LONG}</p>", f"<p>{LONG}</p><p>One.</p><p>Two.</p>")
    assert kinds(changes) == [("moved", 2, 0), ("same", 0, 1), ("same", 1, 2)]


def test_a_moved_paragraph_shows_its_changed_words_and_its_old_place() -> None:
    changes = diff_body(
        f"<p>One.</p><p>Two.</p><p>{LONG}</p>", f"<p>{LONG.replace('Monday', 'Friday')}</p><p>One.</p><p>Two.</p>"
    )
    assert inline_html(changes[0]) == (
        '<p><span class="diff-label">moved from place 3</span>Ministers of the alliance met in Riga on '
        "<del>Monday</del><ins>Friday</ins> to talk about the border.</p>"
    )


@pytest.mark.parametrize(
    ("old", "new_html", "label"),
    [
        ("it", "<strong>it</strong>", "now bold"),
        ("<strong>it</strong>", "it", "no longer bold"),
        ("it", "<em>it</em>", "now italic"),
        ("<em>it</em>", "it", "no longer italic"),
        ("it", '<a href="/a/">it</a>', "link added"),
        ('<a href="/a/">it</a>', "it", "link removed"),
        ('<a href="/a/">it</a>', '<a href="/b/">it</a>', "link changed"),
        ('<a href="/a/">it</a>', '<strong><a href="/b/">it</a></strong>', "link changed, now bold"),
    ],
)
def test_words_that_are_only_set_differently_say_how(old: str, new_html: str, label: str) -> None:
    (change,) = diff_body(f"<p>See {old} here.</p>", f"<p>See {new_html} here.</p>")
    assert [(run.kind, run.text, run.label) for run in change.runs] == [
        ("same", "See ", ""),
        ("same", "it", label),
        ("same", " here.", ""),
    ]


def test_a_paragraph_made_a_subhead_says_so() -> None:
    (change,) = diff_body("<p>What comes next</p>", "<h2>What comes next</h2>")
    assert change.details == (Detail("kind", (gone("paragraph"), new("subhead"))),)
    assert side_by_side(change) == (
        '<p><span class="diff-detail">kind: <del>paragraph</del></span>What comes next</p>',
        '<h2><span class="diff-detail">kind: <ins>subhead</ins></span>What comes next</h2>',
    )


def test_the_layout_of_the_source_is_no_change() -> None:
    changes = diff_body(
        "<p>One  <strong><em>two</em></strong></p>\n<p>Three</p>", "<p>One\n<em><b>two</b></em> </p>Three"
    )
    assert kinds(changes) == [("same", 0, 0), ("same", 1, 1)]


# Pictures

PICTURE = '<figure data-image="bridge" data-alt="A bridge"><figcaption>The old bridge.</figcaption></figure>'


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("old", "new", "<figcaption>The <del>old</del><ins>new</ins> bridge.</figcaption>"),
        ('"A bridge"', '"A boat"', '<span class="diff-detail">alt text: A <del>bridge</del><ins>boat</ins></span>'),
        (
            "data-alt",
            'data-size="wide" data-alt',
            '<span class="diff-detail">size: <del>standard</del><ins>wide</ins></span>',
        ),
    ],
)
def test_caption_alt_text_and_size_of_a_picture_are_told_apart(before: str, after: str, shown: str) -> None:
    (change,) = diff_body(PICTURE, PICTURE.replace(before, after))
    assert (change.kind, change.image) == ("changed", "bridge")
    assert shown in inline_html(change)
    assert inline_html(change).count("<ins>") == 1


def test_another_picture_is_one_removed_and_one_added() -> None:
    changes = diff_body(PICTURE, PICTURE.replace('"bridge"', '"river"'))
    assert [(change.kind, change.image) for change in changes] == [("removed", "bridge"), ("added", "river")]
    assert inline_html(changes[1]) == (
        '<figure><ins><span class="diff-picture">river</span></ins>'
        '<span class="diff-detail">alt text: <ins>A bridge</ins></span>'
        "<figcaption><ins>The old bridge.</ins></figcaption></figure>"
    )


def test_a_picture_that_stands_elsewhere_is_moved_whatever_its_caption() -> None:
    changes = diff_body(
        f"<p>{LONG}</p><p>{OTHER}</p>{PICTURE}", f"{PICTURE.replace('old', 'new')}<p>{LONG}</p><p>{OTHER}</p>"
    )
    assert kinds(changes) == [("moved", 2, 0), ("same", 0, 1), ("same", 1, 2)]


# Galleries, what stands elsewhere, notes

GALLERY = '<section data-type="gallery">{}</section>'
EMBED = '<figure data-embed="https://vimeo.com/1234"><figcaption>The vote in Riga</figcaption></figure>'
NOTE = '<aside data-type="note"><p>Ask the ministry for the figure.</p></aside>'


def test_pictures_of_a_gallery_are_compared_one_by_one() -> None:
    boat = PICTURE.replace("bridge", "boat")
    (change,) = diff_body(GALLERY.format(PICTURE + boat), GALLERY.format(boat + PICTURE.replace("old", "new")))
    assert (change.kind, change.tag) == ("changed", "section")
    assert [(child.kind, child.image) for child in change.children] == [("same", "boat"), ("moved", "bridge")]
    assert "The <del>old</del><ins>new</ins> bridge." in inline_html(change)


def test_the_title_of_an_embed_is_compared_by_words() -> None:
    (change,) = diff_body(EMBED, EMBED.replace("Riga", "Tallinn"))
    assert (change.kind, change.embed) == ("changed", "https://vimeo.com/1234")
    assert inline_html(change) == (
        '<figure><span class="diff-embed">https://vimeo.com/1234</span>'
        "<figcaption>The vote in <del>Riga</del><ins>Tallinn</ins></figcaption></figure>"
    )


def test_another_address_under_the_same_title_is_a_change_of_the_address() -> None:
    (change,) = diff_body(EMBED, EMBED.replace("1234", "5678"))
    assert [detail.label for detail in change.details] == ["address"]


def test_an_embed_never_becomes_a_picture() -> None:
    picture = '<figure data-image="vote"><figcaption>The vote in Riga</figcaption></figure>'
    assert [change.kind for change in diff_body(EMBED, picture)] == ["removed", "added"]


def test_a_note_is_told_from_what_readers_see() -> None:
    (change,) = diff_body(NOTE, NOTE.replace("the ministry", "the army"))
    assert inline_html(change) == (
        '<aside class="diff-note"><p>Ask the <del>ministry</del><ins>army</ins> for the figure.</p></aside>'
    )


# Lists, tables, boxes


def test_items_of_a_list_are_compared_one_by_one() -> None:
    (change,) = diff_body(
        "<ul><li><p>one item here</p></li><li><p>two items</p></li></ul>",
        "<ul><li><p>one item there</p></li><li><p>new</p></li><li><p>two items</p></li></ul>",
    )
    assert inline_html(change) == (
        "<ul><li><p>one item <del>here</del><ins>there</ins></p></li><li><p><ins>new</ins></p></li>"
        "<li><p>two items</p></li></ul>"
    )


def test_cells_of_a_table_are_compared_in_their_places() -> None:
    table = "<table><tbody><tr><th><p>Riga</p></th><td><p>12</p></td></tr></tbody></table>"
    (change,) = diff_body(table, table.replace("12", "14"))
    assert inline_html(change) == table.replace("12", "<del>12</del><ins>14</ins>")


def test_a_box_is_compared_inside() -> None:
    box = '<aside data-type="factbox"><h3>Facts</h3><p>Twelve members now.</p></aside>'
    (change,) = diff_body(box, box.replace("Twelve", "Thirteen").replace("factbox", "pullquote"))
    assert inline_html(change) == (
        '<aside><span class="diff-detail">kind of box: <del>factbox</del><ins>pullquote</ins></span>'
        "<h3>Facts</h3><p><del>Twelve</del><ins>Thirteen</ins> members now.</p></aside>"
    )


# Bylines, topics, snapshots


def test_items_are_kept_added_removed_and_moved() -> None:
    assert diff_sequence(["a", "b", "c", "d"], ["d", "a", "x", "c"]) == (
        ItemChange("moved", "d", 3, 0),
        ItemChange("kept", "a", 0, 1),
        ItemChange("removed", "b", 1, None),
        ItemChange("added", "x", None, 2),
        ItemChange("kept", "c", 2, 3),
    )


def test_names_of_a_byline_are_items() -> None:
    ann, bob = {"author": "ann", "role": "by"}, {"author": "bob", "role": "by"}
    changes = diff_sequence([ann, bob], [bob, ann])
    assert sorted((change.kind, change.item["author"]) for change in changes) == [("kept", "ann"), ("moved", "bob")]


def test_fields_that_differ_come_in_the_order_of_the_form() -> None:
    old = {"slug": "a", "headline": "One", "mood": 1, "body": "<p>a</p>", "topics": ["x"], "section": "world"}
    later = {"slug": "b", "headline": "Two", "mood": 2, "body": "<p>b</p>", "topics": [], "section": "world", "beta": 0}
    assert [(change.field, change.label, change.kind) for change in diff_snapshots(old, later)] == [
        ("headline", "Headline", "words"),
        ("body", "Body", "blocks"),
        ("topics", "Topics", "items"),
        ("slug", "Slug", "value"),
        ("beta", "Beta", "value"),
        ("mood", "Mood", "value"),
    ]


def test_a_field_that_is_missing_counts_as_empty() -> None:
    assert diff_snapshots({"lead_image": None, "standfirst": ""}, {"topics": [], "body": ""}) == []


def test_changes_can_be_written_as_json() -> None:
    changes = diff_snapshots({"body": f"<p>{LONG}</p>{PICTURE}", "topics": ["a"]}, {"body": f"{PICTURE}<p>{LONG}</p>"})
    written = json.loads(json.dumps([asdict(change) for change in changes]))
    assert [change["kind"] for change in written] == ["blocks", "items"]


# Trust and limits


def test_every_element_of_the_dialect_is_known() -> None:
    blocks = {
        "p", "h2", "h3", "ul", "ol", "li", "blockquote", "table", "tbody", "tr", "th", "td", "figure", "figcaption", "aside",
        "section",
    }  # fmt: skip
    assert {element for feature in DIALECT for element in feature.elements} | {"p"} == blocks | INLINE


@pytest.mark.parametrize(
    "change",
    [
        BlockChange("changed", "script", runs=(Run("same", "<script>"),)),
        BlockChange("changed", 'p onclick="x"', runs=(Run("inserted", "<script>"),)),
        BlockChange("changed", "", runs=(Run("same", "<script>", Marks(href="java\nscript:alert(1)")),)),
    ],
)
def test_a_forged_change_is_rendered_harmless(change: BlockChange) -> None:
    assert re.sub("</?ins>", "", inline_html(change)) == "&lt;script&gt;"


def test_nesting_without_end_is_compared_as_text() -> None:
    deep = "<blockquote>" * 400 + "<p>{}</p>" + "</blockquote>" * 400
    changes = diff_body(deep.format("one two three"), deep.format("one two four"))
    assert plain_text(inline_html(changes[0])).split() == ["one", "two", "threefour"]


def test_sixty_edits_in_a_long_story_take_no_time() -> None:
    vocabulary = [f"word{number}" for number in range(97)]
    old = [vocabulary[number * 31 % 97] for number in range(1_200)]
    later = [f"edit{number}" if number % 20 == 7 else word for number, word in enumerate(old)]
    start = perf_counter()
    changes = diff_body(_story(old), _story(later))
    assert perf_counter() - start < 0.3
    assert sum(run.kind == "inserted" for change in changes for run in change.runs) == 60


def test_too_much_to_compare_is_said() -> None:
    old = " ".join("ab"[number * number % 7 % 2] for number in range(30_000))
    later = " ".join("ab"[number * number % 11 % 2] for number in range(30_000))
    (change,) = diff_body(f"<p>x {old}</p>", f"<p>x {later}</p>")
    assert (change.kind, change.is_coarse) == ("changed", True)
    assert "".join(run.text for run in change.runs if run.kind != "deleted") == f"x {later}"


def _story(words_of_it: list[str]) -> str:
    return "".join(f"<p>{' '.join(words_of_it[start : start + 60])}</p>" for start in range(0, len(words_of_it), 60))


# What holds for every pair

words = st.sampled_from(["the", "alliance", "voted", "in", "Riga", "—", "<b>", "&", "新闻", "\xa0", "3,000"])
texts = st.lists(words, max_size=12).map(" ".join)
inline = st.builds(
    lambda form, text: form.format(text.replace("&", "&amp;").replace("<", "&lt;")),
    st.sampled_from(["{}", "<strong>{}</strong>", "a <em>{}</em> b", '<a href="/x?a=1&amp;b">{}</a>', "{}<br>end"]),
    texts,
)
bodies = st.lists(
    st.builds(
        lambda form, text: form.format(text),
        st.sampled_from(
            [
                "<p>{}</p>",
                "<h2>{}</h2>",
                "{}",
                "<ol><li><p>{}</p></li><li>loose<ul><li>deep</li></ul></li></ol>",
                "<table><tbody><tr><td>{}</td><th><p>1</p></th></tr></tbody></table>",
                '<figure data-image="bridge" data-alt="&quot;&lt;">{}</figure>',
                '<figure data-image="river"><figcaption>{}</figcaption></figure>',
                '<aside data-type="pullquote"><p>{}</p></aside>',
                '<aside data-type="note"><p>{}</p></aside>',
                '<figure data-embed="https://vimeo.com/1234"><figcaption>{}</figcaption></figure>',
                '<section data-type="gallery"><figure data-image="boat"><figcaption>{}</figcaption></figure></section>',
                "<strong><p>{}</p></strong>",
            ]
        ),
        inline,
    ),
    max_size=7,
).map("".join)


def applied(changes: Iterable[BlockChange], kind: str, index: str) -> Iterator[str]:
    """The words of one version, from the runs of the changes: the same ones and those of `kind`."""
    there = [change for change in changes if getattr(change, index) is not None]
    for change in sorted(there, key=lambda change: getattr(change, index)):
        yield "".join(run.text for run in change.runs if run.kind in ("same", kind))
        yield from applied(change.children, kind, index)


def words_of(body: str) -> list[str]:
    """Words of a sanitised body; every tag ends a word but those that only set it differently."""
    return unescape(re.sub("<[^<>]*>", " ", re.sub("</?(?:strong|em|a)(?: [^<>]*)?>", "", body))).split()


@bounded
@given(texts, texts)
def test_runs_lead_from_one_text_to_the_other(old: str, later: str) -> None:
    runs = diff_words(old, later)
    assert "".join(run.text for run in runs if run.kind != "inserted") == old
    assert "".join(run.text for run in runs if run.kind != "deleted") == later


@bounded
@given(bodies, bodies)
def test_changes_lead_from_one_body_to_the_other(old: str, later: str) -> None:
    changes = diff_body(old, later)
    assert " ".join(applied(changes, "deleted", "old_index")).split() == words_of(sanitise(old))
    assert " ".join(applied(changes, "inserted", "new_index")).split() == words_of(sanitise(later))


@bounded
@given(bodies)
def test_a_body_does_not_differ_from_itself(body: str) -> None:
    assert {change.kind for change in diff_body(body, body)} <= {"same"}


@bounded
@given(bodies, bodies)
def test_rendered_changes_have_nothing_but_what_is_promised(old: str, later: str) -> None:
    allowed = r"</?(?:ins|del|strong|em|p|h2|h3|ul|ol|li|blockquote|table|tbody|tr|t[hd]|figure|figcaption|aside|section)>|<br>"
    carrying = (
        r'<a href="[^"<>]*">|</a>|<span class="diff-(?:format|label|picture|embed|detail)">|</span>'
        r'|<aside class="diff-note">'
    )
    for change in diff_body(old, later):
        whole = "".join([inline_html(change), *side_by_side(change)])
        assert not re.search("[<>]", re.sub(f"{allowed}|{carrying}", "", whole))


# What a rendered change leaves out of an element, since it is no page.
WHOLE = {
    "<figure>": '<figure data-image="key">',
    "<aside>": '<aside data-type="factbox">',
    '<aside class="diff-note">': '<aside data-type="note">',
    "<section>": '<section data-type="gallery">',
}


@bounded
@given(bodies, bodies)
def test_rendered_changes_are_in_the_dialect_but_for_their_marks(old: str, later: str) -> None:
    for change in diff_body(old, later):
        html = re.sub(r"</?(?:ins|del|span)[^<>]*>", "", side_by_side(change)[1])
        for written, whole in WHOLE.items():
            html = html.replace(written, whole)
        assert sanitise(html) in (html, "")


@bounded
@given(st.lists(st.sampled_from("abcde"), max_size=6), st.lists(st.sampled_from("abcde"), max_size=6))
def test_item_changes_lead_from_one_list_to_the_other(old: list[str], later: list[str]) -> None:
    changes = diff_sequence(old, later)
    assert [change.item for change in changes if change.new_index is not None] == later
    there = sorted((change.old_index, change.item) for change in changes if change.old_index is not None)
    assert there == list(enumerate(old))

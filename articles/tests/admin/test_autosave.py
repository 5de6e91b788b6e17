"""Autosaves: what stands on the edit page is kept for its writer, and changes nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from articles import publishing
from articles.admin.merging import Typed
from articles.admin.typed_snapshot import typed_snapshot
from articles.models import Article, Draft, Revision

from ..factories import NOON, make_article, make_author, make_image, make_live_article, make_section, make_topic
from .forms import filled_in
from .test_save_article import byline, edit, save


def door(article: Article) -> str:
    return reverse("admin:articles_article_autosave", args=[article.pk])


def autosave(client: Client, article: Article, **typed: Any) -> Any:
    """Open the edit page, type, and wait: the answer that the script gets."""
    return client.post(door(article), filled_in(client.get(edit(article)), **typed))


# What is kept


def test_what_was_typed_is_kept_for_its_writer(desk: Client, chief: User, frozen: Callable[..., None]) -> None:
    article = make_live_article(headline="Stored")
    frozen(NOON + timedelta(hours=1))
    answer = autosave(desk, article, headline="Typed", body="<p>Typed.</p>")
    draft = Draft.objects.get()
    assert answer.json() == {"state": "saved", "at": "2026-03-08T13:00:00+00:00", "clock": "13:00:00"}
    assert (draft.article, draft.by, draft.base_version) == (article, chief, 1)
    assert draft.data["form"]["headline"] == ["Typed"]
    assert (draft.data["snapshot"]["headline"], draft.data["snapshot"]["body"]) == ("Typed", "<p>Typed.</p>")
    assert "no-store" in answer["Cache-Control"]


def test_the_history_and_the_article_see_nothing_of_it(desk: Client) -> None:
    article = make_live_article(headline="Stored")
    before = Article.objects.filter(pk=article.pk).values().get()
    for number in range(3):
        autosave(desk, article, headline=f"Typed {number}")
    assert Article.objects.filter(pk=article.pk).values().get() == before
    assert (article.revisions.count(), Draft.objects.count()) == (1, 1)


def test_a_form_that_could_not_be_saved_is_kept(desk: Client) -> None:
    section = make_section()
    article = make_live_article(headline="Stored", section=section)
    answer = autosave(desk, article, headline="", section="999999", source_url="no address", standfirst="Typed")
    data = Draft.objects.get().data
    assert answer.json()["state"] == "saved"
    assert data["form"]["headline"] == [""]
    assert data["form"]["source_url"] == ["no address"]
    stands = {name: data["snapshot"][name] for name in ("headline", "section", "source_url", "standfirst")}
    assert stands == {"headline": "Stored", "section": section.slug, "source_url": "", "standfirst": "Typed"}


def test_secrets_are_not_kept(desk: Client) -> None:
    article = make_article()
    autosave(desk, article, csrfmiddlewaretoken="token", old_password="secret")
    assert not {"csrfmiddlewaretoken", "old_password", "desk-page"} & Draft.objects.get().data["form"].keys()


@pytest.mark.parametrize("text", ["Привет 🗞 العالم", "nul \0 byte", "\u200f\ufeff", "a\r\nb", "𝔘nicode " * 30])
def test_any_text_is_kept(desk: Client, text: str) -> None:
    article = make_article()
    answer = autosave(desk, article, standfirst=text, headline=text)
    assert answer.json()["state"] == "saved"
    assert Draft.objects.get().data["form"]["standfirst"] == [text.replace("\0", "")]


def test_the_snapshot_is_the_one_that_a_save_would_make(desk: Client) -> None:
    one, two, three = (make_author(name=name) for name in ["One", "Two", "Three"])
    topics = [make_topic(), make_topic()]
    article = make_live_article(authors=[one])
    typed = filled_in(desk.get(edit(article))) | {
        "headline": "  Typed \t twice ",
        "standfirst": "One\r\nTwo ",
        "body": "<p onclick='x'>A<b>b</b><script>1</script></p>",
        "slug": "typed",
        "source_url": "example.org/a",
        "canonical_url": "",
        "kind": "opinion",
        "section": str(make_section().pk),
        "lead_image": str(make_image().pk),
        "topics": [str(topics[1].pk), str(topics[0].pk)],
        **byline((one, "by", "3"), (two, "by", "1"), (three, "edited", ""), initial=1),
    }
    kept = typed_snapshot(article, QueryDict(urlencode(typed, doseq=True)))
    desk.post(edit(article), typed)
    saved = article.revisions.latest("number")
    assert saved.number == 2
    assert kept == saved.data


def test_the_snapshot_is_the_one_that_a_merge_would_begin_from(
    desk: Client, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_live_article(authors=[make_author()], topics=[make_topic()])
    typed = filled_in(desk.get(edit(article)), headline="Mine", topics=[str(make_topic().pk)])
    publishing.save_snapshot(article, publishing.snapshot(article) | {"headline": "Hers"}, by=publisher, version=1)
    merged = []
    made = Typed.on.__func__
    monkeypatch.setattr(Typed, "on", classmethod(lambda *args: merged.append(made(*args)) or merged[0]))
    desk.post(edit(article), typed)
    assert merged[0].data == typed_snapshot(article, QueryDict(urlencode(typed, doseq=True)))


def test_what_is_chosen_and_not_there_is_left_out(desk: Client) -> None:
    author, topic = make_author(), make_topic()
    article = make_article(authors=[author])
    rows = byline((author, "by", "1"), initial=1)
    rows |= {"contributors-TOTAL_FORMS": "4", "contributors-1-author": "999999", "contributors-1-role": "by"}
    rows |= {"contributors-2-author": str(author.pk), "contributors-2-role": "nonsense"}
    rows |= {"contributors-3-author": str(author.pk), "contributors-3-role": "edited", "contributors-3-DELETE": "on"}
    autosave(desk, article, topics=["999999", "x", str(topic.pk)], **rows)
    snapshot = Draft.objects.get().data["snapshot"]
    assert snapshot["topics"] == [topic.slug]
    assert snapshot["contributors"] == [{"author": author.slug, "role": "by"}]


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 30, "99999999"])
def test_a_byline_of_nonsense_does_no_harm(desk: Client, total: str) -> None:
    article = make_article()
    answer = autosave(desk, article, **{"contributors-TOTAL_FORMS": total})
    assert answer.json()["state"] == "saved"


def test_a_body_of_megabytes_and_thousands_of_fields_are_kept(desk: Client) -> None:
    article = make_article()
    body = "<p>" + "Ünïcode words. " * 300_000 + "</p>"
    answer = autosave(desk, article, body=body, **{f"extra-{number}": "x" for number in range(5_000)})
    assert answer.json()["state"] == "saved"
    assert len(Draft.objects.get().data["form"]["body"][0]) == len(body)


# The version


def test_a_save_by_somebody_else_is_told_and_the_text_is_kept(desk: Client, publisher: User) -> None:
    article = make_live_article()
    typed = filled_in(desk.get(edit(article)), headline="Mine")
    User.objects.filter(pk=publisher.pk).update(first_name="Ana", last_name="Silva")
    data = publishing.snapshot(article) | {"headline": "Hers"}
    publishing.save_snapshot(article, data, by=User.objects.get(pk=publisher.pk), version=1)
    answer = desk.post(door(article), typed).json()
    assert (answer["state"], answer["by"], answer["version"]) == ("conflict", "Ana Silva", 2)
    assert Draft.objects.get().data["form"]["headline"] == ["Mine"]
    assert Draft.objects.get().base_version == 1


def test_a_save_during_the_write_is_told_too(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_live_article()
    typed = filled_in(desk.get(edit(article)), headline="Mine")
    write = Draft.objects.__class__.bulk_create

    def raced(self: Any, *args: Any, **kwargs: Any) -> Any:
        written = write(self, *args, **kwargs)
        Revision.objects.create(article=article, number=2, data={}, content_hash="x", at=NOON)
        return written

    monkeypatch.setattr(Draft.objects.__class__, "bulk_create", raced)
    assert desk.post(door(article), typed).json()["state"] == "conflict"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 20])
def test_a_page_that_does_not_say_its_version_is_told_so(desk: Client, version: str) -> None:
    article = make_article()
    answer = autosave(desk, article, version=version)
    assert answer.status_code == 400
    assert "Open it anew" in answer.json()["words"]
    assert not Draft.objects.exists()


# Two windows of one person


def test_a_window_goes_on_with_the_text_that_it_knows_of(desk: Client) -> None:
    article = make_article()
    typed = filled_in(desk.get(edit(article)), headline="One")
    first = desk.post(door(article), typed).json()
    second = desk.post(door(article), typed | {"headline": "Two", "desk-knows-of": first["at"]}).json()
    assert (first["state"], second["state"]) == ("saved", "saved")
    assert Draft.objects.get().data["form"]["headline"] == ["Two"]


def test_a_window_does_not_write_over_the_text_of_another_in_silence(desk: Client) -> None:
    article = make_article()
    other = filled_in(desk.get(edit(article)), headline="In the other window")
    kept = desk.post(door(article), filled_in(desk.get(edit(article)), headline="In one window")).json()
    answer = desk.post(door(article), other).json()
    assert (answer["state"], answer["at"]) == ("elsewhere", kept["at"])
    assert Draft.objects.get().data["form"]["headline"] == ["In one window"]
    assert desk.post(door(article), other | {"desk-knows-of": kept["at"]}).json()["state"] == "saved"


def test_the_same_text_from_a_window_that_never_heard_of_it_is_no_other_text(desk: Client) -> None:
    article = make_article()
    typed = filled_in(desk.get(edit(article)), headline="Sent as the window closed")
    desk.post(door(article), typed)
    again = desk.post(door(article), typed).json()
    assert again["state"] == "saved"
    assert Draft.objects.get().saved_at.isoformat() == again["at"]


@pytest.mark.parametrize("known", ["", "nonsense", "2026-13-45T99:00", "2026-03-08T12:00:00"])
def test_whatever_a_window_says_that_it_knows_of_its_text_is_kept(desk: Client, known: str) -> None:
    article = make_article()
    assert autosave(desk, article, **{"desk-knows-of": known}).json()["state"] == "saved"


def test_text_that_was_discarded_meanwhile_is_kept_anew(desk: Client, chief: User) -> None:
    article = make_article()
    first = autosave(desk, article).json()
    publishing.discard_draft(article, by=chief)
    assert autosave(desk, article, **{"desk-knows-of": first["at"]}).json()["state"] == "saved"


def test_a_page_of_somebody_else_is_not_kept_in_this_persons_name(desk: Client, publisher: User) -> None:
    article = make_article()
    answer = autosave(desk, article, **{"desk-typed-by": str(publisher.pk)})
    assert answer.status_code == 409
    assert (answer.json()["state"], answer.json()["name"]) == ("other_person", "chief")
    assert not Draft.objects.exists()


# What it costs


@pytest.mark.parametrize("person", ["editor", "chief"])
def test_an_autosave_takes_at_most_ten_queries(
    request: Any, signed_in: Callable[[User], Client], person: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(request.getfixturevalue(person))
    authors = [make_author() for _ in range(10)]
    article = make_live_article(authors=authors, topics=[make_topic() for _ in range(10)], lead_image=make_image())
    typed = filled_in(client.get(edit(article)), headline="Typed")
    with django_assert_max_num_queries(10):
        first = client.post(door(article), typed)
    with django_assert_max_num_queries(10):
        second = client.post(door(article), typed | {"headline": "On", "desk-knows-of": first.json()["at"]})
    Revision.objects.create(article=article, number=2, data={}, content_hash="x", at=NOON)
    with django_assert_max_num_queries(10):
        third = client.post(door(article), typed | {"headline": "And on", "desk-knows-of": second.json()["at"]})
    assert [answer.json()["state"] for answer in (first, second, third)] == ["saved", "saved", "conflict"]


# Who may


@pytest.mark.parametrize(
    ("person", "status"),
    [("outsider", 302), ("viewer", 403), ("photo_editor", 403), ("reporter", 403), ("editor", 200)],
)
def test_only_those_who_may_edit_autosave(
    request: Any, desk: Client, signed_in: Callable[[User], Client], person: str, status: int
) -> None:
    article = make_live_article()
    typed = filled_in(desk.get(edit(article)))
    del typed["desk-typed-by"]
    client = signed_in(request.getfixturevalue(person))
    assert client.post(door(article), typed).status_code == status
    assert Draft.objects.exists() is (person == "editor")


def test_a_stranger_is_led_to_sign_in(client: Client, db: None) -> None:
    assert client.post(door(make_article()), {"version": "0"}).status_code == 302
    assert not Draft.objects.exists()


def test_a_stale_token_is_told_in_a_way_that_the_script_understands(chief: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(chief)
    answer = client.post(door(make_article()), {"version": "0"}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (403, {"state": "stale_page"})


# It is gone once it is saved


def test_a_save_discards_the_persons_unsaved_text_and_nobody_elses(desk: Client, chief: User, editor: User) -> None:
    article = make_article()
    for person in (chief, editor):
        publishing.save_draft(article, {"form": {}, "snapshot": {}}, by=person, base_version=0)
    save(desk, article, headline="Saved")
    assert [draft.by for draft in Draft.objects.all()] == [editor]


def test_a_save_that_is_refused_discards_nothing(desk: Client, chief: User) -> None:
    article = make_article()
    autosave(desk, article, headline="")
    save(desk, article, headline="")
    assert publishing.draft_of(article, by=chief) is not None

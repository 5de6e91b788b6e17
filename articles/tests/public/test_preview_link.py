"""What somebody without an account reads under a preview link, and that everybody else reads nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article, Draft, PreviewLink
from articles.tests.factories import (
    NOON,
    make_article,
    make_author,
    make_link,
    make_live_article,
    make_section,
    make_topic,
)
from articles.tests.public.pictures import address_of, make_stored_image

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NEVER = "/nothing/at/all/"


@pytest.fixture
def article(frozen: Any) -> Article:
    frozen(NOON)
    found = make_article(
        headline="Unseen",
        section=make_section(name="World"),
        authors=[make_author(name="Ana")],
        topics=[make_topic(name="NATO")],
    )
    publishing.save_revision(found, by=None, now=NOON)
    return found


def saved(article: Article, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    publishing.save_revision(article, by=None, now=NOON)


def opened(token: str, client: Client | None = None) -> Any:
    return (client or Client()).get(f"/preview/{token}/")


def all_of(response: Any) -> tuple[int, bytes, dict[str, str]]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body, dict(response.items())


def test_the_holder_reads_the_article_and_what_it_is(article: Article, settings: Any) -> None:
    settings.TIME_ZONE = "UTC"
    _, token = make_link(article, label="Ana <Silva>")
    page = opened(token).content.decode()
    assert "<h1>Unseen</h1>" in page
    assert "<strong>Not published.</strong> For Ana &lt;Silva&gt; only, until" in page
    assert "March 9, 2026, noon UTC" in page


def test_nobody_keeps_finds_or_passes_it_on(article: Article) -> None:
    _, token = make_link(article)
    response = opened(token)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    page = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page
    assert '<meta name="referrer" content="no-referrer">' in page
    # An unfurled link or a browser's history does not tell the headline.
    assert "<title>Not published | The Newsroom</title>" in page
    assert re.findall(r"og:|canonical", page) == []
    assert token not in page


def test_it_links_to_nothing_that_is_not_public(article: Article) -> None:
    _, token = make_link(article)
    links = set(re.findall(r'href="(/[^"]*)"', opened(token).content.decode()))
    assert {link for link in links if not link.startswith("/static/")} == {
        "/", "/archive/", "/corrections/", "/section/world/", "/search/", "/search/opensearch.xml",
    }  # fmt: skip


def test_it_shows_the_revision_that_was_chosen(article: Article) -> None:
    _, token = make_link(article, revision=article.revisions.get())
    saved(article, headline="Saved later")
    assert b"<h1>Unseen</h1>" in opened(token).content


def test_or_whatever_was_saved_last_and_never_what_is_typed(article: Article, editor: User) -> None:
    _, token = make_link(article)
    saved(article, headline="Saved later")
    typed = {"form": {}, "snapshot": publishing.snapshot(article) | {"headline": "Typed"}}
    Draft.objects.create(article=article, by=editor, data=typed, base_version=2, saved_at=NOON)
    Article.objects.update(headline="Not kept as a revision")
    assert b"<h1>Saved later</h1>" in opened(token).content
    client = Client()
    client.force_login(editor)
    assert b"<h1>Saved later</h1>" in opened(token, client).content


def test_notices_are_shown(article: Article) -> None:
    _, token = make_link(article)
    publishing.add_correction(article, kind="correction", text="Ana is Anna.", by=None, now=NOON)
    assert b"Ana is Anna." in opened(token).content


def test_it_is_said_when_readers_see_it_by_now(article: Article) -> None:
    _, token = make_link(article)
    publishing.publish(article, by=None, now=NOON)
    assert b"Published by now." in opened(token).content
    saved(article, headline="Saved later")
    assert b"Not published." in opened(token).content


def test_what_is_missing_does_not_break_it(article: Article) -> None:
    saved(article, section=None, body='<p>Text.</p><figure data-image="gone"></figure>', standfirst="")
    _, token = make_link(article)
    response = opened(token)
    assert (response.status_code, b"No section yet" in response.content) == (200, True)


def test_it_opens_until_its_moment(article: Article, frozen: Any) -> None:
    link, token = make_link(article)
    frozen(link.expires_at - timedelta(microseconds=1))
    assert opened(token).status_code == 200
    frozen(link.expires_at)
    assert opened(token).status_code == 404


def a_dead_token(kind: str, article: Article, frozen: Any) -> str:
    link, token = make_link(article)
    if kind == "expired":
        frozen(link.expires_at)
    elif kind == "revoked":
        publishing.revoke_preview_link(link, by=link.by, now=NOON)
    elif kind == "of a removed article":
        publishing.remove(article, by=None, reason="A court said so.", now=NOON)
    elif kind == "of a deleted article":
        article.delete()
    elif kind == "the hash":
        return link.token_hash
    elif kind == "in other letters":
        return token.swapcase()
    elif kind == "nearly":
        return token[:-1]
    elif kind == "with more":
        return f"{token}="
    return token if kind in {"expired", "revoked"} or kind.startswith("of a") else kind


@pytest.mark.parametrize(
    "kind",
    [
        "expired", "revoked", "of a removed article", "of a deleted article", "the hash", "in other letters", "nearly",
        "with more", "never-was", "%00", "%ff", "столтенберг", "a" * 3000, "..", "%2e%2e", "' OR 1=1 --", "%F0%9F%90%B1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("rest", ["", f"media/{'0' * 32}/{'0' * 12}/w320.jpg"])
def test_a_link_that_opens_nothing_is_like_a_path_that_never_was(
    article: Article, frozen: Any, kind: str, rest: str
) -> None:
    token = a_dead_token(kind, article, frozen)
    response = Client().get(f"/preview/{token}/{rest}")
    assert all_of(response) == all_of(Client().get(NEVER))
    assert response.status_code == 404


def test_a_wrong_token_costs_as_many_queries_as_an_expired_one(
    article: Article, frozen: Any, django_assert_num_queries: Any
) -> None:
    link, token = make_link(article)
    frozen(link.expires_at)
    for wrong in ("never-was", token):
        with django_assert_num_queries(3):
            opened(wrong)


def test_opening_is_counted_and_a_fault_in_counting_is_not_the_reader_s(
    article: Article, frozen: Any, monkeypatch: Any
) -> None:
    _, token = make_link(article)
    opened(token)
    frozen(NOON + HOUR)
    opened(token)
    Client().head(f"/preview/{token}/")
    link = PreviewLink.objects.get()
    assert (link.times_opened, link.last_opened_at) == (2, NOON + HOUR)
    monkeypatch.setattr(PreviewLink.objects, "filter", None)
    assert opened(token).status_code == 200


@pytest.mark.parametrize("many", [1, 12])
def test_a_page_takes_as_many_queries_whatever_is_in_it(
    article: Article, django_assert_num_queries: Any, many: int
) -> None:
    pictures = [make_stored_image() for _ in range(many)]
    for number in range(many):
        article.topics.add(make_topic())
        article.contributors.create(author=make_author(), position=number)
    saved(article, body="".join(f'<figure data-image="{picture.key}"></figure>' for picture in pictures))
    _, token = make_link(article)
    with django_assert_num_queries(10):
        assert opened(token).status_code == 200


def test_the_holder_s_pictures_load_and_nobody_else_s(article: Article) -> None:
    image = make_stored_image()
    saved(article, lead_image=image)
    _, token = make_link(article)
    address = f"/preview/{token}{address_of(image)}"
    assert f'srcset="{address} ' in opened(token).content.decode()
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    assert all_of(Client().get(address_of(image))) == all_of(Client().get(NEVER))
    assert all_of(Client().get(f"/preview/never-was{address_of(image)}")) == all_of(Client().get(NEVER))


def test_the_pictures_of_a_gallery_load_too(article: Article) -> None:
    images = [make_stored_image(), make_stored_image()]
    pictures = "".join(f'<figure data-image="{image.key}"></figure>' for image in images)
    saved(article, body=f'<p>x</p><section data-type="gallery">{pictures}</section>')
    _, token = make_link(article)
    page = opened(token).content.decode()
    assert not re.search(r'"/media/|, /media/', page)
    for image in images:
        address = f"/preview/{token}{address_of(image, '4x3-400.jpg')}"
        assert f'src="{address}"' in page
        assert Client().get(address).status_code == 200


def test_a_note_of_the_desk_is_not_shown(article: Article) -> None:
    note = make_stored_image()
    saved(
        article, body=f'<p>x</p><aside data-type="note"><p>Secret.</p><figure data-image="{note.key}"></figure></aside>'
    )
    _, token = make_link(article)
    assert b"Secret." not in opened(token).content
    assert Client().get(f"/preview/{token}{address_of(note)}").status_code == 404


def test_who_has_the_picture_already_gets_no_bytes(article: Article) -> None:
    image = make_stored_image()
    saved(article, lead_image=image)
    _, token = make_link(article)
    address = f"/preview/{token}{address_of(image)}"
    again = Client().get(address, headers={"If-None-Match": Client().get(address)["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-store")


def test_who_has_the_picture_already_has_it_no_longer_than_the_link(article: Article, frozen: Any) -> None:
    image = make_stored_image()
    saved(article, lead_image=image)
    link, token = make_link(article)
    address = f"/preview/{token}{address_of(image)}"
    etag = Client().get(address)["ETag"]
    frozen(link.expires_at)
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 404


def test_a_picture_of_another_article_or_revision_is_not_had(article: Article) -> None:
    used, other = make_stored_image(), make_stored_image(key="other")
    saved(article, lead_image=used)
    _, of_this_revision = make_link(article, revision=article.revisions.first())
    _, of_the_latest = make_link(article)
    saved(article, lead_image=other)
    got = {
        (name, image.key): Client().get(f"/preview/{token}{address_of(image)}").status_code
        for name, token in [("this", of_this_revision), ("latest", of_the_latest)]
        for image in (used, other)
    }
    assert got == {
        ("this", used.key): 200, ("this", "other"): 404, ("latest", used.key): 404, ("latest", "other"): 200,
    }  # fmt: skip


def test_a_picture_whose_right_has_ended_is_not_had(article: Article) -> None:
    image = make_stored_image()
    saved(article, lead_image=image)
    _, token = make_link(article)
    image.usable_until = NOON
    image.save()
    assert Client().get(f"/preview/{token}{address_of(image)}").status_code == 404


def test_a_retracted_article_shows_neither_text_nor_pictures(article: Article) -> None:
    image = make_stored_image()
    saved(article, lead_image=image, body="<p>Secret text.</p>")
    _, token = make_link(article)
    publishing.add_correction(article, kind="retraction", text="All wrong.", by=None, now=NOON)
    assert b"Secret text" not in opened(token).content
    assert Client().get(f"/preview/{token}{address_of(image)}").status_code == 404


def test_only_reading_is_allowed(article: Article) -> None:
    _, token = make_link(article)
    for method in ("post", "put", "delete", "patch"):
        assert getattr(Client(), method)(f"/preview/{token}/").status_code == 405


def test_a_link_makes_nothing_public(article: Article) -> None:
    _, token = make_link(article)
    opened(token)
    live = make_live_article(headline="Seen")
    assert Client().get(live.path).status_code == 200
    for address in ("/", "/section/world/", "/archive/", "/2026/03/08/"):
        assert b"Unseen" not in Client().get(address).content

"""Help: the guide at the desk, the part of it that fits each page, and nothing else of the disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.admin import guide, help
from docs.screenshots.film import BYTES_AT_MOST
from docs.screenshots.shots import SHOTS

from ..factories import make_article

SignIn = Callable[[User], Client]
PAGES = guide.page_names()
PICTURES = Path(settings.BASE_DIR) / "docs" / "editors" / "screenshots"


@pytest.fixture
def scratch_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide of the test's own, to write pages into."""
    (tmp_path / "screenshots").mkdir()
    monkeypatch.setattr(guide, "folder", lambda: tmp_path)
    return tmp_path


# Reading it


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_everybody_at_the_desk(reporter: User, signed_in: SignIn, page: str) -> None:
    response = signed_in(reporter).get(guide.page_address(page))
    assert response.status_code == 200
    assert response.context["title"] in response.content.decode()


def test_the_first_page_is_the_index(reporter: User, signed_in: SignIn) -> None:
    assert signed_in(reporter).get("/admin/help/").context["page"].name == "index"


@pytest.mark.parametrize("address", ["/admin/help/", "/admin/help/desk/", "/admin/help/screenshots/home.webp"])
def test_it_is_for_the_desk_alone(client: Client, outsider: User, signed_in: SignIn, address: str) -> None:
    assert client.get(address)["Location"].startswith(reverse("admin:login"))
    assert signed_in(outsider).get(address).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "no-such-page/",
        "..%2fdevelopers%2fhouse/",
        "../developers/house/",
        "....//developers/house/",
        "%2e%2e/developers/house/",
        "/etc/passwd/",
        "desk.md/",
        "DESK/",
        "screenshots/no-such.webp",
        "screenshots/..%2fdesk.md",
        "screenshots/%2e%2e%2f%2e%2e%2f%2e%2e%2fmanage.py",
        "screenshots/%00.webp",
    ],
)
def test_what_is_not_in_the_guide_is_not_found(reporter: User, signed_in: SignIn, address: str) -> None:
    assert signed_in(reporter).get(f"/admin/help/{address}", follow=True).status_code == 404


@pytest.mark.parametrize("name", ["../developers/house", "..", "", "desk.md", "\0"])
def test_a_page_is_compared_and_never_opened_as_it_is_named(name: str) -> None:
    assert guide.guide_page(name) is None


@pytest.mark.parametrize("name", ["../desk.md", "..", "", "home.webp/", "\0.webp", "home.svg"])
def test_a_picture_of_no_such_name(name: str) -> None:
    assert guide.picture_path(name) is None


def test_a_picture(reporter: User, signed_in: SignIn) -> None:
    response = signed_in(reporter).get("/admin/help/screenshots/home.webp")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert b"".join(response.streaming_content)[:4] == b"RIFF"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_read_and_not_written(reporter: User, signed_in: SignIn, method: str) -> None:
    assert getattr(signed_in(reporter), method)("/admin/help/").status_code == 405


# As HTML


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("## Two *words*", '<h2 id="two-words">Two <em>words</em></h2>'),
        ("# Same\n\n# Same", '<h1 id="same-2">Same</h1>'),
        ("[there](desk.md#pictures)", '<a href="/admin/help/desk/#pictures">there</a>'),
        ("[start](index.md)", '<a href="/admin/help/">start</a>'),
        ("![Home](screenshots/home.webp)", '<img src="/admin/help/screenshots/home.webp" alt="Home" loading="lazy">'),
        ("| a |\n|---|\n| b |", "<td>b</td>"),
    ],
)
def test_what_markdown_becomes(scratch_guide: Path, markdown: str, html: str) -> None:
    (scratch_guide / "page.md").write_text(markdown, encoding="utf-8")
    assert html in guide.guide_page("page").body


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](javascript:alert(1))",
    ],
)
def test_what_does_not_belong_in_a_guide(scratch_guide: Path, markdown: str) -> None:
    (scratch_guide / "page.md").write_text(markdown, encoding="utf-8")
    body = guide.guide_page("page").body
    assert not any(piece in body for piece in ["<script", "<img src=x", 'href="javascript', 'href="data', 'src="java'])


def test_a_page_in_any_script(scratch_guide: Path) -> None:
    (scratch_guide / "page.md").write_text("# Редакция\n\n## 編集部\n\nمرحبا", encoding="utf-8")
    page = guide.guide_page("page")
    assert (page.title, page.headings[0].anchor) == ("Редакция", "編集部")


# The part that fits


@pytest.mark.parametrize(
    ("name", "explained"),
    [
        ("index", ("home-and-calendar", "the-home")),
        ("articles_article_change", ("desk", "an-article")),
        ("articles_article_publish", ("desk", "what-readers-see")),
        ("articles_image_changelist", ("pictures", "finding-pictures")),
        ("auth_user_changelist", ("index", "")),
        ("", ("index", "")),
    ],
)
def test_the_part_that_explains_a_page(name: str, explained: tuple[str, str]) -> None:
    assert help.explained_at(name) == explained


@pytest.mark.parametrize(("page", "anchor"), sorted(set(help.EXPLAINED.values())))
def test_every_part_that_is_named_is_there(page: str, anchor: str) -> None:
    assert anchor in guide.guide_page(page).anchors


def test_help_leads_there_from_the_pages(desk: Client) -> None:
    edit = reverse("admin:articles_article_change", args=[make_article().pk])
    for address, leads_to in [
        ("/admin/", "/admin/help/home-and-calendar/#the-home"),
        (reverse("admin:articles_article_calendar"), "/admin/help/home-and-calendar/#the-calendar"),
        (edit, "/admin/help/desk/#an-article"),
        ("/admin/help/", "/admin/help/"),
    ]:
        assert f'<a href="{leads_to}">Help</a>' in desk.get(address).content.decode(), address


# What is written


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_of_a_page_lead_somewhere(reporter: User, signed_in: SignIn, page: str) -> None:
    client = signed_in(reporter)
    body = guide.guide_page(page).body
    for address, anchor in addresses_in(body):
        response = client.get(address)
        assert response.status_code == 200, address
        assert not anchor or f'id="{anchor}"' in response.content.decode(), f"{address}#{anchor}"


def addresses_in(body: str) -> list[tuple[str, str]]:
    """The addresses within the desk that a page leads to, with their anchors."""
    found = [piece.partition('"')[0] for mark in ('href="', 'src="') for piece in body.split(mark)[1:]]
    assert not any(address.endswith(".md") for address in found)
    return [(path, anchor) for path, _, anchor in (one.partition("#") for one in found) if path.startswith("/admin/")]


def test_the_pictures_are_those_of_the_table() -> None:
    assert {path.name for path in PICTURES.iterdir()} == {f"{shot.name}.webp" for shot in SHOTS}


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_picture_is_small_and_shown(shot: Any) -> None:
    assert (PICTURES / f"{shot.name}.webp").stat().st_size <= BYTES_AT_MOST
    assert any(f"screenshots/{shot.name}.webp" in (guide.folder() / f"{page}.md").read_text() for page in PAGES)

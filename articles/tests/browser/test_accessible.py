"""No page of the desk breaks WCAG 2.2 AA as far as axe can tell, light and dark; and their HTML has no errors."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import publishing
from articles.models import Article
from articles.tests.factories import make_author, make_image, make_live_article, make_topic

from .axe import violations
from .nu import html_errors

SCHEMES = ["light", "dark"]


def make_story(by: User) -> Article:
    """A live article with a byline, topics, a box and notes, saved again since."""
    article = make_live_article(
        headline="Storm over Riga",
        authors=[make_author(name="Ana Silva")],
        topics=[make_topic(name="Weather")],
        lead_image=make_image(file=""),
        body="<h2>What came</h2><p>Rain and <strong>wind</strong>.</p><table><tbody><tr><th><p>Day</p></th></tr>"
        '<tr><td><p>One</p></td></tr></tbody></table><aside data-type="factbox"><h3>Facts</h3><p>Three.</p></aside>',
    )
    Article.objects.filter(pk=article.pk).update(headline="Storm over Riga and Liepaja")
    publishing.save_revision(article, by=by, note="More places")
    unsaved = publishing.snapshot(article) | {"standfirst": "Trees fell."}
    draft = {"form": {"headline": [article.headline], "standfirst": ["Trees fell."]}, "snapshot": unsaved}
    publishing.save_draft(article, draft, by=by, base_version=1)
    return article


def pages(article: Article) -> dict[str, str]:
    """The addresses of the desk's pages by their names."""

    def of_article(name: str, *more: object) -> str:
        return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])

    return {
        "add": reverse("admin:articles_article_add"),
        "edit": of_article("change"),
        "going on": f"{of_article('change')}?draft=1",
        "draft": of_article("draft"),
        "discard": of_article("discard_draft"),
        "revisions": of_article("revisions"),
        "compare": of_article("compare"),
        "restore": of_article("restore", 1),
        "publish": of_article("publish"),
        "withdraw": of_article("withdraw"),
        "step": of_article("step", "approve"),
        "assign": of_article("assign"),
        "audit": of_article("audit"),
        "preview": of_article("preview"),
        "checks": of_article("preview_checks"),
        "links": of_article("links"),
        "list": reverse("admin:articles_article_changelist"),
        "trail": reverse("admin:articles_auditentry_changelist"),
        "pictures": reverse("admin:articles_image_changelist"),
        "home": reverse("admin:index"),
        "week": reverse("admin:articles_article_calendar"),
        "month": f"{reverse('admin:articles_article_calendar')}?month=2026-03",
        "help": reverse("admin:articles_help", args=["home-and-calendar"]),
    }


NAMES = [
    "add", "edit", "going on", "draft", "discard", "revisions", "compare", "restore", "publish", "withdraw", "step",
    "assign", "audit", "list", "trail", "pictures", "preview", "checks", "links", "home", "week", "month", "help",
]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_somebody_signs_in_beside_the_text(
    open_page: Callable[..., Page], publisher: User, scheme: str
) -> None:
    article = make_story(publisher)
    page = open_page(pages(article)["edit"], publisher, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=standfirst]").fill("Typed")
    page.get_by_role("dialog").wait_for()
    found = violations(page)
    page.get_by_role("button", name="Later").first.click()
    found += violations(page, "#desk-bar")
    page.evaluate("document.getElementById('article_form').requestSubmit(document.querySelector('[name=_save]'))")
    page.get_by_role("heading", name="What you typed").wait_for()
    found += violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(open_page: Callable[..., Page], publisher: User, name: str, scheme: str) -> None:
    article = make_story(publisher)
    page = open_page(pages(article)[name], publisher, color_scheme=scheme)
    found = violations(page)
    assert not found, "\n".join(found)


def test_the_html_of_the_desk_has_no_errors(client: Client, publisher: User, tmp_path: Path) -> None:
    client.force_login(publisher)
    article = make_story(publisher)
    html = {name: client.get(address).content.decode() for name, address in pages(article).items()}
    typed = {"headline": "Typed", "body": "<p>Typed.</p>", "note": "Why", "desk-typed-by": "0"}
    html["refused"] = client.post(reverse("admin:articles_article_change", args=[10**9]), typed).content.decode()
    client.logout()
    html["signed out"] = client.post(pages(article)["edit"], typed).content.decode()
    found = html_errors(tmp_path, html)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_the_merge_page(open_page: Callable[..., Page], publisher: User, scheme: str) -> None:
    article = make_story(publisher)
    page = open_page(pages(article)["edit"], publisher, color_scheme=scheme)
    Article.objects.filter(pk=article.pk).update(headline="Storm over Estonia")
    publishing.save_revision(article, by=None)
    page.get_by_label("Headline:", exact=True).fill("Storm over Latvia")
    page.locator("#desk-bar").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two people changed this article")
    found = violations(page)
    assert not found, "\n".join(found)

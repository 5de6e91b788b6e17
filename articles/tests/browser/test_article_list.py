"""The list of articles in a browser: keys, a phone, bulk actions, and what axe says of its pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import SavedView
from articles.tests.factories import make_article, make_image, make_live_article, make_section

from .axe import violations
from .conftest import PHONE

LIST = "/admin/articles/article/"


def make_a_desk(by: User) -> None:
    """Articles in every state, one of them late, and a saved view."""
    section, now = make_section(name="World"), timezone.now()
    make_article(headline="A draft", section=section, updated_at=now)
    make_article(headline="Late", section=section, assigned_to=by, due_at=now - timedelta(hours=1), kind="opinion")
    make_article(headline="In review", section=section, status="in_review", hold_reason="The lawyer reads it")
    make_article(headline="Approved", section=section, status="approved", lead_image=make_image(file=""))
    make_live_article(
        headline="A headline that is rather long and has averyveryverylongwordinitthatbreaks", section=section
    )
    SavedView.objects.create(owner=by, name="World today", query="section:world updated:today", is_shared=True)


def test_a_person_ticks_articles_and_acts_on_them(open_page: Callable[..., Page], publisher: User) -> None:
    make_a_desk(publisher)
    page = open_page(LIST, publisher)

    page.get_by_role("checkbox", name="A draft").check()
    page.get_by_role("checkbox", name="Approved").check()
    expect(page.locator(".action-counter")).to_have_text("2 of 5 selected")
    page.get_by_label("Action").select_option("Submit for review")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="1 will be refused")).to_be_visible()
    page.get_by_role("button", name="Submit for review").click()

    expect(page.get_by_text("1 done, 1 refused.")).to_be_visible()


def test_the_list_is_walked_with_keys(open_page: Callable[..., Page], publisher: User) -> None:
    make_a_desk(publisher)
    page = open_page(LIST, publisher)
    headlines = page.locator("#result_list tbody th a")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(headlines.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(headlines.nth(0)).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("jk late")
    expect(page.locator("#searchbar")).to_have_value("jk late")


def test_a_menu_closes_with_escape(open_page: Callable[..., Page], publisher: User) -> None:
    page = open_page(LIST, publisher)
    page.locator(".list-help summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".list-help")).not_to_have_attribute("open", "")


@pytest.mark.parametrize("query", ["", "state:draft foo:bar"])
def test_a_phone_needs_no_sideways_scrolling(open_page: Callable[..., Page], publisher: User, query: str) -> None:
    make_a_desk(publisher)
    page = open_page(f"{LIST}?q={query}", publisher, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(
    open_page: Callable[..., Page], publisher: User, scheme: str, viewport: dict[str, int]
) -> None:
    make_a_desk(publisher)
    page = open_page(LIST, publisher, color_scheme=scheme, viewport=viewport)
    found = violations(page)
    page.goto(f"{LIST}?q=state:draft foo:bar")
    page.locator(".list-help summary").click()
    found += violations(page)
    page.goto(LIST)
    page.locator("#action-toggle").check()
    page.locator("[name=action]").select_option("bulk_publish")
    page.get_by_role("button", name="Go").click()
    found += violations(page)
    page.get_by_role("button", name="Publish them now").click()
    found += violations(page)
    assert not found, "\n".join(found)

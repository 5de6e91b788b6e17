"""Home and calendar in a browser, with a busy morning on them: readable by all, on a phone as well, by keyboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from articles import publishing
from articles.models import Article
from articles.tests.factories import make_article, make_image, make_live_article

from .axe import violations
from .conftest import DESKTOP, PHONE

HOUR = timedelta(hours=1)
HOME = "/admin/"
CALENDAR = "/admin/articles/article/calendar/"


@pytest.fixture
def morning(publisher: User) -> Article:
    """Something in every panel, late and long things included; the article that waits for a review."""
    now = timezone.now()
    review = make_article(headline="In review", status="in_review", due_at=now - 2 * HOUR, created_by=publisher)
    make_article(headline="Approved", status="approved")
    make_article(headline="Handed back " + "x" * 200, status="changes_requested", assigned_to=publisher)
    make_article(headline="الطقس في ريغا", assigned_to=publisher, embargo=now + HOUR, hold_reason="The lawyer reads it")
    live = make_live_article(headline="Live", at=now - HOUR)
    publishing.withdraw(live, by=None, at=now + 2 * HOUR)
    publishing.publish(make_article(headline="Scheduled"), by=None, at=now + HOUR)
    publishing.add_correction(live, kind="correction", text="47, not 74.", by=publisher)
    make_image(credit_line="", file="")
    return review


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", [HOME, CALENDAR, f"{CALENDAR}?month={{:%Y-%m}}&person=nobody"])
def test_axe_finds_nothing_on_a_busy_morning(
    open_page: Callable[..., Page],
    publisher: User,
    morning: Article,
    address: str,
    viewport: dict[str, int],
    scheme: str,
) -> None:
    page = open_page(address.format(timezone.localdate()), publisher, viewport=viewport, color_scheme=scheme)
    found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", [HOME, CALENDAR, "/admin/help/home-and-calendar/"])
def test_nothing_is_wider_than_a_phone(
    open_page: Callable[..., Page], publisher: User, morning: Article, address: str
) -> None:
    page = open_page(address, publisher, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    too_wide = (
        "[...document.querySelectorAll('#content *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    )
    assert page.evaluate(f"{too_wide}.map(e => e.className)") == []


def test_a_line_leads_to_its_article(open_page: Callable[..., Page], publisher: User, morning: Article) -> None:
    page = open_page(HOME, publisher)
    page.get_by_role("region", name="Waiting for you").get_by_role("link", name="In review", exact=True).click()
    page.wait_for_url(f"**{reverse('admin:articles_article_change', args=[morning.pk])}")


def test_everything_opens_by_keyboard(open_page: Callable[..., Page], publisher: User, morning: Article) -> None:
    page = open_page(HOME, publisher)
    topics = page.locator(".home-everything").get_by_role("link", name="Topics", exact=True)
    assert not topics.is_visible()
    page.locator(".home-everything summary").focus()
    page.keyboard.press("Enter")
    assert topics.is_visible()


def test_the_calendar_is_narrowed_and_turned_by_keyboard(
    open_page: Callable[..., Page], publisher: User, morning: Article
) -> None:
    page = open_page(CALENDAR, publisher)
    page.get_by_label("Person").focus()
    page.keyboard.type("publisher")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**person=publisher**")
    page.get_by_role("link", name="Later").press("Enter")
    page.wait_for_url("**person=publisher**")
    assert page.get_by_label("Person").input_value() == "publisher"


def test_on_a_phone_a_free_day_is_left_out(open_page: Callable[..., Page], publisher: User, morning: Article) -> None:
    page = open_page(f"{CALENDAR}?month=2030-01", publisher, viewport=PHONE)
    assert page.get_by_text("Nothing goes out, ends or is due in this month.").is_visible()
    assert page.locator(".calendar-day:visible").count() == 0

"""Laying out a front in a browser: by drag, by keyboard, by a menu, undone, and published."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from articles import publishing
from articles.models import Article, FrontEdition
from articles.tests.factories import arrange, make_front_edition, make_image, make_live_article, make_section

from .axe import violations
from .conftest import PHONE
from .nu import html_errors

OpenPage = Callable[..., Page]


def desk() -> str:
    return reverse("admin:articles_front_desk", args=["home"])


@pytest.fixture
def stories(publisher: User) -> list[Article]:
    """Eight live stories, “Story 0” the newest. The publisher is there before: rows of a test are made in one order."""
    section, now = make_section(name="World"), timezone.now()
    return [
        make_live_article(headline=f"Story {number}", section=section, at=now - timedelta(hours=number + 1))
        for number in range(8)
    ]


def place(page: Page, slot: str) -> Locator:
    return page.locator(f'.front-place[data-slot="{slot}"]')


def in_tray(page: Page, headline: str) -> Locator:
    return page.locator(".front-stories .front-card").filter(has_text=headline)


def headlines(page: Page) -> list[str]:
    return page.locator(".front-top .front-card-headline").all_inner_texts()


def pins() -> dict[str, str]:
    names = dict(Article.objects.values_list("uuid", "headline"))
    return {slot: names[pin.article] for slot, pin in publishing.working_front(None).arranged.pins.items()}


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")


def test_a_story_is_dragged_to_its_place(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher)
    in_tray(page, "Story 5").drag_to(place(page, "lead"))
    expect(page.locator("#front-said")).to_have_text("“Story 5” is now in Lead.")
    # The river moves up around it.
    expect(place(page, "beside-1")).to_contain_text("Story 0")
    save(page)
    assert pins() == {"lead": "Story 5"}


def test_dragged_onto_another_they_change_places(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[5], "beside-2": stories[6]}), at=timezone.now())
    page = open_page(desk(), publisher)
    place(page, "beside-2").locator(".front-card").drag_to(place(page, "lead"))
    expect(page.locator("#front-said")).to_contain_text("“Story 5” is now in Beside the lead, 2.")
    save(page)
    assert pins() == {"lead": "Story 6", "beside-2": "Story 5"}


def test_dragged_to_the_tray_it_leaves_the_page(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[5]}), at=timezone.now())
    page = open_page(desk(), publisher)
    place(page, "lead").locator(".front-card").drag_to(page.locator("#front-tray-name"))
    expect(place(page, "lead")).to_contain_text("Automatic")
    save(page)
    assert pins() == {}


def test_a_story_is_placed_by_keyboard(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher)
    in_tray(page, "Story 4").get_by_role("button", name="Place").press("Enter")
    expect(page.locator("#front-said")).to_contain_text("“Story 4” is picked up.")
    for key in ("ArrowDown", "ArrowRight", "End", "Home", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("#front-said")).to_have_text("“Story 4” is now in Beside the lead, 1.")
    # The focus goes along, to where the story can be moved on.
    expect(place(page, "beside-1").get_by_role("button", name="Move")).to_be_focused()
    save(page)
    assert pins() == {"beside-1": "Story 4"}


def test_escape_leaves_it_where_it_was(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher)
    pick = in_tray(page, "Story 4").get_by_role("button", name="Place")
    pick.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#front-said")).to_have_text("It stays where it was.")
    expect(pick).to_be_focused()
    assert page.locator(".front-put").count() == 0


def test_on_a_phone_it_is_placed_from_a_menu(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher, viewport=PHONE)
    in_tray(page, "Story 4").get_by_role("button", name="Place").click()
    page.get_by_label("Place", exact=True).select_option("beside-3")
    page.get_by_role("button", name="Put it there").click()
    expect(place(page, "beside-3")).to_contain_text("Story 4")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    save(page)
    assert pins() == {"beside-3": "Story 4"}


def test_what_was_done_is_undone_and_done_again(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher)
    in_tray(page, "Story 5").drag_to(place(page, "lead"))
    in_tray(page, "Story 6").drag_to(place(page, "lead"))
    expect(place(page, "lead").locator(".front-card-headline")).to_have_text("Story 6")
    page.get_by_role("button", name="Undo").click()
    expect(place(page, "lead").locator(".front-card-headline")).to_have_text("Story 5")
    page.keyboard.press("Control+z")
    expect(place(page, "lead")).to_contain_text("Automatic")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.keyboard.press("Control+Shift+z")
    expect(place(page, "lead").locator(".front-card-headline")).to_have_text("Story 5")
    save(page)
    assert pins() == {"lead": "Story 5"}


def test_rails_are_moved_resized_and_taken_away(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    make_section(name="Books", position=1)
    make_section(name="Data", position=2)
    page = open_page(desk(), publisher)
    page.get_by_role("button", name="Move Data up").click()
    page.get_by_label("Stories in the rail of World").fill("2")
    page.get_by_label("Stories in the rail of World").press("Tab")
    expect(place(page, "rail-world-3")).to_have_count(0)
    page.get_by_label("Stories in the rail of World").fill("4")
    page.get_by_label("Stories in the rail of World").press("Tab")
    in_tray(page, "Story 7").drag_to(place(page, "rail-world-4"))
    page.get_by_label("On the page: the rail of Books").uncheck()
    save(page)
    rails = publishing.working_front(None).arranged.rails
    assert [(rail.section, rail.size) for rail in rails] == [("world", 4), ("data", 6)]
    assert pins() == {"rail-world-4": "Story 7"}


def test_the_search_finds_while_one_types(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher)
    page.get_by_label("Search headlines").press_sequentially("story 7")
    expect(page.locator('[data-list="live"] .front-card')).to_have_count(1)
    in_tray(page, "Story 7").drag_to(place(page, "lead"))
    page.get_by_label("Search headlines").press("Enter")
    expect(place(page, "lead")).to_contain_text("Story 7")


def test_what_is_not_saved_is_not_left_by_accident(
    open_page: OpenPage, publisher: User, stories: list[Article]
) -> None:
    page = open_page(desk(), publisher)
    in_tray(page, "Story 5").drag_to(place(page, "lead"))
    expect(page.locator("#front-saved")).to_have_text("Changes that are not saved.")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(reverse("admin:index"))
    assert asked == ["beforeunload"]


def test_a_front_is_laid_out_previewed_and_published(
    open_page: OpenPage, publisher: User, stories: list[Article]
) -> None:
    page = open_page(desk(), publisher)
    in_tray(page, "Story 5").drag_to(place(page, "lead"))
    page.get_by_role("button", name="Save and preview").click()
    framed = page.frame_locator("#front-preview-frame")
    expect(framed.locator(".lead .card-headline")).to_have_text("Story 5")
    page.get_by_label("Phone").check()
    expect(page.locator("#front-preview")).to_have_class("front-preview front-preview-phone")
    assert page.locator("#front-preview-frame").bounding_box()["width"] == 390  # type: ignore[index]
    assert Client().get("/").context["front"].lead.edition.headline == "Story 0"
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Published.")
    assert FrontEdition.objects.get().by == publisher
    assert Client().get("/").context["front"].lead.edition.headline == "Story 5"


def test_a_conflict_keeps_what_was_laid_out(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher)
    in_tray(page, "Story 5").drag_to(place(page, "lead"))
    theirs = arrange({"lead": stories[6]}, [(stories[0].section, 6)])
    publishing.save_front(publishing.working_front(None), theirs, by=publisher, version=0)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else was faster")
    expect(place(page, "lead").locator(".front-card-headline")).to_have_text("Story 5")
    save(page)
    assert pins() == {"lead": "Story 5"}


def test_without_scripts_it_is_a_form(open_page: OpenPage, publisher: User, stories: list[Article]) -> None:
    page = open_page(desk(), publisher, java_script_enabled=False)
    page.get_by_label("Story in Lead").select_option(str(stories[5].uuid))
    page.get_by_role("button", name="Save draft").click()
    assert pins() == {"lead": "Story 5"}


# Accessible, valid


def addresses(stories: list[Article]) -> dict[str, str]:
    """The desk's pages about fronts, with something on each."""
    now = timezone.now()
    make_front_edition(arrange({"lead": stories[5], "beside-1": stories[6]}, [(stories[0].section, 6)]), at=now)
    later = make_front_edition(arrange({"lead": stories[1]}), at=now + timedelta(days=1), now=now)
    publishing.withdraw(stories[6], by=None)

    def of_home(name: str, *more: object) -> str:
        return reverse(f"admin:articles_front_{name}", args=["home", *more])

    return {
        "list": reverse("admin:articles_front_changelist"),
        "desk": of_home("desk"),
        "section": reverse("admin:articles_front_desk", args=[stories[0].section_id]),
        "preview": of_home("preview"),
        "history": of_home("history"),
        "publish": of_home("publish"),
        "move": of_home("move", later.pk),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["list", "desk", "section", "preview", "history", "publish", "move"])
def test_axe_finds_nothing(
    open_page: OpenPage, publisher: User, stories: list[Article], name: str, scheme: str
) -> None:
    page = open_page(addresses(stories)[name], publisher, color_scheme=scheme)
    found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_a_story_is_placed(
    open_page: OpenPage, publisher: User, stories: list[Article], scheme: str
) -> None:
    page = open_page(addresses(stories)["desk"], publisher, color_scheme=scheme)
    in_tray(page, "Story 3").get_by_role("button", name="Place").click()
    found = violations(page)
    assert not found, "\n".join(found)


def test_the_html_has_no_errors(client: Client, publisher: User, stories: list[Article], tmp_path: Path) -> None:
    client.force_login(publisher)
    make_live_article(headline="Pictured", lead_image=make_image(file=""), section=stories[0].section)
    html = {name: client.get(address).content.decode() for name, address in addresses(stories).items()}
    found = html_errors(tmp_path, html)
    assert not found, "\n".join(found)

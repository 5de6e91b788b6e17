"""Typed text is kept, whatever dies: the network, the tab, the browser, the session."""

import contextlib
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles import publishing
from articles.models import Article, Draft
from articles.tests.factories import make_article, make_author

from .conftest import FLAGS, chromium, session_cookie
from .test_edit_page import BODY

Open = Callable[..., Page]

SAVED = "#desk-saved"
COPY = "#desk-browser-copy"
SAVED_AT = re.compile(r"Saved at \d\d:\d\d:\d\d \(only you see it\)")


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def article(transactional_db: None) -> Article:
    article = make_article(headline="Stored", body="<p>It rained.</p>")
    publishing.save_revision(article, by=None)
    return article


@pytest.fixture
def ana(editor: User) -> User:
    editor.first_name, editor.last_name = "Ana", "Silva"
    editor.set_password("a long password")
    editor.save()
    return editor


def type_on(page: Page, words: str) -> None:
    page.locator(BODY).first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def kept(user: User) -> str:
    return "".join(Draft.objects.get(by=user).data["form"]["body"])


def origin(page: Page) -> str:
    return str(page.evaluate("location.origin"))


def offline_route(page: Page, address: str = "**/autosave/") -> None:
    page.route(address, lambda route: route.abort())


# On the server


def test_what_is_typed_is_saved_a_moment_later_and_only_its_writer_sees_it(
    open_page: Open, article: Article, ana: User
) -> None:
    page = open_page(edit(article), ana)
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    assert kept(ana) == "<p>It rained. Then it stopped.</p>"
    assert article.revisions.count() == 1


@pytest.mark.parametrize("name", ["headline", "standfirst", "kind", "note", "embargo_0"])
def test_every_field_counts(open_page: Open, article: Article, ana: User, name: str) -> None:
    page = open_page(edit(article), ana)
    page.evaluate("document.querySelectorAll('details.desk-panel').forEach((panel) => { panel.open = true })")
    field = page.locator(f"[name={name}]")
    if name == "kind":
        field.select_option("opinion")
    else:
        field.fill("2026-05-01" if "embargo" in name else "Typed")
        field.blur()
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    assert Draft.objects.get().data["form"][name][0] in {"opinion", "2026-05-01", "Typed"}


def test_a_name_added_to_the_byline_counts(open_page: Open, article: Article, ana: User) -> None:
    make_author(name="Zora")
    page = open_page(edit(article), ana)
    page.evaluate("document.querySelectorAll('details.desk-panel').forEach((panel) => { panel.open = true })")
    page.locator(".add-row a").click()
    page.locator("#contributors-0 .select2-selection").click()
    page.locator(".select2-search__field").last.fill("Zora")
    page.locator(".select2-results__option", has_text="Zora").click()
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    assert Draft.objects.get().data["snapshot"]["contributors"] == [{"author": "zora", "role": "by"}]


def test_a_save_leaves_nothing_unsaved_behind(open_page: Open, article: Article, ana: User) -> None:
    page = open_page(edit(article), ana)
    type_on(page, " Then it stopped.")
    # While the autosave is under way.
    with page.expect_request("**/autosave/"):
        pass
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 2")
    assert not Draft.objects.exists()
    expect(page.locator(COPY)).to_be_hidden()


def test_unsaved_text_is_gone_on_with(open_page: Open, article: Article, ana: User) -> None:
    page = open_page(edit(article), ana)
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    later = open_page(edit(article), ana)
    later.get_by_role("link", name="Go on with it").click()
    expect(later.locator(BODY).first).to_have_text("It rained. Then it stopped.")
    type_on(later, " At noon.")
    expect(later.locator(SAVED)).to_contain_text(SAVED_AT)
    assert kept(ana) == "<p>It rained. Then it stopped. At noon.</p>"


def test_another_window_does_not_write_over_it_unasked(open_page: Open, article: Article, ana: User) -> None:
    page = open_page(edit(article), ana)
    type_on(page, " One.")
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    other = open_page(edit(article), ana)
    type_on(other, " Two.")
    expect(other.locator(SAVED)).to_contain_text("The server has other unsaved text of yours")
    assert kept(ana) == "<p>It rained. One.</p>"
    other.get_by_role("button", name="Keep this one instead").click()
    expect(other.locator(SAVED)).to_contain_text(SAVED_AT)
    assert kept(ana) == "<p>It rained. Two.</p>"


def test_somebody_elses_save_is_told_and_leads_to_the_merge(
    open_page: Open, article: Article, ana: User, publisher: User
) -> None:
    page = open_page(edit(article), ana)
    data = publishing.snapshot(article) | {"headline": "Hers"}
    publishing.save_snapshot(article, data, by=publisher, version=1)
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text("Somebody saved meanwhile. Your text is kept")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Two people changed this article")).to_be_visible()
    page.get_by_role("button", name="Save the merged text").click()
    expect(page.locator(".messagelist")).to_contain_text("merged")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Hers", "<p>It rained. Then it stopped.</p>")
    assert not Draft.objects.exists()
    expect(page.locator(COPY)).to_be_hidden()


# Without the network


def test_offline_the_text_is_kept_in_the_browser_and_sent_once_online(
    open_page: Open, article: Article, ana: User
) -> None:
    page = open_page(edit(article), ana)
    page.context.set_offline(True)
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text("Offline: kept in this browser")
    assert not Draft.objects.exists()
    page.context.set_offline(False)
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    assert kept(ana) == "<p>It rained. Then it stopped.</p>"


def test_a_browser_that_keeps_nothing_says_so(open_page: Open, window: Any, article: Article, ana: User) -> None:
    context = window(ana)
    context.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }")
    page = open_page(edit(article), context=context)
    offline_route(page)
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text("not kept anywhere")


def test_text_of_megabytes_is_kept_in_the_browser_and_taken_up_again(
    open_page: Open, article: Article, ana: User
) -> None:
    page = open_page(edit(article), ana)
    # Of the context: a page that closes sends once more, and its own routes are gone by then.
    page.context.route("**/autosave/", lambda route: route.abort())
    page.locator("[name=standfirst]").evaluate(
        "(field) => { field.value = 'word '.repeat(600_000); field.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    expect(page.locator(SAVED)).to_contain_text("kept in this browser")
    again = open_page(edit(article), context=page.context)
    expect(again.locator(COPY)).to_be_hidden()
    page.close()
    again.reload()
    expect(again.locator(COPY)).to_be_visible()
    page.context.unroute("**/autosave/")
    again.get_by_role("button", name="Go on with it").click()
    expect(again.locator(SAVED)).to_contain_text(SAVED_AT, timeout=20_000)
    assert len(Draft.objects.get().data["form"]["standfirst"][0]) == 3_000_000


def test_text_that_is_too_large_is_not_sent_and_stays(
    open_page: Open, article: Article, ana: User, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 30_000
    page = open_page(edit(article), ana)
    page.locator("[name=standfirst]").fill("word " * 10_000)
    expect(page.locator(SAVED)).to_contain_text("Too large to be saved")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[name=standfirst]")).to_have_value("word " * 10_000)
    assert not Draft.objects.exists()


def test_a_new_article_is_kept_in_the_browser_until_it_is_saved(open_page: Open, ana: User) -> None:
    address = reverse("admin:articles_article_add")
    page = open_page(address, ana)
    page.locator("[name=headline]").fill("A new story")
    type_on(page, "It rained.")
    expect(page.locator(SAVED)).to_contain_text("Not saved yet: kept in this browser at")
    context = page.context
    page.close()
    again = open_page(address, context=context)
    expect(again.locator(COPY)).to_contain_text("A new story: It rained.")
    again.get_by_role("button", name="Go on with it").click()
    expect(again.locator("[name=headline]")).to_have_value("A new story")
    again.get_by_role("button", name="Save", exact=True).click()
    expect(again.locator(".messagelist")).to_contain_text("Saved as revision 1")
    assert Article.objects.get().body == "<p>It rained.</p>"
    last = open_page(address, context=context)
    expect(last.locator("[name=headline]")).to_be_visible()
    assert copies(last) == []


def copies(page: Page) -> list[Any]:
    """What this browser keeps."""
    return page.evaluate(
        """() => new Promise((resolve) => {
          const asked = indexedDB.open("newsroom-desk", 1)
          asked.onsuccess = () => {
            const all = asked.result.transaction("copies").objectStore("copies").getAll()
            all.onsuccess = () => { asked.result.close(); resolve(all.result) }
          }
        })"""
    )


# The browser dies


def test_a_browser_killed_in_the_middle_of_a_sentence_gives_the_text_back(
    browser: Browser, live_server: Any, article: Article, ana: User, tmp_path: Path
) -> None:
    def launch() -> Any:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium(), args=FLAGS, base_url=live_server.url
        )
        context.add_cookies([session_cookie(ana, live_server.url)])
        return context

    first = launch()
    page = first.new_page()
    page.goto(edit(article))
    # The server never gets it.
    offline_route(page)
    type_on(page, " Then it stopped, and the sen")
    page.wait_for_timeout(800)
    kill_browser_of(tmp_path / "profile")
    with contextlib.suppress(Exception):
        first.close()
    second = launch()
    again = second.new_page()
    again.goto(edit(article))
    expect(again.locator(COPY)).to_contain_text("This browser kept text that never reached the server")
    expect(again.locator(COPY)).to_contain_text("and the sen")
    again.get_by_role("button", name="Go on with it").click()
    expect(again.locator(BODY).first).to_have_text("It rained. Then it stopped, and the sen")
    expect(again.locator(SAVED)).to_contain_text(SAVED_AT)
    second.close()
    assert kept(ana) == "<p>It rained. Then it stopped, and the sen</p>"


def kill_browser_of(profile: Path) -> None:
    """As a power cut: every process of the browser that has this profile, at once."""
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            with contextlib.suppress(OSError):
                if f"--user-data-dir={profile}".encode() in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)


# The session ends


def test_who_is_signed_out_while_typing_signs_in_beside_the_form(open_page: Open, article: Article, ana: User) -> None:
    page = open_page(edit(article), ana)
    Session.objects.all().delete()
    type_on(page, " Then it stopped.")
    dialog = page.get_by_role("dialog", name="You were signed out")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Password").fill("wrong")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_contain_text("Please enter the correct username and password")
    dialog.get_by_label("Password").fill("a long password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    assert kept(ana) == "<p>It rained. Then it stopped.</p>"
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 2")


def test_somebody_else_who_signs_in_is_asked_before_anything_is_sent_in_their_name(
    open_page: Open, article: Article, ana: User, publisher: User
) -> None:
    publisher.first_name = "Ben"
    publisher.set_password("b long password")
    publisher.save()
    page = open_page(edit(article), ana)
    Session.objects.all().delete()
    type_on(page, " Then it stopped.")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Username").fill("publisher")
    dialog.get_by_label("Password").fill("b long password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_contain_text("Ben is signed in now. The text on this page was typed by Ana Silva")
    assert not Draft.objects.exists()
    dialog.get_by_role("button", name="Sign in as Ana Silva").click()
    dialog.get_by_label("Username").fill("editor")
    dialog.get_by_label("Password").fill("a long password")
    dialog.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    assert [draft.by for draft in Draft.objects.all()] == [ana]


def test_text_is_sent_in_the_other_name_when_that_is_said(
    open_page: Open, article: Article, ana: User, publisher: User
) -> None:
    page = open_page(edit(article), ana)
    page.context.clear_cookies()
    page.context.add_cookies([session_cookie(publisher, origin(page))])
    type_on(page, " Then it stopped.")
    page.get_by_role("button", name="Send it as publisher").click()
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)
    assert [draft.by for draft in Draft.objects.all()] == [publisher]


def test_a_sign_in_in_another_tab_is_found_without_a_word(open_page: Open, article: Article, ana: User) -> None:
    page = open_page(edit(article), ana)
    page.context.clear_cookies()
    page.context.add_cookies([session_cookie(ana, origin(page))])
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text(SAVED_AT)


def test_signing_out_takes_every_copy_with_it(open_page: Open, article: Article, ana: User) -> None:
    page = open_page(edit(article), ana)
    offline_route(page)
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text("kept in this browser")
    assert len(copies(page)) == 1
    other = open_page("/admin/password_change/", context=page.context)
    other.get_by_role("button", name="Log out").click()
    other.wait_for_load_state("networkidle")
    expect(page.get_by_role("dialog", name="You were signed out")).to_be_visible()
    page.keyboard.press("Escape")
    type_on(page, " And on.")
    page.wait_for_timeout(700)
    assert copies(other) == []


def test_another_person_finds_no_copies_of_the_last_one(
    open_page: Open, article: Article, ana: User, publisher: User
) -> None:
    page = open_page(edit(article), ana)
    page.context.route("**/autosave/", lambda route: route.abort())
    type_on(page, " Then it stopped.")
    expect(page.locator(SAVED)).to_contain_text("kept in this browser")
    context, address = page.context, origin(page)
    page.close()
    context.unroute("**/autosave/")
    context.clear_cookies()
    context.add_cookies([session_cookie(publisher, address)])
    other = open_page(edit(article), context=context)
    other.wait_for_load_state("networkidle")
    expect(other.locator(COPY)).to_be_hidden()
    assert copies(other) == []

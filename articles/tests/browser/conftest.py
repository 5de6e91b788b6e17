"""A Chromium that is found on the machine, driven by Playwright against a server of the test's own.

Where there is none, the tests here are left out with a word; NEWSROOM_BROWSER_TESTS=1 (as .ci/run sets)
makes that a failure. A page that throws, or that the security policy had to hold back, fails its test.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright runs an event loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

# Tells the test what the policy held back; the page itself goes on as if nothing had happened.
_WATCH_POLICY = """
window.heldBack = []
document.addEventListener("securitypolicyviolation", (event) => {
  window.heldBack.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
})
"""

IS_REQUIRED = bool(os.environ.get("NEWSROOM_BROWSER_TESTS"))


def chromium() -> str | None:
    """Where Chromium is; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if "/tests/browser/" in item.path.as_posix()]
    for item in here:
        # Committed rows, since the server reads them in a thread of its own; the roles made by a migration come back.
        item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))
        item.add_marker(pytest.mark.browser)
        if chromium() is None and not IS_REQUIRED:
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@pytest.fixture(scope="session")
def rows_of_migrations(django_db_setup: None) -> str:
    """What migrations put into the database, to be put there again; read before Playwright starts, see below."""
    contents: str = connection._test_serialized_contents
    return contents


@pytest.fixture(autouse=True)
def rows_come_back(rows_of_migrations: str, browser: Browser) -> None:
    """Beside Playwright's event loop Django opens another connection, which has to be told what to bring back."""
    connection._test_serialized_contents = rows_of_migrations


@pytest.fixture(scope="session")
def browser(rows_of_migrations: str) -> Iterator[Browser]:
    executable = chromium()
    assert executable, "NEWSROOM_BROWSER_TESTS is set, and there is no Chromium. CHROMIUM may say where it is."
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def quiet(live_server: Any) -> Iterator[None]:
    """At the end of the test waits until the server has nothing to do.

    A page that closes says so to the server, and open pages give signs of life. While such a request is
    answered the rows must not be taken away from under it.
    """
    under_way: list[int] = []
    changed = [time.monotonic()]

    def begun(**_: Any) -> None:
        under_way.append(1)
        changed[0] = time.monotonic()

    def ended(**_: Any) -> None:
        under_way.pop()
        changed[0] = time.monotonic()

    request_started.connect(begun)
    request_finished.connect(ended)
    yield
    until = time.monotonic() + 10
    while (under_way or time.monotonic() - changed[0] < 0.2) and time.monotonic() < until:
        time.sleep(0.02)
    request_started.disconnect(begun)
    request_finished.disconnect(ended)


@pytest.fixture
def window(browser: Browser, live_server: Any, quiet: None) -> Iterator[Callable[..., BrowserContext]]:
    """Call it with a person (None: a stranger) and Playwright's options to get a browser window of theirs."""
    opened: list[BrowserContext] = []

    def open_window(user: User | None = None, **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **({"viewport": DESKTOP} | options))
        context.set_default_timeout(10_000)
        context.add_init_script(_WATCH_POLICY)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def open_page(window: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Call it with a path, a person and options to get the page; what went wrong on it is told at the end."""
    pages: list[Page] = []
    faults: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        pages.append(page)

    def open_it(path: str, user: User | None = None, *, context: BrowserContext | None = None, **options: Any) -> Page:
        page = (context or window(user, **options)).new_page()
        watch(page)
        page.goto(path)
        return page

    yield open_it
    for page in pages:
        if not page.is_closed():
            faults.extend(page.evaluate("window.heldBack ?? []"))
    assert faults == []


def session_cookie(user: User, url: str) -> dict[str, Any]:
    """The cookie of somebody who has signed in as `user`."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}

"""Where the pictures are taken: a server under a clock that stands still, and a browser in front of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from .film import develop
from .shots import SHOTS, Shot
from .stage import NOW, Stage, set_stage

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def take(names: list[str], into: Path, chromium: str) -> int:
    """Take the shots of those names (none: all) into a folder; 1 when a name is unknown or a page does not answer."""
    unknown = sorted(set(names) - {shot.name for shot in SHOTS})
    if unknown:
        print(f"There is no shot called {', '.join(unknown)}. There are: {', '.join(shot.name for shot in SHOTS)}.")
        return 1
    # The whole of Newsroom asks Django what time it is.
    timezone.now = lambda: NOW
    call_command("migrate", verbosity=0)
    call_command("loaddata", "demo", verbosity=0)
    stage = set_stage()
    into.mkdir(parents=True, exist_ok=True)
    with _server() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        taken = [_take(browser, shot, stage, url, into) for shot in SHOTS if not names or shot.name in names]
        browser.close()
    if not names:
        _say_which_are_left_over(into)
    return 0 if all(taken) else 1


def _take(browser: Browser, shot: Shot, stage: Stage, url: str, into: Path) -> bool:
    width, height = shot.viewport
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.is_dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id=settings.TIME_ZONE,
    )
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _session(stage.people[shot.who]), "url": url}])
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    answer = page.goto(shot.address.format(**{name: article.pk for name, article in stage.articles.items()}))
    if answer is None or not answer.ok:
        print(f"{shot.name}: {shot.address} answers {answer.status if answer else 'nothing'}.")
        return False
    if shot.first:
        shot.first(page)
    page.wait_for_load_state("networkidle")
    seen = page.locator(shot.of).screenshot() if shot.of else page.screenshot()
    context.close()
    print(f"{shot.name}: {develop(seen, into / f'{shot.name}.webp')}")
    return True


def _session(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _say_which_are_left_over(folder: Path) -> None:
    for name in sorted({path.stem for path in folder.glob("*.webp")} - {shot.name for shot in SHOTS}):
        print(f"{name}: no shot has this name any more; delete the file.")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: what is asked of this server is in the table of shots."""


@contextmanager
def _server() -> Iterator[str]:
    """The address of a server in a thread of its own; ended with the context."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""How long it takes until somebody can write: from the opening of the edit page to the first typed letter in the body.

In a Chromium of this machine, on the server of production with two workers. And what the scripts of the page weigh.
"""

import argparse
import os
import shutil
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Response, ViewportSize, sync_playwright

from articles.models import Article
from trials.server import Server

from .cast import PUBLISHER
from .desk import filled, kept_articles
from .report import heading

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
BODY = ".ProseMirror[contenteditable=true]"
# In no story of the archive.
LETTER = "~"
# Tells the page's own clock, which began with the navigation, when the letter stands in the body.
_WATCH = f"""
new MutationObserver((_, watching) => {{
  const body = document.querySelector("{BODY}")
  if (!body?.textContent.includes("{LETTER}")) return
  window.writtenAfter = performance.now()
  watching.disconnect()
}}).observe(document, {{childList: true, subtree: true, characterData: true}})
"""


@dataclass(frozen=True)
class Way:
    """One line of the table: on which screen, how many times slower a processor, and whether it was there before."""

    name: str
    viewport: ViewportSize
    slower: int = 1
    is_again: bool = False


WAYS = [
    Way("first opening, desktop", DESKTOP),
    Way("opened again, desktop", DESKTOP, is_again=True),
    Way("first opening, phone, processor four times slower", PHONE, slower=4),
]


@dataclass
class Scripts:
    """The scripts that a page asks for: number, bytes as they are, bytes as they are sent with Brotli."""

    requests: int = 0
    plain: int = 0
    sent: int = 0
    seen: set[str] = field(default_factory=set)

    def add(self, response: Response) -> None:
        if response.request.resource_type != "script" or response.url in self.seen:
            return
        self.seen.add(response.url)
        self.requests += 1
        path = urlsplit(response.url).path
        if not path.startswith(settings.STATIC_URL):
            length = len(response.body())
            self.plain, self.sent = self.plain + length, self.sent + length
            return
        file = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
        # Browsers ask for Brotli over TLS only, so it is weighed where it lies; small files have none.
        compressed = file.with_name(f"{file.name}.br")
        self.plain += file.stat().st_size
        self.sent += (compressed if compressed.exists() else file).stat().st_size


def run(options: argparse.Namespace) -> int:
    """Fill the database where it is not kept, serve it, measure, print."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("There is no Chromium on this machine. CHROMIUM may say where it is.")
    call_command("collectstatic", interactive=False, verbosity=0)
    articles = kept_articles() if options.keep else filled(options.articles)
    # Read before Playwright starts, whose event loop Django would take for asynchronous code.
    client = Client()
    client.force_login(User.objects.get(username=PUBLISHER))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    article = Article.objects.filter(status="draft").latest("pk")
    page = reverse("admin:articles_article_change", args=[article.pk])
    print(f"\n{heading(articles)}; Chromium, two workers\n")
    print("| first keystroke | ms (median) | ms (fastest) |\n|---|---:|---:|")
    with Server(Path(settings.STATIC_ROOT).parent, workers=2) as server, sync_playwright() as playwright:
        address = f"http://127.0.0.1:{server.port}"
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        scripts = Scripts()
        _times(browser, WAYS[0], address, page, cookie, runs=1, scripts=scripts)
        for way in WAYS:
            times = _times(browser, way, address, page, cookie, runs=options.runs)
            print(f"| {way.name} | {statistics.median(times):.0f} | {min(times):.0f} |", flush=True)
        browser.close()
    print(
        f"\nScripts of the page: {scripts.requests} requests, {scripts.sent / 1024:.0f} KB with Brotli,"
        f" {scripts.plain / 1024:.0f} KB before it."
    )
    return 0


def _times(
    browser: Browser, way: Way, address: str, page: str, cookie: str, *, runs: int, scripts: Scripts | None = None
) -> list[float]:
    """How long each run took, in milliseconds."""
    found = []
    for _ in range(runs):
        context = browser.new_context(base_url=address, viewport=way.viewport)
        context.add_init_script(_WATCH)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
        if way.is_again:
            _written_after(context, page, way)
        found.append(_written_after(context, page, way, scripts))
        context.close()
    return found


def _written_after(context: BrowserContext, address: str, way: Way, scripts: Scripts | None = None) -> float:
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": way.slower})
    page.goto(address, wait_until="commit")
    page.locator(BODY).focus()
    page.keyboard.press(LETTER)
    page.wait_for_function("window.writtenAfter")
    after = float(page.evaluate("window.writtenAfter"))
    page.wait_for_load_state("networkidle")
    if scripts is not None:
        for answer in answers:
            scripts.add(answer)
    page.close(run_before_unload=False)
    return after

"""Which pictures the guide has. A new one is a line here, and `![What it shows](screenshots/NAME.webp)` in a page."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

DESKTOP = (1280, 800)
PHONE = (390, 780)


@dataclass(frozen=True)
class Shot:
    """One picture: of an address, as somebody of the stage sees it, after `first` was done on the page.

    The address names articles of the stage in braces: “/admin/articles/article/{ferry}/change/”. `of` is a
    selector of the element to show; empty for the whole window.
    """

    name: str
    address: str
    who: str
    viewport: tuple[int, int] = DESKTOP
    first: Callable[[Page], object] | None = None
    of: str = ""
    is_dark: bool = False


def _open_preview(page: Page) -> None:
    page.get_by_role("link", name="Preview").or_(page.get_by_role("button", name="Preview")).first.click()
    page.frame_locator("iframe").locator("h1").wait_for()


SHOTS = [
    Shot("home", "/admin/", "anna"),
    Shot("articles", "/admin/articles/article/", "peteris"),
    Shot("edit-page", "/admin/articles/article/{ferry}/change/", "anna"),
    Shot("preview-beside", "/admin/articles/article/{ferry}/change/", "anna", first=_open_preview),
    Shot("front-desk", "/admin/articles/front/home/", "anna"),
    Shot("home-phone", "/admin/", "ilze", viewport=PHONE, is_dark=True),
    Shot("calendar-week", "/admin/articles/article/calendar/?week=2026-W48", "anna", of="#content"),
    Shot("pictures", "/admin/articles/image/", "anna"),
    Shot("calendar-month", "/admin/articles/article/calendar/?month=2026-11&section=world", "anna", of="#content"),
]

"""What the desk is called, what it has as a whole, and what it does not show."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import lazy
from taggit.admin import Tag

from .calendar_page import calendar_page
from .help import help_address, help_page, help_picture
from .home import home_of

# Read when it is printed, so that a setting that changes shows.
newsroom_name = lazy(lambda: settings.NEWSROOM_NAME, str)


def name_the_desk() -> None:
    """Put the newsroom's name on the admin, and take taggit's own tags away: topics stand in their place."""
    admin.site.site_header = newsroom_name()
    admin.site.site_title = newsroom_name()
    admin.site.index_title = "The desk"
    admin.site.unregister(Tag)


def furnish_the_desk() -> None:
    """Put the pages on the admin that are of no single model: home, calendar, help."""
    admin.site.add_home_facts(_home)
    admin.site.add_facts(_help)
    admin.site.add_page("articles/article/calendar/", calendar_page, name="articles_article_calendar")
    admin.site.add_page("help/", help_page, name="articles_help")
    admin.site.add_page("help/<slug:page>/", help_page, name="articles_help")
    admin.site.add_page("help/screenshots/<str:picture>", help_picture, name="articles_help_picture")


def _home(request: HttpRequest) -> dict[str, Any]:
    return {"home": home_of(request.user, at=timezone.now())}


def _help(request: HttpRequest) -> dict[str, Any]:
    return {"help_address": help_address(request.resolver_match)}

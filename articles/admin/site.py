"""What the desk is called, and what it does not show."""

from django.conf import settings
from django.contrib import admin
from django.utils.functional import lazy
from taggit.admin import Tag

# Read when it is printed, so that a setting that changes shows.
newsroom_name = lazy(lambda: settings.NEWSROOM_NAME, str)


def name_the_desk() -> None:
    """Put the newsroom's name on the admin, and take taggit's own tags away: topics stand in their place."""
    admin.site.site_header = newsroom_name()
    admin.site.site_title = newsroom_name()
    admin.site.index_title = "The desk"
    admin.site.unregister(Tag)

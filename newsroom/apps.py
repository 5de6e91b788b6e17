"""The desk in place of Django's own admin site."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with the newsroom's home, calendar and help in it."""

    default_site = "newsroom.desk.DeskSite"

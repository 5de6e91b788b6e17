"""Inlines for rows that are a part of their parent and mean nothing alone."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.http import HttpRequest


class PartInline(admin.TabularInline):
    """Rows of a parent: who may change the parent may change them, without a permission of their own."""

    extra = 0

    def _holds_one_of(self, request: HttpRequest, *actions: str) -> bool:
        opts = self.parent_model._meta
        codenames = [get_permission_codename(action, opts) for action in actions]
        return any(request.user.has_perm(f"{opts.app_label}.{codename}") for codename in codenames)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._holds_one_of(request, "view", "add", "change")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._holds_one_of(request, "add", "change")

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission

"""Who works at the desk: accounts with the sections they work for, and what of the desk that narrows."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from ..models import Article, SectionAccess
from ..permissions import sections_of

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SectionAccessInline(admin.TabularInline):
    model = SectionAccess
    extra = 0
    autocomplete_fields = ["section"]
    verbose_name = "section"
    verbose_name_plural = "works only for these sections (none: for all of them)"


class PersonAdmin(UserAdmin):
    """Django's own page for accounts, with the sections."""

    inlines = [SectionAccessInline]

    def get_inlines(self, request: Any, obj: User | None) -> list[Any]:
        """None while an account is being made: Django asks for a name and a password first."""
        return self.inlines if obj else []


admin.site.unregister(User)
admin.site.register(User, PersonAdmin)


def person_name(user: User | None) -> str:
    """As colleagues read it; acts without a person are a command's."""
    return (user.get_full_name() or user.get_username()) if user else "a command"


_NAMES = {"id", "username", "first_name", "last_name"}


def unnamed(relation: str) -> tuple[str, ...]:
    """What of the person of `relation` is not read where they are only named: columns for `defer`."""
    return tuple(f"{relation}__{column.name}" for column in User._meta.concrete_fields if column.name not in _NAMES)


def narrowed(rows: QuerySet[Any], user: User, *, article: str = "") -> QuerySet[Any]:
    """Those of `rows` that `user` works for: articles of their sections, and their own.

    `article` leads from a row to its article, as in "article__"; empty for articles themselves.
    """
    sections = sections_of(user)
    if sections is None:
        return rows
    own = Q(**{f"{article}created_by": user}) | Q(**{f"{article}assigned_to": user})
    return rows.filter(own | Q(**{f"{article}section__in": sections}))


def editing_people() -> Q:
    """Those at the desk who may have some article assigned."""
    editing = User.objects.with_perm("articles.change_article", backend=_BACKEND).filter(is_staff=True)
    return Q(pk__in=editing.values("pk"))


def people_for(article: Article) -> QuerySet[User]:
    """Those who may have `article` assigned: they edit, and work for its section; and whoever has it now."""
    here = Q(is_superuser=True) | Q(section_access=None) | Q(section_access__section=article.section_id)
    working = User.objects.filter(editing_people() & here)
    found = Q(pk__in=working.values("pk")) | Q(pk=article.assigned_to_id)
    return User.objects.filter(found).order_by("first_name", "last_name", "username")

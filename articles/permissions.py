"""Who may do what. Every permission question of the newsroom is asked here.

Roles are groups (made by a migration, adjustable in the admin). A person's permissions count for all
sections, or only for those that SectionAccess names where it names any.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Permission, PermissionsMixin
from django.db import connection
from django.db.models import Aggregate, CharField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from .models import Article, Section, SectionAccess

User = AbstractBaseUser | AnonymousUser

# While the text is the writer's own business.
WITH_THE_WRITER = frozenset({Article.Status.DRAFT, Article.Status.CHANGES_REQUESTED})


def can_view(user: User, article: Article) -> bool:
    """Whether `user` may see the working copy of `article`."""
    return can_see_articles(user) and works_for(user, article)


def can_see_articles(user: User) -> bool:
    """Whether `user` may see articles at all; which ones, `works_for` says."""
    return _holds(user, "view_article") or _holds(user, "change_article")


def can_begin_articles(user: User) -> bool:
    """Whether `user` may begin an article."""
    return _holds(user, "add_article")


def can_review_articles(user: User) -> bool:
    """Whether `user` approves what others write; each article is asked about by `can_approve`."""
    return _holds(user, "review_article")


def can_publish_articles(user: User) -> bool:
    """Whether `user` decides what readers see; each article is asked about by `can_publish`."""
    return _holds(user, "publish_article")


def can_edit(user: User, article: Article) -> bool:
    """Whether `user` may change the working copy: their own while it is with the writer, or anybody's."""
    if not _holds(user, "change_article") or not works_for(user, article):
        return False
    return _holds(user, "edit_any_article") or (is_own(user, article) and article.status in WITH_THE_WRITER)


def can_take_step(user: User, article: Article, permission: str) -> bool:
    """Whether `user` may take a step of the workflow that asks for `permission`; writers may with their own."""
    if not _holds(user, permission) or not works_for(user, article):
        return False
    return permission != "submit_article" or _holds(user, "edit_any_article") or is_own(user, article)


def can_publish(user: User, article: Article) -> bool:
    """Whether `user` may decide what readers see of `article`: publish, schedule, withdraw."""
    return _holds(user, "publish_article") and works_for(user, article)


def can_approve(user: User, article: Article) -> bool:
    """Whether `user` may approve what others have written."""
    return can_take_step(user, article, "review_article")


def can_add_notice(user: User, article: Article) -> bool:
    """Whether `user` may add a public notice to `article`."""
    return _holds(user, "add_correction") and can_publish(user, article)


def can_override_checks(user: User, article: Article) -> bool:
    """Whether `user` may publish `article` against a check, giving a reason."""
    return _holds(user, "override_checks") and works_for(user, article)


def can_override_four_eyes(user: User, article: Article) -> bool:
    """Whether `user` may let pass what they wrote themselves, giving a reason."""
    return _holds(user, "override_four_eyes") and works_for(user, article)


def can_remove(user: User, article: Article) -> bool:
    """Whether `user` may remove `article`, or redact an edition of it, for legal reasons."""
    return _holds(user, "remove_article") and works_for(user, article)


def can_ever(user: User, permission: str) -> bool:
    """Whether `user` may do to some article what `permission` is for; to which one is asked with the article."""
    return _holds(user, permission)


def can_share_views(user: User) -> bool:
    """Whether `user` may share saved views of the list with everybody, and take shared ones away."""
    return _holds(user, "share_views")


def can_see_audit(user: User) -> bool:
    """Whether `user` may read the audit trail of the whole newsroom."""
    return _holds(user, "view_auditentry")


def can_see_pictures(user: User) -> bool:
    """Whether `user` may see pictures that readers do not see."""
    return _holds(user, "view_image") or _holds(user, "change_image")


def can_look_after_pictures(user: User) -> bool:
    """Whether `user` may change what is said of pictures: credit, rights, alt text."""
    return _holds(user, "change_image")


def can_kill_pictures(user: User) -> bool:
    """Whether `user` may take a picture from every page at once, and release it again."""
    return _holds(user, "kill_image")


def can_keep_collections(user: User) -> bool:
    """Whether `user` may put pictures into collections and take them out."""
    return _holds(user, "change_collection")


def can_see_notices(user: User) -> bool:
    """Whether `user` may open the desk's list of public notices."""
    return _holds(user, "view_correction") or _holds(user, "change_correction")


def can_add_pictures(user: User) -> bool:
    """Whether `user` may take new pictures in."""
    return _holds(user, "add_image")


def can_see_front(user: User, section: Section | None) -> bool:
    """Whether `user` may see how the front of `section`, or the home page (None), is arranged."""
    return can_see_fronts(user) and _works_on_front_of(user, section)


def can_arrange_front(user: User, section: Section | None) -> bool:
    """Whether `user` may change the desk's arrangement of a front. Readers see nothing of it."""
    return _holds(user, "change_front") and _works_on_front_of(user, section)


def can_publish_front(user: User, section: Section | None) -> bool:
    """Whether `user` may decide which arrangement of a front readers see, and from when."""
    return _holds(user, "publish_front") and _works_on_front_of(user, section)


def can_see_fronts(user: User) -> bool:
    """Whether `user` has any business with fronts."""
    return _holds(user, "view_front") or _holds(user, "change_front")


def can_see_house_pages(user: User) -> bool:
    """Whether `user` may see what the desk writes about the newspaper itself, before readers do."""
    return (_holds(user, "view_housepage") or _holds(user, "change_housepage")) and sections_of(user) is None


def can_begin_house_pages(user: User) -> bool:
    """Whether `user` may begin a page about the newspaper."""
    return _holds(user, "add_housepage") and sections_of(user) is None


def can_edit_house_pages(user: User) -> bool:
    """Whether `user` may write pages about the newspaper. They are of all sections, as the home page is."""
    return _holds(user, "change_housepage") and sections_of(user) is None


def can_publish_house_pages(user: User) -> bool:
    """Whether `user` may decide what readers see of pages about the newspaper."""
    return _holds(user, "publish_housepage") and sections_of(user) is None


def _works_on_front_of(user: User, section: Section | None) -> bool:
    """The home page is of all sections: who is narrowed to some does not arrange it."""
    sections = sections_of(user)
    return sections is None or (section is not None and section.pk in sections)


def works_for(user: User, article: Article) -> bool:
    """Whether the sections that `user` is narrowed to, if any, have that of `article`; own articles always count."""
    sections = sections_of(user)
    return sections is None or article.section_id in sections or is_own(user, article)


def sections_of(user: User) -> frozenset[int] | None:
    """The ids of the sections that `user` works for; None for all."""
    if user.pk is None or getattr(user, "is_superuser", False):
        return None
    return access_of(user).sections or None


def is_own(user: User, article: Article) -> bool:
    """Whether `user` began `article` or has it assigned."""
    return user.pk is not None and user.pk in {article.created_by_id, article.assigned_to_id}


def _holds(user: User, permission: str) -> bool:
    return isinstance(user, PermissionsMixin) and user.is_active and user.has_perm(f"articles.{permission}")


@dataclass(frozen=True)
class Access:
    """What a person has been given: permissions, their own and their groups', and the sections they are narrowed to."""

    permissions: frozenset[str]
    sections: frozenset[int]


_NOTHING = Access(permissions=frozenset(), sections=frozenset())


def access_of(user: User) -> Access:
    """What `user`, who has an account, has been given. Read with a person who is signed in, else in one query."""
    if not hasattr(user, "_newsroom_access"):
        # Nothing for an account that was deleted meanwhile.
        found = _person(user.pk) if user.pk is not None else None
        user._newsroom_access = getattr(found, "_newsroom_access", _NOTHING)  # type: ignore[union-attr]
    return user._newsroom_access  # type: ignore[union-attr]


class DeskBackend(ModelBackend):
    """Django's own, but that it reads a person and all that they have been given in one query."""

    def get_user(self, user_id: int) -> Any:
        user = _person(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if user_obj.is_anonymous or user_obj.is_superuser or not user_obj.is_active or obj is not None:
            return super().get_all_permissions(user_obj, obj=obj)
        return set(access_of(user_obj).permissions)


def _person(pk: int) -> Any:
    """The person with the number `pk`, who knows what they have been given; None where there is no such account."""
    sql, params = _sql_of_person(connection.vendor)
    asked = [pk if param == _ANYBODY else param for param in params]
    # Any: what the statement adds to a person is known to no type.
    people: Any = get_user_model()._default_manager.raw(sql, asked)
    for user in people:
        user._newsroom_access = Access(
            permissions=frozenset(_lines(user.own_rights)) | frozenset(_lines(user.group_rights)),
            sections=frozenset(map(int, _lines(user.section_rights))),
        )
        return user
    return None


_ANYBODY = -1


@cache
def _sql_of_person(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Put together once: every page of the desk asks, and Django takes longer over it than the database does."""
    right = Concat("content_type__app_label", Value("."), "codename")
    rights = {
        "own_rights": _one_text(Permission.objects.filter(user=OuterRef("pk")), right),
        "group_rights": _one_text(Permission.objects.filter(group__user=OuterRef("pk")), right),
        "section_rights": _one_text(SectionAccess.objects.filter(user=OuterRef("pk")), Cast("section_id", CharField())),
    }
    people = get_user_model()._default_manager.annotate(**rights).filter(pk=_ANYBODY)
    return people.query.sql_with_params()


class _Lines(Aggregate):
    """Many texts as one, each on a line of its own."""

    function = "STRING_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def _one_text(rows: QuerySet[Any], words: Any) -> Subquery:
    # Grouped by what is the same for all, so that there is one row of them.
    grouped = rows.order_by().values(all_of_them=Value(1))
    return Subquery(grouped.values(joined=_Lines(words, Value("\n"))))


def _lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []

"""Who may do what. Every permission question of the newsroom is asked here."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin

from .models import Article

User = AbstractBaseUser | AnonymousUser


def _holds(user: User, permission: str) -> bool:
    return isinstance(user, PermissionsMixin) and user.is_active and user.has_perm(f"articles.{permission}")


def can_edit(user: User, article: Article) -> bool:
    """Whether `user` may change the working copy of `article`."""
    return _holds(user, "change_article")


def can_publish(user: User, article: Article) -> bool:
    """Whether `user` may decide what readers see of `article`: publish, schedule, withdraw."""
    return _holds(user, "publish_article")


def can_see_pictures(user: User) -> bool:
    """Whether `user` may see pictures that readers do not see."""
    return _holds(user, "view_image") or _holds(user, "change_image")


def can_add_pictures(user: User) -> bool:
    """Whether `user` may take new pictures in."""
    return _holds(user, "add_image")

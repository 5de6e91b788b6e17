"""The cast of every test, and the ground it stands on."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from articles.public.caching import forget


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that empty the database come last of all: what migrations put there, the roles, is gone after them."""
    items.sort(key=_empties_the_database)


def _empties_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def media_folder(settings: Any, tmp_path: Path) -> Path:
    """Pictures of a test go into a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """A real password check costs a quarter of a second on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Call it with a moment, and that is what the clock says until it is called again."""

    def freeze(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    return freeze


def _member(name: str, role: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def reporter(db: None) -> User:
    """Writes drafts and submits them."""
    return _member("reporter", "Reporter")


@pytest.fixture
def editor(db: None) -> User:
    """Edits what others write, approves it or asks for changes."""
    return _member("editor", "Editor")


@pytest.fixture
def photo_editor(db: None) -> User:
    """Looks after pictures."""
    return _member("photo-editor", "Photo editor")


@pytest.fixture
def publisher(db: None) -> User:
    """Edits, and decides what readers see."""
    return _member("publisher", "Publisher")


@pytest.fixture
def administrator(db: None) -> User:
    """May do everything at the desk, and looks after accounts."""
    return _member("administrator", "Administrator")


@pytest.fixture
def outsider(db: None) -> User:
    """Has an account and no business at the desk."""
    return User.objects.create_user("outsider")


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Call it with a person to get the client that they use."""

    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def no_kept_pages(request: pytest.FixtureRequest, settings: Any) -> None:
    """Pages are made anew in a test, or its number of queries hung on the tests before. `kept_pages` keeps them."""
    settings.NEWSROOM_PAGE_CACHE = "kept_pages" in request.fixturenames
    forget()
    caches["pages"].clear()


@pytest.fixture
def kept_pages() -> None:
    """Pages are kept, as they are for readers."""

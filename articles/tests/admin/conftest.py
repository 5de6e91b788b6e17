"""Who works at the desk in these tests."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pixels


@pytest.fixture
def chief(db: None) -> User:
    """May do everything."""
    return User.objects.create_superuser("chief")


@pytest.fixture
def desk(chief: User, client: Client) -> Client:
    """The client of somebody who may do everything."""
    client.force_login(chief)
    return client


@pytest.fixture
def viewer(db: None) -> User:
    """Sees the desk's rows and changes none."""
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="articles", codename__startswith="view_")
    )
    return user


@pytest.fixture
def picture_file() -> Callable[..., SimpleUploadedFile]:
    """Call it with a name and a colour to get a small JPEG as a browser sends it."""

    def make(name: str = "DSC_0001.JPG", colour: str = "navy", **saved_with: Any) -> SimpleUploadedFile:
        file = io.BytesIO()
        Pixels.new("RGB", (60, 40), colour).save(file, "JPEG", **saved_with)
        return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")

    return make

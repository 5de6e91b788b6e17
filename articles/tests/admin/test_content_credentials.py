"""A picture that was signed: the desk sees who signed it, what was done to it, and AI's part in it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Image, SourceType

# The signed file is made there, with an authority of its own.
from ..imaging.test_credentials import certificates, signed  # noqa: F401
from .test_images import add

pytestmark = pytest.mark.django_db


def test_a_signed_upload_says_who_signed_it(desk: Client, signed: bytes) -> None:  # noqa: F811
    response = add(desk, file=SimpleUploadedFile("signed.jpg", signed), title="Signed")
    image = Image.objects.get()
    assert response.status_code == 302
    assert (image.credentials["signed_by"], image.credentials["state"]) == ("Ana Silva", "Valid")
    page = desk.get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()
    assert "Ana Silva" in page
    assert "Made with AI" in page
    assert image.digital_source_type == SourceType.AI_MADE

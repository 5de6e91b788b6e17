"""Which picture files readers may have."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from ..models import EditionImage, Image

# What no file of a picture shows or says.
UNUSED = ("file_metadata", "credentials", "keywords", "instructions")


def public_picture(token: str, *, at: datetime) -> Image | None:
    """The image whose files are named by `token`, if readers see it at `at`. One query."""
    image = Image.objects.filter(public_at(at), token=token).defer(*UNUSED).first()
    return image if image and image.is_usable_at(at) else None


def any_picture(token: str) -> Image | None:
    """The image whose files are named by `token`, whoever may see it: for the desk. One query."""
    return Image.objects.filter(token=token).exclude(file="").defer(*UNUSED).first()


def public_at(at: datetime) -> Q:
    """What readers see of images: those that an edition shows which is visible, and those that stand for something.

    A retracted edition shows none; an image may stand for an author, a topic or a section. Whether the
    image may still be used is for `is_usable_at`. Rows may come twice.
    """
    shown = EditionImage.objects.filter(
        image=OuterRef("pk"),
        edition__visible_from__lte=at,
        edition__visible_until__gt=at,
        edition__is_retracted=False,
    )
    stands_for_something = (
        Q(pictured_authors__isnull=False) | Q(pictured_topics__isnull=False) | Q(pictured_sections__isnull=False)
    )
    return Q(Exists(shown)) | stands_for_something

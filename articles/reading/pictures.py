"""Which picture files readers may have."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from ..models import EditionImage, Image


def public_picture(file_name: str, *, at: datetime) -> Image | None:
    """The image whose file is stored under `file_name`, if readers see it at `at`. One query.

    They do while an edition that shows it is visible, and where it stands for an author, a topic or a section.
    """
    shown = EditionImage.objects.filter(
        image=OuterRef("pk"), edition__visible_from__lte=at, edition__visible_until__gt=at
    )
    stands_for_something = (
        Q(pictured_authors__isnull=False) | Q(pictured_topics__isnull=False) | Q(pictured_sections__isnull=False)
    )
    image = Image.objects.filter(Q(Exists(shown)) | stands_for_something, file=file_name).first()
    return image if image and image.is_usable_at(at) else None

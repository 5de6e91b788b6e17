"""Making the files that readers get: each once, the file before its row, older versions away when newer are there."""

import logging
import time
from collections.abc import Iterable
from functools import partial
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import DatabaseError, transaction
from django.db.models import F

from .. import imaging
from ..models import Image, Rendition
from .names import Wanted, crops_of, offered, stored_name
from .rights import rights_of
from .turns import turn

logger = logging.getLogger(__name__)

# How long somebody who asks for a file waits for it to be made, in seconds.
PATIENCE = 5.0
_LOOK_AGAIN = 0.25


def make_renditions(image: Image, wanted: Iterable[Wanted] | None = None) -> list[Rendition]:
    """Make what is missing of `wanted`, of all that `image` gets unless told otherwise; returns what was made.

    Waits for whoever is at work on the image. Files say and are named by what `image` holds. Raises
    PictureBroken for an original that cannot be decoded, and what the storage raises.
    """
    with turn(image):
        return _make_missing(image, list(offered(image)) if wanted is None else list(wanted))


def made(image: Image, wanted: Wanted) -> Rendition | None:
    """The rendition of the image's version, if it has been made. One query."""
    rows = Rendition.objects.filter(image=image, version=image.version)
    return rows.filter(spec=wanted.spec.name, format=wanted.format).first()


def ready(image: Image, wanted: Wanted) -> Rendition | None:
    """The rendition, made now if it has to be; None where it cannot be made, which is logged, or not in time.

    Never raises for a broken file or storage.
    """
    deadline = time.monotonic() + PATIENCE
    try:
        while (found := made(image, wanted)) is None:
            with turn(image, patience=_LOOK_AGAIN) as is_mine:
                if is_mine:
                    return next(iter(_make_missing(image, [wanted])), None) or made(image, wanted)
            if time.monotonic() > deadline:
                return None
    # A storage fails in its own ways: OSError from a disk, its library's own errors from a bucket.
    except Exception:
        logger.exception("The picture %s cannot be made as %s.", image.key, wanted.name)
        return None
    return found


def closest(image: Image, wanted: Wanted) -> Rendition | None:
    """What comes nearest to `wanted` of what has been made: the same shape and format, in another size."""
    rows = Rendition.objects.filter(image=image, version=image.version, format=wanted.format)
    known = {one.spec.name: one.spec.width for one in offered(image) if one.spec.ratio == wanted.spec.ratio}
    fitting = [row for row in rows if row.spec in known]
    return min(fitting, key=lambda row: abs(known[row.spec] - wanted.spec.width), default=None)


def make_when_taken_in(*, instance: Image, created: bool, raw: bool, **_: Any) -> None:
    """Make the files of a picture that has just been taken in, when that is committed; a receiver of post_save.

    Not where a worker does it, and not for a fixture, whose start must not wait: there the first who looks has
    a file made. So it is after a change as well, which an editor may make to hundreds of pictures in one step.
    """
    if created and not raw and instance.file and not settings.NEWSROOM_RENDITIONS_WORKER:
        transaction.on_commit(partial(_make_quietly, instance.pk))


def _make_quietly(pk: int) -> None:
    image = Image.objects.filter(pk=pk).exclude(file="").first()
    if image is None:
        return
    try:
        make_renditions(image)
    except Exception:
        # The picture is taken in; whoever asks for a file has it made then.
        logger.exception("The files of the picture %s cannot be made.", image.key)


def forget_older(image: Image) -> None:
    """Take away the files of versions that `image` no longer has. No reader gets them any more."""
    older = list(Rendition.objects.filter(image=image).exclude(version=F("image__version")))
    if older:
        # Rows first: a file without a row is swept, a row without a file would be a hole.
        Rendition.objects.filter(pk__in=[row.pk for row in older]).delete()
        for row in older:
            delete_file(row.file.storage, row.file.name or "")


def forget_lost(row: Rendition) -> bool:
    """Take away a row whose file is gone, so that it is made again; False where the storage does not say that it is."""
    try:
        if row.file.storage.exists(row.file.name or ""):
            return False
    except Exception:
        logger.exception("The storage does not say whether %s is there.", row.file.name)
        return False
    row.delete()
    return True


def delete_file(storage: Storage, name: str) -> None:
    """Delete the file; one that stays is left for the sweep."""
    try:
        storage.delete(name)
    except Exception:
        logger.exception("The file %s cannot be deleted.", name)


def _make_missing(image: Image, wanted: list[Wanted]) -> list[Rendition]:
    there = set(Rendition.objects.filter(image=image, version=image.version).values_list("spec", "format"))
    missing = [one for one in wanted if (one.spec.name, one.format) not in there]
    if not missing:
        return []
    asked = {(one.spec.name, one.format): one for one in missing}
    specs = dict.fromkeys(one.spec for one in missing)
    formats = [name for name in imaging.FORMATS if any(one.format == name for one in missing)]
    kept = []
    with image.file.storage.open(image.file.name or "") as original:
        files = imaging.make(
            cast(BinaryIO, original),
            specs,
            formats,
            rights=rights_of(image),
            focal=(image.focal_x, image.focal_y),
            crops=crops_of(image),
        )
        for file in files:
            if one := asked.get((file.spec.name, file.format)):
                kept.append(_keep(image, one, file))
    forget_older(image)
    return kept


def _keep(image: Image, wanted: Wanted, file: imaging.Rendition) -> Rendition:
    storage = Rendition._meta.get_field("file").storage
    name = storage.save(stored_name(image, wanted), ContentFile(file.data))
    facts = {"file": name, "width": file.width, "height": file.height, "size": len(file.data)}
    try:
        with transaction.atomic():
            row, is_new = Rendition.objects.get_or_create(
                image=image, version=image.version, spec=wanted.spec.name, format=wanted.format, defaults=facts
            )
    except DatabaseError:
        # The image is gone, or the database is.
        delete_file(storage, name)
        raise
    if not is_new:
        # Another machine was first.
        delete_file(storage, name)
    return row

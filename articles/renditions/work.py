"""What a worker does: find images whose files are not all there, and make them."""

import logging
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from ..imaging import FORMATS, WIDTHS
from ..models import Image, Rendition
from .making import make_renditions
from .names import offered

logger = logging.getLogger(__name__)


def unfinished() -> Iterator[Image]:
    """Every image that lacks a file, newest first. Counts the whole library: for a command, not for a loop."""
    current = Rendition.objects.filter(version=F("image__version"))
    made = dict(current.order_by().values_list("image").annotate(Count("pk")))
    for image in _with_files().iterator(chunk_size=500):
        if made.get(image.pk, 0) < sum(1 for _ in offered(image)):
            yield image


def not_begun() -> QuerySet[Image]:
    """Images that lack their smallest file in some format, newest first: those that are new, or were changed.

    Every image gets these, so that one probe of an index for each format tells. Where a reader was first and had
    just these made, the rest is made when asked for.
    """
    smallest = Rendition.objects.filter(image=OuterRef("pk"), version=OuterRef("version"), spec=WIDTHS[0].name)
    return _with_files().filter(reduce(or_, (Q(~Exists(smallest.filter(format=format))) for format in FORMATS)))


def at_work(image: Image) -> bool:
    """Make all that `image` lacks; False where that cannot be done, which is logged."""
    try:
        make_renditions(image)
    except Exception as error:
        logger.error("The files of the picture %s cannot be made: %s", image.key, error)
        return False
    return True


def _with_files() -> QuerySet[Image]:
    return Image.objects.exclude(file="").defer("file_metadata", "credentials").order_by("-created_at", "-pk")

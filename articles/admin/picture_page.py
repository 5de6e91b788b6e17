"""What the page of a picture shows beside its form: the picture, what is known of it, and what was done with it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count

from .. import publishing
from ..interchange.pictures import alike_to
from ..models import AuditEntry, EditionImage, Image
from ..permissions import can_look_after_pictures
from .picture_badges import badges_of, usage_of
from .picture_facts import credential_lines, fact_lines, flags_of
from .pictures import large_address, picture_address
from .trail_words import facts_of

_TRAIL = 20


def picture_page(image: Image, user: User, *, at: datetime) -> dict[str, Any]:
    """The context of the page of `image` for `user` at `at`. Seven queries at most."""
    return {
        "picture": large_address(image),
        "may_look_after": can_look_after_pictures(user),
        "badges": badges_of(image, at=at),
        "usage": usage_of([image], at=at)[image.pk],
        "uses_left": _uses_left(image),
        "flags": flags_of(image),
        "facts": fact_lines(image),
        "credentials": credential_lines(image),
        "collections": list(image.collections.all()),
        "alike": [(one, picture_address(one)) for one in alike_to(image.perceptual_hash, but=image)],
        "trail": _trail(image),
        "problems": publishing.picture_problems([image], at=at)[image.pk],
    }


def _uses_left(image: Image) -> str:
    """In how many more articles the picture may be shown; empty where that is not limited."""
    if image.maximum_uses is None:
        return ""
    shown = EditionImage.objects.filter(image=image).aggregate(articles=Count("edition__article", distinct=True))
    left = max(0, image.maximum_uses - shown["articles"])
    return f"{left} of {image.maximum_uses} uses left."


def _trail(image: Image) -> list[AuditEntry]:
    entries = AuditEntry.objects.filter(image_key=image.key).select_related("by").order_by("-at", "-id")[:_TRAIL]
    for entry in (found := list(entries)):
        entry.facts = facts_of(entry)
    return found

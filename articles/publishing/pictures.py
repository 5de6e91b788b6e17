"""Pictures and their rights: killing one, releasing it, and changing what is said of it.

What readers may see of a picture is asked of its row at every request, so each of these counts at once.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ..models import Article, AuditEntry, EditionImage, Image, Section
from ..models.image_rights import ImageRights
from ..permissions import can_add_pictures, can_kill_pictures, can_look_after_pictures
from ..signals import image_released, image_withdrawn
from ..text import is_blank
from .audit import record_picture
from .errors import NotAllowed, NotReady
from .findings import Finding
from .picture_checks import advice, limits_of, rights_missing, used_up, words_missing
from .picture_uses import holes_at

Action = AuditEntry.Action

# Decided apart, by who may kill.
_KILL = ("killed_at", "kill_reason")
_RIGHTS = [field for field in ImageRights._meta.local_fields if field.name not in _KILL]


def kill_picture(image: Image, *, by: User | None, reason: str, now: datetime | None = None) -> list[EditionImage]:
    """Take `image` from every page and every address of its files, at once, until it is released.

    Gives what has a hole by it now: the live and the scheduled editions that show it. Writes the audit
    trail; `by` None means a command. Raises NotAllowed, and NotReady without a reason or where it was killed before.
    """
    _insist_on_killing(by)
    reason = " ".join(reason.split())
    if is_blank(reason):
        raise NotReady(["Say why the picture is killed."])
    if len(reason) > (longest := ImageRights._meta.get_field("kill_reason").max_length or 0):
        raise NotReady([f"Give the reason in at most {longest} characters."])
    with transaction.atomic():
        stored = _locked(image)
        now = now or timezone.now()
        if stored.killed_at is not None:
            raise NotReady(["The picture was killed already."])
        was_shown = stored.is_usable_at(now)
        stored.killed_at, stored.kill_reason = now, reason
        stored.save(update_fields=_KILL)
        record_picture(stored, Action.PICTURE_KILLED, by=by, at=now, reason=reason)
        _announce(stored, was_shown=was_shown, now=now)
        holes = list(holes_at(now).filter(image=stored))
    image.killed_at, image.kill_reason = stored.killed_at, stored.kill_reason
    return holes


def release_picture(image: Image, *, by: User | None, reason: str = "", now: datetime | None = None) -> None:
    """Take the killing of `image` back: its other rights alone decide again, at once.

    Raises NotAllowed, and NotReady where it is not killed.
    """
    _insist_on_killing(by)
    with transaction.atomic():
        stored = _locked(image)
        now = now or timezone.now()
        if stored.killed_at is None:
            raise NotReady(["The picture is not killed."])
        detail = {"killed_for": stored.kill_reason}
        stored.killed_at, stored.kill_reason = None, ""
        stored.save(update_fields=_KILL)
        record_picture(stored, Action.PICTURE_RELEASED, by=by, at=now, reason=reason.strip(), detail=detail)
        _announce(stored, was_shown=False, now=now)
    image.killed_at, image.kill_reason = None, ""


def save_picture_rights(
    image: Image,
    *,
    by: User | None,
    sections: Iterable[Section] | None = None,
    articles: Iterable[Article] | None = None,
    now: datetime | None = None,
) -> None:
    """Store `image` as it stands, new or changed, and what it is limited to; None leaves that as it is.

    What changed of its rights goes into the audit trail, each with what was said before. Whether it is killed
    stays as it is stored, since somebody may have killed it since this was opened. Raises NotAllowed.
    """
    may_add = image.pk is None and by is not None and can_add_pictures(by)
    if by is not None and not may_add and not can_look_after_pictures(by):
        raise NotAllowed("You may not change what is said of pictures. Ask somebody who looks after them.")
    with transaction.atomic():
        stored = _locked(image) if image.pk else None
        now = now or timezone.now()
        if stored is not None:
            image.killed_at, image.kill_reason = stored.killed_at, stored.kill_reason
        was = _said(stored) if stored else {}
        was_shown = stored is not None and stored.is_usable_at(now)
        image.save()
        if sections is not None:
            image.limited_to_sections.set(sections)
        if articles is not None:
            image.limited_to_articles.set(articles)
        said = _said(image)
        changed = [[name, was[name], said[name]] for name in was if was[name] != said[name]]
        if changed:
            record_picture(image, Action.PICTURE_RIGHTS, by=by, at=now, detail={"rights": changed})
        if stored is not None:
            _announce(image, was_shown=was_shown, now=now)


def picture_problems(images: Sequence[Image], *, at: datetime) -> dict[int, list[Finding]]:
    """What whoever chooses one of `images` at `at` should know, by its id: blocking first. Two queries at most.

    What depends on an article (its section, what it says of the picture) its own checks say.
    """
    limits = limits_of(images)
    return {
        image.pk: [
            *words_missing(image),
            *rights_missing(image, at=at),
            *used_up(image, limits),
            *advice(image, at=at),
        ]
        for image in images
    }


def why_not_shown(image: Image, *, at: datetime) -> list[str]:
    """A sentence for each reason for which readers do not see `image` at `at`; none where they may. No query."""
    return [finding.message for finding in rights_missing(image, at=at)]


def _insist_on_killing(by: User | None) -> None:
    if by is not None and not can_kill_pictures(by):
        raise NotAllowed("You may not kill pictures, nor release them. Ask somebody who may.")


def _locked(image: Image) -> Image:
    """As it is stored now; whoever changes it too waits."""
    return Image.objects.select_for_update().get(pk=image.pk)


def _announce(image: Image, *, was_shown: bool, now: datetime) -> None:
    is_shown = image.is_usable_at(now)
    if was_shown != is_shown:
        signal = image_released if is_shown else image_withdrawn
        transaction.on_commit(partial(signal.send_robust, sender=Image, image=image))


def _said(image: Image) -> dict[str, Any]:
    """The rights of `image` as the audit trail keeps them. Two queries."""
    said: dict[str, Any] = {
        field.name: field.value_to_string(image) if _has(image, field.name) else "" for field in _RIGHTS
    }
    said["limited_to_sections"] = sorted(image.limited_to_sections.values_list("name", flat=True))
    said["limited_to_articles"] = sorted(image.limited_to_articles.values_list("headline", flat=True))
    return said


def _has(image: Image, name: str) -> bool:
    return getattr(image, name) is not None

"""Rights end by themselves: this looks at what is live and says what to mend, for cron and for people."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from articles import publishing
from articles.models import EditionImage, Image

Report = dict[str, list[dict[str, Any]]]

HEADINGS = {
    "holes": "Stories without a picture that stands in them",
    "empty_places": "Sections, topics and authors without the picture that stands for them",
    "ending": "Pictures whose right ends soon, and the stories that show them",
    "killed": "Killed pictures",
    "without_credit": "Pictures without a credit that readers see",
}


class Command(BaseCommand):
    help = (
        "Check the pictures of live and scheduled stories: what is missing, whose right ends soon, what was killed,"
        " what has no credit. Changes nothing. Exits with 1 where a story lacks a picture, so that cron can tell."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=publishing.RIGHTS_END_WITHIN.days,
            help="Tell of rights that end within so many days (default: %(default)s).",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object instead of text, for programs.")

    def handle(self, *, days: int, **options: Any) -> None:
        if not 0 <= days <= 3650:
            raise CommandError("--days is a number from 0 to 3650.", returncode=2)
        at = timezone.now()
        report = {name: list(self._look(name, at=at, days=days, **options)) for name in HEADINGS}
        if options["json"]:
            self.stdout.write(json.dumps({"at": at.isoformat(), **report}, ensure_ascii=False, indent=2))
        else:
            self._print(report, verbosity=options["verbosity"])
        if holes := len({hole["article"] for hole in report["holes"]}):
            number = "1 story lacks" if holes == 1 else f"{holes} stories lack"
            raise CommandError(f"{number} a picture.")

    def _look(self, name: str, *, at: datetime, days: int, verbosity: int, **_: Any) -> Iterable[dict[str, Any]]:
        """One of the questions; on a large library each can take seconds, so a person is told which one runs."""
        if self.stderr.isatty() or verbosity > 1:
            number = list(HEADINGS).index(name) + 1
            self.stderr.write(f"[{number}/{len(HEADINGS)}] {HEADINGS[name]} …")
        match name:
            case "holes":
                return _holes(at)
            case "empty_places":
                return _empty_places(at)
            case "ending":
                return _ending(at, until=at + timedelta(days=days))
            case "killed":
                return _killed(at)
        return _without_credit(at)

    def _print(self, report: Report, *, verbosity: int) -> None:
        for name, found in report.items():
            if found or verbosity > 1:
                self.stdout.write(self.style.MIGRATE_HEADING(f"{HEADINGS[name]}: {len(found)}"))
            for one in found:
                self.stdout.write(f"  {_line(one)}")
                for story in one.get("stories", []):
                    self.stdout.write(f"    {story['headline']} ({story['path']})")
        if verbosity > 0 and not any(report.values()):
            self.stdout.write(self.style.SUCCESS("Every picture that readers see is in order."))


def _holes(at: datetime) -> Iterable[dict[str, Any]]:
    for hole in publishing.holes_at(at).iterator(chunk_size=500):
        begins = max(at, hole.edition.visible_from)
        yield {
            **_story(hole),
            "article": str(hole.edition.article.uuid),
            "scheduled": hole.edition.visible_from.isoformat() if hole.edition.visible_from > at else None,
            **_picture(hole.image),
            "why": publishing.why_not_shown(hole.image, at=begins),
        }


def _empty_places(at: datetime) -> Iterable[dict[str, Any]]:
    stand = Q(pictured_sections__isnull=False) | Q(pictured_topics__isnull=False) | Q(pictured_authors__isnull=False)
    images = Image.objects.filter(stand).exclude(file="").distinct().defer("file_metadata", "credentials")
    images = images.prefetch_related("pictured_sections", "pictured_topics", "pictured_authors")
    for image in images.order_by("key"):
        if why := publishing.why_not_shown(image, at=at):
            places = [
                *image.pictured_sections.all(),
                *image.pictured_topics.all(),
                *image.pictured_authors.all(),
            ]
            yield {"places": [str(place) for place in places], **_picture(image), "why": why}


def _ending(at: datetime, *, until: datetime) -> Iterable[dict[str, Any]]:
    ending = Image.objects.filter(usable_until__gt=at, usable_until__lte=until, killed_at=None).exclude(file="")
    stories = _stories_of(Q(image__usable_until__gt=at, image__usable_until__lte=until), at=at)
    for image in ending.defer("file_metadata", "credentials").order_by("usable_until", "id"):
        if image.pk in stories and image.usable_until:
            yield {**_picture(image), "until": image.usable_until.isoformat(), "stories": stories[image.pk]}


def _killed(at: datetime) -> Iterable[dict[str, Any]]:
    killed = Image.objects.filter(killed_at__isnull=False).defer("file_metadata", "credentials")
    stories = _stories_of(Q(image__killed_at__isnull=False), at=at)
    for image in killed.order_by("-killed_at", "id"):
        yield {**_picture(image), "why": [image.kill_reason], "stories": stories.get(image.pk, [])}


def _without_credit(at: datetime) -> Iterable[dict[str, Any]]:
    stories = _stories_of(Q(image__credit_line="") & ~Q(image__file=""), at=at)
    for image in Image.objects.filter(pk__in=stories).defer("file_metadata", "credentials").order_by("id"):
        yield {**_picture(image), "stories": stories[image.pk]}


def _stories_of(images: Q, *, at: datetime) -> dict[int, list[dict[str, Any]]]:
    """The live and scheduled stories that show pictures which `images` finds, by the picture's id. One query."""
    rows = EditionImage.objects.filter(images, edition__visible_until__gt=at, edition__is_retracted=False)
    rows = rows.select_related("edition").defer("edition__content").order_by("edition__visible_from", "id")
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.iterator(chunk_size=500):
        found.setdefault(row.image_id, []).append(_story(row))
    return found


def _story(row: EditionImage) -> dict[str, Any]:
    return {"headline": row.edition.headline, "path": row.edition.path}


def _picture(image: Image) -> dict[str, Any]:
    return {"picture": image.key, "title": str(image)}


def _line(one: dict[str, Any]) -> str:
    """One finding as a person reads it."""
    words = one.get("headline") or ", ".join(one.get("places", [])) or f"{one['title']} [{one['picture']}]"
    facts = [*one.get("why", [])]
    if "until" in one:
        facts.append(f"until {timezone.localtime(datetime.fromisoformat(one['until'])):%d %B %Y, %H:%M %Z}")
    if one.get("scheduled"):
        facts.append(f"goes out {timezone.localtime(datetime.fromisoformat(one['scheduled'])):%d %B %Y, %H:%M %Z}")
    if "path" in one:
        facts.append(one["path"])
    return f"{words}: {' '.join(facts)}" if facts else words

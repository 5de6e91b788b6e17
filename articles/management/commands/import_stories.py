"""Editors get stories as text: from wires, from other pages, from reporters without an account.

The command reads each file, says what it guessed and what it could not place, and stores a draft.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.interchange.importing import Desk, Import, import_story
from articles.interchange.report import report
from articles.interchange.stories import StoryError


class Command(BaseCommand):
    help = "Bring stories in from text files. They become drafts unless --publish is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="A story file; several are taken in turn."
        )
        parser.add_argument("--dry-run", action="store_true", help="Show what would be made, and make nothing.")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Publish as each file says (Published, Embargo, Withdrawn), or now where it says nothing.",
        )
        parser.add_argument(
            "--pictures",
            type=Path,
            metavar="FOLDER",
            help="Where picture files named in a story lie (default: beside it).",
        )

    def handle(self, *, files: list[Path], dry_run: bool, publish: bool, pictures: Path | None, **options: Any) -> None:
        broken = 0
        for number, path in enumerate(files, start=1):
            if len(files) > 1 and options["verbosity"] > 0:
                self.stdout.write(f"[{number}/{len(files)}] {path.name}")
            try:
                imported = self._import(path, dry_run=dry_run, publish=publish, pictures=pictures)
            except StoryError as error:
                broken += 1
                self.stderr.write(self.style.ERROR(f"{path}: {error}"))
            else:
                if options["verbosity"] > 0:
                    self.stdout.write(report(imported, dry_run=dry_run, full=dry_run or options["verbosity"] > 1))
        if broken:
            raise CommandError(f"{broken} of {len(files)} files could not be read; nothing of them was stored.")

    def _import(self, path: Path, *, dry_run: bool, publish: bool, pictures: Path | None) -> Import:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoryError(f"The file cannot be opened: {error.strerror}.") from error
        desk = Desk(
            now=timezone.now(),
            zone=timezone.get_default_timezone(),
            pictures=pictures or path.parent,
            publish=publish,
            dry_run=dry_run,
        )
        return import_story(data, name=path.name, desk=desk)

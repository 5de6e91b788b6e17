"""An upload that dies leaves its file and no row; a credit that is corrected leaves files that nobody gets any more.

Both lie in the storage and cost money, and the first may be a picture that somebody thought better of.
"""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.renditions import Sweep, forget_outdated, sweep


class Command(BaseCommand):
    help = "Delete picture files that no row knows, and say which rows have lost their file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be deleted, and delete nothing.")
        parser.add_argument("--yes", action="store_true", help="Delete without asking.")
        parser.add_argument(
            "--older-than",
            type=float,
            default=60,
            metavar="MINUTES",
            help="Leave files that were written since: an upload that is under way has no row yet (default: 60).",
        )

    def handle(self, *, dry_run: bool, yes: bool, older_than: float, verbosity: int, **options: Any) -> None:
        if older_than < 0:
            raise CommandError("--older-than takes minutes, 0 or more.")
        found = self._look(timezone.now() - timedelta(minutes=older_than), verbosity)
        strays = [name for one in found for name in one.strays]
        lost = [name for one in found for name in one.lost]
        for name in lost:
            self.stderr.write(f"A row has lost its file: {name}")
        self.stdout.write(
            f"{sum(one.files for one in found)} files, {len(strays)} without a row, {len(lost)} rows without a file."
        )
        if dry_run:
            self._say(f"Would be deleted: {name}" for name in strays)
            return
        if strays and not yes and not self._agreed(strays):
            raise CommandError("Nothing was deleted.")
        for name in strays:
            default_storage.delete(name)
            if verbosity > 1:
                self.stdout.write(f"Deleted: {name}")
        outdated = forget_outdated()
        self.stdout.write(f"Deleted {len(strays)} files; took away older versions of {outdated} pictures.")

    def _look(self, before: Any, verbosity: int) -> list[Sweep]:
        found = []
        for one in sweep(older_than=before):
            found.append(one)
            if verbosity > 1 or (verbosity and self.stdout.isatty() and one.folder):
                self.stdout.write(f"{one.folder or 'elsewhere'}: {one.files} files, {len(one.strays)} without a row")
        return found

    def _agreed(self, strays: list[str]) -> bool:
        self._say(f"  {name}" for name in strays[:20])
        more = f" and {len(strays) - 20} more" if len(strays) > 20 else ""
        try:
            return input(f"Delete these files{more}? [y/N] ").strip().lower() in {"y", "yes"}
        except EOFError as error:
            raise CommandError("Nobody answers: say --yes to delete without asking.") from error

    def _say(self, lines: Any) -> None:
        for line in lines:
            self.stdout.write(line)

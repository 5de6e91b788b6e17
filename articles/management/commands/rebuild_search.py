"""The index of readers' searches is only ever a copy: this makes it anew from what readers see, while they search."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import search


class Command(BaseCommand):
    help = "Make the index of readers' searches anew while the site is up, or check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Compare only; exit with 1 where it is amiss.")
        parser.add_argument("--batch", type=int, default=500, help="Editions that are written at once (500).")

    def handle(self, *, check: bool, batch: int, verbosity: int, **options: Any) -> None:
        if batch < 1:
            raise CommandError("--batch must be 1 or more.")
        if check:
            self._check()
            return
        begun = time.monotonic()

        def said(done: int) -> None:
            if verbosity > 0:
                self.stdout.write(f"{done:,} editions in {time.monotonic() - begun:.0f} s")

        done = search.rebuild(now=timezone.now(), batch=batch, said=said)
        if verbosity > 0:
            self.stdout.write(f"Readers can search {done:,} editions.")

    def _check(self) -> None:
        faults = search.check(now=timezone.now())
        if faults.missing or faults.superfluous:
            raise CommandError(
                f"{len(faults.missing):,} editions are missing from the index and {len(faults.superfluous):,} entries"
                " are of no use. Run rebuild_search."
            )
        self.stdout.write("Everything that readers see in lists can be found.")

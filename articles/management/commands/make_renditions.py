"""The files that readers get of each picture, made before anybody asks for them.

Once for a library that has none yet; with --watch as a worker beside the server, so that an upload is
answered without waiting. Several may run: whose turn an image is, they settle among themselves.
"""

import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Image
from articles.renditions import at_work, not_begun, unfinished


class Command(BaseCommand):
    help = "Make the files that readers get of pictures: all that are missing, and with --watch what comes in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="Go on, and make what is taken in or changed.")
        parser.add_argument("--pause", type=float, default=2.0, help="--watch: seconds between looks (default: 2).")

    def handle(self, *, watch: bool, pause: float, verbosity: int, **options: Any) -> None:
        if pause <= 0:
            raise CommandError("--pause takes seconds, more than 0.")
        if watch:
            # What a supervisor sends ends it as Ctrl-C does: between two steps, with nothing half written.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self._work(watch, pause, verbosity)
        except KeyboardInterrupt:
            self.stdout.write("Stopped. What is missing is made at the next start, or when it is asked for.")

    def _work(self, watch: bool, pause: float, verbosity: int) -> None:
        broken: set[tuple[int, str]] = set()
        done = sum(self._make(image, broken, verbosity) for image in unfinished())
        self.stdout.write(f"Made the files of {done} pictures; {len(broken)} cannot be made.")
        while watch:
            for image in not_begun().iterator(chunk_size=50):
                self._make(image, broken, verbosity)
            time.sleep(pause)

    def _make(self, image: Image, broken: set[tuple[int, str]], verbosity: int) -> bool:
        """What is broken is tried once, until its file or what is said of it changes."""
        if (image.pk, image.version) in broken:
            return False
        if not at_work(image):
            broken.add((image.pk, image.version))
            return False
        if verbosity > 1:
            self.stdout.write(f"{image.key}: done")
        return True

"""The demo is generated, so that it shows what the importer and `publishing` really do with a story.

It is made in a scratch database (the one that tests would use) and a scratch folder for pictures;
the newsroom's own are not touched.
"""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings, setup_databases, teardown_databases

from articles.interchange.fixture import fixture_text, import_demo
from articles.interchange.stories import StoryError


class Command(BaseCommand):
    help = "Generate fixtures/demo.json from fixtures/reference.toml, fixtures/stories/*.txt and fixtures/media/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures", help="Where the sources lie."
        )
        parser.add_argument("--output", type=Path, help="Where to write (default: demo.json in the folder).")
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail if the fixture is not what its sources give."
        )

    def handle(self, *, folder: Path, output: Path | None, check: bool, verbosity: int, **options: Any) -> None:
        output = output or folder / "demo.json"
        text = self._generate(folder, verbosity)
        if not check:
            output.write_text(text, encoding="utf-8")
            self.stdout.write(f"{output.name}: {len(text):,} characters.")
        elif not output.exists() or output.read_text(encoding="utf-8") != text:
            raise CommandError(f"{output.name} is not what its sources give. Run manage.py make_fixture.")

    def _generate(self, folder: Path, verbosity: int) -> str:
        databases = setup_databases(verbosity=0, interactive=False, aliases={"default": False})
        try:
            # Renditions are not part of a fixture: left to a worker that never comes.
            with (
                tempfile.TemporaryDirectory() as media,
                override_settings(MEDIA_ROOT=media, NEWSROOM_RENDITIONS_WORKER=True),
            ):
                for imported in import_demo(folder):
                    if verbosity > 1:
                        self.stdout.write(f"{imported.article.headline}: {len(imported.remarks)} remarks")
                return fixture_text()
        except StoryError as error:
            raise CommandError(str(error)) from error
        finally:
            teardown_databases(databases, verbosity=0)

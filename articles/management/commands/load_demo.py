"""Whoever starts Newsroom for the first time should find a newsroom, not an empty page.

The demo is loaded only where there is nothing: a newsroom with stories of its own never gets it.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.models import Article, Section


class Command(BaseCommand):
    help = "Load the demonstration stories with their pictures, if the newsroom is empty."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        if Article.objects.exists() or Section.objects.exists():
            if verbosity > 1:
                self.stdout.write("The newsroom has stories already; the demo was not loaded.")
            return
        call_command("loaddata", "demo", verbosity=0)
        call_command("rebuild_search", verbosity=0)
        self.stdout.write(f"Loaded the demo: {Article.objects.count()} articles with their pictures.")

"""The table, as Markdown, so that it can be put into a document as it is."""

import os
import platform
import sys
from collections.abc import Iterable
from datetime import date

import django
from django.db import connection

from .measuring import Figures


def heading(articles: int) -> str:
    with connection.cursor() as cursor:
        asked = "SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()"
        cursor.execute(asked)
        version = cursor.fetchone()[0].split()[0]
    return (
        f"{articles:,} articles on {connection.display_name} {version}; Django {django.__version__},"
        f" Python {platform.python_version()}, {os.cpu_count()} cores, {date.today():%d %B %Y}"
    )


def line(figures: Figures) -> str:
    wagtail = f" [{figures.wagtail}]" if figures.wagtail else ""
    return (
        f"| {figures.name} | {figures.queries} | {figures.kilobytes:.0f} |"
        f" {figures.milliseconds:.1f} | {figures.fastest:.1f} |{wagtail} |"
    )


def print_table(articles: int, measured: Iterable[Figures]) -> list[Figures]:
    """Print each line as it comes; all of them."""
    found = []
    _say(f"\n{heading(articles)}\n")
    _say("| page | queries | KB | ms (median) | ms (fastest) | Wagtail 8 at 20,000 |\n|---|---:|---:|---:|---:|---|")
    for figures in measured:
        found.append(figures)
        _say(line(figures))
    return found


def _say(words: str) -> None:
    print(words, flush=True)
    sys.stdout.flush()

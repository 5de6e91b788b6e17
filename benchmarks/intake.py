"""What looking at a picture file takes before it is taken in: the costly files, the bad ones, the good ones."""

import argparse
import os
import platform
from datetime import date

from PIL import __version__ as pillow
from pillow_heif import __version__ as pillow_heif

from articles.imaging.inspection import MAX_MEMORY
from articles.tests.imaging.measuring import Measured, measured

# What an upload may take, on a machine that does nothing else.
MAX_SECONDS = 5
_LONGEST_VERDICT = 60


def run(options: argparse.Namespace) -> int:
    """Print a line for each file whose name has the letters of `--only`; 1 when one is over a limit or misjudged."""
    print(
        f"\nPillow {pillow}, pillow-heif {pillow_heif}, Python {platform.python_version()},"
        f" {os.cpu_count()} cores, {date.today():%d %B %Y}\n"
    )
    print("| file | KB | verdict | ms | MiB more |\n|---|---:|---|---:|---:|", flush=True)
    faults = 0
    for one in measured():
        if options.only in one.name:
            print(_line(one), flush=True)
            faults += _is_fault(one)
    print(f"\n{faults} over {MAX_SECONDS} s or {MAX_MEMORY // 1024 // 1024} MiB, or misjudged.")
    return int(faults > 0)


def _line(one: Measured) -> str:
    verdict = one.verdict if len(one.verdict) <= _LONGEST_VERDICT else f"{one.verdict[:_LONGEST_VERDICT]}…"
    return f"| {one.name} | {one.kilobytes:,.0f} | {verdict} | {one.milliseconds:.0f} | {one.megabytes:.0f} |"


def _is_fault(one: Measured) -> bool:
    return (
        one.milliseconds > MAX_SECONDS * 1000
        or one.megabytes > MAX_MEMORY / 1024 / 1024
        or one.expected not in one.verdict
    )

"""A photograph of 24 megapixels in five widths: the house's way against Pillow opening the original for each.

Each way runs in fresh processes, the two in turns. A process decodes something small first, so that what the
libraries take for themselves is not counted.
"""

import argparse
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import PIL
from PIL import Image, ImageChops, ImageFilter

from articles.imaging import RightsMetadata, Spec, make

SIZE = (6000, 4000)
FIVE_WIDTHS = (320, 640, 960, 1280, 1600)
# By format: the most of the plain way's time, and the most memory in MiB beyond what a process has before it begins.
LIMITS = {"webp": (0.35, 100), "avif": (0.55, 180)}
_RIGHTS = RightsMetadata(caption="A harbour", creator="Ana Silva", credit_line="Ana Silva/Agency", alt_text="Cranes")


@dataclass(frozen=True)
class Taken:
    """What one process took: seconds, and MiB at the peak beyond what it had before."""

    seconds: float
    mebibytes: float


def run(options: argparse.Namespace) -> int:
    """Measure and print a Markdown table; 1 when something is over its limit."""
    original = Path(options.folder) / "photograph.jpg"
    photograph().save(original, quality=90)
    print(f"\n{heading(original)}\n", flush=True)
    print("| format | plain: seconds, MiB | ours: seconds, MiB | of the time | limits |\n|---|---:|---:|---:|---:|")
    faults = []
    for format, (share, most) in LIMITS.items():
        plain, ours = measured(original, format, options.runs)
        ratio = ours.seconds / plain.seconds
        print(
            f"| {format} | {plain.seconds:.2f} s, {plain.mebibytes:.0f} MiB | {ours.seconds:.2f} s,"
            f" {ours.mebibytes:.0f} MiB | {ratio:.2f} | {share}, {most} MiB |",
            flush=True,
        )
        if ratio > share or ours.mebibytes > most:
            faults.append(f"{format} is over its limits.")
    print("\n".join(faults) or "Within the limits.")
    return 1 if faults else 0


def photograph() -> Image.Image:
    """Slopes, edges and the grain of a sensor, the same each time but for the grain."""
    small = (SIZE[0] // 16, SIZE[1] // 16)
    clouds = Image.effect_noise(small, 160).filter(ImageFilter.GaussianBlur(6)).resize(SIZE, Image.Resampling.BICUBIC)
    leaves = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 50).filter(ImageFilter.GaussianBlur(1)).resize(SIZE)
    slope = Image.linear_gradient("L").resize(SIZE)
    scene = Image.merge("RGB", (ImageChops.overlay(slope, clouds), ImageChops.overlay(clouds, leaves), slope))
    grain = Image.merge("RGB", [Image.effect_noise(SIZE, 8)] * 3)
    return ImageChops.overlay(scene, grain)


def heading(original: Path) -> str:
    return (
        f"{SIZE[0]} × {SIZE[1]} pixels, {original.stat().st_size / 1e6:.1f} MB, to"
        f" {', '.join(map(str, FIVE_WIDTHS))} wide; Pillow {PIL.__version__}, Python {platform.python_version()},"
        f" {os.cpu_count()} cores, {date.today():%d %B %Y}"
    )


def measured(original: Path, format: str, runs: int) -> tuple[Taken, Taken]:
    """What both ways take: the median of the seconds, the most of the memory. In turns: a busy moment falls on both."""
    taken: dict[str, list[Taken]] = {"plain": [], "ours": []}
    for _ in range(runs):
        for way, found in taken.items():
            found.append(_in_a_process(way, format, original))
    plain, ours = (
        Taken(
            statistics.median(one.seconds for one in found),
            max(one.mebibytes for one in found),
        )
        for found in taken.values()
    )
    return plain, ours


def _in_a_process(way: str, format: str, original: Path) -> Taken:
    command = [sys.executable, "-m", "benchmarks.renditions", way, format, str(original)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return Taken(**json.loads(done.stdout))


def plainly(original: Path, format: str) -> None:
    """As most sites do it: the file is opened, decoded whole, made smaller and saved, once for each width."""
    for width in FIVE_WIDTHS:
        with Image.open(original) as picture:
            smaller = picture.resize((width, width * picture.height // picture.width), Image.Resampling.LANCZOS)
            smaller.save(io.BytesIO(), format)


def ours(original: Path, format: str) -> None:
    """As the site does it."""
    with original.open("rb") as file:
        specs: Iterable[Spec] = [Spec(f"w{width}", width) for width in FIVE_WIDTHS]
        for _ in make(file, specs, [format], rights=_RIGHTS):
            pass


WAYS: dict[str, Callable[[Path, str], None]] = {"plain": plainly, "ours": ours}


def main(way: str, format: str, original: str) -> None:
    """What the child does: measures itself, and says it as JSON."""
    _warm_up(format)
    before = _peak()
    begun = time.perf_counter()
    WAYS[way](Path(original), format)
    print(json.dumps({"seconds": time.perf_counter() - begun, "mebibytes": _peak() - before}))


def _warm_up(format: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "JPEG")
    for _ in make(file, [Spec("w64", 64)], [format], rights=_RIGHTS):
        pass


def _peak() -> float:
    """The most memory that this process has had, in MiB, as Linux tells it.

    What `getrusage` says is no use here: a child begins with its parent's figure.
    """
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])

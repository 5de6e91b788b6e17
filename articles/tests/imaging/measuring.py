"""What inspecting each file of the corpus takes: `python -m articles.tests.imaging.measuring` prints a line of JSON each.

Each is inspected in a process of its own, forked off a small one: its peak tells what this file alone has added.
"""

import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from articles.imaging import PictureRefused, inspect

from .corpus.bad import bad_files
from .corpus.costly import costly_files
from .corpus.good import good_files
from .corpus.pieces import quadrants, saved


@dataclass(frozen=True)
class Measured:
    """`verdict`: "taken in", or the sentence of the refusal, or an error. Peak growth in MiB."""

    name: str
    expected: str
    verdict: str
    kilobytes: float
    milliseconds: float
    megabytes: float


def measure(name: str, path: Path, *, file_name: str, expected: str) -> Measured:
    """Inspect the file at `path` in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        found = _inspected(path, file_name)
        os.write(writing, json.dumps(found).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    verdict, milliseconds, megabytes = json.loads(answer or '["the process died", 0, 0]')
    return Measured(name, expected, verdict, path.stat().st_size / 1024, milliseconds, megabytes)


def _inspected(path: Path, file_name: str) -> tuple[str, float, float]:
    before, begun = _peak(), time.perf_counter()
    try:
        with path.open("rb") as file:
            inspect(file, file_name)
        verdict = "taken in"
    except PictureRefused as refusal:
        verdict = str(refusal)
    except BaseException as error:
        verdict = f"an error: {error!r}"
    return verdict, (time.perf_counter() - begun) * 1000, (_peak() - before) / 1024


def _peak() -> int:
    """The most memory that the process has had, in KiB (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def made(folder: Path) -> Iterator[Path]:
    """The costly files, each written to `folder` by a process that ends: what making it took is not kept."""
    child = os.fork()
    if child == 0:
        for number, costly in enumerate(costly_files()):
            path = folder / f"{number:02} {costly.is_good:d} {costly.file_name} {costly.name.replace('/', '-')}"
            path.write_bytes(costly.data)
        os._exit(0)
    os.waitpid(child, 0)
    yield from sorted(folder.iterdir())


def measured(*, good: bool = True) -> Iterator[Measured]:
    """The costly files, the bad ones, and where asked for the good ones."""
    for format in ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "HEIF"):
        # What decoders load once is not the file's.
        inspect(io.BytesIO(saved(quadrants(), format)))
    with tempfile.TemporaryDirectory() as name:
        for path in made(Path(name)):
            _, is_good, file_name, title = path.name.split(" ", 3)
            yield measure(title, path, file_name=file_name, expected="taken in" if is_good == "1" else "")
            path.unlink()
        path = Path(name) / "file"
        for bad in bad_files():
            path.write_bytes(bad.data)
            yield measure(bad.name, path, file_name=bad.file_name, expected=bad.sentence)
        for one in good_files() if good else []:
            path.write_bytes(one.data)
            yield measure(one.name, path, file_name=one.file_name, expected="taken in")


if __name__ == "__main__":
    for one in measured(good="--without-good" not in sys.argv):
        print(json.dumps(asdict(one)), flush=True)

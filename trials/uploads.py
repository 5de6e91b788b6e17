"""The server is killed during uploads: no row is left without a file, and after the sweep no file without a row."""

import argparse
import hashlib
import io
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, connections
from PIL import Image as Pixels

from articles.models import Image, Rendition

from .browser import Browser, Form, NoAnswer, NotReached
from .cast import make_photographers
from .report import print_report, say
from .server import Server
from .stored import is_sound, wait_until_alone
from .verdict import Fault, Kind

PHOTOGRAPHERS = 4
# So many pictures each before a kill, unless it comes sooner.
EACH = 3
CHOOSER = "/admin/articles/image/chooser/"
FORM = "/admin/articles/image/add/"
# A noisy picture of so many pixels is a file of some megabytes: long enough under way to be killed there.
PIXELS = (1200, 800)
# How long after the first upload begins the kill comes, in seconds: in the upload, in the row, in the renditions.
LATEST = 16.0
KINDS = [Kind.LOST_FILE, Kind.LOST_PICTURE, Kind.LEFT_FILE, Kind.BROKEN, Kind.SERVER, Kind.HARMED]


@dataclass
class Tally:
    """What became of the uploads; `promised` are the hashes of those that were acknowledged."""

    uploads: int = 0
    unanswered: int = 0
    promised: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    kills: int = 0
    strays: int = 0


def run(options: argparse.Namespace, folder: Path) -> int:
    call_command("migrate", verbosity=0)
    chance = random.Random(options.seed)
    server = Server(folder, workers=options.workers)
    browsers = make_photographers(PHOTOGRAPHERS, port=server.port)
    tally, begun = Tally(), time.monotonic()
    try:
        while tally.uploads < options.uploads and not tally.faults:
            _kill_once(server, browsers, tally, chance, left=options.uploads - tally.uploads)
            tally.faults += _judge(tally)
            say(f"  {tally.kills} kills, {tally.uploads} uploads")
    finally:
        server.stop()
    tally.strays = len(_files() - _rows())
    call_command("sweep_pictures", yes=True, older_than=0, verbosity=0)
    faults = [*tally.faults, *_judge(tally), *(Fault(Kind.LEFT_FILE, name) for name in sorted(_files() - _rows()))]
    if not tally.promised or not tally.unanswered:
        faults.append(Fault(Kind.BROKEN, "no upload was acknowledged, or none was in flight: the trial proves nothing"))
    faults += [Fault(Kind.SERVER, line) for line in server.trouble()]
    title = f"Uploads on {connection.vendor}, {options.workers} workers, seed {options.seed}, "
    return print_report(f"{title}{time.monotonic() - begun:.0f} s", _figures(tally), faults, KINDS)


def _kill_once(server: Server, browsers: list[Browser], tally: Tally, chance: random.Random, *, left: int) -> None:
    """Start the server, let photographers upload one picture after the other, kill it at a random moment."""
    connections.close_all()
    files = [_picture(chance.random()) for _ in range(min(left, len(browsers) * EACH))]
    # Every other time as with a worker, so that an upload is answered at once; else it makes its renditions before.
    os.environ["NEWSROOM_RENDITIONS_WORKER"] = str(tally.kills % 2)
    server.start()
    first = Event()
    with ThreadPoolExecutor(len(browsers)) as pool:
        shares = [files[place :: len(browsers)] for place in range(len(browsers))]
        futures = [pool.submit(_upload_all, *one, first) for one in zip(browsers, shares, strict=True)]
        first.wait(30)
        time.sleep(chance.uniform(0.0, LATEST))
        server.kill()
    tally.kills += 1
    for outcome in [outcome for future in futures for outcome in future.result()]:
        tally.uploads += 1
        match outcome:
            case None:
                tally.unanswered += 1
            case str() as sha256:
                tally.promised.add(sha256)
            case Fault() as fault:
                tally.faults.append(fault)


def _upload_all(browser: Browser, files: list[bytes], first: Event) -> list[str | Fault | None]:
    """What became of each upload that was begun before the server was gone."""
    outcomes: list[str | Fault | None] = []
    try:
        form = browser.get(FORM).form(holding="csrfmiddlewaretoken") or {}
    except NoAnswer:
        return outcomes
    sent = {"csrfmiddlewaretoken": form.get("csrfmiddlewaretoken", [""])}
    for file in files:
        first.set()
        try:
            outcomes.append(_upload(browser, sent, file))
        except NotReached:
            break
        except NoAnswer:
            return [*outcomes, None]
    return outcomes


def _upload(browser: Browser, sent: Form, file: bytes) -> str | Fault:
    """The hash of a picture that was acknowledged. Raises NoAnswer."""
    sha256 = hashlib.sha256(file).hexdigest()
    answer = browser.upload(CHOOSER, sent, name=f"{sha256[:12]}.jpg", file=file)
    if answer.status != 201:
        return Fault(Kind.BROKEN, f"an upload was answered with {answer.status}: {answer.text[:200]}")
    return sha256


def _picture(seed: float) -> bytes:
    noise = random.Random(seed).randbytes(300 * 200)
    file = io.BytesIO()
    Pixels.frombytes("L", (300, 200), noise).resize(PIXELS).convert("RGB").save(file, "JPEG", quality=95)
    return file.getvalue()


def _judge(tally: Tally) -> list[Fault]:
    wait_until_alone()
    return [*_lost_files(), *_lost_pictures(tally.promised), *([] if is_sound() else [Fault(Kind.HARMED, "")])]


def _lost_files() -> Iterator[Fault]:
    for name in sorted(_rows() - _files()):
        yield Fault(Kind.LOST_FILE, name)
    for row in Rendition.objects.all():
        if default_storage.exists(row.file.name or "") and default_storage.size(row.file.name or "") != row.size:
            yield Fault(Kind.LOST_FILE, f"{row.file.name} is not whole")


def _lost_pictures(promised: set[str]) -> Iterator[Fault]:
    known = {image.content_hash: image for image in Image.objects.all()}
    for sha256 in promised - set(known):
        yield Fault(Kind.LOST_PICTURE, sha256)
    for sha256, image in known.items():
        with image.file.open() as file:
            if hashlib.sha256(file.read()).hexdigest() != sha256:
                yield Fault(Kind.LOST_PICTURE, f"{image.file.name} has other bytes than its row says")


def _rows() -> set[str]:
    return {
        name
        for model in (Image, Rendition)
        for name in model._default_manager.exclude(file="").values_list("file", flat=True)
    }


def _files() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def _figures(tally: Tally) -> dict[str, object]:
    outcomes = Counter({"acknowledged": len(tally.promised), "in flight when it was killed": tally.unanswered})
    return {
        "kills": tally.kills,
        "uploads": tally.uploads,
        **{f"… {name}": number for name, number in outcomes.items()},
        "pictures stored": Image.objects.count(),
        "renditions stored": Rendition.objects.count(),
        "files without a row before the sweep": tally.strays,
    }

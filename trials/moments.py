"""Everything that readers see changes at its moment, in every worker, while all pages are kept and asked for."""

import argparse
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import redis
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, connections
from PIL import Image as Pixels

from articles import publishing
from articles.models import Article, Image, Section
from articles.tests.factories import make_article, make_author, make_live_article, make_section, make_topic

from .browser import Browser, NoAnswer
from .report import print_report, say
from .server import Server
from .verdict import Fault, Kind

READERS = 8
# What is remembered of the state, and so how long what was written now may be unknown to a worker.
REMEMBERED = timedelta(seconds=1)
# How far ahead of a moment it is scheduled: long enough for every page to be kept before it.
AHEAD = timedelta(seconds=2)
REDIS = "redis://127.0.0.1:6379/9"
KINDS = [Kind.TOO_EARLY, Kind.TOO_LATE, Kind.BROKEN, Kind.SERVER]
LISTS = ("/", "/section/world/", "/topic/nato/", "/author/ana/", "/feed/rss/", "/feed/json/", "/archive/")


@dataclass(frozen=True)
class Turn:
    """From `begun` on, but not before, the pages `paths` show `word`, or no longer show it.

    By `due` every worker knows: the same moment where it was scheduled. `over`: something else changes that again.
    """

    what: str
    word: str
    paths: tuple[str, ...]
    appears: bool
    begun: datetime
    due: datetime
    over: datetime | None = None


@dataclass(frozen=True)
class Look:
    """What a reader saw: which words stood in the answer."""

    path: str
    sent: datetime
    received: datetime
    status: int
    words: frozenset[str]


@dataclass
class Round:
    """What is looked at in a round, and what of it changes."""

    words: tuple[str, ...]
    paths: tuple[str, ...]
    turns: list[Turn] = field(default_factory=list)


def judge(turns: Iterable[Turn], looks: Iterable[Look]) -> Iterator[Fault]:
    """Every look that saw a new state before it began, or the old one when it was over for all."""
    for look in looks:
        for turn in turns:
            if look.path in turn.paths and not (turn.over and look.received >= turn.over):
                is_new = (turn.word in look.words) == turn.appears
                if is_new and look.received < turn.begun:
                    yield Fault(Kind.TOO_EARLY, f"{turn.what} on {look.path}, {_away(turn.begun, look.received)}")
                if not is_new and look.sent >= turn.due:
                    yield Fault(Kind.TOO_LATE, f"{turn.what} on {look.path}, {_away(turn.begun, look.sent)}")
        if look.status >= 500:
            yield Fault(Kind.BROKEN, f"{look.status} on {look.path}")


def _away(moment: datetime, seen: datetime) -> str:
    return f"{(seen - moment).total_seconds():+.3f} s"


def run(options: argparse.Namespace, folder: Path) -> int:
    call_command("migrate", verbosity=0)
    stores = (
        {"each worker keeps its own": "locmemcache://", "Redis": REDIS} if _redis_answers() else {"": "locmemcache://"}
    )
    section, author, topic = make_section(name="World"), make_author(name="Ana"), make_topic(name="NATO")
    faults: list[Fault] = []
    looks_in_all = turns_in_all = 0
    begun = time.monotonic()
    for store, url in stores.items():
        os.environ["CACHE_URL"] = url
        connections.close_all()
        with Server(folder, workers=options.workers) as server:
            for number in range(options.rounds):
                looks, turns = _round(server, f"{len(stores)}-{url[:3]}-{number}", section, author, topic)
                faults += judge(turns, looks)
                looks_in_all, turns_in_all = looks_in_all + len(looks), turns_in_all + len(turns)
                say(f"  {store}: round {number + 1} of {options.rounds}, {looks_in_all} answers, {len(faults)} faults")
            faults += [Fault(Kind.SERVER, line) for line in server.trouble()]
            server.log.unlink()
    if not _redis_answers():
        say("  No Redis answers on 127.0.0.1:6379: tried with a store in each worker alone.")
    figures = {"answers": looks_in_all, "changes watched": turns_in_all, "workers": options.workers}
    title = f"Moments on {connection.vendor}, {options.workers} workers, {time.monotonic() - begun:.0f} s"
    return print_report(title, figures, faults, KINDS)


def _redis_answers() -> bool:
    try:
        return bool(redis.Redis.from_url(REDIS, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False


def _round(server: Server, name: str, section: Section, author: object, topic: object) -> tuple[list[Look], list[Turn]]:
    """Ten things change while readers ask for every page, as often as they are answered."""
    given: dict[str, Any] = {"section": section, "authors": [author], "topics": [topic]}
    old = datetime.now(UTC) - timedelta(minutes=5)
    image = _picture(credit_line=f"Credit old {name}")
    stays = make_live_article(headline=f"Stays in {name}", lead_image=image, at=old, **given)
    leaves = make_live_article(headline=f"Leaves in {name}", at=old, **given)
    ends = make_live_article(headline=f"Ends in {name}", at=old, **given)
    changes = make_live_article(headline=f"Changes in {name}", at=old, **given)
    coming, now = make_article(headline=f"Coming in {name}", **given), make_article(headline=f"Now in {name}", **given)
    picture = f"/media/{image.token}/"
    words = (
        # As they are written nowhere but in headlines: an address has hyphens.
        *(f"{word} in {name}" for word in ("Stays", "Leaves", "Ends", "Changes", "Changed", "Coming", "Now")),
        *(f"Credit {age} {name}" for age in ("old", "new")),
        picture,
    )
    paths = (*LISTS, *(_address(article) for article in (stays, leaves, ends, changes)))
    over = Event()
    # Until every worker knows of what was made just now.
    time.sleep(REMEMBERED.total_seconds())
    with ThreadPoolExecutor(READERS) as pool:
        futures = [pool.submit(_read, server.port, paths, words, over, place) for place in range(READERS)]
        try:
            time.sleep(0.5)
            turns = list(_change(name, stays, leaves, ends, changes, coming, now, image, picture))
            time.sleep(max(0.0, (max(turn.due for turn in turns) - datetime.now(UTC)).total_seconds()) + 0.5)
        finally:
            over.set()
    return [look for future in futures for look in future.result()], turns


def _change(
    name: str,
    stays: Article,
    leaves: Article,
    ends: Article,
    changes: Article,
    coming: Article,
    now: Article,
    image: Image,
    picture: str,
) -> Iterator[Turn]:
    """Schedule what will happen by itself, then do the rest at once."""
    moment = datetime.now(UTC) + AHEAD
    publishing.publish(coming, by=None, at=moment)
    yield Turn("a scheduled story", f"Coming in {name}", LISTS, True, moment, moment)
    publishing.withdraw(ends, by=None, at=moment)
    yield Turn("a planned withdrawal", f"Ends in {name}", (*LISTS, _address(ends)), False, moment, moment)
    changes.headline = f"Changed in {name}"
    changes.save()
    publishing.publish(changes, by=None, at=moment)
    everywhere = (*LISTS, _address(changes))
    yield Turn("a scheduled change", f"Changed in {name}", everywhere, True, moment, moment)
    yield Turn("what a scheduled change replaced", f"Changes in {name}", everywhere, False, moment, moment)
    begun = datetime.now(UTC)
    publishing.publish(now, by=None)
    yield _now("a story published now", f"Now in {name}", LISTS, True, begun)
    begun = datetime.now(UTC)
    publishing.withdraw(leaves, by=None)
    # The road of feeds tells for some days that it is gone, and does not name it.
    yield _now("a story withdrawn now", f"Leaves in {name}", (*LISTS, _address(leaves)), False, begun)
    begun = datetime.now(UTC)
    Image.objects.filter(pk=image.pk).update(credit_line=f"Credit new {name}")
    yield _now("the credit before", f"Credit old {name}", (_address(stays),), False, begun)
    corrected = _now("a corrected credit", f"Credit new {name}", (_address(stays),), True, begun)
    # Killed when the corrected credit has been seen.
    time.sleep(1.5)
    begun = datetime.now(UTC)
    yield replace(corrected, over=begun)
    publishing.kill_picture(image, by=None, reason="Trial")
    yield _now("a killed picture", picture, (_address(stays),), False, begun)


def _address(article: Article) -> str:
    assert article.path is not None
    return article.path


def _picture(**rights: str) -> Image:
    file = BytesIO()
    Pixels.effect_noise((640, 427), 60).convert("RGB").save(file, "JPEG")
    content = file.getvalue()
    return Image.objects.create(
        title="Trial",
        alt_text="Noise.",
        file=ContentFile(content, "trial.jpg"),
        width=640,
        height=427,
        content_hash=hashlib.sha256(content).hexdigest(),
        created_at=datetime.now(UTC),
        **rights,
    )


def _now(what: str, word: str, paths: tuple[str, ...], appears: bool, begun: datetime) -> Turn:
    return Turn(what, word, paths, appears, begun, datetime.now(UTC) + REMEMBERED)


def _read(port: int, paths: tuple[str, ...], words: tuple[str, ...], over: Event, first: int) -> list[Look]:
    browser, looks, turn = Browser(port, timeout=20), [], first
    while not over.is_set():
        path = paths[turn % len(paths)]
        turn += 1
        sent = datetime.now(UTC)
        try:
            answer = browser.get(path)
        except NoAnswer as error:
            looks.append(Look(f"{path} ({error})", sent, datetime.now(UTC), 599, frozenset()))
            continue
        seen = frozenset(word for word in words if word in answer.text)
        looks.append(Look(path, sent, datetime.now(UTC), answer.status, seen))
    return looks

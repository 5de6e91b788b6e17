"""The server is killed while editors save and publish, again and again; what it had promised must be there."""

import argparse
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from django.core.management import call_command
from django.db import connection, connections

from .acts import Act, Outcome, Publication, Save
from .browser import Form, NoAnswer
from .cast import make_articles, make_editors
from .editor import Editor, Unusable
from .report import count, print_report, say
from .server import Server
from .stored import AUDITED, is_sound, read_articles, wait_until_alone
from .verdict import Fault, Kind, judge, landed

EDITORS = 6
# Articles that all of them work on, besides one of their own.
SHARED = 2
# New articles after so many kills, so that bodies do not grow without end.
KILLS_PER_ISSUE = 20
# How long after the first answer of a round the kill comes, in seconds.
SOONEST, LATEST = 0.0, 2.0
KINDS = [kind for kind in Kind if kind not in {Kind.REFUSED_ALONE, Kind.NOT_ONE_WINNER}]
KINDS = KINDS if AUDITED else [kind for kind in KINDS if kind is not Kind.AUDIT]


@dataclass
class Desk:
    """An editor with the tabs that stay open while the server is down."""

    editor: Editor
    # Their own article, then those that all work on.
    articles: list[int]
    chance: random.Random
    # The trial's, which all desks add to.
    acts: list[Act]
    tabs: dict[int, Form] = field(default_factory=dict)


@dataclass
class Trial:
    server: Server
    chance: random.Random
    times: int
    articles: list[int] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    ways: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Until all kills are done, or the first one did harm."""
        return sum(self.ways.values()) < self.times and not self.faults


def run(options: argparse.Namespace, folder: Path) -> int:
    call_command("migrate", verbosity=0)
    chance = random.Random(options.seed)
    server = Server(folder, workers=options.workers)
    editors = make_editors(EDITORS, port=server.port)
    trial = Trial(server, chance, options.times)
    begun = time.monotonic()
    try:
        while trial.goes_on:
            _fill_an_issue(trial, editors)
    finally:
        server.stop()
    stored = read_articles(trial.articles)
    # Once more and of everything: later kills must not harm what was found right before.
    faults = trial.faults or [*judge(trial.acts, stored), *_idleness(trial.acts)]
    faults += [Fault(Kind.SERVER, line) for line in server.trouble()]
    title = f"Killing on {connection.vendor}, {options.workers} workers, seed {options.seed}, "
    title += f"{time.monotonic() - begun:.0f} s"
    return print_report(title, _figures(trial, landed(trial.acts, stored)), faults, KINDS)


def _fill_an_issue(trial: Trial, editors: list[Editor]) -> None:
    """New articles, and so many kills while they are worked on."""
    articles = make_articles(EDITORS + SHARED)
    trial.articles += articles
    desks = [
        Desk(editor, [articles[place], *articles[EDITORS:]], random.Random(trial.chance.random()), trial.acts)
        for place, editor in enumerate(editors)
    ]
    for _ in range(KILLS_PER_ISSUE):
        trial.ways[_kill_once(trial.server, desks, trial.chance)] += 1
        trial.faults = _judge(trial.acts, articles)
        kills = sum(trial.ways.values())
        if kills % 10 == 0:
            say(f"  {kills} kills, {len(trial.acts)} saves and publications")
        if not trial.goes_on:
            return


def _kill_once(server: Server, desks: list[Desk], chance: random.Random) -> str:
    """Start the server, let the editors work, kill it at a random moment; how it was killed."""
    # A connection that stays open would keep SQLite from the recovery that follows a crash.
    connections.close_all()
    server.start()
    first, over = Event(), Event()
    with ThreadPoolExecutor(len(desks)) as pool:
        futures = [pool.submit(_work, desk, first, over) for desk in desks]
        try:
            first.wait(30)
            time.sleep(chance.uniform(SOONEST, LATEST))
            way = _kill(server, chance)
        finally:
            server.kill()
            over.set()
        wait(futures)
    for future in futures:
        future.result()
    return way


def _kill(server: Server, chance: random.Random) -> str:
    way = chance.choice(["one worker, then the rest", "all workers, then the rest", "all at once"])
    if way != "all at once":
        server.kill_workers(1 if way.startswith("one") else server.workers)
        time.sleep(chance.uniform(0.0, 0.2))
    server.kill()
    return way


def _work(desk: Desk, first: Event, over: Event) -> None:
    """Save and publish until the server is gone."""
    while not over.is_set():
        article = desk.articles[0] if desk.chance.random() < 0.7 else desk.chance.choice(desk.articles[1:])
        try:
            act = _act(desk, article)
        except NoAnswer:
            # Only looked, so nothing is lost. When one worker is dead the other may still answer.
            time.sleep(0.02)
            continue
        except Unusable as error:
            act = Publication(article, 0, Outcome.BROKEN, str(error))
        desk.acts.append(act)
        first.set()


def _act(desk: Desk, article: int) -> Act:
    """Publish what was saved last, one time in three, else save."""
    form = desk.tabs.get(article)
    if form and desk.chance.random() < 1 / 3:
        return desk.editor.publish(article, version=int(form["version"][0]))
    if form is None:
        form = desk.tabs[article] = desk.editor.open(article)
    save = desk.editor.save(article, form)
    if save.outcome is not Outcome.ACKNOWLEDGED:
        # What is stored now is not known: the page has to be opened anew.
        del desk.tabs[article]
    return save


def _judge(acts: list[Act], articles: list[int]) -> list[Fault]:
    """Of these articles only, so that the hundredth kill is judged as fast as the first."""
    wait_until_alone()
    faults = judge(acts, read_articles(articles))
    return faults if is_sound() else [*faults, Fault(Kind.HARMED, "the integrity check fails")]


def _idleness(acts: list[Act]) -> list[Fault]:
    """A trial in which nothing was acknowledged proves nothing."""
    idle = [kind.__name__ for kind in (Save, Publication) if not count(acts, kind, Outcome.ACKNOWLEDGED)]
    return [Fault(Kind.BROKEN, f"no {name} was ever acknowledged") for name in idle]


def _figures(trial: Trial, stored_in_flight: int) -> dict[str, object]:
    acts = trial.acts
    return {
        "kills": sum(trial.ways.values()),
        **{f"… {way}": trial.ways[way] for way in sorted(trial.ways)},
        "acknowledged saves": count(acts, Save, Outcome.ACKNOWLEDGED),
        "acknowledged publications": count(acts, Publication, Outcome.ACKNOWLEDGED),
        "refused as stale": count(acts, Save, Outcome.REFUSED),
        "publications refused, or with nothing to do": count(acts, Publication, Outcome.REFUSED),
        "saves in flight": count(acts, Save, Outcome.UNANSWERED),
        "… of which are stored": stored_in_flight,
        "publications in flight": count(acts, Publication, Outcome.UNANSWERED),
        "audit trail": "judged" if AUDITED else "none yet",
    }

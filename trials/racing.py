"""Twenty editors save at once, every other time the same version of the same article."""

import argparse
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Barrier

from django.core.management import call_command
from django.db import connection, connections

from .acts import Act, Outcome, Save
from .cast import make_articles, make_editors
from .editor import Editor
from .report import count, print_report, say
from .server import Server
from .stored import AUDITED, is_sound, read_articles, wait_until_alone
from .verdict import Fault, Kind, judge, judge_races

EDITORS = 20
# So many load the same version of the same article and save at once.
RUNNERS = 4
PATIENCE = 900.0
KINDS = [kind for kind in Kind if kind not in {Kind.UNPUBLISHED, Kind.EDITION, Kind.OVERLAP, Kind.PATH, Kind.AUDIT}] + (
    [Kind.AUDIT] if AUDITED else []
)


def run(options: argparse.Namespace, folder: Path) -> int:
    call_command("migrate", verbosity=0)
    shared = make_articles(EDITORS // RUNNERS)
    own = make_articles(EDITORS)
    saves: list[Save] = []
    begun = time.monotonic()
    with Server(folder, workers=options.workers) as server:
        editors = make_editors(EDITORS, port=server.port)
        connections.close_all()
        faults = _let_them_race(server, editors, shared, own, rounds=max(1, options.saves // EDITORS), saves=saves)
    seconds = time.monotonic() - begun
    wait_until_alone()
    faults += judge(saves, read_articles(shared + own)) + judge_races(saves)
    faults += [Fault(Kind.SERVER, line) for line in server.trouble()]
    faults += [] if is_sound() else [Fault(Kind.HARMED, "the integrity check fails")]
    title = f"Racing on {connection.vendor}, {options.workers} workers, {seconds:.0f} s"
    return print_report(title, _figures(saves), faults, KINDS)


def _let_them_race(
    server: Server, editors: list[Editor], shared: list[int], own: list[int], *, rounds: int, saves: list[Save]
) -> list[Fault]:
    """Fills `saves`; returns what stopped an editor, if anything did."""
    deadline = time.monotonic() + PATIENCE
    with ThreadPoolExecutor(len(editors)) as pool:
        futures: list[Future[None]] = []
        for number, race in enumerate(shared):
            line = Barrier(RUNNERS, timeout=PATIENCE)
            for place in range(number * RUNNERS, (number + 1) * RUNNERS):
                futures.append(pool.submit(_work, editors[place], race, own[place], line, rounds, deadline, saves))
        try:
            while wait(futures, timeout=10).not_done:
                say(f"  {len(saves)} of {rounds * len(editors)} saves answered")
        except BaseException:
            # The pool waits for its editors, who go on for as long as they are answered.
            server.kill()
            raise
    errors = [error for future in futures if (error := future.exception())]
    return [Fault(Kind.BROKEN, f"an editor had to stop: {error!r}") for error in errors]


def _work(editor: Editor, race: int, own: int, line: Barrier, rounds: int, deadline: float, saves: list[Save]) -> None:
    """Save the article of the race and the editor's own in turn."""
    try:
        for number in range(rounds):
            if time.monotonic() > deadline:
                raise TimeoutError(f"only {number} of {rounds} saves after {PATIENCE:.0f} s")
            if number % 2:
                saves.append(_must_answer(editor.save(own, editor.open(own))))
                continue
            form = editor.open(race)
            # All have the form before one saves, and all have their answer before one opens it again.
            line.wait()
            saves.append(_must_answer(editor.save(race, form, race=f"race {number // 2 + 1} on article {race}")))
            line.wait()
    except BaseException:
        line.abort()
        raise


def _must_answer(save: Save) -> Save:
    if save.outcome is Outcome.UNANSWERED:
        raise ConnectionError(f"no answer to {save.mark}: {save.detail}")
    return save


def _figures(saves: list[Save]) -> dict[str, object]:
    racing: list[Act] = [save for save in saves if save.race]
    calm: list[Act] = [save for save in saves if not save.race]
    return {
        "saves": len(saves),
        "saves with nobody beside them": len(calm),
        "… acknowledged": count(calm, Save, Outcome.ACKNOWLEDGED),
        "saves in a race": len(racing),
        "races": len({save.race for save in saves if save.race}),
        "… acknowledged ": count(racing, Save, Outcome.ACKNOWLEDGED),
        "… refused as stale, with the typed text": sum(save.outcome is Outcome.REFUSED and save.kept for save in saves),
        "audit trail": "judged" if AUDITED else "none yet",
    }

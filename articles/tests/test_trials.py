"""The trials' verdict finds what is wrong: a trial that always passes proves nothing."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trials.acts import Outcome, Publication, Save
from trials.moments import Look, Turn
from trials.moments import judge as judge_looks
from trials.scratch import Refused, scratch_database
from trials.stored import StoredArticle, StoredEdition, StoredRevision
from trials.verdict import Kind, judge, judge_races

NOON = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
FIRST = Save(1, 1, "mark-a-1", "Storm", Outcome.ACKNOWLEDGED, revision=2)
SECOND = Save(1, 2, "mark-b-1", "Storm", Outcome.ACKNOWLEDGED, revision=3)
PUBLISHED = Publication(1, 3, Outcome.ACKNOWLEDGED)
EDITION = StoredEdition(3, "Storm", "/storm/", NOON, NOON + timedelta(hours=1))
STORED = StoredArticle(
    version=3,
    path="/storm/",
    revisions={
        1: StoredRevision("Storm", "<p>It blew.</p>"),
        2: StoredRevision("Storm", "<p>It blew.</p><p>mark-a-1.</p>"),
        3: StoredRevision("Storm", "<p>It blew.</p><p>mark-a-1.</p><p>mark-b-1.</p>"),
    },
    editions=[EDITION],
    audit=Counter({("saved", 2): 1, ("saved", 3): 1, ("published", 3): 1}),
)
WITHOUT_THE_FIRST = STORED.revisions | {3: StoredRevision("Storm", "<p>It blew.</p><p>mark-b-1.</p>")}


def kinds(*acts: Save | Publication, stored: StoredArticle = STORED) -> set[Kind]:
    return {fault.kind for fault in judge(acts, {1: stored})}


def test_what_was_promised_and_is_stored_is_no_fault() -> None:
    assert kinds(FIRST, SECOND, PUBLISHED) == set()


def test_a_save_that_was_not_answered_may_be_stored_or_not() -> None:
    unanswered = replace(SECOND, outcome=Outcome.UNANSWERED, revision=None)
    assert kinds(FIRST, unanswered, replace(unanswered, mark="mark-c-1")) == set()


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"revisions": {1: STORED.revisions[1]}, "version": 1, "editions": [], "path": None}, Kind.MISSING),
        ({"revisions": WITHOUT_THE_FIRST}, Kind.OVERWRITTEN),
        ({"editions": [], "path": None}, Kind.UNPUBLISHED),
        ({"version": 2}, Kind.VERSION),
        ({"agrees": False}, Kind.WORKING_COPY),
        ({"editions": [replace(EDITION, headline="Calm")]}, Kind.EDITION),
        ({"editions": [replace(EDITION, is_whole=False)]}, Kind.EDITION),
        ({"editions": [EDITION, replace(EDITION, visible_from=NOON + timedelta(minutes=1))]}, Kind.OVERLAP),
        ({"path": "/calm/"}, Kind.PATH),
        ({"audit": STORED.audit + Counter({("saved", 3): 1})}, Kind.AUDIT),
        ({"audit": STORED.audit - Counter({("published", 3): 1})}, Kind.AUDIT),
    ],
)
def test_a_database_that_disagrees_is_a_fault(wrong: dict[str, object], kind: Kind) -> None:
    assert kind in kinds(FIRST, SECOND, PUBLISHED, stored=replace(STORED, **wrong))


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"base": 1}, Kind.OVERWRITTEN),
        ({"revision": 2}, Kind.MISSING),
        ({"headline": "Calm"}, Kind.MISSING),
        ({"outcome": Outcome.REFUSED}, Kind.REFUSED_BUT_STORED),
        ({"outcome": Outcome.REFUSED, "kept": False}, Kind.TYPING_LOST),
        ({"outcome": Outcome.BROKEN}, Kind.BROKEN),
    ],
)
def test_an_answer_that_was_not_right_is_a_fault(wrong: dict[str, object], kind: Kind) -> None:
    assert kind in kinds(FIRST, replace(SECOND, **wrong))


def test_a_race_has_one_winner() -> None:
    winner = replace(FIRST, race="race 1")
    loser = replace(winner, mark="mark-b-1", outcome=Outcome.REFUSED, revision=None)
    assert judge_races([winner, loser]) == []
    assert [fault.kind for fault in judge_races([winner, winner])] == [Kind.NOT_ONE_WINNER]
    assert [fault.kind for fault in judge_races([loser, loser])] == [Kind.NOT_ONE_WINNER]


def test_nobody_is_refused_alone() -> None:
    assert [fault.kind for fault in judge_races([replace(FIRST, outcome=Outcome.REFUSED)])] == [Kind.REFUSED_ALONE]


@pytest.mark.parametrize("wanted", ["postgres://postgres@db.example:5432/", "mysql://127.0.0.1/"])
def test_a_trial_stays_on_this_machine(wanted: str, tmp_path: Path) -> None:
    with pytest.raises(Refused), scratch_database(wanted, tmp_path):
        pass


MOMENT = Turn("a scheduled story", "Coming", ("/",), True, NOON, NOON)
WITHDRAWN = Turn("a story withdrawn now", "Leaves", ("/",), False, NOON, NOON + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("turn", "after", "words", "kind"),
    [
        (MOMENT, -0.5, {"Coming"}, Kind.TOO_EARLY),
        (MOMENT, -0.5, set(), None),
        (MOMENT, 0.0, set(), Kind.TOO_LATE),
        (MOMENT, 0.0, {"Coming"}, None),
        (WITHDRAWN, -0.5, set(), Kind.TOO_EARLY),
        (WITHDRAWN, 0.9, {"Leaves"}, None),
        (WITHDRAWN, 1.0, {"Leaves"}, Kind.TOO_LATE),
        (replace(WITHDRAWN, over=NOON), 1.0, {"Leaves"}, None),
    ],
)
def test_an_answer_that_is_early_or_late_is_a_fault(
    turn: Turn, after: float, words: set[str], kind: Kind | None
) -> None:
    sent = NOON + timedelta(seconds=after)
    look = Look("/", sent, sent + timedelta(milliseconds=1), 200, frozenset(words))
    assert [fault.kind for fault in judge_looks([turn], [look])] == ([kind] if kind else [])

"""Whether what the database holds is what the server promised. Pure: no database, no clock."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .acts import Act, Outcome, Publication, Save
from .stored import StoredArticle, StoredRevision

MARK = re.compile(r"mark-\w+-\d+")


class Kind(StrEnum):
    """What can be wrong, in the words of the table that a trial prints."""

    MISSING = "acknowledged saves missing from the history"
    OVERWRITTEN = "silent overwrites"
    REFUSED_BUT_STORED = "refused saves stored all the same"
    TYPING_LOST = "refusals without the typed text"
    REFUSED_ALONE = "saves refused with nobody beside them"
    NOT_ONE_WINNER = "races without exactly one winner"
    UNPUBLISHED = "acknowledged publications without their edition"
    VERSION = "articles whose version is not their last revision"
    WORKING_COPY = "articles that differ from their last revision"
    EDITION = "editions that do not agree with their revision"
    OVERLAP = "editions that overlap"
    PATH = "articles whose address is not their edition’s"
    AUDIT = "disagreements with the audit trail"
    BROKEN = "answers of 500, or otherwise of no use"
    SERVER = "“database is locked” and tracebacks in the server’s log"
    LOST_FILE = "rows without a file"
    LOST_PICTURE = "acknowledged uploads without a row, or with other bytes"
    LEFT_FILE = "files without a row after the sweep"
    TOO_EARLY = "answers that showed what had not begun"
    TOO_LATE = "answers that showed what was over"
    HARMED = "harm to the database file"


@dataclass(frozen=True)
class Fault:
    kind: Kind
    words: str


def judge(acts: Iterable[Act], stored: dict[int, StoredArticle]) -> list[Fault]:
    """Every fault in what is stored of the articles, and in what their editors were told."""
    by_article: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        by_article[act.article].append(act)
    faults: list[Fault] = []
    for pk, article in stored.items():
        saves = [act for act in by_article[pk] if isinstance(act, Save)]
        found = [
            *_answers(by_article[pk]),
            *_acknowledged(saves, article.revisions),
            *_history(saves, article.revisions),
            *_published([act for act in by_article[pk] if isinstance(act, Publication)], article),
            *_agreement(article),
            *_audit(article),
        ]
        faults += [Fault(fault.kind, f"article {pk}: {fault.words}") for fault in found]
    return faults


def judge_races(saves: Iterable[Save]) -> list[Fault]:
    """Of those who began from the same version, one is acknowledged and the others are refused; nobody else is."""
    races: dict[str, list[Save]] = defaultdict(list)
    for save in saves:
        races[save.race].append(save)
    faults = [
        Fault(Kind.REFUSED_ALONE, f"article {save.article}: {save.mark} from version {save.base}")
        for save in races.pop("", [])
        if save.outcome is Outcome.REFUSED
    ]
    for name, runners in races.items():
        winners = [save.mark for save in runners if save.outcome is Outcome.ACKNOWLEDGED]
        if len(winners) != 1 or len({save.base for save in runners}) != 1:
            faults.append(Fault(Kind.NOT_ONE_WINNER, f"{name}: {len(runners)} saves, acknowledged {winners}"))
    return faults


def landed(acts: Iterable[Act], stored: dict[int, StoredArticle]) -> int:
    """How many saves that were never answered are in the history all the same: that is nobody's fault."""
    marks = {
        mark for article in stored.values() for one in article.revisions.values() for mark in MARK.findall(one.body)
    }
    return sum(isinstance(act, Save) and act.outcome is Outcome.UNANSWERED and act.mark in marks for act in acts)


def _answers(acts: Iterable[Act]) -> Iterator[Fault]:
    for act in acts:
        if act.outcome is Outcome.BROKEN:
            yield Fault(Kind.BROKEN, act.detail)
        if isinstance(act, Save) and act.outcome is Outcome.REFUSED and not act.kept:
            yield Fault(Kind.TYPING_LOST, act.mark)


def _acknowledged(saves: Iterable[Save], revisions: dict[int, StoredRevision]) -> Iterator[Fault]:
    """Every acknowledged save stands in the revision that it was acknowledged as."""
    for save in saves:
        if save.outcome is not Outcome.ACKNOWLEDGED:
            continue
        revision = revisions.get(save.revision or 0)
        if revision is None or save.mark not in MARK.findall(revision.body) or revision.headline != save.headline:
            found = f"“{revision.headline}”, {revision.body[-100:]}" if revision else "nothing"
            yield Fault(Kind.MISSING, f"{save.mark} was acknowledged as revision {save.revision}, which holds {found}")


def _history(saves: Iterable[Save], revisions: dict[int, StoredRevision]) -> Iterator[Fault]:
    """Every revision was written from a form that showed the one before, and drops nothing of it."""
    by_mark = {save.mark: save for save in saves}
    for (before, earlier), (number, later) in pairwise(sorted(revisions.items())):
        had, has = set(MARK.findall(earlier.body)), set(MARK.findall(later.body))
        if lost := had - has:
            yield Fault(Kind.OVERWRITTEN, f"revision {number} no longer has {sorted(lost)}")
        for mark in sorted(has - had):
            save = by_mark.get(mark)
            if save is None or save.base != before:
                base = save.base if save else "nothing known"
                yield Fault(Kind.OVERWRITTEN, f"{mark} became revision {number} from a form of {base}")
            elif save.outcome is Outcome.REFUSED:
                yield Fault(Kind.REFUSED_BUT_STORED, f"{mark} is in revision {number}")


def _published(publications: Iterable[Publication], article: StoredArticle) -> Iterator[Fault]:
    editions = {edition.revision for edition in article.editions}
    for publication in publications:
        if publication.outcome is Outcome.ACKNOWLEDGED and publication.version not in editions:
            yield Fault(Kind.UNPUBLISHED, f"version {publication.version}")


def _agreement(article: StoredArticle) -> Iterator[Fault]:
    """The article, its revisions and its editions tell one story."""
    numbers = sorted(article.revisions)
    if numbers != list(range(1, article.version + 1)):
        yield Fault(Kind.VERSION, f"version {article.version}, revisions {numbers}")
    if not article.agrees:
        yield Fault(Kind.WORKING_COPY, f"at version {article.version}")
    for edition in article.editions:
        revision = article.revisions.get(edition.revision or 0)
        if revision is None or revision.headline != edition.headline or not edition.is_whole:
            yield Fault(Kind.EDITION, f"the edition from {edition.visible_from} of revision {edition.revision}")
    for earlier, later in pairwise(article.editions):
        if earlier.visible_until > later.visible_from:
            yield Fault(Kind.OVERLAP, f"from {earlier.visible_from} and from {later.visible_from}")
    expected = article.editions[-1].path if article.editions else None
    if article.path != expected:
        yield Fault(Kind.PATH, f"{article.path}, and its edition’s is {expected}")


def _audit(article: StoredArticle) -> Iterator[Fault]:
    """One entry for each revision that an editor saved and for each edition, and none for what is not there."""
    if article.audit is None:
        return
    # The first revision was not written by an editor of the trial.
    saved = Counter({("saved", number): 1 for number in article.revisions if number > 1})
    expected = saved + Counter(("published", edition.revision) for edition in article.editions)
    written = Counter(
        {key: times for key, times in article.audit.items() if key[0] in {"saved", "published"} and key != ("saved", 1)}
    )
    for action, number in sorted((expected - written).elements(), key=str):
        yield Fault(Kind.AUDIT, f"no entry tells that revision {number} was {action}")
    for action, number in sorted((written - expected).elements(), key=str):
        yield Fault(Kind.AUDIT, f"an entry tells that revision {number} was {action}, which is not stored")

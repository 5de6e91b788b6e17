"""What somebody asks for, in tokens: every word of a search as the index may have it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .. import reading
from ..text import Query, fold_word, is_unspaced, language_of, languages_for, parts_of, stems_of, tokens_of, words_of
from .documents import facet, number_at

MOST_WORDS = 12
KEYS = ("section", "topic", "author", "from", "until", "language")


@dataclass(frozen=True)
class Phrase:
    """Tokens that stand next to each other; with `begins`, the last of them begins one."""

    tokens: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class Alternatives:
    """Any of these will do: a word, or what it stems to in one of the languages."""

    phrases: tuple[Phrase, ...]
    # As it was typed, folded; "" for what is no word.
    word: str = ""


@dataclass(frozen=True)
class Asked:
    """All of `wanted`, none of `unwanted`, between two places in time."""

    wanted: tuple[Alternatives, ...] = ()
    unwanted: tuple[Alternatives, ...] = ()
    begin: int | None = None
    end: int | None = None
    # Something is asked for that there is not, so that nothing is found.
    is_impossible: bool = False

    @property
    def words(self) -> tuple[Alternatives, ...]:
        """What is asked for in words."""
        return tuple(one for one in self.wanted if one.word)

    @property
    def has_phrases(self) -> bool:
        """Whether something is looked for that depends on what stands next to what."""
        return any(len(phrase.tokens) > 1 for one in (*self.wanted, *self.unwanted) for phrase in one.phrases)

    @property
    def tokens(self) -> set[str]:
        """Every token that may be looked for."""
        return {token for one in (*self.wanted, *self.unwanted) for phrase in one.phrases for token in phrase.tokens}


@dataclass
class _Terms:
    """The terms of a query, by whether they are excluded."""

    wanted: dict[str, list[str]] = field(default_factory=dict)
    unwanted: dict[str, list[str]] = field(default_factory=dict)


def asked_for(query: Query) -> Asked:
    """What `query` asks for. At most one query, where it has names of sections, topics or authors.

    Several values of one term are alternatives. A term that is none is looked for as words.
    """
    wanted: list[Alternatives] = []
    unwanted: list[Alternatives] = []
    terms = _Terms()
    for token in query.tokens:
        # Half of a pair of surrogates is a letter to Python and to nobody else.
        value = token.value.encode("utf-8", "ignore").decode().replace("\x00", "")
        if token.key in KEYS:
            (terms.unwanted if token.is_excluded else terms.wanted).setdefault(token.key, []).append(value)
            continue
        text = f"{token.key} {value}" if token.key else value
        into = unwanted if token.is_excluded else wanted
        if len(into) < MOST_WORDS and (found := _alternatives(text)):
            into.append(found)
    return _with_terms(wanted, unwanted, terms)


def _alternatives(text: str) -> Alternatives | None:
    """A word with its stems, several as a phrase; None where there is nothing to look for, as in an emoji."""
    tokens = tokens_of(text)
    if not tokens:
        return None
    words = [match[0] for match in words_of(text)]
    if len(words) > 1:
        return Alternatives((Phrase(tuple(tokens[:40])),), " ".join(map(fold_word, words)))
    word = fold_word(words[0])
    if is_unspaced(word):
        # The last character of a run stands for itself in the index only where the run ends.
        whole = parts_of(word)
        run = whole[:-1] if len(whole) > 1 else whole
        return Alternatives((Phrase(tuple(run[:40]), begins=len(whole) == 1),), word)
    stems = {stem for language in languages_for(words[0]) for stem in stems_of(words[0].lower(), language)}
    return Alternatives((Phrase(tuple(tokens)), *(Phrase((stem,)) for stem in sorted(stems))), word)


def _with_terms(wanted: list[Alternatives], unwanted: list[Alternatives], terms: _Terms) -> Asked:
    names = _names(terms)
    is_impossible = False
    for key in ("section", "topic", "author", "language"):
        if key in terms.wanted:
            filed = _filed(key, terms.wanted[key], names)
            is_impossible = is_impossible or not filed.phrases
            wanted = [*wanted, filed]
        if key in terms.unwanted and (filed := _filed(key, terms.unwanted[key], names)).phrases:
            unwanted = [*unwanted, filed]
    begin, end = _span(terms.wanted)
    if (begin, end) == (None, None) and terms.wanted.keys() & {"from", "until"}:
        is_impossible = True
    return Asked(tuple(wanted), tuple(unwanted), begin, end, is_impossible)


def _names(terms: _Terms) -> Collection[tuple[str, str, int]]:
    def values(key: str) -> set[str]:
        return {value for part in (terms.wanted, terms.unwanted) for value in part.get(key, [])[:MOST_WORDS]}

    return reading.ids_of_names(sections=values("section"), authors=values("author"), topics=values("topic"))


def _filed(key: str, values: Sequence[str], names: Collection[tuple[str, str, int]]) -> Alternatives:
    if key == "language":
        languages = [language_of(tokens[0]) for value in values if (tokens := tokens_of(value))]
        return Alternatives(tuple(Phrase((facet("l", language),)) for language in languages))
    asked = {value.lower() for value in values}
    ids = sorted(pk for kind, value, pk in names if kind == key and value in asked)
    return Alternatives(tuple(Phrase((facet(key[0], pk),)) for pk in ids))


def _span(terms: dict[str, list[str]]) -> tuple[int | None, int | None]:
    """The numbers between which entries are wanted: from the last of the beginnings to the first of the ends."""
    begins = [span[0] for value in terms.get("from", []) if (span := day_span(value))]
    ends = [span[1] for value in terms.get("until", []) if (span := day_span(value))]
    return (number_at(max(begins)) if begins else None), (number_at(min(ends)) if ends else None)


def day_span(written: str) -> tuple[datetime, datetime] | None:
    """The day, month or year that is `written` as 2026-03-08, 2026-03 or 2026; None for anything else."""
    try:
        parts = [int(part) for part in written.split("-")]
        if len(parts) == 3:
            return reading.whole_day(*parts)
        if len(parts) == 2:
            return reading.whole_month(*parts)
        if len(parts) == 1:
            return reading.whole_month(parts[0], 1)[0], reading.whole_month(parts[0], 12)[1]
    except (ValueError, OverflowError):
        pass
    return None

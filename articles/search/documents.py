"""What is written into the index of an edition: tokens, the same for both databases."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from ..reading import Searchable
from ..text import MARK, fold_word, language_of, parts_of, stems_of, words_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BITS = 20
# Stands where neighbours are none: between the headline and what follows.
GAP = MARK
# Every entry has it: what a search without words begins with.
EVERY = f"{MARK}all"
# A tsvector knows no later places.
_MOST_TOKENS = 16_000


@dataclass(frozen=True)
class Document:
    """An edition as the index has it. `head` and `body` are tokens in their order; `marks` have no order."""

    number: int
    edition_id: int
    article_id: int
    # Headlines, standfirst, names: a list of tokens each.
    head: tuple[list[str], list[str], list[str]]
    # Stems of the head's words, and what it is filed under.
    head_marks: frozenset[str]
    body: list[str]
    # A list for each picture.
    captions: list[list[str]]
    # The same, and stems of the words of body and captions.
    marks: frozenset[str]

    @property
    def head_line(self) -> str:
        """What ranking looks at: the parts of the head in a line each, and captions in another."""
        captions = f" {GAP} ".join(map(" ".join, self.captions))
        return "\n".join([*map(" ".join, self.head), captions])

    @property
    def head_words(self) -> list[str]:
        """All tokens of the head with gaps between its parts."""
        return [*self.head[0], GAP, *self.head[1], GAP, *self.head[2], GAP]

    @property
    def all_words(self) -> list[str]:
        """All tokens with gaps between what is not read together."""
        captions = [token for caption in self.captions for token in (GAP, *caption)]
        return [*self.head_words, *self.body, *captions]

    def at(self, number: int) -> "Document":
        """The same in another place."""
        return self if number == self.number else replace(self, number=number)

    @cached_property
    def distinct(self) -> set[str]:
        """Every token once."""
        return {*self.all_words, *self.marks} - {GAP}


def facet(kind: str, value: int | str) -> str:
    """The token of what a story is filed under; no word has its first character."""
    return f"{MARK}{kind}{value}"


def number_at(moment: datetime, edition_id: int = 0) -> int:
    """The place of an entry in time: by the second, and within it by edition."""
    seconds = (moment - _EPOCH) // timedelta(seconds=1)
    return (seconds << BITS) | (edition_id & ((1 << BITS) - 1))


def moment_of(number: int) -> datetime:
    """The second that `number` stands in."""
    return _EPOCH + timedelta(seconds=number >> BITS)


def document_of(edition: Searchable) -> Document:
    """`edition` in tokens."""
    language = language_of(edition.language)
    head = [_words(" ".join(edition.headlines)), _words(edition.standfirst), _words(" ".join(edition.names))]
    body, captions = _words(edition.text), [_words(caption) for caption in edition.captions]
    filed = {
        EVERY,
        facet("s", edition.section_id),
        facet("l", language[:20]),
        *(facet("a", pk) for pk in edition.author_ids),
        *(facet("t", pk) for pk in edition.topic_ids),
    }
    head_marks = filed | _stems(head, language)
    return Document(
        number=number_at(edition.first_published_at, edition.edition_id),
        edition_id=edition.edition_id,
        article_id=edition.article_id,
        head=(_tokens(head[0]), _tokens(head[1]), _tokens(head[2])),
        head_marks=frozenset(head_marks),
        body=_tokens(body),
        captions=[_tokens(caption) for caption in captions],
        marks=frozenset(head_marks | _stems([body, *captions], language)),
    )


def _words(text: str) -> list[str]:
    """The words of `text` as they are written."""
    return [match[0] for match in words_of(text)]


def _tokens(words: list[str]) -> list[str]:
    return [part for word in words for part in parts_of(fold_word(word))][:_MOST_TOKENS]


def _stems(lists: Iterable[list[str]], language: str) -> set[str]:
    return {stem for word in {word.lower() for words in lists for word in words} for stem in stems_of(word, language)}

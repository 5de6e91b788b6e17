"""Blocks of two versions paired: which paragraph of the new one was which of the old one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .elements import Block
from .sequences import Pair, Work, align, longest_rising
from .words import UNSPACED

# Shares of words in common: to be the same paragraph rewritten in its place, and to be so somewhere else.
ALIKE_IN_PLACE = 0.4
ALIKE_ELSEWHERE = 0.6
# Between two unchanged blocks, up to so many possible pairs are all weighed; beyond, those with a phrase in common.
MAX_WEIGHED = 1_600
# A phrase, or a whole block, that stands in more places than this does not tell where a block has moved.
MAX_WITH_PHRASE = 8

# Words, and characters of the scripts that put no spaces between words.
_COMPARABLE = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_FAMILIES = (("p", "h2", "h3", ""), ("ul", "ol"), ("td", "th"), ("blockquote", "aside"))
_FAMILY = {tag: family[0] for family in _FAMILIES for tag in family}
# What stands inside these is told by its place, if their number is the same: a cell is not its words.
_PLACED = frozenset({"table", "tr", "td", "th", "figure", "figcaption", "li"})


@dataclass(frozen=True)
class Paired:
    """A block of the old version and the block of the new one that it became."""

    old: int
    new: int
    is_moved: bool = False


def pair_blocks(old: Sequence[Block], new: Sequence[Block], work: Work, *, within: str = "") -> list[Paired]:
    """The pairs, in the order of the new version. `within` is the tag of the block that all of them stand in."""
    if within in _PLACED and [block.tag for block in old] == [block.tag for block in new]:
        return [Paired(index, index) for index in range(len(old))]
    weigher = _Weigher(old, new)
    placed = align([block.key for block in old], [block.key for block in new], work)
    placed = sorted([*placed, *_rewritten(weigher, placed, work)])
    moved = _moved(weigher, placed, work)
    pairs = [*(Paired(i, j) for i, j in placed), *(Paired(i, j, True) for i, j in moved)]
    return sorted(pairs, key=lambda pair: pair.new)


def fit_together(old: Block, new: Block) -> bool:
    """Whether the one can be shown as a changed form of the other at all."""
    if old.tag == "figure" or new.tag == "figure":
        return old.tag == new.tag and old.image == new.image and bool(old.embed) == bool(new.embed)
    return _FAMILY.get(old.tag, old.tag) == _FAMILY.get(new.tag, new.tag)


class _Weigher:
    """Says how alike two blocks are; splits each block's words once."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self.old, self.new = old, new
        self._words: dict[int, list[str]] = {}
        self._counts: dict[int, Counter[str]] = {}

    def likeness(self, i: int, j: int) -> float:
        """The share of words in common, 0 to 1; figures are alike when they show the same."""
        old, new = self.old[i], self.new[j]
        if not fit_together(old, new):
            return 0
        if old.tag == "figure" and old.embed == new.embed:
            return 1
        counts, new_counts = self.counts(old), self.counts(new)
        total = counts.total() + new_counts.total()
        share = 2 * (counts & new_counts).total() / total if total else 0
        # A table may have new figures in every cell and be the same table.
        return max(share, ALIKE_IN_PLACE) if old.tag == "table" else share

    def counts(self, block: Block) -> Counter[str]:
        if id(block) not in self._counts:
            self._counts[id(block)] = Counter(self.words(block))
        return self._counts[id(block)]

    def words(self, block: Block) -> list[str]:
        if id(block) not in self._words:
            self._words[id(block)] = _COMPARABLE.findall(block.text.lower())
        return self._words[id(block)]

    def phrases(self, block: Block) -> set[tuple[str, ...]]:
        """Three words in a row, everywhere in the block; a figure's phrase is what it shows."""
        if block.tag == "figure":
            return {(block.image or block.embed,)}
        words = self.words(block)
        return {tuple(words[index : index + 3]) for index in range(max(1, len(words) - 2))} if words else set()


def _rewritten(weigher: _Weigher, placed: list[Pair], work: Work) -> list[Pair]:
    """Pairs between unchanged blocks: the same block in its place, rewritten."""
    found: list[Pair] = []
    limits = [(-1, -1), *placed, (len(weigher.old), len(weigher.new))]
    for (i, j), (k, n) in pairwise(limits):
        old, new = range(i + 1, k), range(j + 1, n)
        if not old or not new:
            continue
        if len(old) * len(new) <= MAX_WEIGHED and work.spend(20 * len(old) * len(new)):
            found += _best_in_order(weigher, old, new)
        else:
            likely = sorted(_with_common_phrases(weigher, old, new, work, ALIKE_IN_PLACE))
            found += [likely[index] for index in longest_rising([pair[1] for pair in likely])]
    return found


def _best_in_order(weigher: _Weigher, old: range, new: range) -> list[Pair]:
    """The pairs in rising order that are alike most in sum."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[weigher.likeness(i, j) for j in new] for i in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if alike[i][j] >= ALIKE_IN_PLACE:
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + alike[i][j])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
    return found


def _moved(weigher: _Weigher, placed: list[Pair], work: Work) -> list[Pair]:
    """Blocks that stand elsewhere now: first those that are unchanged, then those that are nearly so."""
    old = _without(range(len(weigher.old)), (i for i, _ in placed))
    new = _without(range(len(weigher.new)), (j for _, j in placed))
    waiting: dict[str, list[int]] = defaultdict(list)
    for j in reversed(new):
        waiting[weigher.new[j].key].append(j)
    common = {key for key, places in waiting.items() if len(places) > MAX_WITH_PHRASE}
    same = [
        (i, waiting[block.key].pop())
        for i in old
        if waiting.get((block := weigher.old[i]).key) and block.key not in common and _says_something(block)
    ]
    rest = _without(old, (i for i, _ in same))
    new_rest = _without(new, (j for _, j in same))
    return same + _with_common_phrases(weigher, rest, new_rest, work, ALIKE_ELSEWHERE)


def _says_something(block: Block) -> bool:
    return bool(block.image or block.embed or _COMPARABLE.search(block.text))


def _without(indexes: Iterable[int], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [index for index in indexes if index not in gone]


def _with_common_phrases(
    weigher: _Weigher, old: Sequence[int], new: Sequence[int], work: Work, least: float
) -> list[Pair]:
    """Pairs of blocks that share a phrase and are alike by `least`; each block in one pair at most."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in old:
        for phrase in weigher.phrases(weigher.old[i]):
            holders[phrase].append(i)
    weighed = []
    for j in new:
        phrases = weigher.phrases(weigher.new[j])
        votes = Counter(
            i for phrase in phrases if len(found := holders.get(phrase, ())) <= MAX_WITH_PHRASE for i in found
        )
        if not work.spend(len(phrases) + 20):
            break
        weighed += [(-weigher.likeness(i, j), abs(i - j), i, j) for i, _ in votes.most_common(3)]
    return _each_once([(i, j) for likeness, _, i, j in sorted(weighed) if -likeness >= least])


def _each_once(pairs: Iterable[Pair]) -> list[Pair]:
    chosen: list[Pair] = []
    old_taken: set[int] = set()
    new_taken: set[int] = set()
    for i, j in pairs:
        if i not in old_taken and j not in new_taken:
            chosen.append((i, j))
            old_taken.add(i)
            new_taken.add(j)
    return chosen

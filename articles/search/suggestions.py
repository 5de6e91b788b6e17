"""What somebody may have meant who typed a word that finds nothing.

The words are those of the index, which has stories that are not out yet: whether a suggestion is made is
for a search with it to say, so that it leads to something that readers see, or is not made.
"""

from itertools import chain

from django.db import connection

from .asking import Asked

# Words that are tried for one that was typed, and words of a search that are tried at all.
MOST_TRIED, _MOST_WORDS = 6, 4
_SHORTEST = 4
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
    "αβγδεζηθικλμνξοπρστυφχψως",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويء",
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
)
_NEAR = 1_500


def words_meant(asked: Asked) -> list[tuple[str, str]]:
    """Pairs of a word that was asked for and one of the index that may have been meant, the likeliest first.

    One query for each of the first words, two where nothing is one step away.
    """
    found: list[tuple[str, str]] = []
    for one in [one for one in asked.words if " " not in one.word and len(one.word) >= _SHORTEST][:_MOST_WORDS]:
        near = _known(one_step_from(one.word)) or _two_steps_from(one.word)
        found += [(one.word, word) for word in near[:MOST_TRIED] if word != one.word]
    return found


def one_step_from(word: str) -> set[str]:
    """What becomes of `word` with a letter too few, too many or another, or two neighbours exchanged."""
    alphabet = next((one for one in _ALPHABETS if word[0] in one), "")
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    without = (left + right[1:] for left, right in splits if right)
    exchanged = (left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1)
    other = (left + letter + right[1:] for left, right in splits if right for letter in alphabet)
    more = (left + letter + right for left, right in splits for letter in alphabet)
    return set(chain(without, exchanged, other, more)) - {word}


def _known(words: set[str]) -> list[str]:
    """Those of `words` that the index has, the commonest first."""
    marks = ", ".join(["%s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT token FROM articles_searchword WHERE token IN ({marks}) ORDER BY documents DESC, token LIMIT %s",
            [*sorted(words), MOST_TRIED],
        )
        return [row[0] for row in cursor.fetchall()]


def _two_steps_from(word: str) -> list[str]:
    """Words of the index that begin alike and are two steps away, the commonest first."""
    begin = word[:2]
    if connection.vendor == "postgresql":
        near, bounds = "token LIKE %s", [f"{begin}%"]
    else:
        near, bounds = "token >= %s AND token < %s", [begin, begin[0] + chr(ord(begin[1]) + 1)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT token, documents FROM articles_searchword WHERE {near} AND LENGTH(token) BETWEEN %s AND %s"
            " ORDER BY documents DESC, token LIMIT %s",
            [*bounds, len(word) - 2, len(word) + 2, _NEAR],
        )
        return [token for token, _ in cursor.fetchall() if "§" not in token and _steps(word, token, most=2) <= 2]


def _steps(one: str, other: str, *, most: int) -> int:
    """How many letters are changed, added or taken to make `other` of `one`; above `most` it is not told apart."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        above, row[0] = row[0], number
        for place, another in enumerate(other, start=1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != another))
        if min(row) > most:
            return most + 1
    return row[-1]

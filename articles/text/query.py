"""What is typed into the desk's search: words, phrases in quotes, and terms such as `section:world`.

`parse_query` takes any text and never fails. What a term means, and whether there is such a term at
all, is for whoever searches to say.
"""

import re
from dataclasses import dataclass, replace

# A colon as on any keyboard, a key in the letters of our own terms.
_KEY = re.compile(r"([a-z]{1,20})[:：]", re.IGNORECASE)
_QUOTES = {'"': '"', "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "「": "」"}
_LONGEST = 500
_MOST_TOKENS = 30


@dataclass(frozen=True)
class Token:
    """One word, phrase or term. `key` is empty for words; `is_excluded` where a minus stands before it."""

    value: str
    key: str = ""
    is_excluded: bool = False

    def __str__(self) -> str:
        """As it is typed."""
        needs_quotes = re.search(r"\s", self.value) or (
            not self.key and (_KEY.match(self.value) or self.value[:1] in "-“„«»「")
        )
        value = f'"{self.value}"' if needs_quotes else self.value
        return f"{'-' if self.is_excluded else ''}{f'{self.key}:' if self.key else ''}{value}"


@dataclass(frozen=True)
class Query:
    """A search, in the order in which it was typed, each token once."""

    tokens: tuple[Token, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.tokens))

    @property
    def words(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if not token.key)

    @property
    def terms(self) -> tuple[Token, ...]:
        return tuple(token for token in self.tokens if token.key)

    def values(self, key: str) -> list[str]:
        """The values that are asked for under `key`; those that are excluded are not among them."""
        return [token.value for token in self.tokens if token.key == key and not token.is_excluded]

    def without(self, *keys: str) -> "Query":
        """The same without what is asked for under `keys`."""
        return replace(self, tokens=tuple(one for one in self.tokens if one.key not in keys or one.is_excluded))

    def having(self, key: str, value: str) -> "Query":
        """The same with one more term."""
        return replace(self, tokens=tuple(dict.fromkeys([*self.tokens, Token(value, key)])))


def parse_query(text: str) -> Query:
    """The search that `text` asks for. A quotation without an end goes to the end; the rest of a long text is left."""
    text = text.replace("\x00", "")[:_LONGEST]
    tokens: list[Token] = []
    at = 0
    while at < len(text) and len(tokens) < _MOST_TOKENS:
        if text[at].isspace():
            at += 1
            continue
        token, at = _token(text, at)
        if token.value:
            tokens.append(token)
    return Query(tuple(dict.fromkeys(tokens)))


def _token(text: str, at: int) -> tuple[Token, int]:
    """The token that begins at `at`, and where it ends."""
    is_excluded = text[at] == "-"
    begin = at + 1 if is_excluded else at
    match = _KEY.match(text, begin)
    value, end = _value(text, match.end() if match else begin)
    if match and value:
        return Token(value, match[1].lower(), is_excluded), end
    if match:
        # A word that ends in a colon, as in “Live: what we know”.
        return Token(match[0], "", is_excluded), end
    return Token(value, "", is_excluded), end


def _value(text: str, begin: int) -> tuple[str, int]:
    """A quotation, or what stands before the next space; and where it ends."""
    if begin < len(text) and text[begin] in _QUOTES:
        ends = [place for mark in _QUOTES[text[begin]] if (place := text.find(mark, begin + 1)) > 0]
        end = min(ends, default=len(text))
        return " ".join(text[begin + 1 : end].split()), end + 1
    end = next((place for place in range(begin, len(text)) if text[place].isspace()), len(text))
    return text[begin:end], end

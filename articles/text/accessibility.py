"""What keeps somebody from reading a text: found in the body's own words and structure.

Nothing here is wrong for everybody, so nothing keeps an article in: it is for the writer to look at.
Whether a picture is described at all depends on its image, so that is for the checks of `publishing`;
here it is only asked whether what was written for this place says anything.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from .characters import is_blank
from .places import Place, seen_blocks
from .scripts import script_name, script_of_language, scripts_of

LONGEST_PARAGRAPH = 120
# Fewer words, or letters, in capitals are an abbreviation or a dateline.
CAPITALS_FROM_WORDS, CAPITALS_FROM_LETTERS = 4, 20
# How many letters it takes to say in which script a text is.
TELLING_LETTERS = 40

# What a link says of itself when its words say nothing: by their sound alone nobody knows where they lead.
_SAY_NOTHING = frozenset(
    {
        "here", "click here", "click", "this", "this link", "link", "more", "read more", "read this", "see here",
        "learn more", "find out more", "this page", "this article", "website", "source", "details",
        "hier", "hier klicken", "mehr", "weiterlesen", "ici", "cliquez ici", "lire la suite", "en savoir plus",
        "aquí", "haz clic aquí", "leer más", "más", "qui", "clicca qui", "leggi tutto", "aqui", "clique aqui",
        "šeit", "vairāk", "lasīt vairāk", "čia", "siin", "tutaj", "kliknij tutaj", "więcej", "klik hier", "lees meer",
        "здесь", "тут", "сюда", "по ссылке", "подробнее", "далее", "детальніше", "هنا", "اضغط هنا", "المزيد",
    }
)  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|heic|tiff?)|(?:img|dsc[fn]?|pict?|p)[_-]?\d+", re.IGNORECASE)
_AROUND_WORDS = " \t\n\u00a0.,:;!?…→»«›‹()[]“”„\"'"

_LEVELS = {"h2": 2, "h3": 3}


@dataclass(frozen=True)
class AccessibilityFinding:
    """One thing to look at; `place` is None where it is about the whole text."""

    code: str
    message: str
    place: Place | None


Blocks = list[tuple[int, HtmlElement]]


def accessibility_findings(body: str, *, language: str) -> list[AccessibilityFinding]:
    """What may keep somebody from reading `body`, which says it is in `language`, in the order of the text."""
    blocks = list(seen_blocks(body))
    found = [finding for check in CHECKS for finding in check(blocks)]
    found.sort(key=lambda finding: finding.place.block if finding.place else -1)
    return [*_language(blocks, language), *found]


def _headings(blocks: Blocks) -> Iterator[AccessibilityFinding]:
    """Headings that say nothing, and those of the lower level that belong under none of the higher."""
    level = 1
    for number, element in blocks:
        if element.tag not in _LEVELS:
            continue
        words = _words(element)
        if is_blank(words):
            yield AccessibilityFinding("heading_empty", "A heading has no words.", Place(number))
            continue
        if _LEVELS[element.tag] > level + 1:
            message = f"“{_short(words)}” is a heading of the lower level, and there is none of the higher before it."
            yield AccessibilityFinding("heading_order", message, Place(number, words))
        level = _LEVELS[element.tag]


def _links(blocks: Blocks) -> Iterator[AccessibilityFinding]:
    for number, element in blocks:
        for link in element.iter("a"):
            words = _words(link)
            bare = words.strip(_AROUND_WORDS).casefold()
            if is_blank(bare):
                yield AccessibilityFinding("link_empty", "A link has no words.", Place(number))
            elif bare in _SAY_NOTHING:
                message = f"The link “{words}” does not say where it leads. Link the words that do."
                yield AccessibilityFinding("link_says_nothing", message, Place(number, words))
            elif _ADDRESS.fullmatch(words.strip()):
                message = f"The link “{_short(words)}” is a bare address. Link words that say where it leads."
                yield AccessibilityFinding("link_bare", message, Place(number, words))


def _pictures(blocks: Blocks) -> Iterator[AccessibilityFinding]:
    """Alt texts that were written for this place and describe nothing."""
    for number, element in blocks:
        for figure in element.iter("figure"):
            alt = (figure.get("data-alt") or "").strip()
            caption = figure.find("figcaption")
            if alt and _FILE_NAME.fullmatch(alt):
                message = f"The alt text “{_short(alt)}” is a file’s name. Say what the picture shows."
                yield AccessibilityFinding("alt_file_name", message, Place(number))
            elif alt and caption is not None and alt.casefold() == _words(caption).casefold():
                message = "An alt text is the caption again, so it is read out twice. Say what the picture shows."
                yield AccessibilityFinding("alt_is_caption", message, Place(number))


def _tables(blocks: Blocks) -> Iterator[AccessibilityFinding]:
    for number, element in blocks:
        for table in element.iter("table"):
            first = next(table.iter("tr"), None)
            if first is not None and first.find("th") is None:
                message = "A table has no heading row, so its cells are read out without saying what they are."
                yield AccessibilityFinding("table_headings", message, Place(number))


def _paragraphs(blocks: Blocks) -> Iterator[AccessibilityFinding]:
    for number, element in blocks:
        for paragraph in element.iter("p", "li"):
            if paragraph.tag == "li" and paragraph.find("p") is not None:
                continue
            words = _words(paragraph)
            if len(words.split()) > LONGEST_PARAGRAPH:
                message = f"A paragraph has {len(words.split())} words: “{_short(words)}”"
                yield AccessibilityFinding("paragraph_long", message, Place(number, _beginning(words)))
            if _is_shouted(words):
                message = f"“{_short(words)}” is in capitals, which are hard to read and may be spelt out."
                yield AccessibilityFinding("capitals", message, Place(number, words))


def _language(blocks: Blocks, language: str) -> Iterator[AccessibilityFinding]:
    """Whether most letters are of a script in which `language` is written; unknown languages are believed."""
    expected = script_of_language(language)
    letters = sum((scripts_of(_words(element)) for _, element in blocks), Counter())
    if expected is None or letters.total() < TELLING_LETTERS:
        return
    script, count = letters.most_common(1)[0]
    if script not in expected and count * 2 > letters.total():
        message = f"The language is set to “{language}”, and most letters are {script_name(script)}."
        yield AccessibilityFinding("language", message, None)


def _is_shouted(words: str) -> bool:
    letters = [character for character in words if character.isalpha()]
    is_long = len(letters) >= CAPITALS_FROM_LETTERS and len(words.split()) >= CAPITALS_FROM_WORDS
    # Scripts without capitals have neither.
    return is_long and all(character.isupper() for character in letters)


def _words(element: HtmlElement) -> str:
    return str(element.text_content()).strip()


def _beginning(words: str) -> str:
    """So much of a long paragraph as is needed to find it."""
    return words[:60]


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"


CHECKS: tuple[Callable[[Blocks], Iterator[AccessibilityFinding]], ...] = (
    _headings,
    _links,
    _pictures,
    _tables,
    _paragraphs,
)

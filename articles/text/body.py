"""The body's dialect: what a story may contain, in one definition for the editor and the sanitiser.

`DIALECT` lists the features. The editor's toolbar is configured from it (`editor_extensions`) and
so is what the server lets through (`sanitise`): what cannot be typed cannot be stored.

Pictures stand in the body by the natural key of their image, never by address or id, so that a
body can be moved to another newsroom:
`<figure data-image="KEY" data-size="wide" data-alt="..."><figcaption>caption here</figcaption></figure>`
Several of them in `<section data-type="gallery">` are shown together. What stands elsewhere is there
by its address (see `embeds`) with a title in plain words:
`<figure data-embed="ADDRESS"><figcaption>title</figcaption></figure>`
`<aside data-type="note">` is for the desk; nothing of it goes out (see `notes`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import nh3

from .characters import clean_text, is_blank
from .stray import without_strays

IMAGE_KEY = re.compile(r"[\w-]{1,120}")
FIGURE_SIZES = ("", "wide")
ASIDE_TYPES = ("pullquote", "factbox", "note")
SECTION_TYPES = ("gallery",)
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True)
class Feature:
    """One thing that a body may contain.

    `extension` is its name in the editor; `attributes` maps an element to the attributes it may
    carry, each with a test of the value (None: any value).
    """

    extension: str
    elements: frozenset[str]
    attributes: dict[str, dict[str, Callable[[str], bool] | None]] = field(default_factory=dict)
    options: dict[str, Any] | bool = True


def _is_small_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and 1 <= int(value[:4]) <= 100


def _is_web_address(value: str) -> bool:
    return value.startswith(("https://", "http://"))


_CELL: dict[str, Callable[[str], bool] | None] = {"colspan": _is_small_number, "rowspan": _is_small_number}

DIALECT: tuple[Feature, ...] = (
    Feature("Bold", frozenset({"strong"})),
    Feature("Italic", frozenset({"em"})),
    Feature("Heading", frozenset({"h2", "h3"}), options={"levels": [2, 3]}),
    Feature("BulletList", frozenset({"ul"})),
    Feature("OrderedList", frozenset({"ol"})),
    Feature("ListItem", frozenset({"li"})),
    Feature("Blockquote", frozenset({"blockquote"})),
    Feature("HardBreak", frozenset({"br"})),
    Feature(
        "Link",
        frozenset({"a"}),
        {"a": {"href": None}},
        options={"enableTarget": False, "protocols": sorted(LINK_SCHEMES)},
    ),
    Feature("Table", frozenset({"table", "tbody"})),
    Feature("TableRow", frozenset({"tr"})),
    Feature("TableHeader", frozenset({"th"}), {"th": _CELL}),
    Feature("TableCell", frozenset({"td"}), {"td": _CELL}),
    Feature(
        "Picture",
        frozenset({"figure", "figcaption"}),
        {
            "figure": {
                "data-image": lambda value: IMAGE_KEY.fullmatch(value) is not None,
                "data-size": lambda value: value in FIGURE_SIZES,
                "data-alt": None,
            }
        },
    ),
    Feature("PullQuote", frozenset({"aside"}), {"aside": {"data-type": ASIDE_TYPES.__contains__}}),
    Feature("FactBox", frozenset({"aside"})),
    Feature("Note", frozenset({"aside"})),
    Feature("Gallery", frozenset({"section"}), {"section": {"data-type": SECTION_TYPES.__contains__}}),
    # Which services there are is for `without_strays`: of an address that none of them has, a link is left.
    Feature("Embed", frozenset({"figure", "figcaption"}), {"figure": {"data-embed": _is_web_address}}),
)

# What older editors and pasted pages say for the same thing.
_SYNONYMS = (("b", "strong"), ("i", "em"), ("h1", "h2"), ("h4", "h3"), ("h5", "h3"), ("h6", "h3"))


def editor_extensions() -> dict[str, Any]:
    """The editor's configuration: extension name to its options."""
    return {feature.extension: feature.options for feature in DIALECT} | {
        "History": True,
        "NoSpellCheck": False,
    }


def sanitise(html: str) -> str:
    """`html` with nothing in it but the dialect, text cleaned; idempotent, and "" for an empty body.

    Elements outside the dialect are dropped and their text kept, but for those whose content is not
    text (script, style), which go whole.
    """
    cleaned = _settled(_with_synonyms(clean_text(html)).strip())
    shows_something = "data-image" in cleaned or "data-embed" in cleaned
    return cleaned if shows_something or not is_blank(_PARAGRAPH_TAGS.sub("", cleaned)) else ""


def _settled(html: str) -> str:
    """`html` cleaned and put right until there is nothing more to do: once, where it was clean already.

    Anchors, headings and tables that were nested in each other may read differently once they are written
    down, and what is put right may leave something else to put right.
    """
    clean = nh3_cleaner().clean
    for _ in range(_TURNS):
        put_right = without_strays(clean(html).strip())
        if put_right == html:
            return html
        html = put_right
    return clean(html).strip()


# No body that was seen takes more than four; the limit keeps one that is made to from holding up a save.
_TURNS = 12
_PARAGRAPH_TAGS = re.compile(r"</?p>|<br>|&nbsp;")


def _with_synonyms(html: str) -> str:
    for old, new in _SYNONYMS:
        html = re.sub(rf"<(/?){old}(?=[\s>])", rf"<\1{new}", html, flags=re.IGNORECASE)
    return html


@cache
def nh3_cleaner() -> nh3.Cleaner:
    """The sanitiser for the dialect; built once, since building costs more than cleaning."""
    tests = _attribute_tests()

    def keep(element: str, attribute: str, value: str) -> str | None:
        test = tests.get((element, attribute))
        return value if test is None or test(value) else None

    return nh3.Cleaner(
        tags={element for feature in DIALECT for element in feature.elements} | {"p"},
        attributes=_allowed_attributes(),
        attribute_filter=keep,
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
        clean_content_tags={"script", "style"},
        strip_comments=True,
    )


def _allowed_attributes() -> dict[str, set[str]]:
    allowed: dict[str, set[str]] = {}
    for feature in DIALECT:
        for element, attributes in feature.attributes.items():
            allowed.setdefault(element, set()).update(attributes)
    return allowed


def _attribute_tests() -> dict[tuple[str, str], Callable[[str], bool] | None]:
    return {
        (element, attribute): test
        for feature in DIALECT
        for element, attributes in feature.attributes.items()
        for attribute, test in attributes.items()
    }

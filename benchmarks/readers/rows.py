"""What is asked for, and what each may take. To measure another page, add a row to `rows`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The servers, and what the table calls them.
FLOOR, PLAIN, CACHED, SHARED = "floor", "plain", "cached", "shared"

# Ours for the same, of F, as Wagtail 8 has it; at 200 and 20,000 articles where it differs.
WAGTAIL = {
    "article": "9 F at 200, 16 F at 20,000",
    "front": "10 F",
    "section": "12 F",
    "page 500": "28 F",
    "search": "0.5 to 2.4 s",
    "feed": "4.4 F",
    "cached": "0.33 F, up to 600 s stale",
}
# Of a page's floor, for an answer from the cache or without a body.
CHEAP = 0.3


@dataclass(frozen=True)
class Row:
    """One line of the table: what is asked for, of which server, and how much of which other row it may take."""

    name: str
    server: str
    addresses: Sequence[str]
    # The row that is its floor, and the one that answers as many bytes as a constant; its own name for those.
    floor: str
    constant: str
    of_floor: float | None = None
    # Another row and how much of it this one may take.
    of_row: tuple[str, float] | None = None
    # Sent back with the tag that the server gave, so that the answer has no body.
    is_conditional: bool = False
    wagtail: str = ""

    @property
    def is_ours(self) -> bool:
        return self.server != FLOOR


def rows(found: Mapping[str, Any], *, with_shared: bool) -> list[Row]:
    """Every row, those of one page together, so that a busy moment of the machine falls on all of them."""
    return [row for page in _pages(found, with_shared) for row in page]


def _pages(found: Mapping[str, Any], with_shared: bool) -> Iterator[list[Row]]:
    caches = [(CACHED, "cached"), *([(SHARED, "cached in Redis")] if with_shared else [])]

    def page(
        name: str, floor: Sequence[str], ours: Sequence[tuple[str, str, float]], *, cached: bool = False
    ) -> list[Row]:
        """The floor, the constant and ours of a page; `ours` are names, addresses and limits."""
        f, c = f"F: {name}", f"C: {name}"
        made = [
            Row(f, FLOOR, floor, f, c),
            Row(c, FLOOR, [f"/constant/{name.replace(' ', '%20')}/"], f, c),
        ]
        for one, address, limit in ours:
            addresses = found["articles"] if address == "articles" else [address]
            wagtail = WAGTAIL[name]
            made.append(Row(one, PLAIN, addresses, f, c, limit, wagtail=wagtail))
            if cached:
                made += [
                    Row(f"{one}, {said}", server, addresses, f, c, CHEAP, wagtail=WAGTAIL["cached"])
                    for server, said in caches
                ]
        return made

    article = page(
        "article", [f"/article{path}" for path in found["articles"]], [("article", "articles", 1.3)], cached=True
    )
    f, c = article[0].name, article[1].name
    yield [
        *article,
        Row("article, 304", CACHED, found["articles"][:1], f, c, CHEAP, is_conditional=True),
    ]
    yield page("front", ["/front/"], [("front", found["front"], 1.2)], cached=True)
    yield page("section", [found["section"]], [("section", found["section"], 1.2)])
    far = page("page 500", [found["far"]], [("page 500", found["far"], 1.2)])
    yield [*far[:-1], Row(**(vars(far[-1]) | {"of_row": ("section", 1.1)}))]
    rare, common = page("search", [found["rare"]], [("search, rare word", found["rare"], 1.5)]), found["common"]
    yield rare
    yield [
        Row("F: search, common", FLOOR, [common], "F: search, common", "C: search"),
        Row("search, common word", PLAIN, [common], "F: search, common", "C: search", 1.5, wagtail=WAGTAIL["search"]),
    ]
    feed = page("feed", ["/feed/"], [("feed", found["feed"], 1.0)], cached=True)
    f, c = feed[0].name, feed[1].name
    yield [*feed, Row("feed, 304", CACHED, [found["feed"]], f, c, CHEAP, is_conditional=True)]
    yield [Row("sitemap index", PLAIN, [found["sitemap"]], "F: feed", "C: feed")]

"""How an article looks elsewhere: as a search result, and where somebody shares it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

from ..reading import ArticlePage, Figure
from ..text import SEARCH_DESCRIPTION, SEARCH_TITLE, SHARE_DESCRIPTION, SHARE_TITLE, Cut, cut


@dataclass(frozen=True)
class Cards:
    """Titles and descriptions with the places where others cut them. `trail` is the address as a search shows it."""

    host: str
    trail: list[str]
    search_title: Cut
    search_description: Cut
    share_title: Cut
    share_description: Cut
    picture: Figure | None


def cards_of(page: ArticlePage) -> Cards:
    """The cards of `page`, from what its head tells search engines and networks (articles/_about_article.html)."""
    edition, content = page.edition, page.edition.content
    headline = f"Retracted: {edition.headline}" if edition.is_retracted else edition.headline
    title = headline if edition.is_retracted else content["search_title"] or edition.headline
    description = content["search_description"] or edition.standfirst
    if edition.is_retracted:
        description = "This article has been retracted."
    description = " ".join(description.split())
    address = content["canonical_url"] or f"{settings.SITE_URL}{edition.path}"
    return Cards(
        urlsplit(address).netloc,
        [unquote(part) for part in urlsplit(address).path.split("/") if part],
        cut(f"{title} | {settings.NEWSROOM_NAME}", SEARCH_TITLE),
        cut(description, SEARCH_DESCRIPTION),
        cut(headline, SHARE_TITLE),
        cut(description, SHARE_DESCRIPTION),
        page.lead,
    )

"""Sixty articles that nobody outside the desk may see anything of, in every state that hides one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from articles import publishing
from articles.models import Article, Author, HousePage, Image, Topic
from articles.tests.factories import NOON, make_article, make_author, make_house_page, make_image, make_link, make_topic

HOUR = timedelta(hours=1)
# Each state hides this many articles.
IN_EACH_STATE = 6


@dataclass(frozen=True)
class Hidden:
    """A hidden article with what it alone uses; `path` is where it would be, or was."""

    state: str
    article: Article
    author: Author
    topic: Topic
    image: Image
    path: str
    # Of a preview link that has expired; there is one that opens something too.
    dead_token: str
    # Hidden as the article is: written, scheduled, cancelled or withdrawn.
    house_page: HousePage


def _as_it_is(article: Article) -> None:
    publishing.save_revision(article, by=None, now=NOON - 5 * HOUR)


def _scheduled(article: Article) -> None:
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON - 5 * HOUR)


def _embargoed(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(embargo=NOON + HOUR)
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON - 5 * HOUR)


def _withdrawn(article: Article) -> None:
    publishing.publish(article, by=None, now=NOON - 5 * HOUR)
    publishing.withdraw(article, by=None, now=NOON - HOUR)


def _withdrawn_after_a_move(article: Article) -> None:
    publishing.publish(article, by=None, now=NOON - 5 * HOUR)
    Article.objects.filter(pk=article.pk).update(slug=f"{article.slug}-moved")
    publishing.publish(article, by=None, now=NOON - 4 * HOUR)
    publishing.withdraw(article, by=None, now=NOON - HOUR)


def _cancelled(article: Article) -> None:
    _scheduled(article)
    publishing.cancel_schedule(article, by=None, now=NOON - 4 * HOUR)


def _with_a_notice(article: Article) -> None:
    _as_it_is(article)
    publishing.add_correction(article, kind="correction", text=f"{article.headline} notice", by=None, now=NOON - HOUR)


STATES: dict[str, tuple[str, Callable[[Article], None]]] = {
    "draft": ("draft", _as_it_is),
    "in review": ("in_review", _as_it_is),
    "changes requested": ("changes_requested", _as_it_is),
    "approved": ("approved", _as_it_is),
    "scheduled": ("approved", _scheduled),
    "under embargo": ("approved", _embargoed),
    "withdrawn": ("approved", _withdrawn),
    "withdrawn after a move": ("approved", _withdrawn_after_a_move),
    "cancelled": ("draft", _cancelled),
    "with a notice": ("draft", _with_a_notice),
}


def make_hidden() -> list[Hidden]:
    """Six hidden articles in each of the ten states."""
    return [_hide(state, number) for state in STATES for number in range(IN_EACH_STATE)]


def _hide(state: str, number: int) -> Hidden:
    name = f"Zq{state.replace(' ', '')}{number}"
    status, hide = STATES[state]
    author, topic = make_author(name=f"{name} author"), make_topic(name=f"{name} topic")
    image = make_image(key=f"{name}-picture", file=f"originals/00/{name}.jpg", title=name)
    article = make_article(
        headline=f"{name} headline",
        slug=f"{name}-slug".lower(),
        standfirst=f"{name} standfirst",
        body=f'<p>{name} body</p><figure data-image="{image.key}"></figure>',
        lead_image=image,
        authors=[author],
        topics=[topic],
        status=status,
    )
    hide(article)
    article.refresh_from_db()
    path = article.path or f"/2026/03/08/{article.slug}/"
    make_link(article, label=f"{name} lawyer", now=NOON - HOUR)
    _, dead_token = make_link(article, label=f"{name} source", now=NOON - 8 * 24 * HOUR)
    return Hidden(state, article, author, topic, image, path, dead_token, _hidden_house_page(state, name))


def _hidden_house_page(state: str, name: str) -> HousePage:
    page = make_house_page(
        title=f"{name} page",
        slug=f"{name}-page".lower(),
        summary=f"{name} summary",
        body=f"<p>{name} text</p>",
        now=NOON - 5 * HOUR,
    )
    if "withdrawn" in state:
        publishing.publish_house_page(page, by=None, now=NOON - 5 * HOUR)
        publishing.withdraw_house_page(page, by=None, now=NOON - HOUR)
    elif state in ("scheduled", "under embargo", "cancelled"):
        edition = publishing.publish_house_page(page, by=None, at=NOON + HOUR, now=NOON - 5 * HOUR)
        if state == "cancelled":
            publishing.cancel_house_page(page, by=None, edition_id=edition.pk, now=NOON - 4 * HOUR)
    return page

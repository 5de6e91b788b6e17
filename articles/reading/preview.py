"""What readers would see: the edition that would be written, built but not saved, laid out like any other.

The desk looks at its own text so, and whoever was given a preview link at a saved revision.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..models import (
    Article,
    BuiltEdition,
    Correction,
    Edition,
    Gone,
    Image,
    PreviewLink,
    Revision,
    Section,
    edition_of,
    hash_of,
)
from ..text import image_keys, is_blank, is_path_for, slug_from
from .article import ArticlePage, lay_out, notices_of
from .bylines import NamedAuthor, bylines
from .references import Name, navigation

# What stands where an article has nothing yet, so that its page can be shown all the same.
NO_HEADLINE = "No headline yet"
NO_SECTION = Section(name="No section yet", slug="none")


@dataclass(frozen=True)
class PreviewPage:
    """The page that would be, what is missing from it since it is gone, and what readers see now."""

    page: ArticlePage
    missing: tuple[Gone, ...]
    live: Edition | None


@dataclass(frozen=True)
class LinkedPreview:
    """What a preview link opens. `is_published` says that readers see this very revision by now."""

    link: PreviewLink
    page: ArticlePage
    is_published: bool


def preview_page(
    article: Article, data: dict[str, Any], *, at: datetime, revision: Revision | None = None
) -> PreviewPage:
    """The page of the snapshot `data` if it were published at `at`; `revision` is the one that it is of, if any.

    What is missing is left out. Seven queries at most, whatever is in the article; nothing is written.
    """
    seen = list(article.editions.filter(visible_from__lte=at).order_by("visible_from").defer("content"))
    # Nobody knows it to the second yet.
    moment = at.replace(microsecond=0)
    first_published_at = seen[0].first_published_at if seen else moment
    built = edition_of(
        article,
        data,
        revision=revision,
        path=_path(data, first_published_at, current=seen[-1].path if seen else None),
        visible_from=moment,
        first_published_at=first_published_at,
        modified_at=moment,
    )
    live = seen[-1] if seen and at < seen[-1].visible_until else None
    if live is not None and _is_seen(live, built, revision):
        built.edition.modified_at = live.modified_at
    return PreviewPage(_lay_out(built, at=at, number=len(seen) + 1), built.missing, live)


def linked_preview(token: str, *, at: datetime) -> LinkedPreview | None:
    """What the preview link of `token` opens at `at`; None where there is no such link, or not any more.

    Nine queries at most, one for a token that opens nothing.
    """
    link = _link(token, at)
    revision = _revision_of(link) if link else None
    if link is None or revision is None:
        return None
    shown = preview_page(link.article, revision.data, at=at, revision=revision)
    is_published = shown.live is not None and shown.live.revision_id == revision.pk
    return LinkedPreview(link, shown.page, is_published)


def linked_picture(token: str, picture_token: str, *, at: datetime) -> Image | None:
    """The image whose files are named by `picture_token`, if the preview link of `token` shows it at `at`."""
    link = _link(token, at)
    revision = _revision_of(link) if link else None
    if link is None or revision is None:
        return None
    keys = [key for key in [revision.data["lead_image"], *image_keys(revision.data["body"])] if key]
    image = Image.objects.filter(key__in=keys, token=picture_token).first()
    # A retracted article shows no picture, here as everywhere.
    notices = Correction.objects.filter(article=link.article, superseded_by=None)
    if image is None or notices.filter(kind=Correction.Kind.RETRACTION).exists():
        return None
    return image if image.is_usable_at(at) else None


def _link(token: str, at: datetime) -> PreviewLink | None:
    """Found by the hash, so that no answer takes longer for a token that is nearly right."""
    valid = PreviewLink.objects.valid_at(at).select_related("article", "revision")
    return valid.filter(token_hash=hash_of(token)).first()


def _revision_of(link: PreviewLink) -> Revision | None:
    return link.revision or link.article.revisions.order_by("-number").first()


def _is_seen(live: Edition, built: BuiltEdition, revision: Revision | None) -> bool:
    """Whether publishing would change nothing: readers see the revision, and no notice waits for them."""
    notices = notices_of(built.edition.content["corrections"])
    is_same_text = revision is not None and live.revision_id == revision.pk
    return is_same_text and all(notice.at <= live.visible_from for notice in notices)


def _path(data: dict[str, Any], first_published_at: datetime, *, current: str | None) -> str:
    """The address that would be asked for, the `current` one where it stays; whether it is free is not asked."""
    if current and not data["slug"]:
        return current
    slug = data["slug"] or slug_from(data["headline"])
    day = timezone.localtime(first_published_at).strftime("/%Y/%m/%d/")
    if current and is_path_for(current, day=day, slug=slug):
        return current
    return f"{day}{slug}/"


def _lay_out(built: BuiltEdition, *, at: datetime, number: int) -> ArticlePage:
    edition = built.edition
    if edition.section_id is None:
        edition.section = NO_SECTION
    if is_blank(edition.headline):
        edition.headline = NO_HEADLINE
    images = {} if edition.is_retracted else {row.image.key: row.image for row in built.images}
    authors = [
        (row.role, NamedAuthor(row.author.name, row.author.slug, row.author.kind == row.author.Kind.DESK))
        for row in built.contributors
    ]
    return lay_out(
        edition,
        {key: image for key, image in images.items() if image.is_usable_at(at)},
        bylines=bylines(authors),
        topics=[Name(row.topic.name, row.topic.slug) for row in built.topics],
        navigation=navigation(at=at),
        number=number,
    )

"""One article as readers see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.html import escape

from ..models import Correction, Edition, Image, Redirect, Removal
from ..models.statements import Statement
from ..renditions import DOOR
from ..text import embed_of
from .bylines import Byline
from .pictures import public_at
from .references import Name, Navigation, Translation, references
from .related import Related, around, related_to

_NOTHING_RELATED = Related()


@dataclass(frozen=True)
class Figure:
    """A picture in its place: the image of the day, the caption (inline HTML) and alt text as used there."""

    image: Image
    caption: str
    alt: str
    size: str
    # What the addresses of its files begin with: another door for those who hold a preview link.
    door: str = DOOR


@dataclass(frozen=True)
class Gallery:
    """Pictures that are shown together: those that may be shown, two at least."""

    pictures: list[Figure]


@dataclass(frozen=True)
class Elsewhere:
    """What a service shows, by its address; readers are led there and nothing is loaded before."""

    service: str
    address: str
    title: str


PagePart = str | Figure | Gallery | Elsewhere


@dataclass(frozen=True)
class Notice:
    """A public notice as it stands on the article."""

    kind: str
    text: str
    at: datetime
    uuid: str

    @property
    def label(self) -> str:
        return str(Correction.Kind(self.kind).label)


@dataclass(frozen=True)
class ArticlePage:
    """An edition with all that its page names. `parts` are strings of ready HTML and what stands between them.

    A retracted edition has neither parts nor a lead: its text is withdrawn from view. `number`
    says which of the editions that readers saw it is; it is 1, and `related` is empty, where nobody asked for them.
    """

    edition: Edition
    lead: Figure | None
    parts: list[PagePart]
    bylines: tuple[Byline, ...]
    topics: list[Name]
    notices: list[Notice]
    navigation: Navigation
    number: int
    # The story in each language in which readers see it, this one among them; empty where that is one.
    translations: tuple[Translation, ...] = ()
    related: Related = _NOTHING_RELATED

    @property
    def has_history(self) -> bool:
        """Whether readers saw another edition before."""
        return self.number > 1

    @property
    def identity(self) -> str:
        """What machines know the article by, whatever its address and words become."""
        uuid = getattr(self.edition, "article_uuid", None) or self.edition.article.uuid
        return f"urn:uuid:{uuid}"


def _at_path(path: str, at: datetime) -> "QuerySet[Edition]":
    visible = Edition.objects.visible_at(at).select_related("section").annotate(article_uuid=F("article__uuid"))
    return visible.filter(path=path).order_by()[:1]


def _images(edition: int) -> "QuerySet[Image]":
    return Image.objects.filter(edition_images__edition=edition).defer("file_metadata")


# At most one edition is visible at an address.
_AT_PATH = Statement(_at_path, str, datetime)
_IMAGES = Statement(_images)


def article_page(path: str, *, at: datetime, with_context: bool = False) -> ArticlePage | None:
    """What readers see at `path`, None where they see nothing; `with_context` says what was before and is beside it.

    Three queries, two where no picture is shown.
    """
    found = _AT_PATH.of(path, at)
    if not found:
        return None
    edition: Any = found[0]
    original = None if edition.is_retracted else edition.translation_of or edition.article_uuid
    return assemble(edition, at=at, original=original, with_context=with_context)


def assemble(
    edition: Edition,
    *,
    at: datetime,
    public_pictures_only: bool = False,
    original: UUID | None = None,
    with_context: bool = False,
) -> ArticlePage:
    """The page of `edition`, with the reference data of the day.

    An edition that is visible makes its own pictures public; of another one, `public_pictures_only`
    leaves those that readers may have. `original` is the uuid of the story whose translations are asked for.
    """
    beside = around(edition, at=at) if with_context else None
    refer = references([edition], at=at, story=(edition, original) if original else None, around=beside)
    images = {} if edition.is_retracted else _images_of(edition, at, public_only=public_pictures_only)
    return lay_out(
        edition,
        images,
        bylines=refer.bylines.get(edition.pk, ()),
        topics=refer.topics.get(edition.pk, []),
        navigation=refer.navigation,
        number=refer.number,
        translations=_one_of_each_language(edition, refer.translations),
        related=related_to(edition, refer),
    )


def lay_out(
    edition: Edition,
    images: dict[str, Image],
    *,
    bylines: tuple[Byline, ...],
    topics: list[Name],
    navigation: Navigation,
    number: int,
    translations: tuple[Translation, ...] = (),
    related: Related = _NOTHING_RELATED,
) -> ArticlePage:
    """The page of `edition` with what it names; `images` are those that may be shown, by key. No query."""
    content = edition.content
    parts = [] if edition.is_retracted else content["parts"]
    return ArticlePage(
        edition,
        _lead(images, content["lead"], edition.lead_image_id),
        [part for part in (_part(part, images) for part in parts) if part],
        bylines,
        topics,
        notices_of(content["corrections"]),
        navigation,
        number,
        translations,
        related,
    )


def _one_of_each_language(edition: Edition, found: Iterable[Translation]) -> tuple[Translation, ...]:
    """`found` with the original first, then by language; `edition` itself where another is in its language too."""
    ordered = sorted(found, key=lambda one: (one.path != edition.path, not one.is_original, one.language, one.path))
    by_language: dict[str, Translation] = {}
    for one in ordered:
        by_language.setdefault(one.language.lower(), one)
    if len(by_language) < 2:
        return ()
    return tuple(sorted(by_language.values(), key=lambda one: (not one.is_original, one.language)))


def told_together(edition: Edition) -> list[int]:
    """The ids of the articles whose pages name each other as the same story in other languages; of `edition`'s own too.

    Of those that have ever had an edition. Two queries.
    """
    original = edition.translation_of or edition.article.uuid
    editions = Edition.objects.order_by()
    group = editions.filter(article__uuid=original).union(editions.filter(translation_of=original), all=True)
    return sorted({edition.article_id, *group.values_list("article", flat=True)})


def destination(path: str, *, at: datetime) -> str | None:
    """Where `path` leads readers who find nothing there; None where it leads nowhere that they can see.

    An address leads on because readers have seen an article there, or because the desk made a redirect of it.
    One query, and one for each article that it may lead to.
    """
    if not _can_be_asked(path):
        return None
    visible = Edition.objects.visible_at(at)
    seen = Edition.objects.filter(path=path, visible_from__lte=at).order_by()
    made = Redirect.objects.filter(path=path).order_by()
    roads = seen.values_list(Value(0), "article", Value("")).union(made.values_list(Value(1), "article", "target"))
    for _, article, target in sorted(roads):
        lives_at = visible.filter(article=article).values_list("path", flat=True).first() if article else target
        if lives_at:
            return str(lives_at)
    return None


def removal_note(path: str, *, at: datetime) -> str | None:
    """What readers are told where an article was removed from `path`, now or once its address; "" is nothing.

    None where nothing was removed, and where what was removed had never been seen. One query.
    """
    if not _can_be_asked(path):
        return None
    seen = Edition.objects.filter(visible_from__lte=at)
    was_here = Q(article__in=seen.filter(path=path).values("article"))
    had_been_here = Q(article__in=Redirect.objects.filter(path=path, article__isnull=False).values("article"))
    removals = Removal.objects.filter(Exists(seen.filter(article=OuterRef("article"))), was_here | had_been_here)
    return removals.filter(at__lte=at).values_list("public_note", flat=True).first()


def _can_be_asked(path: str) -> bool:
    # PostgreSQL would refuse the question.
    return "\x00" not in path


def _images_of(edition: Edition, at: datetime, *, public_only: bool) -> dict[str, Image]:
    kinds = {part["type"] for part in edition.content["parts"]}
    shows_none = edition.lead_image_id is None and not kinds & {"figure", "gallery"}
    if shows_none:
        return {}
    images = _images(edition.pk).filter(public_at(at)).distinct() if public_only else _IMAGES.of(edition.pk)
    return {image.key: image for image in images if image.is_usable_at(at)}


def _lead(images: dict[str, Image], words: dict[str, str], lead_image_id: int | None) -> Figure | None:
    image = next((image for image in images.values() if image.pk == lead_image_id), None)
    if image is None:
        return None
    return Figure(image, escape(words["caption"] or image.caption), words["alt"] or image.alt_text, "lead")


def _part(part: dict[str, Any], images: dict[str, Image]) -> PagePart | None:
    """A part to print; None for what may not, or no longer, be shown."""
    match part["type"]:
        case "html":
            return str(part["html"])
        case "gallery":
            pictures = [figure for picture in part["pictures"] if (figure := _figure(picture, images))]
            return Gallery(pictures) if len(pictures) > 1 else next(iter(pictures), None)
        case "embed":
            embed = embed_of(part["address"])
            return Elsewhere(embed.service, embed.address, part["title"]) if embed else None
    return _figure(part, images)


def _figure(part: dict[str, Any], images: dict[str, Image]) -> Figure | None:
    """None where its picture may not be shown."""
    image = images.get(part["image"])
    if image is None:
        return None
    return Figure(image, part["caption"] or escape(image.caption), part["alt"] or image.alt_text, part["size"])


def notices_of(corrections: list[dict[str, str]]) -> list[Notice]:
    """The notices that an edition's content carries, in its order."""
    return [
        Notice(notice["kind"], notice["text"], datetime.fromisoformat(notice["at"]), notice["uuid"])
        for notice in corrections
    ]

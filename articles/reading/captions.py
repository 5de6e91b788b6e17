"""The words below an edition's pictures, as far as they may be read: a picture that goes takes its caption with it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from ..models import Edition, EditionImage, Image
from ..models.image_rights import shown_at
from ..text import plain_text

# By the key of an image, its id and its own caption, which stands where an edition has none of its own.
OwnCaptions = Mapping[str, tuple[int, str]]


def captions_of(edition: Edition, images: OwnCaptions) -> list[str]:
    """The captions of those `images` that `edition` shows, as text, in their order."""
    own = dict(images.values())
    found = []
    if edition.lead_image_id in own:
        found.append(edition.content["lead"]["caption"] or own[edition.lead_image_id])
    found += [
        plain_text(figure["caption"]) if figure["caption"] else images[figure["image"]][1]
        for figure in _figures(edition.content)
        if figure["image"] in images
    ]
    return [caption for caption in found if caption]


def captions_seen(editions: Collection[Edition], *, at: datetime) -> dict[int, list[str]]:
    """By the ids of `editions`, the captions that readers see at `at`. One query."""
    rows = EditionImage.objects.filter(edition__in=editions, image__in=_images(at)).order_by()
    images: dict[int, dict[str, tuple[int, str]]] = {}
    for edition, key, pk, caption in rows.values_list("edition_id", "image__key", "image_id", "image__caption"):
        images.setdefault(edition, {})[key] = (pk, caption)
    return {edition.pk: captions_of(edition, images.get(edition.pk, {})) for edition in editions}


def _images(at: datetime) -> Any:
    return Image.objects.filter(shown_at(at)).exclude(file="").values("pk")


def _figures(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in content.get("parts", []):
        if part["type"] == "figure":
            yield part
        elif part["type"] == "gallery":
            yield from part["pictures"]

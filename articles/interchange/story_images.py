"""The images of a story: found in the library, taken in from a folder, or made to wait for their file."""

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ..imaging import PictureRefused
from ..models import Image
from ..text import slug_from
from .pictures import AlreadyTaken, take_in
from .stories import Picture, Remark, StoryError


class StoryImages:
    """Finds the image for each picture of a story whose address begins with `slug`.

    `folder` is where files are looked for; with `store` False their bytes are looked at and not kept.
    """

    def __init__(
        self,
        *,
        slug: str,
        folder: Path | None,
        store: bool,
        now: datetime,
        remarks: list[Remark],
        token_of: Callable[[str], str],
    ) -> None:
        self.slug = slug
        self.folder = folder
        self.store = store
        self.now = now
        self.remarks = remarks
        self.token_of = token_of

    def find(self, picture: Picture, number: int) -> Image:
        """The image for the `number`th picture of the story. Raises StoryError for a file that is refused."""
        if picture.file:
            known = Image.objects.filter(original_name=picture.file).first()
            if known is not None:
                return known
            # The name alone: a story cannot reach out of the folder.
            path = self.folder / Path(picture.file).name if self.folder else None
            if path is not None and path.is_file():
                return self._from_file(picture, path)
            message = f"The picture file “{picture.file}” was not found: the image waits for it."
            self.remarks.append(Remark(picture.line, "problem", message))
        image = self._new(picture, f"{self.slug}-{number}")
        image.save()
        return image

    def _from_file(self, picture: Picture, path: Path) -> Image:
        image = self._new(picture, slug_from(path.stem, fallback="picture"))
        try:
            with path.open("rb") as file:
                return take_in(image, file, name=path.name, store=self.store)
        except AlreadyTaken as taken:
            return taken.image
        except PictureRefused as error:
            raise StoryError(f"Line {picture.line}: {path.name} was refused. {error}") from error

    def _new(self, picture: Picture, key: str) -> Image:
        if Image.objects.filter(key=key).exists():
            key = f"{key}-{uuid.uuid4().hex[:6]}"
        for noun, text in (("credit", picture.credit), ("creator", picture.creator), ("place", picture.place)):
            if len(text) > 255:
                raise StoryError(f"Line {picture.line}: the {noun} of the picture is longer than 255 characters.")
        return Image(
            key=key,
            token=self.token_of(key),
            title=(picture.file or picture.caption)[:200] or key,
            caption=picture.caption,
            alt_text=picture.alt,
            credit_line=picture.credit,
            creator=picture.creator,
            usage_terms=picture.terms,
            date_created=picture.date,
            place=picture.place,
            created_at=self.now,
        )

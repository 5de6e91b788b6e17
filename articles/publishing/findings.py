"""What checks are given and what they give: for all modules that check."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..models import Article, Image
from ..text import Place, place_of_picture, plain_text


@dataclass(frozen=True)
class Finding:
    """One thing that a check found. A blocking one keeps the article in; `field` is where to mend it."""

    code: str
    message: str
    field: str
    blocking: bool = True
    # Whether a permitted person may publish all the same, giving a reason.
    can_be_overridden: bool = True
    # Where in the body, if it is about a place there.
    place: Place | None = None


@dataclass(frozen=True)
class Subject:
    """What is checked: a snapshot of an article, as it would go out at `at`."""

    article: Article
    data: dict[str, Any]
    images: dict[str, Image]
    at: datetime

    @property
    def text(self) -> str:
        return plain_text(self.data["body"])

    def place_of_picture(self, key: str, field: str) -> Place | None:
        return place_of_picture(self.data["body"], key) if field == "body" else None

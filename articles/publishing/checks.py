"""What keeps an article from going out."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from ..models import Article
from ..text import is_blank, plain_text


def reasons_not_to_publish(article: Article, data: dict[str, Any], *, at: datetime) -> list[str]:
    """A sentence for each thing to mend before the snapshot `data` may be shown to readers from `at` on."""
    reasons = []
    if is_blank(data["headline"]):
        reasons.append("Write a headline.")
    if data["section"] is None:
        reasons.append("Choose a section.")
    if is_blank(plain_text(data["body"])) and not data["lead_image"]:
        reasons.append("Write the story: the body is empty.")
    if article.embargo and at < article.embargo:
        until = timezone.localtime(article.embargo)
        reasons.append(f"The article is under embargo until {until:%d %B %Y, %H:%M %Z}. Schedule it for then or later.")
    if article.hold_reason:
        reasons.append(f"The article is on hold: {article.hold_reason}")
    return reasons

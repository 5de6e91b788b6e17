"""A step taken from a row of the list: one press, on the version that the list showed."""

import re

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from .. import publishing
from ..models import Article, AuditEntry
from .chosen import version_sent
from .decisions import MOVED_ON
from .people import narrowed

_WRITTEN = re.compile(r"([0-9]{1,18}) ([a-z_]+)")


def take_row_step(request: HttpRequest) -> None:
    """Take the step that was pressed, and say what became of it."""
    match = _WRITTEN.fullmatch(request.POST["step"])
    step = publishing.STEPS.get(match[2]) if match else None
    article = narrowed(Article.objects.all(), request.user).filter(pk=int(match[1])).first() if match else None
    if step is None or article is None:
        messages.error(request, "That article is no longer there, or not yours to change. Nothing was done.")
        return
    version = version_sent(request, article.pk)
    if version is None:
        messages.error(request, "The list did not say which version you saw. Nothing was done: look at it again.")
        return
    try:
        with transaction.atomic():
            publishing.claim(article, version=version)
            publishing.take_step(article, step.name, by=request.user)
    except publishing.StaleVersion:
        article.refresh_from_db()
        messages.error(request, f"“{article}”: {MOVED_ON.format(version, article.version)}")
    except publishing.PublishingError as error:
        messages.error(request, f"“{article}”: {error}")
    else:
        messages.success(request, f"“{article}”: {AuditEntry.Action(step.action).label}.")

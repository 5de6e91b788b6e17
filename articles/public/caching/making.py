"""A page is made once for what it shows: when something else was published, it is looked up and not made again."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...reading import State, Story
from . import store
from .shared import LISTS, story_key

_PLAIN = (str, int, float, bool, date, datetime, UUID)


def made_once(
    request: HttpRequest, template: str, of: Any, names: Callable[[], dict[str, Any]], *, is_list: bool = True
) -> HttpResponse:
    """`template` with `names`, which are made of `of` alone: all that `reading` found for the page.

    What was made of the same before is not made again. Rows in `of` are known by their key, since editions do not
    change; those of reference data with the version of all reference data, `state.references`.
    """
    state: State | None = getattr(request, "readers_state", None)
    if state is None:
        return render(request, template, names())
    said = list(_said(of))
    key = f"{template} {state.references} {_fingerprint(said)}"
    body = store.get(key)
    if body is None:
        body = render(request, template, names()).content
        store.put(key, body)
    response = HttpResponse(body)
    stories = {story_key(article) for name, article in said if name == "story"}
    response.surrogate_keys = [*([LISTS] if is_list else []), *sorted(stories)]  # type: ignore[attr-defined]
    return response


def _fingerprint(said: list[tuple[str, Any]]) -> str:
    return hashlib.blake2b(repr(said).encode(errors="surrogatepass"), digest_size=20).hexdigest()


def _said(thing: Any) -> Iterator[tuple[str, Any]]:
    """All that `thing` says, in order, as plain values.

    Raises TypeError for what it does not know: a page must not be taken for another one.
    """
    match thing:
        case None:
            yield "", None
        case _ if isinstance(thing, _PLAIN):
            yield "", thing
        case Model():
            yield thing._meta.label, thing.pk
            # An edition: what else it says is frozen.
            if hasattr(thing, "visible_until"):
                yield "story", thing.article_id
                yield "until", thing.visible_until
        case Mapping():
            yield "{", len(thing)
            for name in sorted(thing, key=str):
                yield "", str(name)
                yield from _said(thing[name])
        case list() | tuple() | set() | frozenset():
            yield "[", len(thing)
            for one in sorted(thing) if isinstance(thing, (set, frozenset)) else thing:
                yield from _said(one)
        case _ if is_dataclass(thing):
            # One that the page leads to.
            if isinstance(thing, Story):
                yield "story", thing.article_id
            yield type(thing).__name__, ""
            for one in fields(thing):
                yield from _said(getattr(thing, one.name))
        case _:
            raise TypeError(f"{type(thing).__name__} cannot be told from another")

"""Text typed into an article's form is not lost, whatever the answer: signed out, a stale page, no permission.

The pages here hold everything that was posted, as hidden fields, and lead on: sign in, then send it again.
They show what this very request brought and nothing else, are never kept, and send nothing by themselves.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.cache import add_never_cache_headers

from ..models import Article
from .autosave import TYPED_BY
from .people import person_name
from .saved_pages import is_saved, tell_browser

# The addresses that take an article's form.
FORMS = frozenset({"articles_article_add", "articles_article_change", "articles_article_conflict"})

SIGN_IN = "sign-in"
_SHOWN = ("headline", "standfirst", "body", "note")

View = Callable[..., HttpResponse]


def with_typed_text_kept(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """`patterns`, with `kept` around the views that take an article's form."""
    patterns = list(patterns)
    for pattern in patterns:
        if pattern.name in FORMS:
            pattern.callback = kept(pattern.callback)
    return patterns


def kept(view: View) -> View:
    """`view`, with the typed text in the answer wherever it would answer a form with something else."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not typed_fields(request):
            return view(request, *args, **kwargs)
        if not admin.site.has_permission(request):
            return sign_in_beside(request)
        if f"{SIGN_IN}-username" in request.POST:
            return page(request, "again", status=200)
        return _answered(request, view, *args, **kwargs)

    return answer


def _answered(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    # Passing it on changes the method of a request whose form is only to be shown.
    try:
        response = view(request, *args, **kwargs)
    except PermissionDenied:
        return page(request, "refused", status=403)
    except Http404:
        return page(request, "gone", status=404)
    if is_saved(request):
        tell_browser(request, response)
    elif response.status_code == 302:
        # The admin leads elsewhere from an article that has been deleted.
        return page(request, "gone", status=404)
    return response


def sign_in_beside(request: HttpRequest) -> HttpResponse:
    """Asks for name and password on the page that holds the text; signed in, the text can be sent on."""
    is_sent = f"{SIGN_IN}-username" in request.POST
    form_class = admin.site.login_form or AdminAuthenticationForm
    form = form_class(request, data=request.POST if is_sent else None, prefix=SIGN_IN)
    if is_sent and form.is_valid():
        # The next page gets the new token that comes with signing in.
        login(request, form.get_user())
        return page(request, "again", status=200)
    return page(request, "sign_in", form=form)


def page(request: HttpRequest, why: str, *, status: int = 403, **context: Any) -> HttpResponse:
    """The page that holds what was typed; `why` is sign_in, again, stale, refused or gone."""
    fields = typed_fields(request)
    name = person_name(request.user) if request.user.is_authenticated else ""
    typed_by = request.POST.get(TYPED_BY, "")
    response = render(
        request,
        "admin/articles/article/typed_text.html",
        {
            **admin.site.each_context(request),
            "title": "Your text is here",
            "opts": Article._meta,
            "why": why,
            "hidden": [(field, value) for field, value in fields if not _is_shown(field, value)],
            "shown": [(field, _label(field), value) for field, value in fields if _is_shown(field, value)],
            "address": request.get_full_path(),
            "name": name,
            "is_of_other_person": bool(name and typed_by) and typed_by != str(request.user.pk),
            **context,
        },
        status=status,
    )
    add_never_cache_headers(response)
    return response


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """All that was posted, but for the token and what was typed to sign in."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{SIGN_IN}-")
    ]


def _is_shown(field: str, value: str) -> bool:
    return bool(value.strip()) and (field in _SHOWN or field.endswith("-text"))


def _label(field: str) -> str:
    try:
        return str(Article._meta.get_field(field).verbose_name).capitalize()
    except FieldDoesNotExist:
        return "Note for the history" if field == "note" else "Your new text"

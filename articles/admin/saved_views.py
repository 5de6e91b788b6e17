"""Saving a search of the list as a view, and taking a view away."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.views import View

from ..models import SavedView
from ..permissions import can_share_views
from ..text import parse_query


def view_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """The addresses of saved views, under the list."""
    wrap = model_admin.admin_site.admin_view
    return [
        path("views/save/", wrap(SaveView.as_view(model_admin=model_admin)), name="articles_savedview_save"),
        path(
            "views/<int:pk>/delete/",
            wrap(DeleteView.as_view(model_admin=model_admin)),
            name="articles_savedview_delete",
        ),
    ]


class ViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "query", "is_shared"]
        error_messages = {
            "name": {
                "required": "Give the view a name.",
                "max_length": "Choose a shorter name.",
            },
            "query": {"required": "Search for something first, then save it."},
        }

    def clean_query(self) -> str:
        query = str(parse_query(self.cleaned_data["query"]))
        if not query:
            raise forms.ValidationError("Search for something first, then save it.")
        return query


class ListView(View):
    """What a person does from the list; it leads back there."""

    http_method_names = ["post"]
    model_admin: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.model_admin.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def back(self, query: str) -> HttpResponse:
        address = reverse("admin:articles_article_changelist")
        return redirect(f"{address}?{urlencode({'q': query})}" if query else address)


class SaveView(ListView):
    """Keeps a search under a name; the same name again takes the new search."""

    def post(self, request: HttpRequest) -> HttpResponse:
        name = " ".join(request.POST.get("name", "").split())
        form = ViewForm(request.POST, instance=SavedView.objects.filter(owner=request.user, name=name).first())
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(errors))
            return self.back(request.POST.get("query", "")[:500])
        if form.cleaned_data["is_shared"] and not can_share_views(request.user):
            raise PermissionDenied
        form.instance.owner = request.user
        view = form.save()
        messages.success(request, f"Saved as “{view.name}”{', for everybody' if view.is_shared else ''}.")
        return self.back(view.query)


class DeleteView(ListView):
    """Takes a view away: one's own, or a shared one for who may share."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = get_object_or_404(SavedView, pk=pk)
        may = view.owner == request.user or (view.is_shared and can_share_views(request.user))
        if not may:
            raise PermissionDenied
        view.delete()
        messages.success(request, f"The view “{view.name}” is gone. The articles are not.")
        return self.back("")

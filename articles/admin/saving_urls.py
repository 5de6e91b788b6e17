"""The addresses of autosave, presence and unsaved text."""

from django.contrib import admin
from django.urls import URLPattern, path

from .autosave import autosave
from .draft import DifferentView, DiscardView
from .presence import presence
from .signed_in import signed_in_person


def saving_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    views = [
        ("<int:pk>/autosave/", "autosave", autosave),
        ("<int:pk>/presence/", "presence", presence),
        ("<int:pk>/draft/", "draft", DifferentView.as_view(model_admin=model_admin)),
        ("<int:pk>/draft/discard/", "discard_draft", DiscardView.as_view(model_admin=model_admin)),
        ("person/", "person", signed_in_person),
    ]
    return [
        path(address, model_admin.admin_site.admin_view(view), name=f"articles_article_{name}")
        for address, name, view in views
    ]

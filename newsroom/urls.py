"""Addresses: the desk under /admin/, everything else for readers."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.public.urls")),
]

handler400 = "articles.admin.refusals.too_large_or_wrong"
handler404 = "articles.public.views.page_not_found"
handler500 = "articles.public.views.server_error"

"""An address for each kind of page, and one for the constant of its size."""

from django.urls import path

from . import views

urlpatterns = [
    path("front/", views.front),
    path("article/<path:address>", views.article),
    path("section/<str:slug>/", views.section),
    path("search/", views.search),
    path("feed/", views.feed),
    path("constant/<str:page>/", views.constant),
]

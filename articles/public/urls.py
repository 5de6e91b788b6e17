"""The readers' addresses."""

from django.urls import path, register_converter

from . import converters, feeds, history, media, preview, searching, views

register_converter(converters.SlugConverter, "any_slug")
register_converter(converters.YearConverter, "yyyy")
register_converter(converters.TwoDigitsConverter, "dd")
register_converter(converters.OrdinalConverter, "ordinal")

ARTICLE = "<yyyy:year>/<dd:month>/<dd:day>/<any_slug:slug>/"
# A file of a picture: its token, its version, and the name of one of the fixed renditions.
PICTURE = "<str:picture>/<str:version>/<str:name>"

app_name = "articles"
urlpatterns = [
    path("", views.front, name="front"),
    # /section/, /topic/, /author/
    path("section/<any_slug:slug>/", views.section, name="section"),
    path("topic/<any_slug:slug>/", views.topic, name="topic"),
    path("author/<any_slug:slug>/", views.author, name="author"),
    # By date
    path("archive/", views.archive, name="archive"),
    path("<yyyy:year>/<dd:month>/", views.month, name="month"),
    path("<yyyy:year>/<dd:month>/<dd:day>/", views.day, name="day"),
    # /search/
    path("search/", searching.search, name="search"),
    path("search/opensearch.xml", searching.opensearch, name="opensearch"),
    # An article and its history
    path(ARTICLE, views.article, name="article"),
    path(f"{ARTICLE}history/", history.history, name="history"),
    path(f"{ARTICLE}history/<ordinal:number>/", history.edition, name="edition"),
    path(f"{ARTICLE}history/<ordinal:number>/changes/", history.changes, name="changes"),
    # /corrections/
    path("corrections/", views.corrections, name="corrections"),
    path("corrections/feed/", feeds.corrections, name="corrections_feed"),
    # /preview/: for whom a link was given
    path("preview/<any_slug:token>/", preview.article, name="preview"),
    path(f"preview/<any_slug:token>/media/{PICTURE}", preview.picture, name="preview_picture"),
    # /media/
    path(f"media/{PICTURE}", media.picture, name="picture"),
]

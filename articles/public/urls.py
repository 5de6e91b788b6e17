"""The readers' addresses."""

from django.urls import path, register_converter

from . import about, cards, converters, feeds, history, media, oembed, preview, robots, searching, sitemaps, views

register_converter(converters.SlugConverter, "any_slug")
register_converter(converters.YearConverter, "yyyy")
register_converter(converters.TwoDigitsConverter, "dd")
register_converter(converters.OrdinalConverter, "ordinal")
register_converter(converters.FeedFormatConverter, "feed_format")

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
    # /about/
    path("about/", about.about, name="about"),
    path("about/<any_slug:slug>/", about.house_page, name="house_page"),
    # /search/
    path("search/", searching.search, name="search"),
    path("search/opensearch.xml", searching.opensearch, name="opensearch"),
    # An article and its history
    path(ARTICLE, views.article, name="article"),
    path(f"{ARTICLE}ninjs.json", views.ninjs_item, name="ninjs"),
    path(f"{ARTICLE}history/", history.history, name="history"),
    path(f"{ARTICLE}history/<ordinal:number>/", history.edition, name="edition"),
    path(f"{ARTICLE}history/<ordinal:number>/changes/", history.changes, name="changes"),
    # /corrections/
    path("corrections/", views.corrections, name="corrections"),
    # Feeds
    path("feed/<feed_format:format>/", feeds.site, name="site_feed"),
    path("section/<any_slug:slug>/feed/<feed_format:format>/", feeds.section, name="section_feed"),
    path("topic/<any_slug:slug>/feed/<feed_format:format>/", feeds.topic, name="topic_feed"),
    path("author/<any_slug:slug>/feed/<feed_format:format>/", feeds.author, name="author_feed"),
    path("corrections/feed/", feeds.corrections, name="corrections_feed"),
    path("corrections/feed/<feed_format:format>/", feeds.corrections, name="corrections_feed_in"),
    # For machines
    path("oembed/", oembed.oembed, name="oembed"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemaps/news-<ordinal:number>.xml", sitemaps.news, name="sitemap_news"),
    path("sitemaps/<yyyy:year>-<dd:month>.xml", sitemaps.month, name="sitemap_month"),
    path("sitemaps/<yyyy:year>-<dd:month>-<dd:day>.xml", sitemaps.day, name="sitemap_day"),
    path("card/<str:shape>.png", cards.picture, name="card"),
    # /preview/: for whom a link was given
    path("preview/<any_slug:token>/", preview.article, name="preview"),
    path(f"preview/<any_slug:token>/media/{PICTURE}", preview.picture, name="preview_picture"),
    # /media/
    path(f"media/{PICTURE}", media.picture, name="picture"),
]

"""The only reader of what readers see. Every function takes the moment `at` and runs a constant number of queries."""

from .article import ArticlePage, Figure, Notice, article_page, destination
from .bylines import Byline, NamedAuthor
from .lists import (
    ArchivePage,
    AuthorPage,
    Card,
    Listing,
    SectionPage,
    TopicPage,
    archive_page,
    author_page,
    front_page,
    latest_day,
    section_page,
    topic_page,
    whole_day,
    whole_month,
)
from .paging import Cursor
from .pictures import public_picture
from .references import Name, navigation

__all__ = [
    "ArchivePage",
    "ArticlePage",
    "AuthorPage",
    "Byline",
    "Card",
    "Cursor",
    "Figure",
    "Listing",
    "Name",
    "NamedAuthor",
    "Notice",
    "SectionPage",
    "TopicPage",
    "archive_page",
    "article_page",
    "author_page",
    "destination",
    "front_page",
    "latest_day",
    "navigation",
    "public_picture",
    "section_page",
    "topic_page",
    "whole_day",
    "whole_month",
]

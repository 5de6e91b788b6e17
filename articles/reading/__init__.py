"""The only reader of what readers see. Every function takes the moment `at` and runs a constant number of queries."""

from .article import ArticlePage, Elsewhere, Figure, Gallery, Notice, PagePart, article_page, destination, removal_note
from .bylines import Byline, NamedAuthor
from .cards import Card
from .corrections import CorrectionsPage, PublicNotice, corrections_page, latest_notices
from .fronts import (
    FrontPage,
    SectionPage,
    arranged_front_page,
    arranged_section_page,
    front_page,
    section_page,
)
from .history import Changes, HistoryPage, Version, VersionPage, changes_page, history_page, version_page
from .lists import (
    ArchivePage,
    AuthorPage,
    Listing,
    TopicPage,
    archive_page,
    author_page,
    latest_day,
    topic_page,
    whole_day,
    whole_month,
)
from .make_up import Band, Front
from .paging import Cursor
from .pictures import any_picture, public_picture
from .preview import LinkedPreview, PreviewPage, linked_picture, linked_preview, preview_page
from .references import Name, navigation
from .searching import Found, Searchable, found_stories, ids_of_names, searchable_ids, searchables

__all__ = [
    "ArchivePage",
    "ArticlePage",
    "AuthorPage",
    "Band",
    "Byline",
    "Card",
    "Changes",
    "CorrectionsPage",
    "Cursor",
    "Elsewhere",
    "Figure",
    "Found",
    "Front",
    "FrontPage",
    "Gallery",
    "HistoryPage",
    "LinkedPreview",
    "Listing",
    "Name",
    "NamedAuthor",
    "Notice",
    "PagePart",
    "PreviewPage",
    "PublicNotice",
    "Searchable",
    "SectionPage",
    "TopicPage",
    "Version",
    "VersionPage",
    "any_picture",
    "archive_page",
    "arranged_front_page",
    "arranged_section_page",
    "article_page",
    "author_page",
    "changes_page",
    "corrections_page",
    "destination",
    "found_stories",
    "front_page",
    "history_page",
    "ids_of_names",
    "latest_day",
    "latest_notices",
    "linked_picture",
    "linked_preview",
    "navigation",
    "preview_page",
    "public_picture",
    "removal_note",
    "searchable_ids",
    "searchables",
    "section_page",
    "topic_page",
    "version_page",
    "whole_day",
    "whole_month",
]

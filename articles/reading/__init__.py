"""The only reader of what readers see. Every function takes the moment `at` and runs a constant number of queries."""

from .article import ArticlePage, Elsewhere, Figure, Gallery, Notice, PagePart, article_page, destination, removal_note
from .bylines import Byline, NamedAuthor
from .cards import Card
from .corrections import CorrectionsPage, PublicNotice, corrections_page, latest_notices
from .feeds import Gone, StoryFeed, author_feed, section_feed, site_feed, topic_feed
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
from .moments import last_change, machine_time
from .paging import Cursor
from .pictures import any_picture, public_picture
from .preview import LinkedPreview, PreviewPage, linked_picture, linked_preview, preview_page
from .references import Name, navigation
from .related import Related, Story
from .searching import Found, Searchable, found_stories, ids_of_names, searchable_ids, searchables
from .sitemaps import Listed, MapFiles, map_files, mapped_news, mapped_pages, mapped_stories
from .state import State, state

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
    "Gone",
    "HistoryPage",
    "LinkedPreview",
    "Listed",
    "Listing",
    "MapFiles",
    "Name",
    "NamedAuthor",
    "Notice",
    "PagePart",
    "PreviewPage",
    "PublicNotice",
    "Related",
    "Searchable",
    "SectionPage",
    "State",
    "Story",
    "StoryFeed",
    "TopicPage",
    "Version",
    "VersionPage",
    "any_picture",
    "archive_page",
    "arranged_front_page",
    "arranged_section_page",
    "article_page",
    "author_feed",
    "author_page",
    "changes_page",
    "corrections_page",
    "destination",
    "found_stories",
    "front_page",
    "history_page",
    "ids_of_names",
    "last_change",
    "latest_day",
    "latest_notices",
    "linked_picture",
    "linked_preview",
    "machine_time",
    "map_files",
    "mapped_news",
    "mapped_pages",
    "mapped_stories",
    "navigation",
    "preview_page",
    "public_picture",
    "removal_note",
    "searchable_ids",
    "searchables",
    "section_feed",
    "section_page",
    "site_feed",
    "state",
    "topic_feed",
    "topic_page",
    "version_page",
    "whole_day",
    "whole_month",
]

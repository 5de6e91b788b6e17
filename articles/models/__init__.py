"""What is stored. The desk's copy (Article and its rows) and the readers' copy (Edition and its) are apart."""

from .access import SectionAccess
from .arrangement import Arrangement, Pin, Rail
from .article import Article, Contributor
from .audit import AuditEntry
from .author import Author, Profile
from .built_edition import BuiltEdition, Gone, edition_of, frozen_notices
from .correction import Correction
from .draft import Draft
from .edition import OPEN_ENDED, Edition, EditionContributor, EditionImage, EditionTopic
from .front import Front, FrontEdition
from .house_page import HousePage, HousePageEdition, address_of_house_page
from .image import Collection, Image, Rendition, new_token
from .image_rights import AllowedUse, DataMining, Licence, SourceType, shown_at
from .note import Note
from .presence import Presence
from .preview_link import PreviewLink, hash_of
from .readers_mark import ReadersMark
from .redirect import Redirect
from .removal import Redaction, Removal
from .revision import Revision
from .saved_view import SavedView
from .search_entry import SearchEntry, SearchWord
from .section import Section
from .topic import TaggedArticle, Topic, TopicAlias

__all__ = [
    "OPEN_ENDED",
    "AllowedUse",
    "Arrangement",
    "Article",
    "AuditEntry",
    "Author",
    "BuiltEdition",
    "Collection",
    "Contributor",
    "Correction",
    "DataMining",
    "Draft",
    "Edition",
    "EditionContributor",
    "EditionImage",
    "EditionTopic",
    "Front",
    "FrontEdition",
    "Gone",
    "HousePage",
    "HousePageEdition",
    "Image",
    "Licence",
    "Note",
    "Pin",
    "Presence",
    "PreviewLink",
    "Profile",
    "Rail",
    "ReadersMark",
    "Redaction",
    "Redirect",
    "Removal",
    "Rendition",
    "Revision",
    "SavedView",
    "SearchEntry",
    "SearchWord",
    "Section",
    "SectionAccess",
    "SourceType",
    "TaggedArticle",
    "Topic",
    "TopicAlias",
    "address_of_house_page",
    "edition_of",
    "frozen_notices",
    "hash_of",
    "new_token",
    "shown_at",
]

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
from .image import Image
from .note import Note
from .presence import Presence
from .preview_link import PreviewLink, hash_of
from .redirect import Redirect
from .removal import Redaction, Removal
from .revision import Revision
from .saved_view import SavedView
from .section import Section
from .topic import TaggedArticle, Topic, TopicAlias

__all__ = [
    "OPEN_ENDED",
    "Arrangement",
    "Article",
    "AuditEntry",
    "Author",
    "BuiltEdition",
    "Contributor",
    "Correction",
    "Draft",
    "Edition",
    "EditionContributor",
    "EditionImage",
    "EditionTopic",
    "Front",
    "FrontEdition",
    "Gone",
    "Image",
    "Note",
    "Pin",
    "Presence",
    "PreviewLink",
    "Profile",
    "Rail",
    "Redaction",
    "Redirect",
    "Removal",
    "Revision",
    "SavedView",
    "Section",
    "SectionAccess",
    "TaggedArticle",
    "Topic",
    "TopicAlias",
    "edition_of",
    "frozen_notices",
    "hash_of",
]

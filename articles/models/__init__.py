"""What is stored. The desk's copy (Article and its rows) and the readers' copy (Edition and its) are apart."""

from .access import SectionAccess
from .article import Article, Contributor
from .audit import AuditEntry
from .author import Author, Profile
from .correction import Correction
from .draft import Draft
from .edition import OPEN_ENDED, Edition, EditionContributor, EditionImage, EditionTopic
from .image import Image
from .note import Note
from .redirect import Redirect
from .removal import Redaction, Removal
from .revision import Revision
from .saved_view import SavedView
from .section import Section
from .topic import TaggedArticle, Topic, TopicAlias

__all__ = [
    "OPEN_ENDED",
    "Article",
    "AuditEntry",
    "Author",
    "Contributor",
    "Correction",
    "Draft",
    "Edition",
    "EditionContributor",
    "EditionImage",
    "EditionTopic",
    "Image",
    "Note",
    "Profile",
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
]

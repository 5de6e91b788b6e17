"""Door 1: the desk. Editors work here; what they click becomes calls of `publishing`."""

from .article import ArticleAdmin
from .audit import AuditEntryAdmin
from .author import AuthorAdmin
from .collection import CollectionAdmin
from .correction import CorrectionAdmin
from .fronts import FrontAdmin
from .history import EditionAdmin, RevisionAdmin
from .house_pages import HousePageAdmin
from .image import ImageAdmin
from .people import PersonAdmin
from .redirect import RedirectAdmin
from .section import SectionAdmin
from .site import furnish_the_desk, name_the_desk
from .topic import TopicAdmin

name_the_desk()
furnish_the_desk()

__all__ = [
    "ArticleAdmin",
    "AuditEntryAdmin",
    "AuthorAdmin",
    "CollectionAdmin",
    "CorrectionAdmin",
    "EditionAdmin",
    "FrontAdmin",
    "HousePageAdmin",
    "ImageAdmin",
    "PersonAdmin",
    "RedirectAdmin",
    "RevisionAdmin",
    "SectionAdmin",
    "TopicAdmin",
]

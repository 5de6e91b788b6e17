"""What is stored. The desk's copy (Article and its rows) and the readers' copy (Edition and its) are apart."""

from .article import Article, Contributor
from .author import Author, Profile
from .correction import Correction
from .edition import OPEN_ENDED, Edition, EditionContributor, EditionImage, EditionTopic
from .image import Image
from .redirect import Redirect
from .revision import Revision
from .section import Section
from .topic import TaggedArticle, Topic, TopicAlias

__all__ = [
    "OPEN_ENDED",
    "Article",
    "Author",
    "Contributor",
    "Correction",
    "Edition",
    "EditionContributor",
    "EditionImage",
    "EditionTopic",
    "Image",
    "Profile",
    "Redirect",
    "Revision",
    "Section",
    "TaggedArticle",
    "Topic",
    "TopicAlias",
]

"""Structured data of pages that list stories: whose profile, or a collection of what, it is."""

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from .addresses import absolute, of_page
from .article_data import trail
from .organisation import identity, newspaper
from .structured_data import as_script, graph, image_object


def of_the_front() -> SafeString:
    """The newspaper and its site."""
    site = {
        "@type": "WebSite",
        "name": settings.NEWSROOM_NAME,
        "url": of_page("front"),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@id": identity()},
    }
    return as_script(graph([newspaper(), site]))


def of_a_list(about: Any) -> SafeString:
    """The page of a section or topic."""
    url = absolute(about.get_absolute_url())
    collection = {
        "@type": "CollectionPage",
        "name": about.name,
        "url": url,
        "inLanguage": settings.LANGUAGE_CODE,
        **({"description": about.description} if about.description else {}),
    }
    return as_script(graph([collection, trail((settings.NEWSROOM_NAME, of_page("front")), (about.name, url))]))


def of_an_author(author: Any, *, profiles: list[tuple[str, str]], picture: Any) -> SafeString:
    """The page of an author, as the profile of a person, or of a desk."""
    url = absolute(author.get_absolute_url())
    is_person = author.kind == "person"
    told = {
        "@type": "Person" if is_person else "Organization",
        "@id": f"{url}#author",
        "name": author.name,
        "url": url,
        "jobTitle": author.job_title if is_person else "",
        "description": author.biography,
        "email": author.email,
        "sameAs": [address for _, address in profiles],
        "image": image_object(picture) if picture else None,
        "worksFor" if is_person else "parentOrganization": newspaper() if author.works_here else None,
    }
    entity = {name: value for name, value in told.items() if value}
    page = {"@type": "ProfilePage", "url": url, "name": author.name, "mainEntity": entity}
    return as_script(graph([page, trail((settings.NEWSROOM_NAME, of_page("front")), (author.name, url))]))

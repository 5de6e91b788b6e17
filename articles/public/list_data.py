"""Structured data of pages that are no story: whose profile, a collection of what, what is said of the newspaper."""

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from ..reading import Navigation, ShownHousePage, machine_time
from .addresses import absolute, of_page
from .article_data import trail
from .organisation import identity, newspaper
from .structured_data import as_script, graph, image_object


def of_the_front(navigation: Navigation) -> SafeString:
    """The newspaper and its site."""
    site = {
        "@type": "WebSite",
        "name": settings.NEWSROOM_NAME,
        "url": of_page("front"),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@id": identity()},
    }
    return as_script(graph([newspaper(navigation), site]))


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


def of_an_author(author: Any, *, profiles: list[tuple[str, str]], picture: Any, navigation: Navigation) -> SafeString:
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
        "worksFor" if is_person else "parentOrganization": newspaper(navigation) if author.works_here else None,
    }
    entity = {name: value for name, value in told.items() if value}
    page = {"@type": "ProfilePage", "url": url, "name": author.name, "mainEntity": entity}
    return as_script(graph([page, trail((settings.NEWSROOM_NAME, of_page("front")), (author.name, url))]))


# https://schema.org/WebPage and what is more than that.
_PAGE_TYPES = {"about": "AboutPage", "contact": "ContactPage"}


def of_a_house_page(page: ShownHousePage) -> SafeString:
    """A page about the newspaper."""
    url = absolute(page.address)
    told = {
        "@type": _PAGE_TYPES.get(page.kind, "WebPage"),
        "@id": url,
        "url": url,
        "name": page.title,
        "description": page.summary,
        "inLanguage": settings.LANGUAGE_CODE,
        "dateModified": machine_time(page.changed_at),
        "about": {"@id": identity()},
        "publisher": {"@id": identity()},
    }
    steps = [(settings.NEWSROOM_NAME, of_page("front"))]
    if page.kind != "about":
        steps.append(("About us", of_page("about")))
    node = {name: value for name, value in told.items() if value}
    return as_script(graph([node, newspaper(page.navigation), trail(*steps, (page.title, url))]))

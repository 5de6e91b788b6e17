"""The newspaper itself as structured data: a NewsMediaOrganization with its policies."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static

from ..reading import Navigation
from .addresses import absolute, of_page

# schema.org's: https://schema.org/NewsMediaOrganization. What else a setting names is passed over.
POLICIES = (
    "publishingPrinciples",
    "correctionsPolicy",
    "ethicsPolicy",
    "unnamedSourcesPolicy",
    "actionableFeedbackPolicy",
    "diversityPolicy",
    "diversityStaffingReport",
    "ownershipFundingInfo",
    "verificationFactCheckingPolicy",
    "masthead",
    "missionCoveragePrioritiesPolicy",
    "noBylinesPolicy",
)


def identity() -> str:
    """What other nodes refer to the newspaper by."""
    return f"{settings.SITE_URL}/#newsroom"


def newspaper(navigation: Navigation) -> dict[str, Any]:
    """The newspaper as a node, with the policies that readers find in `navigation`.

    Its corrections are always said. What a setting names goes before the page that the desk has written.
    """
    written = {link.kind: link.address for link in navigation.house_pages}
    named = {"correctionsPolicy": of_page("corrections")} | written | settings.NEWSROOM_POLICIES
    policies = {policy: absolute(named[policy]) for policy in POLICIES if named.get(policy)}
    profiles = {"sameAs": settings.NEWSROOM_PROFILES} if settings.NEWSROOM_PROFILES else {}
    return {
        "@type": "NewsMediaOrganization",
        "@id": identity(),
        "name": settings.NEWSROOM_NAME,
        "url": of_page("front"),
        "logo": {"@type": "ImageObject", "url": logo()},
        **policies,
        **({"contactPoint": _contact(written["contact"])} if "contact" in written else {}),
        **profiles,
    }


def _contact(address: str) -> dict[str, str]:
    return {"@type": "ContactPoint", "contactType": "newsroom", "url": absolute(address)}


def logo() -> str:
    """The whole address of the newspaper's logo."""
    return absolute(settings.NEWSROOM_LOGO or static("favicon.svg"))

"""The newspaper itself as structured data: a NewsMediaOrganization with its policies."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static

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


def newspaper() -> dict[str, Any]:
    """The newspaper as a node. Its corrections are always said; the other policies where a setting names their page."""
    named = {"correctionsPolicy": of_page("corrections")} | settings.NEWSROOM_POLICIES
    policies = {policy: absolute(named[policy]) for policy in POLICIES if named.get(policy)}
    profiles = {"sameAs": settings.NEWSROOM_PROFILES} if settings.NEWSROOM_PROFILES else {}
    return {
        "@type": "NewsMediaOrganization",
        "@id": identity(),
        "name": settings.NEWSROOM_NAME,
        "url": of_page("front"),
        "logo": {"@type": "ImageObject", "url": absolute(settings.NEWSROOM_LOGO or static("favicon.svg"))},
        **policies,
        **profiles,
    }

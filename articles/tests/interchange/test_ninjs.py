"""A story as a ninjs item: what readers see of it, in the words of IPTC's standard, and no more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles import publishing
from articles.tests.factories import NOON, make_author, make_image, make_live_article, make_section, make_topic

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
PATH = "/2026/03/08/one/"
# The standard allows no other key: https://www.iptc.org/std/ninjs/ninjs-schema_3.2.json.
KEYS = {
    "uri", "type", "representationType", "profile", "version", "firstCreated", "versionCreated", "contentCreated",
    "embargoedUntil", "pubStatus", "urgency", "copyrightHolder", "copyrightNotice", "usageTerms", "edNote", "language",
    "descriptions", "bodies", "headlines", "people", "organisations", "places", "subjects", "events", "eventDetails",
    "plannedCoverage", "objects", "infoSources", "title", "by", "slugline", "located", "renditions", "associations",
    "altIds", "trustIndicators", "standard", "genres", "expires", "rightsInfo", "digitalSourceType",
}  # fmt: skip


def item(client: Client) -> Any:
    response = client.get(f"{PATH}ninjs.json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/ninjs+json")
    return response.json()


def test_a_story_is_told_whole(client: Client) -> None:
    inside, kept = make_image(), make_image(allowed_use="site")
    article = make_live_article(
        headline="One",
        short_headline="1",
        dateline="RIGA, Latvia —",
        section=make_section(name="World"),
        topics=[make_topic(name="NATO")],
        authors=[make_author(name="Ana"), make_author(name="Graphics desk", kind="desk")],
        lead_image=make_image(digital_source_type="digitalCapture", creator="Bo"),
        body=f'<p>See <a href="/topic/nato/">NATO</a>.</p><figure data-image="{inside.key}"></figure>'
        f'<figure data-image="{kept.key}"></figure>',
        source_line="Agency",
    )
    told = item(client)
    assert set(told) <= KEYS
    assert told["uri"] == f"urn:uuid:{article.uuid}"
    assert (told["pubStatus"], told["standard"]["version"]) == ("usable", "3.2")
    assert [headline["value"] for headline in told["headlines"]] == ["One", "1"]
    assert [one["name"] for one in told["people"]] == ["Ana"]
    assert [one["name"] for one in told["organisations"]] == ["Graphics desk"]
    assert [(one["rel"], one["name"]) for one in told["subjects"]] == [("section", "World"), ("topic", "NATO")]
    assert told["located"] == "RIGA, Latvia"
    [body] = told["bodies"]
    assert f'<a href="{SITE}/topic/nato/"' in body["value"]
    assert [picture["name"] for picture in told["associations"]] == ["lead", "picture-2"]
    assert all(set(picture) <= KEYS | {"name"} for picture in told["associations"])
    assert kept.token not in str(told)


def test_a_retracted_story_is_canceled_and_has_no_text(client: Client) -> None:
    article = make_live_article(headline="One", standfirst="Untrue.", body="<p>Untrue.</p>", lead_image=make_image())
    publishing.add_correction(article, kind="retraction", text="It was not so.", by=None, now=NOON)
    publishing.publish(article, by=None, now=NOON + timedelta(hours=1))
    told = item(client)
    assert told["pubStatus"] == "canceled"
    assert [headline["value"] for headline in told["headlines"]] == ["Retracted: One"]
    assert told["edNote"] == "Retraction: It was not so."
    assert [body["value"] for body in told["bodies"]] == ["<p>It was not so.</p>"]
    assert {"descriptions", "associations"} & set(told) == set()


def test_a_page_names_its_item(client: Client) -> None:
    make_live_article(headline="One")
    link = f'<link rel="alternate" type="application/ninjs+json" href="{SITE}{PATH}ninjs.json" title="ninjs">'
    assert link in client.get(PATH).content.decode()

"""What machines are told of an article: structured data, sharing, oEmbed."""

import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article
from articles.tests.factories import (
    NOON,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)
from articles.tests.public.pictures import address_of

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
PATH = "/2026/03/08/one/"


def nodes(client: Client, path: str = PATH) -> dict[str, Any]:
    """The nodes of the page's graph by their types."""
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode())
    graphs = [data["@graph"] for data in map(json.loads, scripts) if isinstance(data, dict)]
    return {node["@type"]: node for graph in graphs for node in graph}


def test_a_filed_story_is_reportage_by_people_and_desks(client: Client) -> None:
    world = make_section(name="World")
    ana, desk = make_author(name="Ana"), make_author(name="Graphics desk", kind="desk")
    article = make_live_article(
        headline="One",
        section=world,
        authors=[ana, desk],
        dateline="RIGA, Latvia —",
        lead_image=make_image(key="lead"),
        language="lv",
        body="<p>One two.</p>",
    )
    node = nodes(client)["ReportageNewsArticle"]
    assert node["author"] == [
        {"@type": "Person", "name": "Ana", "url": f"{SITE}/author/ana/"},
        {"@type": "Organization", "name": "Graphics desk", "url": f"{SITE}/author/graphics-desk/"},
    ]
    assert node["identifier"] == f"urn:uuid:{article.uuid}"
    assert (node["datePublished"], node["dateline"]) == ("2026-03-08T12:00:00+00:00", "RIGA, Latvia")
    assert (node["inLanguage"], node["articleSection"], node["isAccessibleForFree"]) == ("lv", "World", True)
    sizes = [(image["width"], image["height"]) for image in node["image"]]
    assert sizes == [(1200, 675), (1200, 900), (1067, 1067)]
    assert node["image"][0]["url"] == f"{SITE}{address_of(article.lead_image, '16x9.jpg')}"
    assert node["publisher"]["@type"] == "NewsMediaOrganization"
    assert node["publisher"]["correctionsPolicy"] == f"{SITE}/corrections/"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("news", "NewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("explainer", "BackgroundNewsArticle"),
        ("editors_note", "NewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
    ],
)
def test_each_kind_has_a_type_and_what_is_paid_for_is_no_news(kind: str, type_: str, client: Client) -> None:
    make_live_article(headline="One", kind=kind)
    assert [name for name in nodes(client) if name.endswith("Article")] == [type_]
    assert nodes(client)[type_]["author"][0]["@type"] == "NewsMediaOrganization"


def test_the_way_to_the_story_is_told(client: Client) -> None:
    make_live_article(headline="One", section=make_section(name="World"))
    items = nodes(client)["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["item"]) for item in items] == [
        (1, f"{SITE}/"),
        (2, f"{SITE}/section/world/"),
        (3, f"{SITE}{PATH}"),
    ]


def test_what_was_wrong_is_told_and_an_update_is_not_one(client: Client) -> None:
    article = make_article(headline="One")
    for kind in ("correction", "clarification", "update"):
        publishing.add_correction(article, kind=kind, text=f"It was {kind}.", by=None, now=NOON)
    publishing.publish(article, by=None, now=NOON)
    told = nodes(client)["NewsArticle"]["correction"]
    assert [(one["@type"], one["text"]) for one in told] == [
        ("CorrectionComment", "It was correction."),
        ("CorrectionComment", "Clarification: It was clarification."),
    ]


def test_a_retracted_story_is_marked_and_tells_nothing_of_its_text(client: Client) -> None:
    image = make_image()
    article = make_live_article(
        headline="One", standfirst="Untrue.", authors=[make_author(name="Ana")], lead_image=image, dateline="RIGA"
    )
    publishing.add_correction(article, kind="retraction", text="It was not so.", by=None, now=NOON)
    publishing.publish(article, by=None, now=NOON + timedelta(hours=1))
    node = nodes(client)["ReportageNewsArticle"]
    assert (node["headline"], node["creativeWorkStatus"]) == ("Retracted: One", "Retracted")
    assert node["correction"][0]["text"] == "Retraction: It was not so."
    assert {"dateline", "wordCount", "keywords"} & set(node) == set()
    # The newspaper's name, as for whatever has no picture.
    assert [one["url"] for one in node["image"]] == [f"{SITE}/card/{shape}.png" for shape in ("16x9", "4x3", "1x1")]
    assert "url" not in node["author"][0]
    assert b"Untrue." not in client.get(PATH).content


def test_no_word_of_a_story_ends_a_script_or_begins_one(client: Client) -> None:
    make_live_article(headline="</script><script>alert(1)</script>", slug="one", standfirst="<!-- <script>")
    text = client.get(PATH).content.decode()
    assert nodes(client)["NewsArticle"]["headline"] == "</script><script>alert(1)</script>"
    assert "<script>" not in text
    assert "script-src 'self'" in client.get(PATH)["Content-Security-Policy"]


def test_an_author_has_a_profile(client: Client) -> None:
    ana = make_author(name="Ana", job_title="Correspondent", biography="Writes.", picture=make_image())
    ana.profiles.create(label="Site", url="https://ana.example/")
    make_live_article(headline="One", authors=[ana])
    entity = nodes(client, "/author/ana/")["ProfilePage"]["mainEntity"]
    assert (entity["@type"], entity["name"], entity["jobTitle"]) == ("Person", "Ana", "Correspondent")
    assert entity["sameAs"] == ["https://ana.example/"]
    assert entity["image"]["contentUrl"].startswith(f"{SITE}/media/")


@pytest.mark.parametrize("path", ["/section/world/", "/topic/nato/"])
def test_a_list_is_a_collection(path: str, client: Client) -> None:
    make_live_article(headline="One", section=make_section(name="World"), topics=[make_topic(name="NATO")])
    assert nodes(client, path)["CollectionPage"]["url"] == f"{SITE}{path}"


def test_the_front_page_names_the_newspaper_and_its_policies(client: Client, settings: Any) -> None:
    settings.NEWSROOM_POLICIES = {"ethicsPolicy": "/ethics/", "masthead": "https://a.example/m/", "unknown": "/x/"}
    node = nodes(client, "/")["NewsMediaOrganization"]
    assert (node["ethicsPolicy"], node["masthead"]) == (f"{SITE}/ethics/", "https://a.example/m/")
    assert "unknown" not in node


def test_networks_are_told_language_authors_and_topics(client: Client) -> None:
    make_live_article(
        headline="One", language="pt-BR", authors=[make_author(name="Ana")], topics=[make_topic(name="NATO")]
    )
    text = client.get(PATH).content.decode()
    assert '<meta property="og:locale" content="pt_BR">' in text
    assert f'<meta property="article:author" content="{SITE}/author/ana/">' in text
    assert '<meta property="article:tag" content="NATO">' in text


def embed(client: Client, path: str = PATH, **asked: str) -> Any:
    return client.get("/oembed/", {"url": f"{SITE}{path}"} | asked)


@pytest.fixture
def live(db: None) -> Article:
    return make_live_article(
        headline="One & two", slug="one", authors=[make_author(name="Ana")], lead_image=make_image()
    )


def test_other_sites_get_a_title_a_name_and_a_picture(client: Client, live: Article) -> None:
    told = embed(client).json()
    assert (told["type"], told["version"], told["title"]) == ("link", "1.0", "One & two")
    assert (told["author_name"], told["author_url"]) == ("Ana", f"{SITE}/author/ana/")
    assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 675)
    assert embed(client, maxwidth="700").json()["thumbnail_width"] == 640
    assert "thumbnail_url" not in embed(client, maxheight="10").json()
    xml = ElementTree.fromstring(embed(client, format="xml").content)
    assert xml.findtext("title") == "One & two"
    assert embed(client, format="yaml").status_code == 501


def test_the_page_says_where_its_embed_is(client: Client, live: Article) -> None:
    page = client.get(PATH).content.decode()
    [address] = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert address == f"{SITE}/oembed/?url={quote(f'{SITE}{PATH}', safe='')}&amp;format=json"


@pytest.mark.parametrize(
    "url", ["", "x", "http://[", f"{SITE}/", f"{SITE}/2026/03/08/two/", f"https://evil.example{PATH}", f"{SITE}/%00"]
)
def test_what_is_no_story_of_ours_answers_like_what_never_was(url: str, client: Client, live: Article) -> None:
    response = client.get("/oembed/", {"url": url})
    assert (response.status_code, response.content) == (404, client.get("/never/").content)

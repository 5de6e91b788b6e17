"""The editor and the sanitiser agree: the toolbar comes from the dialect, and what the editor writes is kept."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin.body_editor import BodyEditorWidget
from articles.text import DIALECT, sanitise

from ..factories import make_article

SCRIPTS = Path(__file__).resolve().parents[2] / "static/articles/admin"

# As Tiptap writes them with the nodes of nodes.js, seen in a browser.
WRITTEN = {
    "figure": '<figure data-image="irpin-bridge"><figcaption></figcaption></figure>',
    "figure with all": (
        '<figure data-image="irpin-bridge" data-size="wide" data-alt="Alt &quot;here&quot; &amp; &lt;there&gt;">'
        '<figcaption>A <strong>bold</strong> caption, <em>by</em> <a href="https://example.com/?a=1&amp;b=2">x</a>'
        "</figcaption></figure>"
    ),
    "pull quote": '<aside data-type="pullquote"><p>“End this conflict.”</p><p>— Jens Stoltenberg</p></aside>',
    "fact box": (
        '<aside data-type="factbox"><h3>By the numbers</h3><p>Facts.</p><ul><li><p>one</p></li></ul>'
        "<ol><li><p>first</p></li></ol></aside>"
    ),
    "table": (
        '<table><tbody><tr><th><p>Place</p></th><th colspan="2"><p>People</p></th></tr>'
        '<tr><td><p>Riga</p></td><td rowspan="2"><p>600,000</p></td><td><p></p></td></tr></tbody></table>'
    ),
    "lists": "<ul><li><p>one</p><ul><li><p>below</p></li></ul></li></ul>",
    "quote": "<blockquote><p>Said.</p></blockquote>",
    "inline": "<p>One<br>two, <strong>three <em>four</em></strong>, a&nbsp;b &amp; “c” – d</p>",
    "headings": "<h2>Two</h2>\n<h3>Three</h3>\n<p>Text.</p>",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_the_editor_writes_is_stored_unchanged(name: str) -> None:
    assert sanitise(WRITTEN[name]) == WRITTEN[name]


def configuration() -> dict[str, object]:
    attributes = BodyEditorWidget().get_context("body", "", {})["widget"]["attrs"]
    return json.loads(attributes["data-django-prose-editor-newsroom"])["extensions"]


def test_the_toolbar_comes_from_the_dialect() -> None:
    offered = configuration()
    assert {feature.extension for feature in DIALECT} <= offered.keys()
    assert offered["Heading"] == {"levels": [2, 3]}
    assert "NoSpellCheck" not in offered


def test_the_page_brings_what_the_editor_needs(desk: Client) -> None:
    response = desk.get(reverse("admin:articles_article_change", args=[make_article().pk]))
    page = response.content.decode()
    nonce = re.search(r'<script type="importmap" nonce="([^"]+)"', page) or re.search(
        r'<script nonce="([^"]+)" type="importmap"', page
    )
    assert nonce
    assert f"'nonce-{nonce[1]}'" in response["Content-Security-Policy"]
    assert "articles/admin/body-editor.js" in page


def test_every_module_that_a_script_names_is_there(desk: Client) -> None:
    page = desk.get(reverse("admin:articles_article_add")).content.decode()
    named = {name for script in SCRIPTS.glob("*.js") for name in re.findall(r'"newsroom/([\w-]+)"', script.read_text())}
    assert named
    for name in named:
        assert f'"newsroom/{name}": "/static/articles/admin/{name}.js"' in page
        assert (SCRIPTS / f"{name}.js").exists()


def test_without_scripts_the_body_is_a_textarea_with_its_text(desk: Client) -> None:
    article = make_article(body="<p>Words &amp; more.</p>")
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "&lt;p&gt;Words &amp;amp; more.&lt;/p&gt;</textarea>" in page

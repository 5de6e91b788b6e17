"""An article's page."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from articles import publishing
from articles.models import Contributor, Correction
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

PATH = "/2026/03/08/one/"
HOUR = timedelta(hours=1)


def text_of(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_article_is_shown_in_four_queries_at_most(client: Client, django_assert_num_queries) -> None:
    image = make_image(key="bridge")
    make_live_article(
        headline="One",
        authors=[make_author()],
        topics=[make_topic()],
        lead_image=make_image(),
        body=f'<p>a</p><figure data-image="{image.key}"></figure><p>b</p>',
    )
    with django_assert_num_queries(3):
        assert client.get(PATH).status_code == 200


GALLERY = '<section data-type="gallery">{}</section>'
FIGURE = '<figure data-image="{}" data-alt="{}"><figcaption>{}</figcaption></figure>'


def test_a_gallery_takes_no_more_queries(client: Client, django_assert_num_queries) -> None:
    figures = "".join(FIGURE.format(make_image(key=f"picture-{number}").key, "", "") for number in range(8))
    make_live_article(headline="One", authors=[make_author()], body=f"<p>a</p>{GALLERY.format(figures)}")
    with django_assert_num_queries(3):
        assert client.get(PATH).content.count(b'class="gallery-picture"') == 8


def test_a_gallery_shows_each_picture_with_its_words(client: Client) -> None:
    bridge = make_image(key="bridge", credit_line="Ana Silva/Agency", digital_source_type="trainedAlgorithmicMedia")
    make_image(key="river", caption="The <river>.")
    figures = FIGURE.format("bridge", "An iron bridge", "The <em>bridge</em>.") + FIGURE.format("river", "", "")
    make_live_article(headline="One", body=GALLERY.format(figures))
    text = text_of(client)
    assert '<div class="gallery" role="group" aria-label="2 pictures">' in text
    assert f'<a href="{address_of(bridge, "w1600.jpg")}">' in text
    assert f'src="{address_of(bridge, "4x3.jpg")}"' in text
    assert 'width="1200" height="900" alt="An iron bridge" loading="lazy"' in text
    assert '<span class="ai-label" lang="en">Made with AI</span>' in text
    assert "The <em>bridge</em>." in text
    assert '<span class="credit">Ana Silva/Agency</span>' in text
    assert "The &lt;river&gt;." in text


def test_a_gallery_shows_what_may_be_shown(client: Client, frozen: Callable[[datetime], None]) -> None:
    make_image(key="bridge")
    river = make_image(key="river", usable_until=NOON + HOUR)
    make_live_article(
        headline="One", body=GALLERY.format(FIGURE.format("bridge", "", "") + FIGURE.format("river", "", ""))
    )
    frozen(NOON + 2 * HOUR)
    text = text_of(client)
    assert "gallery" not in text
    assert text.count('<figure class="figure') == 1
    assert river.token not in text


EMBED = '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption>{}</figcaption></figure>'


def test_what_stands_elsewhere_is_a_link_that_says_where_it_leads(client: Client) -> None:
    make_live_article(headline="One", body=f"<p>a</p>{EMBED.format('The &lt;vote&gt;')}")
    text = text_of(client)
    assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" rel="external noopener noreferrer">' in text
    assert '<span class="elsewhere-title">The &lt;vote&gt;</span>' in text
    assert "Loads from YouTube" in text
    # Nothing is asked of anybody else before the reader follows the link.
    assert not re.search(r"<(?:script|iframe|img|link)[^>]*(?:youtube|ytimg)", text)


def test_what_stands_elsewhere_without_a_title_is_called_by_its_address(client: Client) -> None:
    make_live_article(headline="One", body=f"<p>a</p>{EMBED.format('')}")
    assert ">https://www.youtube.com/watch?v=dQw4w9WgXcQ</span>" in text_of(client)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://evil.example/", 'https://youtu.be/"onclick="x'])
def test_an_address_is_tried_again_when_it_is_shown(
    address: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if it had been let through on the day of publication.
    parts = [{"type": "embed", "address": address, "title": "Zqtitle"}]
    monkeypatch.setattr("articles.models.built_edition.body_parts", lambda body: parts)
    make_live_article(headline="One")
    assert "Zqtitle" not in text_of(client)


def test_a_page_carries_what_the_desk_wrote(client: Client) -> None:
    make_live_article(
        headline="One",
        standfirst="What happened.",
        section=make_section(name="World"),
        topics=[make_topic(name="NATO")],
        authors=[make_author(name="Ana Silva")],
        source_line="Based on a report",
        source_url="https://example.org/report",
        body="<p>The text.</p>",
    )
    text = text_of(client)
    assert text.count("<h1") == 1
    assert "<h1>One</h1>" in text
    assert '<p class="standfirst">What happened.</p>' in text
    assert "<p>The text.</p>" in text
    assert '<a href="/author/ana-silva/" rel="author">Ana Silva</a>' in text
    assert '<a href="/topic/nato/" rel="tag">NATO</a>' in text
    assert '<a class="kicker-section" href="/section/world/">World</a>' in text
    assert '<a href="https://example.org/report" rel="external">Based on a report</a>' in text
    assert '<time datetime="2026-03-08T12:00:00+00:00">' in text


def test_a_byline_has_a_line_for_each_role(client: Client) -> None:
    article = make_article(headline="One")
    names = [("Ana", "reporting"), ("Ben", "reporting"), ("Cy", "reporting"), ("Dee", "photographs")]
    for position, (name, role) in enumerate(names):
        Contributor.objects.create(article=article, author=make_author(name=name), role=role, position=position)
    publishing.publish(article, by=None, now=NOON)
    words = " ".join(text_of(client).split())
    assert (
        'Reporting by <a href="/author/ana/" rel="author">Ana</a>, '
        '<a href="/author/ben/" rel="author">Ben</a> and <a href="/author/cy/" rel="author">Cy</a>'
    ) in words
    assert 'Photographs by <a href="/author/dee/" rel="author">Dee</a>' in words


def test_words_of_the_desk_are_escaped(client: Client) -> None:
    make_live_article(
        headline="One",
        slug="one",
        standfirst="<script>alert(1)</script>",
        dateline="RIGA <b>",
        lead_image=make_image(caption="<i>c</i>", credit_line="<u>d</u>"),
        source_line="<s>e</s>",
    )
    text = text_of(client)
    for markup in ("<script>alert", "<b>", "<i>", "<u>", "<s>"):
        assert markup not in text
    assert "RIGA &lt;b&gt;" in text


def test_the_dateline_runs_into_the_first_paragraph(client: Client) -> None:
    make_live_article(headline="One", dateline="RIGA, Latvia", body="<p>NATO is.</p><p>Next.</p>")
    assert '<p><span class="dateline">RIGA, Latvia —</span> NATO is.</p><p>Next.</p>' in text_of(client)


def test_a_dateline_before_a_heading_has_a_line_of_its_own(client: Client) -> None:
    make_live_article(headline="One", dateline="RIGA", body="<h2>First</h2><p>NATO is.</p>")
    assert '<p><span class="dateline">RIGA —</span> </p>' in text_of(client)


def test_a_table_scrolls_in_a_box_of_its_own(client: Client) -> None:
    make_live_article(headline="One", body="<p>a</p><table><tbody><tr><td>1</td></tr></tbody></table>")
    text = text_of(client)
    assert '<div class="table" role="group" aria-label="Table" tabindex="0"><table>' in text
    assert "</table></div>" in text


def test_what_looks_like_a_table_in_an_address_stays_there(client: Client) -> None:
    link = '<a href="https://example.org/?a=<table><script>alert(1)</script>">b</a>'
    make_live_article(headline="One", body=f"<p>{link}</p><table><tbody><tr><td>1</td></tr></tbody></table>")
    text = text_of(client)
    body = text[text.index('<div class="body">') :]
    outside_of_tags = re.sub(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""", "|", body)
    assert body.count('<div class="table"') == 1
    assert "alert" not in outside_of_tags


def test_pictures_stand_in_their_place_with_caption_and_credit(client: Client) -> None:
    lead = make_image(caption="Of the picture.", credit_line="Ana/Agency", alt_text="Planks")
    inside = make_image(key="bridge", caption="Own caption.", credit_line="Ben")
    make_live_article(
        headline="One",
        lead_image=lead,
        body=f'<p>a</p><figure data-image="{inside.key}" data-size="wide"><figcaption>With <em>stress</em>.'
        "</figcaption></figure><p>b</p>",
    )
    text = text_of(client)
    assert f'<img src="{address_of(lead, "w1280.jpg")}" srcset="{address_of(lead, "w320.jpg")} 320w, ' in text
    assert f'<source type="image/avif" srcset="{address_of(lead, "w320.avif")} 320w, ' in text
    assert f'<source type="image/webp" srcset="{address_of(lead, "w320.webp")} 320w, ' in text
    assert (
        'sizes="(min-width: 60rem) 56rem, 100vw" width="1600" height="1067" alt="Planks" fetchpriority="high">' in text
    )
    assert "Of the picture." in text
    assert '<span class="credit">Ana/Agency</span>' in text
    assert "With <em>stress</em>." in text
    assert text.index("<p>a</p>") < text.index(inside.token, text.index('<div class="body">')) < text.index("<p>b</p>")
    assert 'class="figure figure-wide"' in text
    assert 'loading="lazy" decoding="async"' in text


def test_a_figure_without_a_caption_shows_the_picture_s_own(client: Client) -> None:
    make_live_article(
        headline="One",
        body=f'<p>a</p><figure data-image="{make_image(caption="Salt & <pepper>").key}"></figure>',
    )
    assert "Salt &amp; &lt;pepper&gt;" in text_of(client)


def test_corrections_stand_above_the_text_and_notes_below(client: Client) -> None:
    article = make_article(headline="One", body="<p>The text.</p>")
    # What becomes of a retracted article is told in test_retraction.
    kinds = set(Correction.Kind) - {Correction.Kind.RETRACTION}
    for kind in kinds:
        Correction.objects.create(article=article, kind=kind, text=f"Because of {kind}.", at=NOON)
    publishing.publish(article, by=None, now=NOON)
    text = text_of(client)
    places = {kind: text.index(f"Because of {kind}.") for kind in kinds}
    body = text.index("<p>The text.</p>")
    assert {kind for kind, place in places.items() if place < body} == {"correction", "clarification"}
    assert "<strong>Editor’s note</strong>" in text


def test_the_time_of_the_update_is_shown_only_after_one(client: Client) -> None:
    article = make_live_article(headline="One", slug="one")
    assert "Updated" not in text_of(client)
    article.headline = "One more"
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR)
    assert 'Updated <time datetime="2026-03-08T13:00:00+00:00">' in text_of(client)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("analysis", "Analysis"),
        ("opinion", "Opinion"),
        ("explainer", "Explainer"),
        ("editors_note", "Editor’s note"),
        ("sponsored", "Sponsored"),
    ],
)
def test_a_kind_other_than_news_is_labelled(client: Client, kind: str, label: str) -> None:
    make_live_article(headline="One", kind=kind)
    for path in (PATH, "/"):
        assert f'<span class="kicker-kind">{label}</span>' in text_of(client, path)


def test_search_engines_are_told_what_the_story_says(client: Client) -> None:
    make_live_article(headline="One", standfirst="What happened.")
    text = text_of(client)
    assert "<title>One | The Newsroom</title>" in text
    assert '<meta name="description" content="What happened.">' in text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/2026/03/08/one/">' in text
    assert '<meta name="robots" content="max-image-preview:large">' in text


def test_search_engines_are_told_what_the_desk_wrote_for_them(client: Client) -> None:
    make_live_article(
        headline="One",
        search_title="The one",
        search_description="For engines.",
        canonical_url="https://example.org/first",
    )
    text = text_of(client)
    assert "<title>The one | The Newsroom</title>" in text
    assert '<meta name="description" content="For engines.">' in text
    assert '<link rel="canonical" href="https://example.org/first">' in text


@pytest.mark.parametrize(
    ("headline", "slug"),
    [("الناتو في ريغا", "الناتو-في-ريغا"), ("हिन्दी समाचार", "हिन्दी-समाचार"), ("日本のニュース", "日本のニュース")],
)
def test_an_address_may_be_in_any_script(client: Client, headline: str, slug: str) -> None:
    make_live_article(headline=headline)
    assert headline in text_of(client, f"/2026/03/08/{slug}/")


def test_a_decomposed_address_is_the_same_address(client: Client) -> None:
    make_live_article(headline="один йод", slug="йод")
    assert "один йод" in text_of(client, "/2026/03/08/и\u0306од/")


def test_arabic_is_written_from_right_to_left(client: Client) -> None:
    make_live_article(headline="One", language="ar")
    assert '<article class="story kind-news" lang="ar" dir="rtl">' in text_of(client)
    assert '<html lang="ar" ' in text_of(client)
    assert '<article class="card kind-news" dir="rtl" ' in text_of(client, "/")


def test_an_address_without_its_last_slash_is_sent_on(client: Client) -> None:
    make_live_article(headline="One")
    assert client.get("/2026/03/08/one").headers["Location"] == PATH


def test_an_address_that_was_left_leads_on(client: Client) -> None:
    article = make_live_article(headline="One")
    article.slug = "zwei-größe"
    article.save()
    publishing.publish(article, by=None, now=NOON + HOUR)
    response = client.get(PATH)
    assert (response.status_code, response.headers["Location"]) == (301, "/2026/03/08/zwei-gr%C3%B6%C3%9Fe/")
    publishing.withdraw(article, by=None, now=NOON + 2 * HOUR)
    assert client.get(PATH).status_code == 404


def test_a_reader_s_page_touches_no_session(client: Client) -> None:
    make_live_article(headline="One")
    response = client.get(PATH)
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post(PATH).status_code == 405
    make_live_article(headline="One")
    assert client.head(PATH).status_code == 200

"""What pages say of pictures: to browsers in <picture>, to search engines as ImageObject, to networks as og:image."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from articles.public.structured_data import as_script, image_object
from articles.tests.factories import make_author, make_image, make_live_article
from articles.tests.public.pictures import address_of

pytestmark = pytest.mark.django_db

PATH = "/2026/03/08/one/"


def page(client: Client, path: str = PATH) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_a_lead_is_offered_in_every_width_and_format_that_it_has(client: Client) -> None:
    lead = make_image(width=700, height=500)
    make_live_article(headline="One", lead_image=lead)
    text = page(client)
    for media_type, ending in (("image/avif", "avif"), ("image/webp", "webp")):
        names = {320: f"w320.{ending}", 480: f"w480.{ending}", 640: f"w640.{ending}", 700: f"w960.{ending}"}
        srcset = ", ".join(f"{address_of(lead, name)} {width}w" for width, name in names.items())
        assert f'<source type="{media_type}" srcset="{srcset}" sizes="(min-width: 60rem) 56rem, 100vw">' in text
    assert f'<img src="{address_of(lead, "w960.jpg")}" srcset="{address_of(lead, "w320.jpg")} 320w, ' in text


def test_every_picture_says_how_large_it_will_be(client: Client) -> None:
    make_live_article(headline="One", lead_image=make_image(), authors=[make_author(name="Ana", picture=make_image())])
    for path in (PATH, "/", "/author/ana/", "/section/section-1/"):
        for image in re.findall(r"<img [^>]*>", page(client, path)):
            assert re.search(r'width="\d+" height="\d+"', image), image


def test_what_is_seen_first_comes_first_and_the_rest_later(client: Client) -> None:
    inside = make_image()
    make_live_article(
        headline="One", lead_image=make_image(), body=f'<p>a</p><figure data-image="{inside.key}"></figure>'
    )
    first, second = re.findall(r"<img [^>]*>", page(client))
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in second


def test_a_card_shows_the_crop_that_somebody_cut(client: Client) -> None:
    image = make_image(width=1600, height=1200, crops={"16x9": [0.5, 0.5, 0.25, 0.25]})
    make_live_article(headline="One", lead_image=image)
    assert f'<img src="{address_of(image, "16x9-640.jpg")}"' in page(client, "/")
    assert 'width="400" height="225" alt=""' in page(client, "/")


@pytest.mark.parametrize("crops", [{"16x9": "left"}, {"16x9": [1]}, {"16x9": None}, {"16x9": ["a", 0, 1, 1]}, []])
def test_a_crop_that_is_none_does_no_harm(client: Client, crops: Any) -> None:
    make_live_article(headline="One", lead_image=make_image(crops=crops))
    assert client.get("/").status_code == 200


def test_a_picture_is_shared_as_a_wide_jpeg(client: Client) -> None:
    lead = make_image()
    make_live_article(headline="One", lead_image=lead)
    text = page(client)
    assert f'<meta property="og:image" content="http://127.0.0.1:8000{address_of(lead, "16x9.jpg")}">' in text
    assert '<meta property="og:image:width" content="1200"> <meta property="og:image:height" content="675">' in text


def test_a_picture_for_our_pages_only_is_told_to_nobody_else(client: Client) -> None:
    make_live_article(headline="One", lead_image=make_image(allowed_use="site"))
    text = page(client)
    assert "<picture>" in text
    assert re.findall("contentUrl|/16x9.jpg", text) == []
    assert '<meta property="og:image" content="http://127.0.0.1:8000/card/16x9.png">' in text


def test_ai_is_named_beside_the_credit(client: Client) -> None:
    lead = make_image(digital_source_type="compositeWithTrainedAlgorithmicMedia", credit_line="Ana Silva")
    make_live_article(headline="One", lead_image=lead)
    assert '<span class="ai-label" lang="en">Edited with AI</span> <span class="credit">Ana Silva</span>' in page(
        client
    )


def test_search_engines_are_told_whose_a_picture_is_and_who_licenses_it(client: Client) -> None:
    lead = make_image(
        caption="A bridge </script><b>",
        creator="Ana Silva",
        credit_line="Ana Silva/Agency",
        copyright_notice="© Agency",
        licence="cc-by-4.0",
        licensor_url="https://agency.example/1",
        digital_source_type="digitalCapture",
    )
    inside = make_image(width=300, height=200)
    body = f'<p>a</p><figure data-image="{inside.key}"></figure><figure data-image="{lead.key}"></figure>'
    make_live_article(headline="One", lead_image=lead, body=body)
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page(client))
    first, second = json.loads(scripts[0])
    assert first == {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "contentUrl": f"http://127.0.0.1:8000{address_of(lead, 'w1600.jpg')}",
        "encodingFormat": "image/jpeg",
        "width": 1600,
        "height": 1067,
        "caption": "A bridge </script><b>",
        "creator": {"@type": "Person", "name": "Ana Silva"},
        "creditText": "Ana Silva/Agency",
        "copyrightNotice": "© Agency",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "acquireLicensePage": "https://agency.example/1",
        "digitalSourceType": "https://schema.org/DigitalCaptureDigitalSource",
    }
    assert second["contentUrl"].endswith(address_of(inside, "w320.jpg"))
    assert len(scripts) == 2


def test_a_picture_without_a_file_is_no_object() -> None:
    assert image_object(make_image(file="", width=None, height=None, content_hash="")) is None


def test_no_word_ends_a_script() -> None:
    assert "</" not in as_script({"caption": "</script><!--&"}).removesuffix("</script>")

"""What originals say in secret is in no byte that readers can fetch: pages, feeds, and files of every size and format."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Image
from articles.tests.crawl import crawl, every_address
from articles.tests.factories import NOON, make_author, make_image, make_live_article, make_section, make_topic
from articles.tests.imaging.test_canaries import CANARY, ORIGINALS
from articles.tests.public.pictures import every_address_of

pytestmark = pytest.mark.django_db


def taken_in(original: Callable[[], bytes]) -> Image:
    """An image whose original, and what was read from it, hold canaries wherever a file can hold one."""
    data = original()
    assert data.count(CANARY) > 1
    image = make_image(
        key=original.__name__,
        file=f"originals/00/{original.__name__}.{original.__name__}",
        width=640,
        height=480,
        file_metadata={"owner": "CANARY"},
        credentials={"claim": "CANARY"},
        original_name="CANARY.jpg",
        instructions="CANARY",
        keywords="CANARY",
    )
    default_storage.save(image.file.name, ContentFile(data))
    return image


def test_no_public_byte_holds_a_canary(frozen: Callable[[datetime], None]) -> None:
    images = [taken_in(original) for original in ORIGINALS]
    figures = "".join(f'<figure data-image="{image.key}"></figure>' for image in images)
    make_live_article(
        headline="Seen",
        lead_image=images[0],
        body=f'<p>x</p>{figures}<section data-type="gallery">{figures}</section>',
        section=make_section(name="World", picture=images[1]),
        topics=[make_topic(name="NATO", picture=images[2])],
        authors=[make_author(name="Ana", picture=images[3])],
    )
    frozen(NOON)
    answers = crawl({*every_address(), *(address for image in images for address in every_address_of(image))})
    files = [body for address, (status, _, body) in answers.items() if status == 200 and address.startswith("/media/")]
    # Ten sizes and crops in three formats; what stands in for a broken picture would be smaller.
    assert len(files) == 30 * len(images)
    assert min(map(len, files)) > 1000
    assert [address for address, (_, location, body) in answers.items() if CANARY in body or "CANARY" in location] == []

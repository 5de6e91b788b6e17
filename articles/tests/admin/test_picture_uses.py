"""Where a picture is used, on its page at the desk."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.admin.picture_uses import Use, use_groups
from articles.models import Image, SectionAccess
from articles.tests.factories import (
    NOON,
    arrange,
    make_article,
    make_front_edition,
    make_image,
    make_live_article,
    make_section,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SignIn = Callable[[User], Client]


def edit(article: object) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def image(db: None) -> Image:
    """In a section that has another desk than sport."""
    world = make_section(name="World")
    image = make_image(key="bridge")
    live = make_live_article(headline="Live", lead_image=image, section=world, at=NOON - HOUR)
    scheduled = make_article(headline="Scheduled", lead_image=image, section=world)
    publishing.publish(scheduled, by=None, at=NOON + HOUR, now=NOON)
    figure = '<figure data-image="bridge"><figcaption></figcaption></figure>'
    make_article(headline="Draft", body=f"<p>a</p>{figure}", section=world)
    past = make_live_article(headline="Past", lead_image=image, section=world, at=NOON - HOUR)
    publishing.withdraw(past, by=None, now=NOON - HOUR / 2)
    make_front_edition(arrange({"lead": live}))
    make_section(name="Bridges", picture=image)
    return image


def titles(image: Image, user: User) -> dict[str, list[str]]:
    return {group.title: [use.words for use in group.uses] for group in use_groups(image, user, at=NOON)}


def test_every_use_is_told_in_its_group(image: Image, publisher: User) -> None:
    found = titles(image, publisher)
    assert sorted(found.pop("Working copies")) == ["Draft", "Live", "Past", "Scheduled"]
    assert found == {
        "Live": ["Live"],
        "Scheduled": ["Scheduled"],
        "On fronts": ["Home page"],
        "Stands for": ["Bridges"],
        "Shown before": ["Past"],
    }


def test_who_is_of_another_desk_learns_of_public_uses_only(image: Image, publisher: User) -> None:
    SectionAccess.objects.create(user=publisher, section=make_section(name="Sport"))
    assert titles(image, publisher) == {"Live": ["Live"], "On fronts": ["Home page"], "Stands for": ["Bridges"]}
    live = use_groups(image, publisher, at=NOON)[0].uses[0]
    assert live == Use("Live", "World", "/2026/03/08/live/")


def test_the_page_of_a_picture_tells_them(
    image: Image, photo_editor: User, signed_in: SignIn, frozen: Callable[[datetime], None]
) -> None:
    frozen(NOON)
    page = signed_in(photo_editor).get(reverse("admin:articles_image_change", args=[image.pk])).content.decode()
    assert "Where it is used" in page
    assert "goes out 8 Mar 2026, 13:00" in page


def test_the_queries_do_not_grow(image: Image, publisher: User, django_assert_max_num_queries) -> None:
    for _ in range(5):
        make_live_article(lead_image=image, at=NOON - HOUR)
    # Two of them are what the person may do.
    with django_assert_max_num_queries(12):
        use_groups(image, User.objects.get(pk=publisher.pk), at=NOON)

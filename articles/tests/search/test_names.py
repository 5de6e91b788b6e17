"""Filters go by what a story is filed under, whatever it is called today."""

from typing import Any

import pytest
from django.utils import timezone

from articles import publishing, search
from articles.models import SearchEntry, TopicAlias
from articles.tests.factories import NOON, make_article, make_author, make_live_article, make_section, make_topic
from articles.text import parse_query

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [hit.card.edition.slug for hit in search.search(parse_query(words), at=NOON).hits]


@pytest.mark.parametrize(
    ("make", "key", "part"),
    [
        (make_section, "section", lambda one: {"section": one}),
        (make_author, "author", lambda one: {"authors": [one]}),
        (make_topic, "topic", lambda one: {"topics": [one]}),
    ],
)
def test_a_filter_knows_a_new_name_at_once_and_the_old_one_no_more(make: Any, key: str, part: Any) -> None:
    one = make(name="Old Name")
    make_live_article(slug="port", **part(one))
    make_live_article(slug="rail", section=make_section())
    search.rebuild(now=NOON)
    assert (found(f'{key}:"old name"'), found(f"{key}:old-name")) == (["port"], ["port"])
    one.name, one.slug = "New Name", "new-name"
    one.save()
    assert (found(f'{key}:"New Name"'), found(f"{key}:new-name")) == (["port"], ["port"])
    assert (found(f'{key}:"old name"'), found(f"{key}:old-name")) == ([], [])
    other = make(name="Old Name")
    make_live_article(slug="other", **part(other))
    search.rebuild(now=NOON)
    assert (found(f"{key}:old-name"), found(f"{key}:new-name")) == (["other"], ["port"])


def test_a_topic_is_found_by_its_other_names() -> None:
    nato = make_topic(name="NATO")
    TopicAlias.objects.create(topic=nato, name="North Atlantic Treaty Organization")
    make_live_article(slug="port", topics=[nato])
    search.rebuild(now=NOON)
    assert found('topic:"north atlantic treaty organization"') == ["port"]


def test_what_is_published_after_a_rename_is_found_by_the_new_name_as_a_word(
    django_capture_on_commit_callbacks: Any,
) -> None:
    section = make_section(name="Old Name")
    article = make_article(section=section)
    section.name = "Quintessential"
    section.save()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None)
    assert "quintessential" in SearchEntry.objects.get().head
    assert len(search.search(parse_query("quintessential"), at=timezone.now()).hits) == 1

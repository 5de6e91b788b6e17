"""Addresses in templates are Django's, remembered or not."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, set_script_prefix


def printed(template, **names):
    return Template(template).render(Context(names))


@pytest.mark.parametrize(("slug", "address"), [("world", "/section/world/"), ("мир", "/section/%D0%BC%D0%B8%D1%80/")])
def test_an_address_is_the_same_every_time(slug, address):
    assert {printed('{% url "articles:section" slug %}', slug=slug) for _ in range(3)} == {address}


def test_an_address_can_be_named():
    assert printed('{% url "articles:archive" as there %}[{{ there }}]') == "[/archive/]"


def test_what_is_not_there_is_said_or_nothing_as_with_django():
    assert printed('{% url "articles:section" "" as there %}[{{ there }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        printed('{% url "articles:nowhere" %}')


def test_a_site_that_moves_below_another_address_says_so():
    before = printed('{% url "articles:archive" %}')
    set_script_prefix("/news/")
    try:
        assert printed('{% url "articles:archive" %}') == f"/news{before}"
    finally:
        set_script_prefix("/")

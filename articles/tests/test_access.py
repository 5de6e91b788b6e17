"""What a person has been given is read at once: permissions, their own and their groups', and sections."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from articles.models import SectionAccess
from articles.permissions import DeskBackend, can_edit, sections_of

from .factories import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def gifted(reporter: User) -> User:
    """Holds what reporters hold, and something of their own."""
    reporter.user_permissions.add(Permission.objects.get(codename="publish_article"))
    return User.objects.get(pk=reporter.pk)


def test_it_is_what_django_would_say(gifted: User) -> None:
    expected = ModelBackend().get_all_permissions(User.objects.get(pk=gifted.pk))
    assert {"articles.publish_article", "articles.add_article"} <= expected
    assert gifted.get_all_permissions() == expected


def test_it_takes_one_query(gifted: User, django_assert_num_queries: Callable[[int], Any]) -> None:
    article = make_article(created_by=gifted)
    with django_assert_num_queries(1):
        assert can_edit(gifted, article)
        assert gifted.has_perm("articles.publish_article")
        assert not gifted.has_perm("articles.remove_article")
        assert sections_of(gifted) is None


def test_a_person_is_read_with_what_they_hold(gifted: User, django_assert_num_queries: Callable[[int], Any]) -> None:
    here, there = make_section(), make_section()
    for section in (here, there):
        SectionAccess.objects.create(user=gifted, section=section)
    of_articles = ContentType.objects.get(app_label="articles", model="article")
    odd = Permission.objects.create(content_type=of_articles, codename="read, write and more")
    Group.objects.get(name="Reporter").permissions.add(odd)
    expected = ModelBackend().get_all_permissions(User.objects.get(pk=gifted.pk))
    with django_assert_num_queries(1):
        person = DeskBackend().get_user(gifted.pk)
        assert person == gifted
        assert person.email == gifted.email
        assert person.get_all_permissions() == expected
        assert person.has_perm("articles.read, write and more")
        assert sections_of(person) == {here.pk, there.pk}


def test_nobody_is_read_who_has_no_account_or_a_closed_one(gifted: User) -> None:
    assert DeskBackend().get_user(gifted.pk + 1000) is None
    User.objects.filter(pk=gifted.pk).update(is_active=False)
    assert DeskBackend().get_user(gifted.pk) is None


def test_sections_narrow_whom_they_are_given(gifted: User) -> None:
    here, there = make_section(), make_section()
    SectionAccess.objects.create(user=gifted, section=here)
    SectionAccess.objects.create(user=User.objects.create_user("another"), section=there)
    assert sections_of(gifted) == {here.pk}


def test_an_account_that_was_closed_holds_nothing(gifted: User) -> None:
    gifted.is_active = False
    assert not gifted.has_perm("articles.publish_article")
    assert gifted.get_all_permissions() == set()


def test_who_may_do_everything_holds_everything(db: None) -> None:
    chief = User.objects.create_superuser("chief")
    assert "articles.publish_article" in chief.get_all_permissions()
    assert sections_of(chief) is None

"""Who has an article open: they show at once, and are gone twelve seconds after the last sign of life."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import Presence

from ..factories import NOON, make_article

SECOND = timedelta(seconds=1)


def test_others_show_and_one_does_not_see_oneself(editor: User, publisher: User) -> None:
    article = make_article()
    publishing.give_sign(article, by=editor, is_typing=False, now=NOON)
    publishing.give_sign(article, by=publisher, is_typing=True, now=NOON + SECOND)
    seen = publishing.others_present(article, beside=editor, now=NOON + 2 * SECOND)
    assert seen == [publishing.Present(publisher, is_typing=True, came_at=NOON + SECOND)]
    assert publishing.others_present(make_article(), beside=editor, now=NOON) == []


@pytest.mark.parametrize(
    ("seconds", "is_here", "is_typing"),
    [(0, True, True), (9, True, True), (10, True, False), (11, True, False), (12, False, False)],
)
def test_what_is_old_says_nothing(editor: User, publisher: User, seconds: int, is_here: bool, is_typing: bool) -> None:
    article = make_article()
    publishing.give_sign(article, by=publisher, is_typing=True, now=NOON)
    seen = publishing.others_present(article, beside=editor, now=NOON + seconds * SECOND)
    assert (bool(seen), bool(seen) and seen[0].is_typing) == (is_here, is_typing)


def test_a_sign_of_life_keeps_the_moment_of_coming_until_one_was_away(editor: User, publisher: User) -> None:
    article = make_article()
    for seconds, came in [(0, 0), (5, 0), (16, 0), (40, 40)]:
        publishing.give_sign(article, by=publisher, is_typing=False, now=NOON + seconds * SECOND)
        (seen,) = publishing.others_present(article, beside=editor, now=NOON + seconds * SECOND)
        assert seen.came_at == NOON + came * SECOND
    assert Presence.objects.count() == 1


def test_who_leaves_is_gone_at_once(editor: User, publisher: User) -> None:
    article = make_article()
    publishing.give_sign(article, by=publisher, is_typing=True, now=NOON)
    publishing.leave(article, by=publisher)
    assert publishing.others_present(article, beside=editor, now=NOON) == []


def test_who_may_not_see_the_article_neither_shows_nor_looks(outsider: User) -> None:
    article = make_article()
    with pytest.raises(publishing.NotAllowed):
        publishing.give_sign(article, by=outsider, is_typing=False, now=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.others_present(article, beside=outsider, now=NOON)
    assert not Presence.objects.exists()


def test_what_is_older_than_a_day_is_swept_out(editor: User, publisher: User) -> None:
    article = make_article()
    publishing.give_sign(article, by=editor, is_typing=False, now=NOON)
    publishing.give_sign(article, by=publisher, is_typing=False, now=NOON + SECOND)
    publishing.sweep_out(now=NOON + timedelta(days=1) + SECOND)
    assert [row.user for row in Presence.objects.all()] == [publisher]

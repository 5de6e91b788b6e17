"""Home of the desk: what needs a person and what they should know, of what they may see, in few queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.admin.home import Home, Panel, home_of
from articles.models import Article, Image, SectionAccess

from ..factories import (
    NOON,
    make_archive,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_section,
    make_topic,
)

SignIn = Callable[[User], Client]
Status = Article.Status
HOME = "/admin/"
HOUR = timedelta(hours=1)
LATE = NOON - HOUR


def panel(home: Home | None, name: str) -> Panel:
    assert home is not None
    return next(one for one in [*home.work, *home.news] if one.name == name)


def names(home: Home | None) -> list[str]:
    assert home is not None
    return [one.name for one in [*home.work, *home.news]]


def words(user: User, name: str, *, at: Any = NOON) -> list[str]:
    return [line.words for line in panel(home_of(user, at=at), name).lines]


def actions(user: User, name: str) -> dict[str, str]:
    return {line.words: line.action for line in panel(home_of(user, at=NOON), name).lines}


def schedule(article: Article, hours: float) -> Article:
    publishing.publish(article, by=None, at=NOON + hours * HOUR, now=NOON - HOUR)
    return article


# Who finds what


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(HOME)["Location"].startswith(reverse("admin:login"))


def test_who_sees_no_articles_keeps_djangos_index(db: None, signed_in: SignIn) -> None:
    librarian = User.objects.create_user("librarian", is_staff=True)
    librarian.user_permissions.set(Permission.objects.filter(codename="change_author"))
    response = signed_in(librarian).get(HOME)
    assert response.context["home"] is None
    assert "Recent actions" in response.content.decode()
    assert reverse("admin:articles_author_changelist") in response.content.decode()


@pytest.mark.parametrize("person", ["reporter", "editor", "photo_editor", "publisher", "administrator"])
def test_every_role_has_a_home(request: Any, signed_in: SignIn, person: str) -> None:
    seen = signed_in(request.getfixturevalue(person)).get(HOME).content.decode()
    assert "Nothing is due today." in seen
    assert "Everything at the desk" in seen


def test_a_home_with_nothing_says_so(publisher: User) -> None:
    home = home_of(publisher, at=NOON)
    assert [one.empty for one in home.work] == [
        "Nothing waits for you.",
        "Nothing of yours is open.",
        "Nothing is due today.",
    ]
    assert not any(one.lines for one in [*home.work, *home.news])


def test_only_who_may_begins_an_article_here(reporter: User, photo_editor: User) -> None:
    assert home_of(reporter, at=NOON).may_begin is True
    assert home_of(photo_editor, at=NOON).may_begin is False


def test_the_search_is_that_of_the_list(reporter: User, signed_in: SignIn) -> None:
    seen = signed_in(reporter).get(HOME).content.decode()
    assert f'role="search" action="{reverse("admin:articles_article_changelist")}"' in seen


# Waiting


def test_what_is_in_review_waits_for_who_may_approve_it(editor: User, reporter: User) -> None:
    article = make_article(status=Status.IN_REVIEW)
    make_article(status=Status.DRAFT)
    assert actions(editor, "waiting") == {article.headline: "Review"}
    assert words(reporter, "waiting") == []


def test_what_is_approved_waits_for_who_publishes(publisher: User, editor: User) -> None:
    article = make_article(status=Status.APPROVED)
    make_live_article()
    schedule(make_article(), 1)
    assert actions(publisher, "waiting") == {article.headline: "Publish"}
    assert words(editor, "waiting") == []


def test_what_was_handed_back_waits_with_what_was_asked_for(reporter: User, editor: User) -> None:
    article = make_article(status=Status.IN_REVIEW, created_by=reporter)
    publishing.take_step(article, "request_changes", by=editor, comment="Which bridge?", now=NOON)
    [line] = panel(home_of(reporter, at=NOON), "waiting").lines
    assert (line.action, line.facts[-1]) == ("Mend what was asked for", "editor: Which bridge?")
    assert words(editor, "waiting") == []


def test_what_is_due_today_or_late_waits_for_whose_it_is(reporter: User, editor: User) -> None:
    late = make_article(headline="Late", created_by=reporter, due_at=NOON - 30 * HOUR)
    make_article(headline="Today", assigned_to=reporter, due_at=NOON + 11 * HOUR)
    make_article(headline="Tomorrow", assigned_to=reporter, due_at=NOON + 13 * HOUR)
    make_article(headline="Another’s", assigned_to=editor, due_at=NOON)
    lines = panel(home_of(reporter, at=NOON), "waiting").lines
    assert [(line.words, line.is_late) for line in lines] == [(late.headline, True), ("Today", False)]


def test_who_changed_the_text_is_not_asked_to_approve_it(editor: User, publisher: User) -> None:
    article = make_article(status=Status.IN_REVIEW, section=make_section(four_eyes=True), created_by=editor)
    publishing.save_revision(article, by=editor, now=NOON)
    assert words(editor, "waiting") == []
    assert actions(editor, "mine") == {article.headline: "With those who review"}
    assert words(publisher, "waiting") == [article.headline]


def test_four_eyes_by_the_newsrooms_setting(editor: User, settings: Any) -> None:
    article = make_article(status=Status.IN_REVIEW)
    publishing.save_revision(article, by=editor, now=NOON)
    assert words(editor, "waiting") == [article.headline]
    settings.NEWSROOM_FOUR_EYES = True
    assert words(editor, "waiting") == []


def test_what_was_removed_waits_for_nobody(administrator: User) -> None:
    article = make_live_article(created_by=administrator)
    publishing.remove(article, by=administrator, reason="A court said so.", now=NOON + HOUR)
    Article.objects.filter(pk=article.pk).update(status=Status.IN_REVIEW)
    assert words(administrator, "waiting") == []
    assert words(administrator, "mine") == []


# Mine


@pytest.mark.parametrize(
    ("person", "status", "action"),
    [
        ("reporter", Status.DRAFT, "Write, then submit"),
        ("publisher", Status.DRAFT, "Write, then publish"),
        ("reporter", Status.IN_REVIEW, "With those who review"),
        ("reporter", Status.APPROVED, "Approved, waits to be published"),
    ],
)
def test_ones_own_has_its_next_step(request: Any, db: None, person: str, status: str, action: str) -> None:
    user = request.getfixturevalue(person)
    article = make_article(created_by=user, status=status)
    assert actions(user, "mine") == {article.headline: action}


def test_ones_own_is_what_one_began_or_has(reporter: User) -> None:
    begun, given = make_article(created_by=reporter), make_article(assigned_to=reporter)
    make_article()
    assert set(words(reporter, "mine")) == {begun.headline, given.headline}


def test_what_is_out_is_no_longer_open(reporter: User) -> None:
    make_live_article(created_by=reporter)
    schedule(make_article(created_by=reporter), 1)
    assert words(reporter, "mine") == []


def test_what_waits_is_not_said_twice(reporter: User) -> None:
    make_article(created_by=reporter, status=Status.CHANGES_REQUESTED)
    make_article(headline="Other", created_by=reporter)
    assert words(reporter, "mine") == ["Other"]


# Due


def test_the_day_is_the_newsrooms(editor: User, settings: Any) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    # NOON in UTC is one in the morning of the ninth in Auckland.
    make_article(headline="Ninth", due_at=NOON + 22 * HOUR)
    make_article(headline="Tenth", due_at=NOON + 23 * HOUR)
    make_article(headline="Eighth", due_at=NOON - 2 * HOUR)
    assert words(editor, "due") == ["Ninth", "Eighth"]


def test_what_is_done_is_not_due(editor: User) -> None:
    make_article(due_at=NOON, status=Status.APPROVED)
    make_article(due_at=NOON - timedelta(days=8))
    assert words(editor, "due") == []


# What goes out


def test_what_goes_out_within_48_hours(editor: User) -> None:
    first = schedule(make_article(headline="First"), 2)
    live = make_live_article(headline="Live", at=NOON - 20 * HOUR)
    Article.objects.filter(pk=live.pk).update(headline="Live, again")
    live.refresh_from_db()
    schedule(live, 3)
    gone = make_live_article(headline="Gone", at=NOON - 20 * HOUR)
    publishing.withdraw(gone, by=None, at=NOON + 47 * HOUR, now=NOON - HOUR)
    schedule(make_article(headline="Much later"), 49)
    lines = panel(home_of(editor, at=NOON), "scheduled").lines
    assert [(line.words, line.facts[0], line.when) for line in lines] == [
        (first.headline, "First publication", "14:00"),
        ("Live, again", "New version", "15:00"),
        ("Gone", "Withdrawal", "Tue 10 Mar, 11:00"),
    ]


def test_what_is_out_leads_to_what_readers_see(editor: User, client: Client) -> None:
    make_live_article(at=NOON - 13 * HOUR)
    article = make_live_article(at=NOON - 11 * HOUR)
    [line] = panel(home_of(editor, at=NOON), "live").lines
    assert (line.words, line.facts[0]) == (article.headline, "New")
    assert client.get(line.readers_address).status_code == 200


def test_what_begins_now_is_out_and_not_ahead(editor: User) -> None:
    article = make_live_article(at=NOON)
    assert words(editor, "live") == [article.headline]
    assert words(editor, "scheduled") == []


def test_what_was_published_again_after_a_withdrawal(editor: User) -> None:
    article = make_live_article(at=NOON - 9 * HOUR)
    publishing.withdraw(article, by=None, now=NOON - 8 * HOUR)
    publishing.publish(article, by=None, now=NOON - 7 * HOUR)
    [line] = panel(home_of(editor, at=NOON), "live").lines
    assert line.facts[0] == "Back again"


# Corrections and pictures


def test_a_notice_says_whether_readers_see_it(publisher: User) -> None:
    article = make_live_article(at=NOON - 9 * HOUR)
    publishing.add_correction(article, kind="correction", text="47, not 74.", by=publisher, now=NOON - 2 * HOUR)
    [line] = panel(home_of(publisher, at=NOON), "notices").lines
    assert (line.facts, line.action) == (("Correction", "47, not 74.", "publisher"), "Goes out with the next version")
    publishing.publish(article, by=publisher, now=NOON - HOUR)
    assert panel(home_of(publisher, at=NOON), "notices").lines[0].action == ""
    assert words(publisher, "notices", at=NOON + timedelta(days=8)) == []


def test_pictures_to_look_after(photo_editor: User) -> None:
    make_image(title="Fine")
    make_image(title="Nobody’s", credit_line="")
    make_image(title="Waits for its file", credit_line="", file="", width=None, height=None, content_hash="")
    make_image(title="Ends", usable_until=NOON + timedelta(days=13))
    make_image(title="Ends later", usable_until=NOON + timedelta(days=15))
    make_image(title="Ended", usable_until=NOON - HOUR)
    lines = panel(home_of(photo_editor, at=NOON), "pictures").lines
    assert [(line.words, line.facts, line.action) for line in lines] == [
        ("Ends", (), "Rights end Sat 21 Mar, 12:00"),
        ("Nobody’s", ("No credit",), ""),
    ]


def test_pictures_are_for_those_who_look_after_them(reporter: User, editor: User, photo_editor: User) -> None:
    assert "pictures" not in names(home_of(reporter, at=NOON))
    assert "pictures" in names(home_of(editor, at=NOON))
    assert names(home_of(photo_editor, at=NOON))[0] == "pictures"


@pytest.mark.parametrize(("care", "found"), [("any", 2), ("credit", 1), ("rights", 1), ("nonsense", 3)])
def test_the_list_of_pictures_has_the_same(
    photo_editor: User, signed_in: SignIn, frozen: Any, care: str, found: int
) -> None:
    frozen(NOON)
    make_image(credit_line="")
    make_image(usable_until=NOON + HOUR)
    make_image()
    response = signed_in(photo_editor).get(reverse("admin:articles_image_changelist"), {"care": care})
    assert response.context["cl"].queryset.count() == found


def test_a_story_that_lacks_its_picture_comes_first(publisher: User, photo_editor: User, reporter: User) -> None:
    killed, ended = make_image(title="Bridge"), make_image(title="River", usable_until=NOON)
    live = make_live_article(headline="Bridge falls", lead_image=killed, at=NOON - HOUR)
    scheduled = make_article(headline="River rises", lead_image=ended)
    publishing.publish(scheduled, by=None, at=NOON + HOUR, override="Agreed.", now=NOON - HOUR)
    assert "missing" in names(home_of(publisher, at=NOON - HOUR)), "It will be missing when it goes out."
    publishing.kill_picture(killed, by=publisher, reason="Staged.", now=NOON)
    for person in (publisher, photo_editor, reporter):
        home = home_of(person, at=NOON)
        assert names(home)[0] == "missing"
        assert [(line.words, line.facts[1:], line.when) for line in panel(home, "missing").lines] == [
            (
                "River rises",
                ("The right to show the picture “River” ended on 08 March 2026, 12:00 UTC.",),
                "goes out 13:00",
            ),
            ("Bridge falls", ("The picture “Bridge” was killed: Staged. Choose another one.",), ""),
        ]
    assert panel(home, "missing").lines[1].address == reverse("admin:articles_article_change", args=[live.pk])


def test_where_no_picture_is_missing_nothing_is_said(publisher: User) -> None:
    make_live_article(lead_image=make_image(usable_until=NOON + HOUR), at=NOON - HOUR)
    assert "missing" not in names(home_of(publisher, at=NOON))
    assert "missing" in names(home_of(publisher, at=NOON + HOUR))
    assert "missing" not in names(home_of(publisher, at=NOON + HOUR + timedelta(days=30, microseconds=1)))


def test_the_list_of_pictures_finds_the_missing_ones(publisher: User, signed_in: SignIn, frozen: Any) -> None:
    frozen(NOON)
    image = make_image(usable_until=NOON)
    make_live_article(lead_image=image, at=NOON - HOUR)
    make_image(usable_until=NOON)
    response = signed_in(publisher).get(reverse("admin:articles_image_changelist"), {"care": "missing"})
    assert list(response.context["cl"].queryset) == [image]


# Of what one may see


def test_a_person_of_another_section_finds_nothing(publisher: User, signed_in: SignIn, frozen: Any) -> None:
    frozen(NOON)
    world, sport = make_section(name="World"), make_section(name="Sport")
    SectionAccess.objects.create(user=publisher, section=sport)
    fill(world)
    response = signed_in(publisher).get(HOME)
    home = response.context["home"]
    assert not any(one.lines for one in [*home.work, *home.news] if one.name != "pictures")
    assert "Secret" not in response.content.decode()
    SectionAccess.objects.update(section=world)
    assert "Secret" in signed_in(publisher).get(HOME).content.decode()


def fill(section: Any) -> None:
    """Something for every panel that is about articles."""
    make_article(headline="Secret review", section=section, status=Status.IN_REVIEW, due_at=NOON)
    make_article(headline="Secret approved", section=section, status=Status.APPROVED)
    schedule(make_article(headline="Secret schedule", section=section), 1)
    live = make_live_article(headline="Secret live", section=section, at=NOON - HOUR)
    publishing.add_correction(live, kind="correction", text="Secret.", by=None, now=NOON)


def test_ones_own_is_found_outside_ones_sections(reporter: User) -> None:
    SectionAccess.objects.create(user=reporter, section=make_section(name="Sport"))
    article = make_article(section=make_section(name="World"), assigned_to=reporter)
    assert words(reporter, "mine") == [article.headline]


# Bounds


def test_ten_lines_and_a_way_to_the_rest(editor: User, signed_in: SignIn, frozen: Any) -> None:
    frozen(NOON)
    for _ in range(11):
        make_article(status=Status.IN_REVIEW)
    waiting = panel(home_of(editor, at=NOON), "waiting")
    assert (len(waiting.lines), waiting.has_more) == (10, True)
    assert waiting.all_address == "/admin/articles/article/?q=state%3Areview"
    assert "These are the first 10." in signed_in(editor).get(HOME).content.decode()


def test_ten_are_all_where_there_are_ten(editor: User) -> None:
    for _ in range(10):
        make_article(status=Status.IN_REVIEW)
    assert panel(home_of(editor, at=NOON), "waiting").has_more is False


@pytest.mark.parametrize("person", ["reporter", "editor", "photo_editor", "publisher"])
def test_links_to_the_rest_open(request: Any, signed_in: SignIn, person: str) -> None:
    user = request.getfixturevalue(person)
    home, client = home_of(user, at=NOON), signed_in(user)
    for one in [*home.work, *home.news]:
        assert client.get(one.all_address).status_code == 200, one.name


def queries_of_the_home(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(HOME).status_code == 200
    return len(captured)


@pytest.mark.parametrize("person", ["reporter", "editor", "photo_editor", "publisher"])
def test_as_many_queries_for_2000_articles_as_for_ten(
    request: Any, signed_in: SignIn, frozen: Any, person: str
) -> None:
    frozen(NOON)
    user = request.getfixturevalue(person)
    client = signed_in(user)
    section = make_section(name="World")
    everything(section, user, 2)
    few = queries_of_the_home(client)
    make_archive(2000, section=section, author=make_author(), topic=make_topic())
    everything(section, user, 12)
    assert queries_of_the_home(client) == few
    # Two of them are the session and the account.
    assert few <= 12 + 2


def everything(section: Any, user: User, count: int) -> None:
    for _ in range(count):
        fill(section)
        make_article(section=section, created_by=user, assigned_to=user, status=Status.CHANGES_REQUESTED, due_at=LATE)
        make_article(section=section, created_by=user, due_at=NOON + HOUR)
        make_image(credit_line="")
        make_image(usable_until=NOON + HOUR)
    assert Image.objects.count() >= count

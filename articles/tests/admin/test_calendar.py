"""The calendar of the desk: what goes out, comes off and is due, by the newsroom's clock, for who may see it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.admin import calendar_entries
from articles.models import Article, SectionAccess

from ..factories import NOON, make_archive, make_article, make_author, make_live_article, make_section, make_topic

SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)
# The week of NOON, which is a Sunday.
WEEK = {"week": "2026-W10"}
LATER = NOON - 30 * HOUR


@pytest.fixture(autouse=True)
def at_noon(frozen: Any) -> None:
    frozen(NOON)


@pytest.fixture
def calendar(editor: User, signed_in: SignIn) -> Callable[..., Any]:
    """Call it with a query to get what the page says, as an editor reads it."""
    client = signed_in(editor)

    def get(**query: str) -> Any:
        return client.get(reverse("admin:articles_article_calendar"), query or WEEK)

    return get


def entries(response: Any) -> list[tuple[str, str, str, str]]:
    """Day, time, kind and words of each entry."""
    return [
        (f"{day.day:%a}", timed.time, timed.entry.kind_words, timed.entry.words)
        for day, _ in response.context["days"]
        for timed in day.entries
    ]


def test_what_is_in_it(calendar: Callable[..., Any]) -> None:
    first = make_live_article(headline="First", at=LATER)
    Article.objects.filter(pk=first.pk).update(headline="Second")
    publishing.publish(first, by=None, at=NOON + HOUR, now=LATER + HOUR)
    publishing.withdraw(make_live_article(headline="Gone", at=LATER), by=None, at=NOON + 2 * HOUR, now=LATER + HOUR)
    make_article(headline="Sealed", embargo=NOON + 3 * HOUR)
    make_article(headline="Wanted", due_at=NOON + 4 * HOUR)
    assert entries(calendar()) == [
        ("Sat", "06:00", "First publication", "First"),
        ("Sat", "06:00", "First publication", "Gone"),
        ("Sun", "13:00", "New version", "Second"),
        ("Sun", "14:00", "Withdrawal", "Gone"),
        ("Sun", "15:00", "Embargo ends", "Sealed"),
        ("Sun", "16:00", "Due", "Wanted"),
    ]


def test_a_date_is_late_or_done(calendar: Callable[..., Any]) -> None:
    make_article(headline="Late", due_at=NOON - HOUR)
    make_article(headline="Done", due_at=NOON + HOUR, status=Article.Status.APPROVED)
    page = calendar().content.decode()
    assert "Due, late" in page
    assert "Due, done" in page


def test_an_end_with_another_edition_after_it_is_no_withdrawal(calendar: Callable[..., Any]) -> None:
    article = make_live_article(at=LATER)
    Article.objects.filter(pk=article.pk).update(headline="Again")
    publishing.publish(article, by=None, now=LATER + HOUR)
    assert [kind for _, _, kind, _ in entries(calendar())] == ["First publication", "New version"]


def test_what_readers_see_now_leads_to_their_page(calendar: Callable[..., Any], client: Client) -> None:
    article = make_live_article(at=LATER)
    scheduled = make_article()
    publishing.publish(scheduled, by=None, at=NOON + HOUR, now=NOON - HOUR)
    addresses = [timed.entry.readers_address for day, _ in calendar().context["days"] for timed in day.entries]
    assert addresses == [article.editions.get().path, ""]
    assert client.get(addresses[0]).status_code == 200


def test_what_was_removed_has_no_dates(calendar: Callable[..., Any], administrator: User) -> None:
    article = make_live_article(at=LATER, due_at=NOON, embargo=LATER)
    publishing.remove(article, by=administrator, reason="A court said so.", now=NOON)
    assert {kind for _, _, kind, _ in entries(calendar())} == {"First publication", "Withdrawal"}


# The newsroom's zone


def test_days_are_those_of_the_newsroom(calendar: Callable[..., Any], settings: Any) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    make_article(headline="Monday there", due_at=datetime(2026, 3, 8, 11, 0, tzinfo=UTC))
    make_article(headline="Sunday there", due_at=datetime(2026, 3, 8, 10, 59, tzinfo=UTC))
    assert entries(calendar(week="2026-W10")) == [("Sun", "23:59", "Due", "Sunday there")]
    assert entries(calendar(week="2026-W11")) == [("Mon", "00:00", "Due", "Monday there")]


def test_a_time_that_comes_twice_bears_its_zone(calendar: Callable[..., Any], settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    for hour in (0, 1):
        make_article(headline=f"Hour {hour}", due_at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
    make_article(headline="Day before", due_at=datetime(2026, 10, 24, 9, tzinfo=UTC))
    response = calendar(week="2026-W43")
    assert entries(response) == [
        ("Sat", "12:00", "Due", "Day before"),
        ("Sun", "03:30 EEST", "Due", "Hour 0"),
        ("Sun", "03:30 EET", "Due", "Hour 1"),
    ]
    assert "The clocks go back by an hour." in response.content.decode()
    assert "Times are those of Europe/Riga." in response.content.decode()


def test_today_is_marked(calendar: Callable[..., Any]) -> None:
    assert [day.is_today for day, _ in calendar().context["days"]] == [False] * 6 + [True]


# Asked for in words


@pytest.mark.parametrize(
    "query",
    [
        {"week": "nonsense"},
        {"month": "2026-99"},
        {"week": "\0"},
        {"week": "9" * 5000},
        {"month": "<script>"},
        {"section": "no-such"},
        {"person": "nobody"},
        {"section": "\0", "person": "😀"},
    ],
)
def test_what_makes_no_sense_gives_this_week_and_a_word(calendar: Callable[..., Any], query: dict[str, str]) -> None:
    make_article(headline="Wanted", due_at=NOON)
    response = calendar(**query)
    assert response.status_code == 200
    assert [words for _, _, _, words in entries(response)] == ["Wanted"]
    assert response.context["complaints"]
    assert "<script>" not in response.content.decode().partition("calendar-word")[2]


def test_a_week_with_nothing_says_so(calendar: Callable[..., Any]) -> None:
    assert "Nothing goes out, ends or is due in this week." in calendar().content.decode()
    assert "in this month, as it is narrowed." in calendar(month="2026-03", person="editor").content.decode()


def test_a_month(calendar: Callable[..., Any]) -> None:
    for minutes in range(8):
        make_article(due_at=NOON + timedelta(minutes=minutes))
    response = calendar(month="2026-03")
    assert len(response.context["days"]) == 31
    assert len(entries(response)) == 8
    page = response.content.decode()
    assert page.count('class="calendar-entry') == 6
    assert "?week=2026-W10#d2026-03-08" in page


def test_the_ways_keep_the_choice(calendar: Callable[..., Any], editor: User) -> None:
    make_section(name="World")
    context = calendar(week="2026-W10", section="world", person="editor").context
    kept = "section=world&person=editor"
    assert context["earlier"].endswith(f"?week=2026-W09&{kept}")
    assert context["later"].endswith(f"?week=2026-W11&{kept}")
    assert context["as_month"].endswith(f"?month=2026-03&{kept}")


def test_the_calendar_has_ends(calendar: Callable[..., Any]) -> None:
    page = calendar(month="2999-12")
    assert page.context["later"] == ""
    assert 'rel="next"' not in page.content.decode()


# Narrowing


def test_narrowed_to_a_section(calendar: Callable[..., Any]) -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    for section in (world, sport):
        make_article(headline=f"Due {section}", section=section, due_at=NOON)
        make_live_article(headline=f"Live {section}", section=section, at=LATER)
    assert [words for *_, words in entries(calendar(section="sport"))] == ["Live Sport", "Due Sport"]


def test_narrowed_to_a_person(calendar: Callable[..., Any], reporter: User) -> None:
    make_article(headline="Begun", created_by=reporter, due_at=NOON)
    make_live_article(headline="Given", assigned_to=reporter, at=LATER)
    make_article(headline="Another’s", due_at=NOON)
    make_live_article(headline="Another’s", at=LATER)
    assert [words for *_, words in entries(calendar(person="reporter"))] == ["Given", "Begun"]


def test_the_choices_are_ones_sections_and_the_people_of_the_desk(
    editor: User, reporter: User, outsider: User, calendar: Callable[..., Any]
) -> None:
    SectionAccess.objects.create(user=editor, section=make_section(name="Sport"))
    make_section(name="World")
    reporter.first_name, reporter.last_name = "Ilze", "Bērziņa"
    reporter.save()
    choices = calendar().context["choices"]
    assert [choice.words for choice in choices.sections] == ["Sport"]
    assert [choice.words for choice in choices.people] == ["editor", "Ilze Bērziņa"]


def test_a_person_of_another_section_sees_nothing_of_it(editor: User, calendar: Callable[..., Any]) -> None:
    SectionAccess.objects.create(user=editor, section=make_section(name="Sport"))
    world = make_section(name="World")
    make_article(headline="Secret", section=world, due_at=NOON, embargo=NOON)
    publishing.publish(make_article(headline="Secret", section=world), by=None, at=NOON + HOUR, now=NOON)
    make_article(headline="Own", section=world, due_at=NOON, created_by=editor)
    response = calendar(section="world")
    assert [words for *_, words in entries(response)] == ["Own"]
    assert "Secret" not in response.content.decode()


@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("colleague", 403), ("photo_editor", 200)])
def test_who_sees_the_calendar(request: Any, db: None, signed_in: SignIn, person: str, status: int) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.get(reverse("admin:articles_article_calendar")).status_code == status


@pytest.fixture
def colleague(db: None) -> User:
    """Signs in at the desk, and sees no article."""
    return User.objects.create_user("colleague", is_staff=True)


def test_it_is_read_and_not_written(editor: User, signed_in: SignIn) -> None:
    assert signed_in(editor).post(reverse("admin:articles_article_calendar")).status_code == 405


# Bounds


def test_what_one_page_does_not_show_is_said(calendar: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_entries, "READ_AT_MOST", 3)
    for _ in range(4):
        make_article(due_at=NOON)
    response = calendar()
    assert len(entries(response)) == 3
    assert "There is more in this week than one page shows." in response.content.decode()


def test_as_many_queries_for_2000_articles_as_for_ten(calendar: Callable[..., Any], editor: User) -> None:
    section = make_section(name="World")
    SectionAccess.objects.create(user=editor, section=section)
    fill(section, editor, 2)
    calendar()
    few = queries(calendar)
    make_archive(2000, section=section, author=make_author(), topic=make_topic())
    fill(section, editor, 10)
    assert queries(calendar) == few
    # Two of them are the session and the account.
    assert few <= 6 + 2


def queries(calendar: Callable[..., Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        calendar(month="2026-03", section="world", person="editor")
    return len(captured)


def fill(section: Any, editor: User, count: int) -> None:
    for _ in range(count):
        make_article(section=section, assigned_to=editor, due_at=NOON, embargo=NOON)
        make_live_article(section=section, created_by=editor, at=LATER)

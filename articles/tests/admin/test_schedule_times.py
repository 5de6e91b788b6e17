"""Times that are typed at the desk, in a zone whose clocks change."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article
from articles.tests.factories import NOON, make_article, make_live_article

from .forms import filled_in, said

HOUR = timedelta(hours=1)

TWICE, FIRST, SECOND = "2026-10-25T03:30", "2026-10-25T00:30:00+00:00", "2026-10-25T01:30:00+00:00"
NEVER, BEFORE, AFTER = "2026-03-29T03:30", "2026-03-29T00:30:00+00:00", "2026-03-29T01:30:00+00:00"


@pytest.fixture(autouse=True)
def in_riga_at_noon(settings: Any, frozen: Callable[[datetime], None]) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    frozen(NOON)


def page(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def decide(client: Client, name: str, article: Article, **choice: Any) -> Any:
    """Open the page behind the button, fill it in, and press its button."""
    return client.post(page(name, article), filled_in(client.get(page(name, article)), **choice), follow=True)


def again(client: Client, name: str, article: Article, response: Any, **choice: Any) -> Any:
    """Press the button of the page that came back, changing only `choice`."""
    return client.post(page(name, article), filled_in(response, **choice), follow=True)


def drawn(response: Any) -> Any:
    return lxml_html.fromstring(response.content.decode())


def offered(response: Any) -> list[tuple[str, str, bool]]:
    """The moments that the page offers: value, label, whether it is chosen."""
    return [
        (radio.get("value"), radio.getparent().text_content().strip(), radio.get("checked") is not None)
        for radio in drawn(response).xpath("//input[@name='at_moment']")
    ]


def starts(article: Article) -> list[datetime]:
    return list(article.editions.order_by("visible_from").values_list("visible_from", flat=True))


def make_scheduled(at: datetime = NOON + 2 * HOUR, **overrides: Any) -> Article:
    article = make_article(**overrides)
    publishing.publish(article, by=None, at=at, now=NOON)
    return article


# A time that is two moments, or none


def test_a_time_that_comes_twice_is_explained_and_offered(desk: Client) -> None:
    article = make_article()
    response = decide(desk, "publish", article, when="later", at=TWICE)
    assert "comes twice in Europe/Riga: the clocks go back from 04:00 to 03:00" in response.content.decode()
    assert offered(response) == [
        (FIRST, "03:30 EEST (UTC+3), first time", False),
        (SECOND, "03:30 EET (UTC+2), second time", False),
    ]
    assert not article.editions.exists()


def test_a_time_that_never_comes_is_explained_and_offered(desk: Client) -> None:
    article = make_article()
    response = decide(desk, "publish", article, when="later", at=NEVER)
    assert "does not exist in Europe/Riga: the clocks go from 03:00 to 04:00" in response.content.decode()
    assert offered(response) == [
        (BEFORE, "02:30 EET (UTC+2), before the change", False),
        (AFTER, "04:30 EEST (UTC+3), after the change", False),
    ]
    assert not article.editions.exists()


@pytest.mark.parametrize(
    ("typed", "chosen", "shown"),
    [
        (TWICE, FIRST, "25 Oct 2026, 03:30 EEST"),
        (TWICE, SECOND, "25 Oct 2026, 03:30 EET"),
        (NEVER, BEFORE, "29 Mar 2026, 02:30 EET"),
        (NEVER, AFTER, "29 Mar 2026, 04:30 EEST"),
    ],
)
def test_the_chosen_moment_goes_through(desk: Client, typed: str, chosen: str, shown: str) -> None:
    article = make_article()
    asked = decide(desk, "publish", article, when="later", at=typed)
    response = again(desk, "publish", article, asked, at_moment=chosen)
    assert said(response) == [f"Scheduled. Readers will see it from {shown} (Europe/Riga) on."]
    assert starts(article) == [datetime.fromisoformat(chosen)]


@pytest.mark.parametrize(
    ("zone", "typed", "labels"),
    [
        ("America/New_York", "2026-11-01T01:30", ["01:30 EDT (UTC−4), first time", "01:30 EST (UTC−5), second time"]),
        ("Australia/Lord_Howe", "2026-10-04T02:15", ["01:45 UTC+10:30, before the change", "02:45 UTC+11, after the change"]),
        ("America/Santiago", "2026-09-06T00:30", ["23:30 UTC−4 on 5 September 2026, before the change", "01:30 UTC−3, after the change"]),
        ("Europe/London", "2026-10-25T01:30", ["01:30 BST (UTC+1), first time", "01:30 GMT (UTC+0), second time"]),
        ("UTC", "2026-10-25T03:30", []),
        ("Europe/Riga", "2026-10-25T04:00", []),
    ],
)  # fmt: skip
def test_in_every_zone(desk: Client, settings: Any, zone: str, typed: str, labels: list[str]) -> None:
    settings.TIME_ZONE = zone
    response = decide(desk, "publish", make_article(), when="later", at=typed)
    assert [label for _, label, _ in offered(response)] == labels


def test_a_time_of_the_past_that_came_twice_is_asked_first_and_then_refused(
    chief: User, signed_in: Callable[[User], Client], frozen: Callable[[datetime], None]
) -> None:
    frozen(datetime.fromisoformat(FIRST))
    article, desk = make_article(), signed_in(chief)
    asked = decide(desk, "publish", article, when="later", at=TWICE)
    assert "has passed" in again(desk, "publish", article, asked, at_moment=FIRST).content.decode()
    again(desk, "publish", article, asked, at_moment=SECOND)
    assert starts(article) == [datetime.fromisoformat(SECOND)]


# The choice counts for the very time that was typed


def test_without_a_choice_it_asks_again(desk: Client) -> None:
    article = make_article()
    asked = decide(desk, "publish", article, when="later", at=TWICE)
    assert len(offered(again(desk, "publish", article, asked))) == 2
    assert not article.editions.exists()


def test_a_choice_is_not_taken_for_another_time_that_comes_twice(desk: Client) -> None:
    article = make_article()
    asked = decide(desk, "publish", article, when="later", at=TWICE)
    response = again(desk, "publish", article, asked, at="2026-10-25T03:45", at_moment=SECOND)
    assert offered(response) == [
        ("2026-10-25T00:45:00+00:00", "03:45 EEST (UTC+3), first time", False),
        ("2026-10-25T01:45:00+00:00", "03:45 EET (UTC+2), second time", False),
    ]
    assert not article.editions.exists()


def test_a_choice_is_not_taken_for_a_time_that_comes_once(desk: Client) -> None:
    article = make_article()
    asked = decide(desk, "publish", article, when="later", at=TWICE)
    response = again(desk, "publish", article, asked, at="2026-10-26T08:00", at_moment=SECOND)
    assert said(response) == ["Scheduled. Readers will see it from 26 Oct 2026, 08:00 EET (Europe/Riga) on."]


@pytest.mark.parametrize("chosen", ["", "soon", "2026-10-25T02:30:00+00:00", "2026-10-25T00:30:00", "\x00"])
def test_what_was_never_offered_is_no_choice(desk: Client, chosen: str) -> None:
    article = make_article()
    response = decide(desk, "publish", article, when="later", at=TWICE, at_moment=chosen)
    assert [is_chosen for _, _, is_chosen in offered(response)] == [False, False]
    assert not article.editions.exists()


# What was typed is kept, and the page can be heard


def test_everything_that_was_typed_is_kept(desk: Client) -> None:
    article = make_live_article(at=NOON - HOUR)
    Article.objects.filter(pk=article.pk).update(headline="Changed")
    asked = decide(desk, "publish", article, when="later", at=TWICE, minor="on", change_note="A comma.")
    sent = filled_in(asked)
    assert (sent["when"], sent["at"], sent["minor"], sent["change_note"]) == (["later"], [TWICE], ["on"], ["A comma."])


def test_the_choice_is_kept_when_something_else_is_wrong(desk: Client) -> None:
    article = make_article()
    asked = decide(desk, "publish", article, when="later", at=TWICE)
    response = again(desk, "publish", article, asked, when="", at_moment=SECOND)
    assert [is_chosen for _, _, is_chosen in offered(response)] == [False, True]


@pytest.mark.parametrize("typed", ["25.10.2026 03:30", "soon", "2026-02-30T10:00", "2026-10-25T24:01", "\x00", "٣"])
def test_what_is_no_time_is_kept_and_asked_for_again(desk: Client, typed: str) -> None:
    article = make_article()
    response = decide(desk, "publish", article, when="later", at=typed)
    assert "Enter a valid date/time." in response.content.decode()
    assert response.context["form"]["at"].value().text == typed
    assert offered(response) == []


def test_the_explanation_is_read_with_the_time_and_with_the_choice(desk: Client) -> None:
    root = drawn(decide(desk, "publish", make_article(), when="later", at=TWICE))
    group = root.xpath("//input[@name='at_moment']")[0].xpath("ancestor::*[@role='group'][1]")[0]
    assert "comes twice" in root.get_element_by_id("id_at_error").text_content()
    assert group.get("aria-describedby") == "id_at_error"
    assert "id_at_error" in root.get_element_by_id("id_at").get("aria-describedby").split()
    assert root.get_element_by_id("id_at").get("aria-invalid") == "true"
    assert root.get_element_by_id(group.get("aria-labelledby")).text == "Which moment do you mean?"
    assert root.findtext(".//title").strip().startswith("Error: ")


def test_every_radio_button_has_its_own_label(desk: Client) -> None:
    root = drawn(decide(desk, "publish", make_article(), when="later", at=NEVER))
    ids = root.xpath("//input[@name='at_moment']/@id")
    assert len(set(ids)) == 2
    assert root.xpath("//input[@name='at_moment']/parent::label/@for") == ids


def test_a_page_without_a_fault_asks_nothing(desk: Client) -> None:
    response = desk.get(page("publish", make_article()))
    assert offered(response) == []
    assert "errornote" not in response.content.decode()
    assert not drawn(response).findtext(".//title").strip().startswith("Error")


# Other times


def test_a_time_with_its_offset_is_one_moment(desk: Client) -> None:
    article = make_article()
    decide(desk, "publish", article, when="later", at="2026-10-25T03:30+02:00")
    assert starts(article) == [datetime.fromisoformat(SECOND)]


def test_to_the_second(desk: Client) -> None:
    article = make_article()
    decide(desk, "publish", article, when="later", at="2026-03-09T08:00:07")
    assert starts(article) == [datetime(2026, 3, 9, 6, 0, 7, tzinfo=UTC)]


@pytest.mark.parametrize("typed", ["9000-01-01T02:00", "9999-12-31T23:59", "9500-10-26T03:30"])
def test_a_year_that_was_mistyped_is_asked_for_again(desk: Client, typed: str) -> None:
    article = make_article()
    response = decide(desk, "publish", article, when="later", at=typed)
    assert "too far ahead" in response.content.decode()
    assert not article.editions.exists()


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "1900-01-01T00:00"])
def test_a_year_before_every_newsroom_is_asked_for_again(desk: Client, typed: str) -> None:
    article = make_article()
    response = decide(desk, "publish", article, when="later", at=typed)
    assert "errornote" in response.content.decode()
    assert not article.editions.exists()


@pytest.mark.parametrize("typed", ["2026-03-09T08:00", TWICE, "soon"])
@pytest.mark.parametrize(("name", "verb"), [("publish", "Publish"), ("withdraw", "Withdraw")])
def test_a_typed_time_is_not_passed_over_by_doing_it_now(desk: Client, name: str, verb: str, typed: str) -> None:
    article = make_live_article(at=NOON - HOUR)
    Article.objects.filter(pk=article.pk).update(headline="Changed")
    response = decide(desk, name, article, when="now", at=typed)
    assert f"You typed a time. Choose “{verb} later”, or empty the time." in response.content.decode()
    assert starts(article) == [NOON - HOUR]
    assert article.editions.visible_at(NOON).exists()


# Withdraw


def test_withdraw_later(desk: Client) -> None:
    article = make_live_article(at=NOON - HOUR)
    response = decide(desk, "withdraw", article, when="later", at="2026-03-09T08:00")
    assert said(response) == ["Scheduled. Readers will see the article until 9 Mar 2026, 08:00 EET (Europe/Riga)."]
    assert article.editions.get().visible_until == datetime(2026, 3, 9, 6, 0, tzinfo=UTC)


def test_withdraw_at_a_time_that_comes_twice(desk: Client) -> None:
    article = make_live_article(at=NOON - HOUR)
    asked = decide(desk, "withdraw", article, when="later", at=TWICE)
    assert len(offered(asked)) == 2
    again(desk, "withdraw", article, asked, at_moment=SECOND)
    assert article.editions.get().visible_until == datetime.fromisoformat(SECOND)


@pytest.mark.parametrize(("typed", "complaint"), [("", "Say when."), ("2026-03-08T13:00", "or withdraw now")])
def test_a_moment_to_withdraw_at_that_cannot_be(desk: Client, typed: str, complaint: str) -> None:
    article = make_live_article(at=NOON - HOUR)
    assert complaint in decide(desk, "withdraw", article, when="later", at=typed).content.decode()
    assert article.editions.visible_at(NOON + 24 * HOUR).exists()


def test_when_it_is_to_be_withdrawn_is_said(desk: Client) -> None:
    article = make_live_article(at=NOON - HOUR)
    decide(desk, "withdraw", article, when="later", at="2026-03-09T08:00")
    seen = desk.get(page("withdraw", article)).content.decode()
    assert "A withdrawal is planned for 9 Mar 2026, 08:00 EET already." in seen


def test_a_moment_at_which_readers_see_nothing_is_asked_for_again(desk: Client) -> None:
    article = make_live_article(at=NOON - HOUR)
    decide(desk, "withdraw", article, when="later", at="2026-03-09T08:00")
    response = decide(desk, "withdraw", article, when="later", at="2026-03-10T08:00")
    assert "to be withdrawn earlier, on 09 March 2026, 08:00 EET" in response.content.decode()
    assert filled_in(response)["at"] == ["2026-03-10T08:00"]


# Move the schedule


def test_the_panel_offers_to_move_what_is_scheduled(desk: Client) -> None:
    article = make_scheduled()
    seen = desk.get(page("change", article)).content.decode()
    assert f"{page('move_schedule', article)}?version=1" in seen


def test_the_panel_offers_nothing_to_move_where_nothing_is_scheduled(desk: Client) -> None:
    article = make_live_article(at=NOON - HOUR)
    assert page("move_schedule", article) not in desk.get(page("change", article)).content.decode()


def test_the_schedule_is_moved(desk: Client, chief: User) -> None:
    article = make_scheduled()
    response = decide(desk, "move_schedule", article, at="2026-03-09T08:00")
    assert said(response) == ["Moved. Readers will see it from 9 Mar 2026, 08:00 EET (Europe/Riga) on."]
    assert starts(article) == [datetime(2026, 3, 9, 6, 0, tzinfo=UTC)]
    assert article.editions.get().path.startswith("/2026/03/09/")


def test_the_page_begins_from_the_moment_that_is_scheduled(desk: Client) -> None:
    article = make_scheduled()
    response = desk.get(page("move_schedule", article))
    assert filled_in(response)["at"] == ["2026-03-08T16:00"]
    assert "Revision 1 is scheduled for 8 Mar 2026, 16:00 EET." in response.content.decode()


@pytest.mark.parametrize(("moment", "which"), [(FIRST, [True, False]), (SECOND, [False, True])])
def test_the_page_begins_from_the_right_one_of_two_moments(desk: Client, moment: str, which: list[bool]) -> None:
    article = make_scheduled(datetime.fromisoformat(moment))
    response = desk.get(page("move_schedule", article))
    assert filled_in(response)["at"] == [TWICE]
    assert [is_chosen for _, _, is_chosen in offered(response)] == which


def test_moved_from_the_first_to_the_second_of_two_moments(desk: Client) -> None:
    article = make_scheduled(datetime.fromisoformat(FIRST))
    response = decide(desk, "move_schedule", article, at_moment=SECOND)
    assert said(response) == ["Moved. Readers will see it from 25 Oct 2026, 03:30 EET (Europe/Riga) on."]
    assert starts(article) == [datetime.fromisoformat(SECOND)]


def test_moved_into_an_hour_that_never_comes_it_asks(desk: Client) -> None:
    article = make_scheduled()
    asked = decide(desk, "move_schedule", article, at=NEVER)
    assert starts(article) == [NOON + 2 * HOUR]
    again(desk, "move_schedule", article, asked, at_moment=AFTER)
    assert starts(article) == [datetime.fromisoformat(AFTER)]


def test_seconds_of_the_schedule_are_shown(desk: Client) -> None:
    article = make_scheduled(NOON + HOUR + timedelta(seconds=7))
    assert filled_in(desk.get(page("move_schedule", article)))["at"] == ["2026-03-08T15:00:07"]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "Say when."),
        ("2026-03-08T13:59", "That moment has passed. Choose one ahead."),
        ("2026-03-08T18:00", "Choose a moment before 8 Mar 2026, 18:00 EET."),
    ],
)
def test_a_moment_to_move_to_that_cannot_be(desk: Client, typed: str, complaint: str) -> None:
    article = make_scheduled()
    publishing.withdraw(article, by=None, at=NOON + 4 * HOUR, now=NOON)
    response = decide(desk, "move_schedule", article, at=typed)
    assert complaint in response.content.decode()
    assert filled_in(response)["at"] == [typed]
    assert starts(article) == [NOON + 2 * HOUR]


def test_what_publishing_refuses_is_said_beside_the_time(desk: Client) -> None:
    article = make_scheduled(embargo=NOON + HOUR)
    response = decide(desk, "move_schedule", article, at="2026-03-08T14:30")
    assert (
        "under embargo until 08 March 2026, 15:00 EET"
        in drawn(response).get_element_by_id("id_at_error").text_content()
    )
    assert filled_in(response)["at"] == ["2026-03-08T14:30"]


def test_what_fell_due_meanwhile_is_not_moved(desk: Client, frozen: Callable[[datetime], None]) -> None:
    article = make_scheduled()
    seen = filled_in(desk.get(page("move_schedule", article)), at="2026-03-09T08:00")
    frozen(NOON + 2 * HOUR)
    response = desk.post(page("move_schedule", article), seen, follow=True)
    assert said(response) == ["The version has just appeared: it fell due before it was moved."]
    assert starts(article) == [NOON + 2 * HOUR]


def test_what_fell_due_meanwhile_is_not_cancelled(desk: Client, frozen: Callable[[datetime], None]) -> None:
    article = make_scheduled()
    seen = filled_in(desk.get(page("cancel_schedule", article)))
    frozen(NOON + 2 * HOUR)
    response = desk.post(page("cancel_schedule", article), seen, follow=True)
    assert said(response) == ["Nothing is scheduled for this article."]
    assert starts(article) == [NOON + 2 * HOUR]


def test_the_next_one_is_not_moved_in_the_place_of_what_fell_due(
    desk: Client, frozen: Callable[[datetime], None]
) -> None:
    article = make_scheduled()
    Article.objects.filter(pk=article.pk).update(headline="Two")
    publishing.publish(Article.objects.get(pk=article.pk), by=None, at=NOON + 4 * HOUR, now=NOON)
    seen = filled_in(desk.get(page("move_schedule", article)), at="2026-03-08T17:00")
    frozen(NOON + 2 * HOUR)
    assert "just appeared" in said(desk.post(page("move_schedule", article), seen, follow=True))[0]
    assert starts(article) == [NOON + 2 * HOUR, NOON + 4 * HOUR]


def test_what_was_scheduled_after_the_page_was_opened_is_not_moved(desk: Client) -> None:
    article = make_article()
    publishing.save_revision(article, by=None, now=NOON)
    seen = filled_in(desk.get(page("move_schedule", article)), at="2026-03-09T08:00")
    publishing.publish(article, by=None, at=NOON + 2 * HOUR, now=NOON)
    assert "changed since you looked" in said(desk.post(page("move_schedule", article), seen, follow=True))[0]
    assert starts(article) == [NOON + 2 * HOUR]


def test_moving_no_schedule_says_so(desk: Client) -> None:
    article = make_article()
    assert "Nothing is scheduled for this article." in desk.get(page("move_schedule", article)).content.decode()
    response = decide(desk, "move_schedule", article, at="2026-03-09T08:00")
    assert said(response) == ["Nothing is scheduled for this article, or it has just appeared."]


def test_an_article_that_moved_on_is_looked_at_again(desk: Client) -> None:
    article = make_scheduled()
    seen = filled_in(desk.get(page("move_schedule", article)), at="2026-03-09T08:00")
    Article.objects.filter(pk=article.pk).update(headline="Somebody else’s")
    publishing.save_revision(Article.objects.get(pk=article.pk), by=None, now=NOON)
    assert (
        "you saw version 1, it is now at version 2"
        in said(desk.post(page("move_schedule", article), seen, follow=True))[0]
    )
    assert starts(article) == [NOON + 2 * HOUR]


def test_nobody_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(page("move_schedule", make_scheduled()))["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_wrong_right_is_refused(reporter: User, signed_in: Callable[[User], Client], method: str) -> None:
    article = make_scheduled()
    request = getattr(signed_in(reporter), method)
    assert request(page("move_schedule", article), {"version": 1, "at": "2026-03-09T08:00"}).status_code == 403
    assert starts(article) == [NOON + 2 * HOUR]


def test_the_right_right_moves_it(publisher: User, signed_in: Callable[[User], Client]) -> None:
    article = make_scheduled()
    decide(signed_in(publisher), "move_schedule", article, at="2026-03-08T15:00")
    assert starts(article) == [NOON + HOUR]

"""Pages about the newspaper: what readers see is what was published, and every act is on record."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import OPEN_ENDED, AuditEntry, HousePage, HousePageEdition, Section, SectionAccess
from articles.tests.factories import NOON, make_house_page, make_live_house_page, make_section

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def rewritten(page: HousePage, body: str = "<p>New.</p>") -> HousePage:
    page.body = body
    return publishing.save_house_page(page, by=None, version=page.version, now=NOON + HOUR)


def spans(page: HousePage) -> list[tuple[str, object, object]]:
    return list(page.editions.order_by("visible_from").values_list("body", "visible_from", "visible_until"))


def test_a_save_shows_readers_nothing(publisher: User) -> None:
    page = make_live_house_page(body="<p>Old.</p>")
    rewritten(page)
    assert spans(page) == [("<p>Old.</p>", NOON, OPEN_ENDED)]
    assert page.version == 2


def test_publishing_ends_what_stood_there(publisher: User) -> None:
    page = rewritten(make_live_house_page(body="<p>Old.</p>"))
    publishing.publish_house_page(page, by=publisher, now=NOON + 2 * HOUR)
    assert spans(page) == [
        ("<p>Old.</p>", NOON, NOON + 2 * HOUR),
        ("<p>New.</p>", NOON + 2 * HOUR, OPEN_ENDED),
    ]


def test_a_scheduled_text_waits_and_can_be_cancelled(publisher: User) -> None:
    page = rewritten(make_live_house_page(body="<p>Old.</p>"))
    edition = publishing.publish_house_page(page, by=publisher, at=NOON + 5 * HOUR, now=NOON + 2 * HOUR)
    assert [span[2] for span in spans(page)] == [NOON + 5 * HOUR, OPEN_ENDED]
    publishing.cancel_house_page(page, by=publisher, edition_id=edition.pk, now=NOON + 3 * HOUR)
    assert spans(page) == [("<p>Old.</p>", NOON, OPEN_ENDED)]


def test_what_has_appeared_is_not_cancelled(publisher: User) -> None:
    page = make_live_house_page()
    with pytest.raises(publishing.NotReady, match="just appeared"):
        publishing.cancel_house_page(page, by=publisher, edition_id=page.editions.get().pk, now=NOON)


def test_publishing_what_readers_see_changes_nothing(publisher: User) -> None:
    page = make_live_house_page()
    publishing.publish_house_page(page, by=publisher, now=NOON + HOUR)
    assert HousePageEdition.objects.count() == 1


def test_withdrawn_it_is_gone_and_can_come_back(publisher: User) -> None:
    page = make_live_house_page()
    publishing.withdraw_house_page(page, by=publisher, now=NOON + HOUR)
    assert not page.editions.visible_at(NOON + HOUR).exists()
    with pytest.raises(publishing.NotReady, match="do not see"):
        publishing.withdraw_house_page(page, by=publisher, now=NOON + HOUR)
    publishing.publish_house_page(page, by=publisher, now=NOON + 2 * HOUR)
    assert page.editions.visible_at(NOON + 2 * HOUR).exists()


def test_an_earlier_text_comes_back_to_the_desk_alone(publisher: User) -> None:
    page = rewritten(make_live_house_page(body="<p>Old.</p>"))
    publishing.publish_house_page(page, by=None, now=NOON + 2 * HOUR)
    first = page.editions.order_by("visible_from")[0]
    restored = publishing.restore_house_page(page, first, by=publisher, version=2, now=NOON + 3 * HOUR)
    assert (restored.body, restored.version) == ("<p>Old.</p>", 3)
    assert page.editions.visible_at(NOON + 3 * HOUR).get().body == "<p>New.</p>"


def test_every_act_is_on_record(publisher: User) -> None:
    page = publishing.save_house_page(
        HousePage(title="Ethics", slug="ethics", body="<p>Text.</p>"), by=publisher, version=0, now=NOON
    )
    page.summary = "Short."
    publishing.save_house_page(page, by=publisher, version=1, now=NOON + HOUR)
    publishing.save_house_page(page, by=publisher, version=2, now=NOON + HOUR)
    publishing.publish_house_page(page, by=publisher, now=NOON + 2 * HOUR, note="For the record.")
    publishing.withdraw_house_page(page, by=publisher, now=NOON + 3 * HOUR)
    entries = AuditEntry.objects.filter(house_page="ethics").order_by("at")
    assert [entry.action for entry in entries] == ["saved", "saved", "published", "withdrawn"]
    assert entries[1].detail["changed"] == ["summary"]
    assert entries[2].reason == "For the record."
    assert {entry.by for entry in entries} == {publisher}
    assert AuditEntry.objects.get_by_natural_key(*entries[0].natural_key()) == entries[0]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "nothing to read"),
        ('<aside data-type="note"><p>Later.</p></aside>', "nothing to read"),
    ],
)
def test_readers_are_shown_no_empty_page(body: str, reason: str) -> None:
    with pytest.raises(publishing.NotReady, match=reason):
        publishing.publish_house_page(make_house_page(body=body), by=None, now=NOON)


def test_such_a_page_is_words_alone() -> None:
    with pytest.raises(publishing.NotReady, match="words alone"):
        make_house_page(body='<figure data-image="key"></figure>')


def test_its_address_stays() -> None:
    page = make_house_page(slug="ethics")
    page.slug = "morals"
    with pytest.raises(publishing.NotReady, match="address"):
        publishing.save_house_page(page, by=None, version=1)


def test_nobody_writes_over_somebody_else() -> None:
    page = make_house_page()
    rewritten(HousePage.objects.get(pk=page.pk))
    with pytest.raises(publishing.StaleVersion):
        rewritten(page, "<p>Mine.</p>")
    with pytest.raises(publishing.StaleVersion):
        publishing.publish_house_page(page, by=None, version=1)


@pytest.mark.parametrize("role", ["reporter", "editor", "photo_editor", "outsider"])
def test_those_who_do_not_publish_change_nothing(role: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(role)
    page = make_live_house_page()
    for act in (
        lambda: publishing.save_house_page(HousePage(title="T", slug="t"), by=person, version=0),
        lambda: publishing.save_house_page(page, by=person, version=1),
        lambda: publishing.publish_house_page(page, by=person),
        lambda: publishing.withdraw_house_page(page, by=person),
        lambda: publishing.cancel_house_page(page, by=person, edition_id=1),
        lambda: publishing.restore_house_page(page, page.editions.get(), by=person, version=1),
    ):
        with pytest.raises(publishing.NotAllowed):
            act()


def test_who_works_for_some_sections_does_not_speak_for_the_paper(publisher: User) -> None:
    section: Section = make_section()
    SectionAccess.objects.create(user=publisher, section=section)
    with pytest.raises(publishing.NotAllowed):
        publishing.publish_house_page(make_house_page(), by=User.objects.get(pk=publisher.pk))

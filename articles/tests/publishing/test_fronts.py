"""Arranging a front, publishing and scheduling it, and going back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import publishing
from articles.models import OPEN_ENDED, Arrangement, AuditEntry, Front, FrontEdition, Pin, Rail, Section, SectionAccess
from articles.tests.factories import NOON, arrange, make_article, make_front_edition, make_live_article, make_section

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def save(arrangement: Arrangement, *, by: User | None = None, section: Section | None = None, **about: Any) -> Front:
    front = publishing.working_front(section)
    return publishing.save_front(front, arrangement, by=by, **{"version": front.version, "now": NOON} | about)


def spans() -> list[tuple[datetime, datetime]]:
    return list(FrontEdition.objects.order_by("visible_from").values_list("visible_from", "visible_until"))


def trail() -> list[str]:
    return list(AuditEntry.objects.exclude(front=None).order_by("id").values_list("action", flat=True))


# The working arrangement


def test_before_anybody_saved_the_river_fills_a_rail_of_every_section_of_the_navigation() -> None:
    for name, shown in [("World", True), ("Hidden", False), ("Data", True)]:
        make_section(name=name, in_navigation=shown)
    front = publishing.working_front(None)
    assert (front.pk, front.version) == (None, 0)
    assert front.arranged == Arrangement({}, (Rail("data"), Rail("world")))
    assert publishing.working_front(Section.objects.get(name="Data")).arranged == Arrangement()


def test_what_is_saved_is_the_desks_alone() -> None:
    story = make_live_article()
    front = save(arrange({"lead": story}))
    assert (front.version, front.updated_at) == (1, NOON)
    assert publishing.working_front(None).arranged.pins == {"lead": Pin(story.uuid)}
    assert not FrontEdition.objects.exists()


def test_a_pin_keeps_its_end() -> None:
    pin = Pin(make_live_article().uuid, until=NOON + HOUR)
    save(arrange({"lead": pin}))
    assert publishing.working_front(None).arranged.pins == {"lead": pin}


def test_saving_the_same_changes_nothing() -> None:
    arrangement = arrange({"lead": make_live_article()})
    save(arrangement)
    assert save(arrangement, now=NOON + HOUR).version == 1
    assert trail() == ["saved"]


def test_a_stale_version_is_refused_and_nothing_is_lost() -> None:
    one, other = make_live_article(), make_live_article()
    save(arrange({"lead": one}))
    with pytest.raises(publishing.StaleVersion, match="version 0, it is now at version 1"):
        save(arrange({"lead": other}), version=0)
    assert publishing.working_front(None).arranged.pins == {"lead": Pin(one.uuid)}


def test_fronts_are_apart() -> None:
    section, story = make_section(), make_live_article()
    save(arrange({"lead": story}), section=section)
    assert publishing.working_front(None).arranged.pins == {}
    assert publishing.working_front(section).arranged.pins == {"lead": Pin(story.uuid)}


def test_the_trail_says_who_placed_what(editor: User) -> None:
    story = make_live_article(headline="Storm")
    save(arrange({"lead": Pin(story.uuid, until=NOON + HOUR)}), by=editor)
    entry = AuditEntry.objects.get(front__isnull=False)
    assert (entry.by, entry.at, entry.action, entry.headline) == (editor, NOON, "saved", "Home page")
    assert entry.detail == {"version": 1, "pins": ["lead: Storm (until 08 March 2026, 13:00 UTC)"]}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda one, section: arrange({"lead": one, "beside-1": one}), "stands in 2 places"),
        (lambda one, section: arrange({"rail-nowhere-1": one}), "a place that this front does not have"),
        (lambda one, section: arrange({"lead": Pin(section_uuid())}), "no longer exists"),
        (lambda one, section: arrange(rails=[(section, 10)]), "room for 1 to 9 stories, not 10"),
        (lambda one, section: arrange(rails=[(section, 0)]), "room for 1 to 9 stories, not 0"),
        (lambda one, section: arrange(rails=[(section, 3), (section, 4)]), "has two rails"),
        (lambda one, section: Arrangement({}, (Rail("gone"),)), "“gone” no longer exists"),
        (lambda one, section: arrange({f"rail-{section.slug}-4": one}, [(section, 3)]), "a place that this front"),
    ],
)
def test_what_cannot_be_arranged(change: Callable[..., Arrangement], complaint: str) -> None:
    arrangement = change(make_live_article(), make_section(name="World"))
    with pytest.raises(publishing.NotReady, match=complaint):
        save(arrangement)
    assert publishing.working_front(None).version == 0


def section_uuid() -> Any:
    return make_article()._meta.get_field("uuid").get_default()


def test_what_is_paid_for_has_its_own_place() -> None:
    with pytest.raises(publishing.NotReady, match="is paid for"):
        save(arrange({"lead": make_live_article(kind="sponsored")}))


def test_a_sections_front_has_no_rails() -> None:
    section = make_section()
    with pytest.raises(publishing.NotReady, match="Only the home page"):
        save(arrange(rails=[(section, 3)]), section=section)


# Publishing


def test_publishing_ends_one_edition_and_opens_the_next(publisher: User) -> None:
    story = make_live_article()
    make_front_edition(arrange(), at=NOON - HOUR)
    front = save(arrange({"lead": story}))
    edition = publishing.publish_front(front, by=publisher, version=2, note="Storm first", now=NOON)
    assert spans() == [(NOON - HOUR, NOON), (NOON, OPEN_ENDED)]
    assert (edition.by, edition.at, edition.version, edition.note) == (publisher, NOON, 2, "Storm first")
    assert edition.arranged.pins == {"lead": Pin(story.uuid)}


def test_a_front_that_nobody_saved_can_be_published(publisher: User) -> None:
    edition = publishing.publish_front(publishing.working_front(None), by=publisher, now=NOON)
    assert (edition.version, edition.arranged) == (0, Arrangement())


def test_publishing_what_readers_see_already_changes_nothing() -> None:
    edition = make_front_edition(arrange())
    assert publishing.publish_front(edition.front, by=None, now=NOON + HOUR) == edition
    assert trail() == ["published"]


def test_scheduling_ends_what_stands_there_then() -> None:
    make_front_edition(arrange(), at=NOON - HOUR)
    make_front_edition(arrange({"lead": make_live_article()}), at=NOON + HOUR, now=NOON)
    assert spans() == [(NOON - HOUR, NOON + HOUR), (NOON + HOUR, OPEN_ENDED)]
    assert trail()[-1] == "scheduled"


def test_publishing_now_leaves_what_is_scheduled() -> None:
    make_front_edition(arrange({"lead": make_live_article()}), at=NOON + 2 * HOUR, now=NOON)
    make_front_edition(arrange({"lead": make_live_article()}), at=NOON)
    assert spans() == [(NOON, NOON + 2 * HOUR), (NOON + 2 * HOUR, OPEN_ENDED)]


@pytest.mark.parametrize(
    ("at", "complaint"),
    [(NOON - HOUR, "has passed"), (OPEN_ENDED, "too far ahead"), (NOON + HOUR, "begins at this very moment")],
)
def test_a_moment_that_cannot_be(at: datetime, complaint: str) -> None:
    make_front_edition(arrange(), at=NOON + HOUR, now=NOON)
    front = save(arrange({"lead": make_live_article()}))
    with pytest.raises(publishing.NotReady, match=complaint):
        publishing.publish_front(front, by=None, at=at, now=NOON)
    assert spans() == [(NOON + HOUR, OPEN_ENDED)]


def test_a_version_that_nobody_looked_at_is_not_published() -> None:
    front = save(arrange({"lead": make_live_article()}))
    save(arrange({"lead": make_live_article()}))
    with pytest.raises(publishing.StaleVersion):
        publishing.publish_front(front, by=None, version=1, now=NOON)
    assert spans() == []


# The schedule


def scheduled(at: datetime = NOON + 2 * HOUR, **pins: Any) -> FrontEdition:
    return make_front_edition(arrange(pins or {"lead": make_live_article()}), at=at, now=NOON)


def test_a_scheduled_front_is_moved(publisher: User) -> None:
    make_front_edition(arrange(), at=NOON - HOUR)
    edition = scheduled()
    moved = publishing.move_front(edition.front, by=publisher, edition_id=edition.pk, at=NOON + HOUR, now=NOON)
    assert spans() == [(NOON - HOUR, NOON + HOUR), (NOON + HOUR, OPEN_ENDED)]
    assert (moved.arrangement, moved.by, moved.at) == (edition.arrangement, edition.by, edition.at)
    entry = AuditEntry.objects.get(action="schedule_moved")
    assert (entry.by, entry.detail["was"]) == (publisher, (NOON + 2 * HOUR).isoformat())


def test_it_is_moved_behind_another() -> None:
    first, second = scheduled(), scheduled(at=NOON + 3 * HOUR)
    moved = publishing.move_front(first.front, by=None, edition_id=first.pk, at=NOON + 4 * HOUR, now=NOON)
    assert spans() == [(NOON + 3 * HOUR, NOON + 4 * HOUR), (NOON + 4 * HOUR, OPEN_ENDED)]
    assert (moved.arrangement, second.pk != moved.pk) == (first.arrangement, True)


def test_moving_it_to_where_it_is_changes_nothing() -> None:
    edition = scheduled()
    assert publishing.move_front(edition.front, by=None, edition_id=edition.pk, at=NOON + 2 * HOUR, now=NOON) == edition
    assert "schedule_moved" not in trail()


def test_it_is_not_moved_onto_another() -> None:
    first, _ = scheduled(), scheduled(at=NOON + 3 * HOUR)
    before = spans()
    with pytest.raises(publishing.NotReady, match="very moment"):
        publishing.move_front(first.front, by=None, edition_id=first.pk, at=NOON + 3 * HOUR, now=NOON)
    assert spans() == before


def test_a_cancelled_front_lets_the_one_before_go_on() -> None:
    make_front_edition(arrange(), at=NOON - HOUR)
    edition = scheduled(lead=make_live_article(headline="Storm"))
    scheduled(at=NOON + 3 * HOUR)
    publishing.cancel_front(edition.front, by=None, edition_id=edition.pk, now=NOON)
    assert spans() == [(NOON - HOUR, NOON + 3 * HOUR), (NOON + 3 * HOUR, OPEN_ENDED)]
    assert AuditEntry.objects.get(action="schedule_cancelled").detail["pins"] == ["lead: Storm"]


@pytest.mark.parametrize("act", ["move", "cancel"])
@pytest.mark.parametrize(("after", "complaint"), [(timedelta(), "just appeared"), (HOUR, "just appeared")])
def test_what_has_fallen_due_stays(act: str, after: timedelta, complaint: str) -> None:
    edition = scheduled()
    with pytest.raises(publishing.NotReady, match=complaint):
        change(act, edition, now=NOON + 2 * HOUR + after)
    assert spans() == [(NOON + 2 * HOUR, OPEN_ENDED)]


@pytest.mark.parametrize("act", ["move", "cancel"])
def test_what_was_cancelled_by_somebody_else_is_said_to_be(act: str) -> None:
    edition = scheduled()
    change("cancel", edition, now=NOON)
    with pytest.raises(publishing.NotReady, match="no longer scheduled"):
        change(act, edition, now=NOON)


def test_the_clock_is_read_under_the_lock(monkeypatch: pytest.MonkeyPatch, frozen: Callable[[datetime], None]) -> None:
    edition = scheduled()
    frozen(NOON)
    claim = publishing.fronts._claim

    def claim_late(*args: Any) -> Front:
        frozen(NOON + 2 * HOUR)
        return claim(*args)

    monkeypatch.setattr("articles.publishing.fronts._claim", claim_late)
    with pytest.raises(publishing.NotReady, match="just appeared"):
        publishing.cancel_front(edition.front, by=None, edition_id=edition.pk)
    assert timezone.now() == NOON + 2 * HOUR


def change(act: str, edition: FrontEdition, *, now: datetime) -> None:
    about = {"by": None, "edition_id": edition.pk, "now": now}
    if act == "move":
        publishing.move_front(edition.front, at=NOON + 9 * HOUR, **about)
    else:
        publishing.cancel_front(edition.front, **about)


# Going back


def test_an_earlier_edition_comes_back_to_the_desk(publisher: User) -> None:
    one, other = make_live_article(), make_live_article()
    first = make_front_edition(arrange({"lead": one}), at=NOON - HOUR)
    make_front_edition(arrange({"lead": other}))
    missing = publishing.restore_front(first.front, first, by=publisher, version=2, now=NOON)
    assert (missing, publishing.working_front(None).arranged) == ([], first.arranged)
    assert FrontEdition.objects.visible_at(NOON).get().arranged.pins == {"lead": Pin(other.uuid)}
    assert AuditEntry.objects.get(action="restored").detail["restored"] == (NOON - HOUR).isoformat()


def test_what_has_gone_since_is_named_and_left_out() -> None:
    section, kept, paid = make_section(name="World"), make_live_article(), make_live_article(headline="Now paid")
    gone = Pin(section_uuid())
    edition = FrontEdition(
        front=save(arrange()),
        arrangement=arrange(
            {"lead": gone, "beside-1": kept, "beside-2": paid, "rail-gone-1": make_live_article()}
        ).as_json()
        | {"rails": [{"section": "gone", "size": 3}, {"section": section.slug, "size": 2}]},
        visible_from=NOON,
        version=1,
        at=NOON,
    )
    edition.save()
    paid.kind = "sponsored"
    paid.save()
    publishing.publish(paid, by=None, now=NOON + HOUR)
    missing = publishing.restore_front(edition.front, edition, by=None, version=1, now=NOON + HOUR)
    assert missing == [
        "The section “gone” no longer exists.",
        "A story that stood here no longer exists.",
        "“Now paid” is paid for now.",
    ]
    assert publishing.working_front(None).arranged == arrange({"beside-1": kept}, [(section, 2)])


def test_changes_are_discarded() -> None:
    one, other = make_live_article(), make_live_article()
    edition = make_front_edition(arrange({"lead": one}))
    save(arrange({"lead": other}))
    publishing.discard_changes(edition.front, by=None, version=2, now=NOON + HOUR)
    assert publishing.working_front(None).arranged == edition.arranged
    assert trail()[-1] == "discarded"


def test_where_nothing_is_published_the_river_is_what_remains() -> None:
    front = save(arrange({"lead": make_live_article()}))
    publishing.discard_changes(front, by=None, version=1, now=NOON)
    assert publishing.working_front(None).arranged == publishing.automatic(None)


def test_a_front_is_handed_back_to_the_river(publisher: User) -> None:
    edition = make_front_edition(arrange({"lead": make_live_article()}))
    publishing.withdraw_front(edition.front, by=publisher, now=NOON + HOUR)
    assert spans() == [(NOON, NOON + HOUR)]
    with pytest.raises(publishing.NotReady, match="automatic front already"):
        publishing.withdraw_front(edition.front, by=publisher, now=NOON + 2 * HOUR)


# Who may


ACTS: dict[str, Callable[[Front, FrontEdition, User], Any]] = {
    "save": lambda front, edition, by: publishing.save_front(
        front, arrange({"lead": make_live_article()}), by=by, version=2, now=NOON
    ),
    "discard": lambda front, edition, by: publishing.discard_changes(front, by=by, version=2, now=NOON),
    "restore": lambda front, edition, by: publishing.restore_front(front, edition, by=by, version=2, now=NOON),
    "publish": lambda front, edition, by: publishing.publish_front(front, by=by, now=NOON),
    "move": lambda front, edition, by: publishing.move_front(
        front, by=by, edition_id=edition.pk, at=NOON + 9 * HOUR, now=NOON
    ),
    "cancel": lambda front, edition, by: publishing.cancel_front(front, by=by, edition_id=edition.pk, now=NOON),
    "withdraw": lambda front, edition, by: publishing.withdraw_front(front, by=by, now=NOON),
}
ARRANGING = ["save", "discard", "restore"]
MAY = {
    **{(person, act): False for person in ("outsider", "reporter", "photo_editor") for act in ACTS},
    **{("editor", act): act in ARRANGING for act in ACTS},
    **{(person, act): True for person in ("publisher", "administrator") for act in ACTS},
}


@pytest.mark.parametrize(("person", "act"), MAY)
@pytest.mark.parametrize("of_section", [False, True], ids=["home", "section"])
def test_who_may_do_what(request: pytest.FixtureRequest, person: str, act: str, of_section: bool) -> None:
    section = make_section() if of_section else None
    make_front_edition(arrange(), section=section, at=NOON - HOUR)
    make_front_edition(arrange({"lead": make_live_article()}), section=section, at=NOON + HOUR, now=NOON - HOUR)
    front = save(arrange({"beside-1": make_live_article()}), section=section)
    edition = FrontEdition.objects.get(visible_from=NOON + HOUR)
    before = (front.version, spans())
    user = request.getfixturevalue(person)
    if MAY[person, act]:
        ACTS[act](front, edition, user)
        return
    with pytest.raises(publishing.NotAllowed):
        ACTS[act](front, edition, user)
    front.refresh_from_db()
    assert (front.version, spans()) == before


@pytest.mark.parametrize("act", ["save", "publish"])
def test_who_is_narrowed_to_a_section_has_its_front_alone(publisher: User, act: str) -> None:
    own, other = make_section(), make_section()
    SectionAccess.objects.create(user=publisher, section=own)
    story = make_live_article(section=own)
    for section, may in [(own, True), (other, False), (None, False)]:
        front = save(arrange({"lead": story}), section=section)
        front = save(arrange({"beside-1": story}), section=section)
        edition = FrontEdition(front=front)
        if may:
            ACTS[act](front, edition, publisher)
        else:
            with pytest.raises(publishing.NotAllowed):
                ACTS[act](front, edition, publisher)

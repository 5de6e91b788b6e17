"""The desk of the front pages: the list, the page, previews, history, and the decisions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article, AuditEntry, Front, FrontEdition, Pin, Section, SectionAccess
from articles.tests.public.pictures import address_of

from ..factories import NOON, arrange, make_article, make_front_edition, make_image, make_live_article, make_section
from .forms import said

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def at_noon(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)


@pytest.fixture
def world() -> Section:
    return make_section(name="World", position=1)


@pytest.fixture
def stories(world: Section) -> list[Article]:
    return [
        make_live_article(headline=f"Story {number}", section=world, at=NOON - (number + 1) * HOUR)
        for number in range(12)
    ]


def page(name: str = "desk", *more: Any, section: Section | None = None) -> str:
    return reverse(f"admin:articles_front_{name}", args=[section.pk if section else "home", *more])


def form_of(response: Any, selector: str = "front_form") -> dict[str, Any]:
    """What the form of the page would send; every field once."""
    tree = lxml_html.fromstring(response.content.decode())
    form = next(
        one
        for one in tree.forms
        if one.get("id") == selector
        or (selector == "other" and one.get("method") == "post" and one.get("id") != "logout-form")
    )
    return dict(form.form_values())


def saved(client: Client, *, section: Section | None = None, button: str = "_save", **typed: Any) -> Any:
    """Open the desk, fill fields in by hand, and press a button."""
    address = page(section=section)
    fields = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(address, form_of(client.get(address)) | fields | {button: ""}, follow=True)


def decided(client: Client, name: str, *more: Any, **choice: Any) -> Any:
    address = page(name, *more)
    return client.post(address, form_of(client.get(address), "other") | choice, follow=True)


def pins(section: Section | None = None) -> dict[str, str]:
    arrangement = publishing.working_front(section).arranged
    headlines = dict(Article.objects.values_list("uuid", "headline"))
    return {slot: headlines[pin.article] for slot, pin in arrangement.pins.items()}


# The list


def test_the_list_says_what_readers_see_and_what_waits(publisher: User, signed_in: SignIn, world: Section) -> None:
    make_front_edition(arrange(), at=NOON - HOUR)
    make_front_edition(arrange({"lead": make_live_article()}), at=NOON + HOUR, now=NOON)
    seen = signed_in(publisher).get(reverse("admin:articles_front_changelist")).content.decode()
    for words in [
        "Since 8 Mar 2026, 11:00, by a command",
        "8 Mar 2026, 13:00",
        "Changed 8 Mar 2026, 12:00",
        "Automatic",
    ]:
        assert words in seen


def test_the_list_takes_as_many_queries_for_many_sections_as_for_few(publisher: User, signed_in: SignIn) -> None:
    client, address = signed_in(publisher), reverse("admin:articles_front_changelist")
    make_front_edition(arrange(), section=make_section())
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(10):
        make_front_edition(arrange({"lead": make_live_article()}), section=make_section())
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


@pytest.mark.parametrize(("person", "is_linked"), [("reporter", False), ("editor", True), ("publisher", True)])
def test_the_desks_home_page_leads_there(
    request: pytest.FixtureRequest, signed_in: SignIn, person: str, is_linked: bool
) -> None:
    client = signed_in(request.getfixturevalue(person))
    link = f'href="{reverse("admin:articles_front_changelist")}"'
    assert (link in client.get(reverse("admin:index")).content.decode()) is is_linked


# Who may


PAGES = ["desk", "stories", "history", "preview", "preview_page", "publish", "withdraw", "discard"]
OF_PUBLISHERS = {"publish", "withdraw"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("person", ["outsider", "reporter", "photo_editor", "editor", "publisher"])
def test_who_opens_what(
    request: pytest.FixtureRequest, signed_in: SignIn, world: Section, name: str, person: str
) -> None:
    opens = person == "publisher" or (person == "editor" and name not in OF_PUBLISHERS)
    expected = 200 if opens else 302 if person == "outsider" else 403
    assert signed_in(request.getfixturevalue(person)).get(page(name)).status_code == expected


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_asked_to_sign_in(client: Client, name: str) -> None:
    assert client.get(page(name))["Location"].startswith(reverse("admin:login"))


def test_who_is_narrowed_to_a_section_has_its_front_alone(publisher: User, signed_in: SignIn, world: Section) -> None:
    other = make_section(name="Other")
    SectionAccess.objects.create(user=publisher, section=world)
    client = signed_in(publisher)
    assert [client.get(page(section=one)).status_code for one in (world, other, None)] == [200, 403, 403]
    seen = client.get(reverse("admin:articles_front_changelist")).content.decode()
    assert (page(section=world) in seen, page(section=other) in seen, page() in seen) == (True, False, False)


def test_who_may_only_see_saves_nothing(viewer: User, signed_in: SignIn, stories: list[Article]) -> None:
    client = signed_in(viewer)
    response = client.get(page())
    assert (response.status_code, b"_save" in response.content) == (200, False)
    assert client.post(page(), {"version": 0, "lead": str(stories[3].uuid)}).status_code == 403
    assert not Front.objects.exists()


@pytest.mark.parametrize("place", ["0", "999", "nowhere", "²", "-1", "9" * 40])
def test_a_front_that_does_not_exist(publisher: User, signed_in: SignIn, place: str) -> None:
    assert signed_in(publisher).get(f"/admin/articles/front/{place}/").status_code == 404


# The page


def test_the_page_is_drawn_as_readers_would_see_it(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[5], "beside-2": stories[9]}, [(stories[0].section, 2)]))
    context = signed_in(editor).get(page()).context
    drawn = [(place.label, place.story and place.story.headline, place.filled["headline"]) for place in context["top"]]
    assert drawn == [
        ("Lead", "Story 5", "Story 5"),
        ("Beside the lead, 1", None, "Story 0"),
        ("Beside the lead, 2", "Story 9", "Story 9"),
        ("Beside the lead, 3", None, "Story 1"),
        ("Beside the lead, 4", None, "Story 2"),
    ]
    assert [place.filled["headline"] for place in context["rails"][0].places] == ["Story 3", "Story 4"]


def test_it_says_of_a_story_whether_readers_see_it(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    later = make_article(headline="Later", section=stories[0].section)
    publishing.publish(later, by=None, at=NOON + 2 * HOUR, now=NOON)
    publishing.withdraw(stories[1], by=None, now=NOON - timedelta(minutes=1))
    publishing.withdraw(stories[2], by=None, at=NOON + HOUR, now=NOON)
    placed = {"lead": stories[0], "beside-1": stories[1], "beside-2": stories[2], "beside-3": later}
    make_front_edition(arrange(placed), at=NOON)
    seen = signed_in(editor).get(page())
    states = {place.slot: (place.story.state, place.story.words) for place in seen.context["top"] if place.story}
    assert states == {
        "lead": ("live", "Live since 8 Mar 2026, 11:00"),
        "beside-1": ("hidden", "Not visible: will be skipped"),
        "beside-2": ("live", "Live until 8 Mar 2026, 13:00"),
        "beside-3": ("scheduled", "Scheduled for 8 Mar 2026, 14:00: skipped until then"),
    }


def test_the_tray_has_what_is_live_and_what_is_scheduled(
    editor: User, signed_in: SignIn, stories: list[Article]
) -> None:
    later = make_article(headline="Later", section=stories[0].section)
    publishing.publish(later, by=None, at=NOON + HOUR, now=NOON)
    make_article(headline="Draft")
    make_live_article(headline="Paid", kind="sponsored", at=NOON - HOUR)
    tray = signed_in(editor).get(page()).context["tray"]
    assert [story.headline for story in tray.live] == [f"Story {number}" for number in range(12)]
    assert [story.headline for story in tray.scheduled] == ["Later"]


def test_a_scheduled_story_of_a_desk_that_one_does_not_work_for_is_not_offered(
    publisher: User, signed_in: SignIn, world: Section
) -> None:
    SectionAccess.objects.create(user=publisher, section=world)
    secret = make_article(headline="Zqsecret", section=make_section(name="Other"))
    publishing.publish(secret, by=None, at=NOON + HOUR, now=NOON)
    make_front_edition(arrange({"lead": secret}), section=world)
    client = signed_in(publisher)
    addresses = [
        page(section=world),
        f"{page('stories', section=world)}?q=Zqsecret",
        f"{page('preview_page', section=world)}?at=2026-03-08T14:00:00%2B00:00",
    ]
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, b"Zqsecret headline" in response.content) == (200, False)
        assert b"Zqsecret" not in response.content.replace(b"q=Zqsecret", b"")


@pytest.mark.parametrize("search", ["storm", "STORM", "Storm over", "рига", "РИГА", "short"])
def test_the_search_finds_headlines_in_any_case_and_script(editor: User, signed_in: SignIn, search: str) -> None:
    make_live_article(headline="Storm over Рига", short_headline="Short", at=NOON - HOUR)
    make_live_article(headline="Calm", at=NOON - HOUR)
    found = signed_in(editor).get(page("stories"), {"q": search}).json()
    assert [story["headline"] for story in found["live"]] == ["Short"]


@pytest.mark.parametrize("search", ["%", "_", "'", '"', "\\", "x" * 5000, " "])
def test_no_search_is_a_fault(editor: User, signed_in: SignIn, stories: list[Article], search: str) -> None:
    assert signed_in(editor).get(page("stories"), {"q": search}).status_code == 200


def test_a_sections_tray_is_its_own_until_one_searches(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    books = make_section(name="Books")
    make_live_article(headline="Book", section=books)
    client = signed_in(editor)
    assert [story["headline"] for story in client.get(page("stories", section=books)).json()["live"]] == ["Book"]
    found = client.get(page("stories", section=books), {"q": "Story 3"}).json()
    assert [story["headline"] for story in found["live"]] == ["Story 3"]


def test_the_page_takes_the_same_queries_whatever_is_placed(
    editor: User, signed_in: SignIn, stories: list[Article]
) -> None:
    client, sections = signed_in(editor), [make_section() for _ in range(8)]
    make_front_edition(arrange({"lead": stories[0]}, [(sections[0], 3)]))
    client.get(page())
    with CaptureQueriesContext(connection) as few:
        client.get(page())
    slots = ["lead", "beside-1", "beside-4", *(f"rail-{section.slug}-2" for section in sections)]
    make_front_edition(
        arrange(dict(zip(slots, stories, strict=False)), [(section, 9) for section in sections]),
        at=NOON + HOUR,
        now=NOON,
    )
    with CaptureQueriesContext(connection) as many:
        client.get(page())
    assert len(many) == len(few) <= 18


# Saving, by hand


def test_stories_are_placed_by_filling_in_fields(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    response = saved(
        signed_in(editor),
        lead=str(stories[4].uuid),
        **{"rail-world-2": str(stories[7].uuid), "lead-until": "2026-03-08T18:00"},
    )
    assert said(response) == ["Saved. Readers see it when it is published."]
    assert pins() == {"lead": "Story 4", "rail-world-2": "Story 7"}
    front = Front.objects.get()
    assert front.arranged.pins["lead"].until == NOON + 6 * HOUR
    assert (front.updated_by, AuditEntry.objects.get(front=front).by) == (editor, editor)


def test_rails_are_ordered_sized_and_taken_away(editor: User, signed_in: SignIn, world: Section) -> None:
    make_section(name="Books", position=2)
    make_section(name="Data", position=3)
    client = signed_in(editor)
    address = page()
    typed = form_of(client.get(address)) | {"rail-data-order": "0", "rail-data-size": "3", "_save": ""}
    del typed["rail-books-shown"]
    client.post(address, typed)
    rails = publishing.working_front(None).arranged.rails
    assert [(rail.section, rail.size) for rail in rails] == [("data", 3), ("world", 6)]


def test_a_story_that_is_put_elsewhere_leaves_its_place(
    editor: User, signed_in: SignIn, stories: list[Article]
) -> None:
    make_front_edition(arrange({"lead": stories[4], "beside-1": stories[5]}))
    saved(signed_in(editor), **{"beside-1": str(stories[4].uuid)})
    assert pins() == {"beside-1": "Story 4"}


def test_a_story_in_two_new_places_is_a_question(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    uuid = str(stories[4].uuid)
    response = saved(signed_in(editor), lead=uuid, **{"beside-2": uuid})
    assert "“Story 4” stands in 2 places. Choose one of them." in response.content.decode()
    assert [place.story and place.story.headline for place in response.context["top"]][:3] == [
        "Story 4",
        None,
        "Story 4",
    ]
    assert not Front.objects.filter(version__gt=0).exists()


def test_nothing_changed_is_said(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[4]}))
    assert said(saved(signed_in(editor))) == ["Nothing had changed."]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"lead": "no uuid"}, "Choose a story of the list."),
        ({"lead": "00000000-0000-4000-8000-000000000000"}, "no longer exists"),
        ({"lead": "STORY", "lead-until": "tomorrow"}, "Enter a valid date/time."),
        ({"lead": "STORY", "lead-until": "2020-01-01T10:00"}, "That moment has passed."),
        ({"lead": "STORY", "lead-until": "99999-01-01T10:00"}, "Enter a valid date/time."),
        ({"rail-world-size": "0"}, "A rail has room for 1 to 9 stories."),
        ({"rail-world-size": "many"}, "A rail has room for 1 to 9 stories."),
        ({"rail-world-order": "first"}, "Enter a whole number."),
        ({"rail-world-size": "1", "rail-world-5": "STORY"}, "stands in World, 5, which has no room now"),
        ({"rail-world-shown": "", "rail-world-5": "STORY"}, "stands in World, 5, which has no room now"),
        ({"version": "x"}, "Enter a whole number."),
        ({"lead": "\x00"}, "Choose a story of the list."),
    ],
    ids=str,
)
def test_what_is_typed_wrongly_is_said_and_nothing_is_lost(
    editor: User, signed_in: SignIn, stories: list[Article], typed: dict[str, str], complaint: str
) -> None:
    uuid = str(stories[5].uuid)
    fields = {name: value.replace("STORY", uuid) for name, value in typed.items()}
    response = saved(signed_in(editor), **({"beside-4": str(stories[6].uuid)} | fields))
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert response.context["top"][4].story.headline == "Story 6"
    if uuid in fields.values():
        assert uuid in form_of(response).values()
    assert not Front.objects.filter(version__gt=0).exists()


def test_a_pin_that_has_ended_may_stay(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": Pin(stories[3].uuid, until=NOON - HOUR)}), at=NOON - 2 * HOUR)
    client = signed_in(editor)
    assert "Its time here has passed" in client.get(page()).content.decode()
    saved(client, **{"beside-1": str(stories[4].uuid)})
    assert pins() == {"lead": "Story 3", "beside-1": "Story 4"}


def test_an_end_without_a_story_means_nothing(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    saved(signed_in(editor), lead="", **{"lead-until": "2020-01-01T10:00", "beside-1": str(stories[4].uuid)})
    assert pins() == {"beside-1": "Story 4"}


def test_searching_by_hand_keeps_what_is_filled_in(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    response = saved(signed_in(editor), button="_search", q="Story 7", lead=str(stories[4].uuid))
    assert [story.headline for story in response.context["tray"].live] == ["Story 7"]
    assert form_of(response)["lead"] == str(stories[4].uuid)
    assert pins() == {}


@pytest.mark.parametrize(("button", "name"), [("_publish", "publish"), ("_preview", "preview")])
def test_a_button_saves_and_goes_on(
    publisher: User, signed_in: SignIn, stories: list[Article], button: str, name: str
) -> None:
    response = saved(signed_in(publisher), button=button, lead=str(stories[4].uuid))
    assert response.redirect_chain[-1][0] == page(name)
    assert pins() == {"lead": "Story 4"}


# A conflict


def test_a_conflict_shows_both_and_loses_neither(
    editor: User, publisher: User, signed_in: SignIn, stories: list[Article]
) -> None:
    client = signed_in(editor)
    typed = form_of(client.get(page())) | {"lead": str(stories[4].uuid), "_save": ""}
    theirs = arrange({"lead": stories[5], "beside-1": stories[6]}, [(stories[0].section, 6)])
    publishing.save_front(publishing.working_front(None), theirs, by=publisher, version=0, now=NOON)
    response = client.post(page(), typed)
    assert response.status_code == 409
    assert response.context["differences"] == [
        ("Lead", "Story 4", "Story 5"),
        ("Beside the lead, 1", "Automatic", "Story 6"),
    ]
    assert "publisher saved this front while you worked on it" in response.content.decode()
    assert pins() == {"lead": "Story 5", "beside-1": "Story 6"}
    # Saving again puts theirs aside, knowingly.
    assert client.post(page(), form_of(response) | {"_save": ""}).status_code == 302
    assert pins() == {"lead": "Story 4"}


# What the script asks


def test_the_river_answers_without_storing(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    client = signed_in(editor)
    typed = form_of(client.get(page())) | {"lead": str(stories[8].uuid)}
    answer = client.post(page("river"), typed).json()
    assert [answer[slot]["headline"] for slot in ("lead", "beside-1", "rail-world-1")] == [
        "Story 8",
        "Story 0",
        "Story 4",
    ]
    assert not Front.objects.filter(version__gt=0).exists()


@pytest.mark.parametrize("typed", [{}, {"lead": "x", "rail-world-size": "-1"}, {"lead-until": "\x00"}])
def test_no_question_to_the_river_is_a_fault(
    editor: User, signed_in: SignIn, stories: list[Article], typed: dict[str, str]
) -> None:
    assert signed_in(editor).post(page("river"), typed).status_code == 200


# Preview


def framed(client: Client, **query: Any) -> Any:
    return client.get(page("preview_page"), query)


def test_the_preview_is_the_readers_page_with_the_draft(
    editor: User, signed_in: SignIn, stories: list[Article]
) -> None:
    client = signed_in(editor)
    saved(client, lead=str(stories[9].uuid))
    response = framed(client)
    assert next(template.name for template in response.templates) == "articles/front.html"
    assert response.context["front"].lead.edition.headline == "Story 9"
    assert Client().get("/").context["front"].lead.edition.headline == "Story 0"


def test_it_is_never_kept_never_found_and_framed_by_the_desk_alone(editor: User, signed_in: SignIn) -> None:
    response = framed(signed_in(editor))
    assert "no-store" in response["Cache-Control"]
    assert (response["X-Robots-Tag"], response["X-Frame-Options"]) == ("noindex", "SAMEORIGIN")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_it_shows_a_moment_ahead(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    client = signed_in(editor)
    later = make_article(headline="Later", section=stories[0].section)
    publishing.publish(later, by=None, at=NOON + HOUR, now=NOON)
    saved(client, lead=str(later.uuid))
    assert framed(client).context["front"].lead.edition.headline == "Story 0"
    ahead = framed(client, at="2026-03-08T13:00:00+00:00")
    assert ahead.context["front"].lead.edition.headline == "Later"
    shell = client.get(page("preview"), {"at": "2026-03-08T13:00", "width": "phone"})
    assert "2026-03-08T13%3A00%3A00%2B00%3A00" in shell.context["address"]
    assert "front-preview-phone" in shell.content.decode()


def test_an_edition_is_seen_as_it_was(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    first = make_front_edition(arrange({"lead": stories[9]}), at=NOON - 30 * timedelta(minutes=1))
    make_front_edition(arrange({"lead": stories[8]}), at=NOON)
    publishing.withdraw(stories[9], by=None, now=NOON + timedelta(seconds=1))
    response = framed(signed_in(editor), edition=first.pk)
    assert response.context["front"].lead.edition.headline == "Story 9"


def test_a_sections_front_is_previewed(editor: User, signed_in: SignIn, stories: list[Article], world: Section) -> None:
    client = signed_in(editor)
    saved(client, section=world, lead=str(stories[9].uuid))
    response = client.get(page("preview_page", section=world))
    assert next(template.name for template in response.templates) == "articles/section_list.html"
    assert response.context["front"].lead.edition.headline == "Story 9"


@pytest.mark.parametrize(
    "query",
    [
        {"at": "soon"}, {"at": "2026-03-08T13:00"}, {"at": "0001-01-01T00:00:00+14:00"}, {"at": "9999-12-31T23:59:59-12:00"},
        {"at": "2026-99-99T13:00:00Z"}, {"edition": "999"}, {"edition": "x"}, {"edition": "9" * 40}, {"at": "\x00"},
    ],
    ids=str,
)  # fmt: skip
def test_a_preview_of_nothing_is_not_found(editor: User, signed_in: SignIn, query: dict[str, str]) -> None:
    assert framed(signed_in(editor), **query).status_code == 404


@pytest.mark.parametrize("at", ["soon", "0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_that_cannot_be_previewed_is_said(editor: User, signed_in: SignIn, at: str) -> None:
    response = signed_in(editor).get(page("preview"), {"at": at})
    assert (response.status_code, "at" in response.context["form"].errors) == (200, True)


# Decisions


def test_publish_now(publisher: User, signed_in: SignIn, stories: list[Article]) -> None:
    client = signed_in(publisher)
    saved(client, lead=str(stories[9].uuid))
    response = decided(client, "publish", note="Storm first")
    assert said(response) == ['Published. <a href="/">See it as readers do.</a>']
    edition = FrontEdition.objects.get()
    assert (edition.visible_from, edition.by, edition.note) == (NOON, publisher, "Storm first")


def test_publish_later(publisher: User, signed_in: SignIn, stories: list[Article]) -> None:
    client = signed_in(publisher)
    saved(client, lead=str(stories[9].uuid))
    response = decided(client, "publish", when="later", at="2026-03-08T18:00")
    assert said(response) == ["Scheduled. Readers will see this front from 8 Mar 2026, 18:00 UTC (UTC) on."]
    assert "A front is scheduled for" in response.content.decode()


def test_publishing_what_readers_see_already_is_said(
    publisher: User, signed_in: SignIn, stories: list[Article]
) -> None:
    make_front_edition(arrange({"lead": stories[9]}), at=NOON - HOUR)
    assert said(decided(signed_in(publisher), "publish")) == ["Readers see this front already: nothing had to change."]
    assert FrontEdition.objects.count() == 1


def test_it_says_before_what_readers_will_not_see(publisher: User, signed_in: SignIn, stories: list[Article]) -> None:
    client = signed_in(publisher)
    saved(client, lead=str(stories[9].uuid))
    publishing.withdraw(stories[9], by=None, now=NOON)
    assert "“Story 9” is not visible now" in client.get(page("publish")).content.decode()


@pytest.mark.parametrize(
    ("choice", "complaint"),
    [
        ({"when": "later", "at": ""}, "Say when."),
        ({"when": "later", "at": "2026-03-08T11:00"}, "has passed"),
        ({"when": "later", "at": "2026-03-08T14:00"}, "begins at this very moment"),
        ({"when": "later", "at": "8999-12-31T23:59"}, "Scheduled"),
        ({"when": "never"}, "Select a valid choice"),
        ({"note": "x" * 300}, "at most 255 characters"),
        ({"version": ""}, "This field is required."),
    ],
    ids=str,
)
def test_a_choice_that_cannot_be(
    publisher: User, signed_in: SignIn, stories: list[Article], choice: dict[str, str], complaint: str
) -> None:
    make_front_edition(arrange({"lead": stories[2]}), at=NOON + 2 * HOUR, now=NOON)
    client = signed_in(publisher)
    saved(client, lead=str(stories[9].uuid))
    response = decided(client, "publish", **choice)
    assert complaint in response.content.decode()


def test_a_version_that_was_not_seen_is_not_published(
    publisher: User, signed_in: SignIn, stories: list[Article]
) -> None:
    client = signed_in(publisher)
    typed = form_of(client.get(page("publish")), "other")
    saved(client, lead=str(stories[9].uuid))
    response = client.post(page("publish"), typed, follow=True)
    assert "you saw version 0, it is now at version 1" in said(response)[0]
    assert not FrontEdition.objects.exists()


def test_move_and_cancel(publisher: User, signed_in: SignIn, stories: list[Article]) -> None:
    edition = make_front_edition(arrange({"lead": stories[2]}), at=NOON + 2 * HOUR, now=NOON)
    client = signed_in(publisher)
    response = decided(client, "move", edition.pk, at="2026-03-08T19:00")
    assert said(response) == ["Moved. Readers will see it from 8 Mar 2026, 19:00 UTC (UTC) on."]
    moved = FrontEdition.objects.get()
    assert said(decided(client, "cancel", moved.pk)) == ["The schedule is cancelled."]
    assert not FrontEdition.objects.exists()


def test_what_fell_due_meanwhile_is_said(
    publisher: User, signed_in: SignIn, stories: list[Article], frozen: Callable[[datetime], None]
) -> None:
    edition = make_front_edition(arrange({"lead": stories[2]}), at=NOON + HOUR, now=NOON)
    client = signed_in(publisher)
    typed = form_of(client.get(page("cancel", edition.pk)), "other")
    frozen(NOON + HOUR)
    response = client.post(page("cancel", edition.pk), typed, follow=True)
    assert "just appeared" in said(response)[0]
    assert FrontEdition.objects.count() == 1


@pytest.mark.parametrize("name", ["move", "cancel", "restore"])
def test_an_edition_of_another_front_is_not_found(
    publisher: User, signed_in: SignIn, world: Section, name: str
) -> None:
    edition = make_front_edition(arrange(), section=world, at=NOON + HOUR, now=NOON)
    assert signed_in(publisher).get(page(name, edition.pk)).status_code == 404


def test_an_earlier_front_is_restored(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    first = make_front_edition(arrange({"lead": stories[9]}), at=NOON - HOUR)
    make_front_edition(arrange({"lead": stories[2]}))
    response = decided(signed_in(editor), "restore", first.pk)
    assert said(response) == ["The earlier front is the draft now. Readers see it when it is published."]
    assert pins() == {"lead": "Story 9"}


def test_changes_are_discarded(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    make_front_edition(arrange({"lead": stories[9]}))
    client = signed_in(editor)
    saved(client, lead=str(stories[1].uuid))
    assert said(decided(client, "discard")) == ["The draft is as readers see it now."]
    assert pins() == {"lead": "Story 9"}


def test_the_front_is_handed_back_to_the_river(
    publisher: User, signed_in: SignIn, stories: list[Article], frozen: Callable[[datetime], None]
) -> None:
    make_front_edition(arrange({"lead": stories[9]}))
    frozen(NOON + HOUR)
    client = signed_in(publisher)
    assert said(decided(client, "withdraw")) == ["Readers see the automatic front now."]
    assert said(decided(client, "withdraw")) == ["Readers see the automatic front already."]
    assert Client().get("/").context["front"].lead.edition.headline == "Story 0"


# History


def test_the_history_has_who_and_when(publisher: User, signed_in: SignIn, stories: list[Article]) -> None:
    client = signed_in(publisher)
    saved(client, lead=str(stories[9].uuid))
    decided(client, "publish", note="Storm first")
    seen = client.get(page("history")).content.decode()
    for words in ["8 Mar 2026, 12:00 (readers see it now)", "publisher", "Storm first", "no end"]:
        assert words in seen


def test_a_long_history_has_pages(editor: User, signed_in: SignIn, stories: list[Article]) -> None:
    for number in range(52):
        make_front_edition(arrange({"lead": stories[number % 2]}), at=NOON - (60 - number) * HOUR)
    client = signed_in(editor)
    first = client.get(page("history")).context
    assert (len(first["editions"]), first["older"]) == (50, first["editions"][-1].pk)
    assert len(client.get(page("history"), {"before": first["older"]}).context["editions"]) == 2
    assert client.get(page("history"), {"before": "x"}).status_code == 404


def test_the_audit_trail_leads_to_the_front(editor: User, signed_in: SignIn, world: Section) -> None:
    edition = make_front_edition(arrange(), section=world)
    entry = AuditEntry.objects.filter(front=edition.front).latest("id")
    client = signed_in(editor)
    seen = client.get(reverse("admin:articles_auditentry_change", args=[entry.pk])).content.decode()
    assert f'href="{page(section=world)}"' in seen
    trail = client.get(reverse("admin:articles_auditentry_changelist")).content.decode()
    assert "Front of World" in trail
    exported = b"".join(client.get(reverse("admin:articles_auditentry_export")).streaming_content).decode()
    assert "published,,Front of World" in exported


def test_the_audit_trail_tells_where_a_saved_story_stands(
    editor: User, signed_in: SignIn, stories: list[Article]
) -> None:
    client = signed_in(editor)
    saved(client, lead=str(stories[4].uuid))
    entry = AuditEntry.objects.get(front__isnull=False)
    for address in [
        reverse("admin:articles_auditentry_changelist"),
        reverse("admin:articles_auditentry_change", args=[entry.pk]),
    ]:
        assert "lead: Story 4" in client.get(address).content.decode()


def test_a_picture_that_may_be_shown_is_shown(editor: User, signed_in: SignIn, world: Section) -> None:
    image = make_image(usable_until=NOON + HOUR)
    gone = make_image(usable_until=NOON)
    make_live_article(headline="Shown", section=world, lead_image=image, at=NOON - HOUR)
    make_live_article(headline="Not shown", section=world, lead_image=None, at=NOON - HOUR)
    Article.objects.filter(headline="Not shown").update(lead_image=gone)
    pictures = {story.headline: story.picture for story in signed_in(editor).get(page()).context["tray"].live}
    assert pictures == {"Shown": address_of(image, "desk.webp"), "Not shown": ""}

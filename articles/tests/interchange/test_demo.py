"""The demo: what its sources give, and that `loaddata demo` alone brings the site."""

import hashlib
import inspect
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from articles import publishing, reading
from articles.admin.people import people_for
from articles.interchange.fixture import DEMO_NOW, MODELS, fixture_text, import_demo
from articles.models import (
    Article,
    AuditEntry,
    Correction,
    Edition,
    Front,
    FrontEdition,
    HousePage,
    HousePageEdition,
    Image,
    PreviewLink,
    SectionAccess,
)
from articles.publishing import checks, picture_checks

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def everything() -> dict[str, list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        rows = {}
        for model in MODELS:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
            rows[model._meta.label] = cursor.fetchall()
        return rows


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_committed_fixture_is_what_its_sources_give() -> None:
    # The audit trail names preview links by number, and PostgreSQL goes on counting from test to test.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [PreviewLink]):
            cursor.execute(statement)
    import_demo(FIXTURES)
    assert fixture_text() == (FIXTURES / "demo.json").read_text(encoding="utf-8")


def test_loading_the_demo_gives_what_generating_it_gave() -> None:
    call_command("loaddata", "demo", verbosity=0)
    assert fixture_text() == (FIXTURES / "demo.json").read_text(encoding="utf-8")


def test_loading_the_demo_twice_changes_nothing(media_folder: Path) -> None:
    call_command("loaddata", "demo", verbosity=0)
    rows, stored = everything(), files(media_folder)
    call_command("loaddata", "demo", verbosity=0)
    assert (everything(), files(media_folder)) == (rows, stored)


def test_the_demo_brings_its_pictures(media_folder: Path) -> None:
    call_command("loaddata", "demo", verbosity=0)
    assert len(files(media_folder)) == Image.objects.count()
    for image in Image.objects.all():
        with image.file.open() as file:
            assert hashlib.sha256(file.read()).hexdigest() == image.content_hash


def test_every_picture_of_the_demo_says_that_it_stands_in() -> None:
    call_command("loaddata", "demo", verbosity=0)
    for image in Image.objects.all():
        assert "not a" in image.usage_terms
        assert image.file_metadata["digital_source_type"]["value"].endswith("algorithmicMedia")


def test_every_picture_that_readers_see_has_alt_text_and_a_credit() -> None:
    call_command("loaddata", "demo", verbosity=0)
    seen = Image.objects.filter(edition_images__edition__in=Edition.objects.visible_at(NOW)).distinct()
    assert seen
    for image in seen:
        assert "drawing" in image.credit_line.lower()
        assert image.alt_text


@pytest.mark.parametrize(
    ("id_of", "state"),
    [
        ("nato-adds-forces-in-the-east", "live"),
        ("thirteen-days-in-numbers", "live"),
        ("why-corrections-belong-in-public", "live"),
        ("a-date-on-every-line", "live"),
        ("what-we-wrote-then-riga-2022", "scheduled"),
        ("diary-stoltenberg-in-riga", "withdrawn"),
        ("a-way-out-of-sumy", "never published"),
        ("ships-from-north-to-south", "never published"),
        ("buses-left-sumy-on-monday", "live"),
        ("pentagon-on-long-range-fire", "live"),
        ("johnson-not-a-nato-conflict", "never published"),
        ("a-name-in-print", "withdrawn"),
        ("what-neutrality-would-mean", "never published"),
    ],
)
def test_the_demo_has_a_story_in_every_state(id_of: str, state: str) -> None:
    call_command("loaddata", "demo", verbosity=0)
    editions = Article.objects.get(slug=id_of).editions
    found = (
        "live"
        if editions.visible_at(NOW).exists()
        else "scheduled"
        if editions.filter(visible_from__gt=NOW).exists()
        else "withdrawn"
        if editions.exists()
        else "never published"
    )
    assert found == state


def test_the_scheduled_story_stays_so_for_years() -> None:
    call_command("loaddata", "demo", verbosity=0)
    assert Edition.objects.get(slug="what-we-wrote-then-riga-2022").visible_from.year == 2099


def test_the_main_story_is_told_with_four_pictures_a_byline_and_its_source() -> None:
    call_command("loaddata", "demo", verbosity=0)
    page = reading.article_page("/2022/03/08/nato-adds-forces-in-the-east/", at=NOW)
    assert page is not None
    assert page.lead is not None
    assert sum(isinstance(part, reading.Figure) for part in page.parts) == 3
    assert [(byline.lead, [author.name for author in byline.authors]) for byline in page.bylines] == [
        ("Reporting by", ["Tom Ozimek"])
    ]
    assert "The Epoch Times" in page.edition.content["source_line"]
    assert "demonstration text" in page.notices[0].text


def test_the_correction_of_the_demo_changed_what_readers_see() -> None:
    call_command("loaddata", "demo", verbosity=0)
    first, second = Article.objects.get(slug="thirteen-days-in-numbers").editions.order_by("visible_from")
    assert "19 of them children" in first.content["parts"][0]["html"]
    assert "29 of them children" in second.content["parts"][0]["html"]
    assert [notice["kind"] for notice in second.content["corrections"]] == ["editors_note", "correction"]


def test_the_demo_has_no_changes_that_readers_do_not_see() -> None:
    call_command("loaddata", "demo", verbosity=0)
    for article in Article.objects.all():
        assert publishing.snapshot(article) == article.revisions.order_by("-number")[0].data


def test_the_demo_shows_every_kind_of_notice() -> None:
    call_command("loaddata", "demo", verbosity=0)
    shown = {notice["kind"] for edition in Edition.objects.visible_at(NOW) for notice in edition.content["corrections"]}
    assert shown == set(Correction.Kind.values)


def test_the_demo_shows_a_gallery_of_its_pictures() -> None:
    call_command("loaddata", "demo", verbosity=0)
    page = reading.article_page("/2022/03/08/drawn-not-photographed/", at=NOW)
    assert page is not None
    (gallery,) = (part for part in page.parts if isinstance(part, reading.Gallery))
    assert len(gallery.pictures) == 6
    assert all(figure.alt and figure.caption and figure.image.credit_line for figure in gallery.pictures)


def test_the_demo_has_a_story_without_any_picture() -> None:
    call_command("loaddata", "demo", verbosity=0)
    page = reading.article_page("/2022/03/07/a-date-on-every-line/", at=NOW)
    assert page is not None
    assert page.lead is None
    assert all(isinstance(part, str) for part in page.parts)


def test_the_demo_has_a_story_in_two_languages() -> None:
    call_command("loaddata", "demo", verbosity=0)
    page = reading.article_page("/2022/03/08/nato-adds-forces-in-the-east/", at=NOW)
    assert page is not None
    assert [(one.language, one.is_original) for one in page.translations] == [("en-US", True), ("ar", False)]


def test_the_demo_says_who_it_is(client: Client) -> None:
    call_command("loaddata", "demo", verbosity=0)
    shown = reading.navigation(at=NOW).house_pages
    assert [link.title for link in shown[:5]] == ["About us", "Contact", "Ethics", "Corrections policy", "Who we are"]
    assert {client.get(link.address).status_code for link in shown} == {200}
    assert [link.kind for link in shown if link.in_footer] == [
        "about",
        "contact",
        "ethicsPolicy",
        "correctionsPolicy",
        "privacy",
        "accessibility",
    ]


def test_a_page_about_us_waits_and_another_is_a_draft() -> None:
    call_command("loaddata", "demo", verbosity=0)
    assert HousePageEdition.objects.filter(visible_from__gt=NOW).get().house_page.slug == "privacy"
    assert not HousePage.objects.get(slug="terms").editions.exists()


def test_the_demo_shows_something_that_stands_elsewhere() -> None:
    call_command("loaddata", "demo", verbosity=0)
    page = reading.article_page("/2022/03/08/where-sumy-lies/", at=NOW)
    assert page is not None
    (shown,) = (part for part in page.parts if isinstance(part, reading.Elsewhere))
    assert (shown.service, shown.title) == ("Google Maps", "Sumy on the map")


def test_the_demos_home_page_is_arranged_by_its_desk_and_filled_by_the_river() -> None:
    call_command("loaddata", "demo", verbosity=0)
    standing = {slot: card.edition.slug for slot, card in reading.front_page(at=NOW).standing.items()}
    assert standing["lead"] == "nato-adds-forces-in-the-east"
    assert standing["beside-1"] == "thirteen-days-in-numbers"
    assert standing["rail-explained-1"] == "why-the-baltic-states-are-watching"
    pinned = {"lead", "beside-1", "beside-2", "rail-explained-1"}
    assert {slot.rpartition("-")[0] for slot in standing.keys() - pinned} >= {"beside", "rail-world", "rail-newsroom"}


def test_another_home_page_waits_for_the_anniversary_with_its_story() -> None:
    call_command("loaddata", "demo", verbosity=0)
    on_the_day = Edition.objects.get(slug="what-we-wrote-then-riga-2022").visible_from
    assert FrontEdition.objects.filter(visible_from__gt=NOW).get().visible_from == on_the_day
    before = reading.front_page(at=on_the_day - timedelta(microseconds=1))
    assert before.standing["lead"].edition.slug == "nato-adds-forces-in-the-east"
    assert reading.front_page(at=on_the_day).standing["lead"].edition.slug == "what-we-wrote-then-riga-2022"


def test_a_section_has_a_front_and_a_draft_that_readers_do_not_see() -> None:
    call_command("loaddata", "demo", verbosity=0)
    front = Front.objects.get(section__slug="explained")
    page = reading.section_page("explained", at=NOW)
    assert page is not None
    assert page.standing["lead"].edition.slug == "why-the-baltic-states-are-watching"
    assert front.arranged != front.editions.get().arranged


def test_a_retracted_story_is_in_no_list() -> None:
    call_command("loaddata", "demo", verbosity=0)
    listing = reading.front_page(at=NOW)
    assert "buses-left-sumy-on-monday" not in {card.edition.slug for card in listing.cards}
    assert Edition.objects.visible_at(NOW).get(slug="buses-left-sumy-on-monday").is_retracted


# What people did


@pytest.fixture
def demo(db: None) -> None:
    call_command("loaddata", "demo", verbosity=0)


def codes_of_the_checks() -> set[str]:
    return set(re.findall(r'Finding\(\s*"(\w+)"', inspect.getsource(checks) + inspect.getsource(picture_checks)))


def test_the_demo_shows_every_act_of_the_audit_trail(demo: None) -> None:
    assert set(AuditEntry.objects.values_list("action", flat=True)) == set(AuditEntry.Action.values)


def test_the_demo_shows_every_step_taken_by_a_person(demo: None) -> None:
    taken = set(AuditEntry.objects.filter(by__isnull=False).values_list("action", flat=True))
    assert {step.action for step in publishing.STEPS.values()} <= taken


def test_the_demo_shows_every_desk_status(demo: None) -> None:
    assert set(Article.objects.values_list("status", flat=True)) == set(Article.Status.values)


def test_the_demo_has_a_notice_of_every_kind(demo: None) -> None:
    assert set(Correction.objects.values_list("kind", flat=True)) == set(Correction.Kind.values)


def test_the_demo_has_a_story_that_fails_each_check(demo: None) -> None:
    """In its working copies, whenever they are looked at."""
    found = {
        finding.code
        for article in Article.objects.all()
        for finding in publishing.findings(article, publishing.snapshot(article), at=NOW)
    }
    # A headline of which nothing can be seen is refused by every form and every import: none can be shown.
    # That a right ends soon is true for two weeks.
    assert found == codes_of_the_checks() - {"headline", "rights_end"}


def test_there_are_thirty_one_checks() -> None:
    assert len(codes_of_the_checks()) == 31


def test_a_story_of_the_demo_will_lack_a_picture(demo: None) -> None:
    (hole,) = publishing.holes_at(NOW)
    assert (hole.edition.article.slug, hole.image.key) == ("what-we-wrote-then-riga-2022", "brussels-press-room")


def test_a_notice_of_the_demo_takes_the_place_of_another(demo: None) -> None:
    assert Correction.objects.exclude(supersedes=None).filter(by__isnull=False).exists()


def test_work_is_late_due_today_and_far_ahead(demo: None) -> None:
    due = list(Article.objects.filter(due_at__isnull=False).values_list("due_at", flat=True))
    assert any(at < DEMO_NOW for at in due)
    assert any(at.date() == DEMO_NOW.date() for at in due)
    assert any(at > NOW for at in due)


def test_there_is_somebody_in_every_role_and_one_narrowed_to_sections(demo: None) -> None:
    roles = {group.name for person in User.objects.all() for group in person.groups.all()}
    assert roles == {"Reporter", "Editor", "Photo editor", "Publisher", "Administrator"}
    assert SectionAccess.objects.count() == 2


def test_nobody_can_sign_in_as_one_of_the_demos_people(demo: None, client: Client) -> None:
    for person in User.objects.all():
        assert not person.has_usable_password()
        assert not person.is_superuser
        assert person.username.startswith("demo-")
        assert not client.login(username=person.username, password=person.password)
        assert not client.login(username=person.username, password="")


def test_no_preview_link_of_the_demo_opens_anything(demo: None) -> None:
    assert PreviewLink.objects.count() == 2
    assert not PreviewLink.objects.valid_at(DEMO_NOW).exists()
    assert not any(re.fullmatch("[0-9a-f]{64}", link.token_hash) for link in PreviewLink.objects.all())


def test_the_demos_people_can_be_assigned(demo: None) -> None:
    article = Article.objects.get(slug="a-way-out-of-sumy")
    names = {person.username for person in people_for(article)}
    assert names == {"demo-ilze", "demo-anna", "demo-ruth", "demo-dana"}


def test_loading_the_demo_touches_no_account_of_somebody_real(db: None) -> None:
    User.objects.create_user("ilze", password="her own")
    call_command("loaddata", "demo", verbosity=0)
    assert User.objects.get(username="ilze").check_password("her own")


def test_no_run_of_words_is_taken_from_the_seed(tmp_path: Path) -> None:
    seeds = Path(settings.BASE_DIR).parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the story that the project began from is not at hand")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = "".join(character if character.isalnum() else " " for character in text.casefold()).split()
        return {tuple(words[start : start + 9]) for start in range(len(words) - 8)}

    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in seeds.glob("*.txt")))
    sources = [*(FIXTURES / "stories").glob("*.txt"), FIXTURES / "desk.toml"]
    ours = set().union(*(runs(path.read_text(encoding="utf-8")) for path in sources))
    assert not theirs & ours


def test_the_demo_is_loaded_only_into_an_empty_newsroom(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo")
    count = Article.objects.count()
    Article.objects.filter(slug="a-way-out-of-sumy").update(headline="Ours now")
    call_command("load_demo")
    assert Article.objects.count() == count
    assert Article.objects.filter(headline="Ours now").exists()
    assert capsys.readouterr().out.count("Loaded the demo") == 1

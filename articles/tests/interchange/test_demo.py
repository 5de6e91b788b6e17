"""The demo: what its sources give, and that `loaddata demo` alone brings the site."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles import publishing, reading
from articles.interchange.fixture import MODELS, fixture_text, import_demo
from articles.models import Article, Correction, Edition, Image

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
    import_demo(FIXTURES)
    for image in Image.objects.all():
        assert "drawing" in image.credit_line.lower()
        assert "not a" in image.usage_terms
        assert image.alt_text
        assert image.file_metadata["digital_source_type"].endswith("algorithmicMedia")


@pytest.mark.parametrize(
    ("id_of", "state"),
    [
        ("nato-adds-forces-in-the-east", "live"),
        ("thirteen-days-in-numbers", "live"),
        ("why-corrections-belong-in-public", "live"),
        ("what-we-wrote-then-riga-2022", "scheduled"),
        ("diary-stoltenberg-in-riga", "withdrawn"),
        ("a-way-out-of-sumy", "never published"),
        ("ships-from-north-to-south", "never published"),
        ("buses-left-sumy-on-monday", "live"),
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


def test_a_retracted_story_is_in_no_list() -> None:
    call_command("loaddata", "demo", verbosity=0)
    listing = reading.front_page(at=NOW)
    assert "buses-left-sumy-on-monday" not in {card.edition.slug for card in listing.cards}
    assert Edition.objects.visible_at(NOW).get(slug="buses-left-sumy-on-monday").is_retracted


def test_no_run_of_words_is_taken_from_the_seed(tmp_path: Path) -> None:
    seeds = Path(settings.BASE_DIR).parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the story that the project began from is not at hand")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = "".join(character if character.isalnum() else " " for character in text.casefold()).split()
        return {tuple(words[start : start + 9]) for start in range(len(words) - 8)}

    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in seeds.glob("*.txt")))
    ours = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (FIXTURES / "stories").glob("*.txt")))
    assert not theirs & ours


def test_the_demo_is_loaded_only_into_an_empty_newsroom(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo")
    count = Article.objects.count()
    Article.objects.filter(slug="a-way-out-of-sumy").update(headline="Ours now")
    call_command("load_demo")
    assert Article.objects.count() == count
    assert Article.objects.filter(headline="Ours now").exists()
    assert capsys.readouterr().out.count("Loaded the demo") == 1

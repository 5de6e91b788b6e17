"""What becomes of a story file in the database."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image as Pixels

from articles import reading
from articles.interchange.importing import Desk, Import, import_story
from articles.interchange.stories import StoryError
from articles.models import Article, Author, Correction, Edition, Image, Topic, TopicAlias
from articles.tests.factories import make_author, make_image, make_section, make_topic

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
PLAIN = "Headline: The library reopens\nByline: Ana Silva\nSection: City\n\nThe library reopened on Monday."


def bring_in(text: str, **desk: object) -> Import:
    wishes = {"now": NOW, "zone": ZoneInfo("UTC")} | desk
    return import_story(text.encode(), name="library.txt", desk=Desk(**wishes))  # type: ignore[arg-type]


def messages(imported: Import) -> str:
    return " ".join(remark.message for remark in imported.remarks)


def test_a_story_becomes_a_draft_with_a_revision() -> None:
    city = make_section(name="City")
    article = bring_in(PLAIN).article
    assert (article.headline, article.section, article.status) == ("The library reopens", city, "draft")
    assert article.body == "<p>The library reopened on Monday.</p>"
    assert [contributor.author.name for contributor in article.contributors.all()] == ["Ana Silva"]
    assert article.revisions.get().note == "Imported from library.txt"
    assert not Edition.objects.exists()


def test_a_file_imported_twice_is_one_article() -> None:
    first = bring_in(PLAIN)
    first.article.headline = "Mended by the desk"
    first.article.save()
    again = bring_in(PLAIN)
    assert (again.is_new, again.article) == (False, first.article)
    assert Article.objects.get().headline == "Mended by the desk"


def test_the_same_words_with_other_line_ends_are_the_same_file() -> None:
    bring_in(PLAIN)
    assert bring_in("\ufeff" + PLAIN.replace("\n", "\r\n")).is_new is False


def test_a_story_with_an_id_is_known_again_when_its_words_change() -> None:
    bring_in("Id: library\n" + PLAIN)
    assert bring_in("Id: library\n" + PLAIN.replace("Monday", "Tuesday")).is_new is False


def test_a_dry_run_leaves_nothing(tmp_path: Path, media_folder: Path) -> None:
    Pixels.new("RGB", (40, 30), "red").save(tmp_path / "door.jpg")
    imported = bring_in(PLAIN + "\n\nPicture: door.jpg\nThe door. (Mara Ozola)", dry_run=True, pictures=tmp_path)
    assert (imported.is_new, imported.article.headline) == (True, "The library reopens")
    for model in (Article, Author, Image, Edition):
        assert not model.objects.exists()
    assert not media_folder.exists()


def test_importing_publishes_only_when_asked() -> None:
    make_section(name="City")
    published = "Published: 2026-03-01 09:00 UTC\n" + PLAIN
    bring_in(published, publish=True)
    edition = Edition.objects.get()
    assert edition.visible_from == datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    assert reading.article_page("/2026/03/01/the-library-reopens/", at=NOW) is not None


def test_a_story_without_a_date_is_published_now() -> None:
    make_section(name="City")
    bring_in(PLAIN, publish=True)
    assert Edition.objects.get().visible_from == NOW


def test_a_date_ahead_schedules() -> None:
    make_section(name="City")
    bring_in("Published: 2026-03-09 09:00 UTC\n" + PLAIN, publish=True)
    assert not Edition.objects.visible_at(NOW).exists()
    assert Edition.objects.get().visible_from == datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def test_a_withdrawn_story_is_gone_from_its_moment_on() -> None:
    make_section(name="City")
    bring_in("Published: 2026-03-01\nWithdrawn: 2026-03-02 10:00 UTC\n" + PLAIN, publish=True)
    assert Edition.objects.get().visible_until == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_an_embargo_schedules_for_its_end() -> None:
    make_section(name="City")
    imported = bring_in("Embargo: 2026-03-10 08:00 UTC\n" + PLAIN, publish=True)
    assert imported.article.embargo == datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
    assert Edition.objects.get().visible_from == datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


def test_an_embargo_that_cannot_be_understood_holds_the_story() -> None:
    make_section(name="City")
    imported = bring_in("Embargo: when the mayor has spoken\n" + PLAIN, publish=True)
    assert "when the mayor has spoken" in imported.article.hold_reason
    assert imported.article.status == "draft"
    assert not Edition.objects.exists()
    assert "embargo could not be understood" in messages(imported)


def test_an_unfinished_story_is_not_published() -> None:
    make_section(name="City")
    imported = bring_in("Status: in review\n" + PLAIN, publish=True)
    assert imported.article.status == "in_review"
    assert not Edition.objects.exists()


def test_a_story_that_is_not_ready_is_refused_whole() -> None:
    with pytest.raises(StoryError, match="Choose a section"):
        bring_in(PLAIN, publish=True)
    assert not Article.objects.exists()
    assert not Author.objects.exists()


def test_an_unknown_section_is_said_and_left_open() -> None:
    imported = bring_in(PLAIN)
    assert imported.article.section is None
    assert "no section “City”" in messages(imported)


def test_known_names_are_used_and_new_ones_said() -> None:
    make_author(name="Ana Silva")
    topic = make_topic(name="United Nations")
    TopicAlias.objects.create(topic=topic, name="UN")
    imported = bring_in("Topics: un, Libraries\n" + PLAIN)
    assert Author.objects.count() == 1
    assert sorted(imported.article.topics.values_list("name", flat=True)) == ["Libraries", "United Nations"]
    assert "topic “Libraries” is new" in messages(imported)
    assert Topic.objects.count() == 2


def test_the_pictures_of_a_gallery_are_found_in_the_library() -> None:
    make_image(key="door", original_name="door.jpg")
    gallery = "\n\nGallery:\nPicture: door.jpg\nThe door. (Mara Ozola)\nPicture: roof.jpg\nThe roof. (Mara Ozola)"
    imported = bring_in(PLAIN + gallery)
    assert imported.article.body.endswith(
        '<section data-type="gallery"><figure data-image="door"><figcaption>The door.</figcaption></figure>'
        '<figure data-image="the-library-reopens-3"><figcaption>The roof.</figcaption></figure></section>'
    )
    assert "“roof.jpg” was not found" in messages(imported)


def test_what_a_story_tells_of_its_author_fills_only_what_is_empty() -> None:
    make_author(name="Ana Silva", job_title="Chief reporter")
    bring_in(
        PLAIN + "\n\nAuthor: Ana Silva\nJob: Reporter\nAna Silva covers the city.\nProfile: Site https://ana.example/"
    )
    author = Author.objects.get()
    assert (author.job_title, author.biography) == ("Chief reporter", "Ana Silva covers the city.")
    assert author.profiles.get().url == "https://ana.example/"


def test_a_picture_is_taken_in_from_beside_the_story(tmp_path: Path, media_folder: Path) -> None:
    Pixels.new("RGB", (40, 30), "red").save(tmp_path / "door.jpg")
    imported = bring_in(PLAIN + "\n\nPicture: door.jpg\nThe door. (Mara Ozola)\nAlt: A red door.", pictures=tmp_path)
    image = Image.objects.get()
    assert (image.key, image.width, image.height, image.original_name) == ("door", 40, 30, "door.jpg")
    assert (image.caption, image.credit_line, image.alt_text) == ("The door.", "Mara Ozola", "A red door.")
    assert (media_folder / image.file.name).is_file()
    assert 'data-image="door"' in imported.article.body


def test_a_picture_without_a_file_waits_for_it() -> None:
    imported = bring_in(PLAIN + "\n\nPicture: door.jpg\nThe door. (Mara Ozola)")
    image = Image.objects.get()
    assert (bool(image.file), image.credit_line) == (False, "Mara Ozola")
    assert f'data-image="{image.key}"' in imported.article.body
    assert "“door.jpg” was not found" in messages(imported)


def test_a_picture_that_the_library_has_is_used(tmp_path: Path) -> None:
    known = make_image(original_name="door.jpg", key="old-door")
    imported = bring_in(PLAIN + "\n\nLead picture: door.jpg\nThe door. (Mara Ozola)")
    assert (imported.article.lead_image, imported.article.lead_caption) == (known, "The door.")


def test_a_picture_name_cannot_leave_its_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    Pixels.new("RGB", (40, 30), "red").save(tmp_path / "secret.jpg")
    bring_in(PLAIN + "\n\nPicture: ../secret.jpg\nThe door. (Mara Ozola)", pictures=tmp_path / "inner")
    assert not Image.objects.get().file


def test_a_refused_picture_refuses_the_story(tmp_path: Path) -> None:
    (tmp_path / "door.jpg").write_bytes(b"no picture at all")
    with pytest.raises(StoryError, match=r"door\.jpg was refused"):
        bring_in(PLAIN + "\n\nPicture: door.jpg\nThe door.", pictures=tmp_path)
    assert not Article.objects.exists()


def test_a_correction_with_its_words_gives_the_edition_before_it_too() -> None:
    make_section(name="City")
    text = (
        "Published: 2026-03-01 09:00 UTC\n"
        + PLAIN.replace("Monday", "Tuesday")
        + "\n\nCorrection (2026-03-02 10:00 UTC): It was Tuesday.\nWas: on Monday\nNow: on Tuesday"
    )
    bring_in(text, publish=True)
    first, second = Edition.objects.order_by("visible_from")
    assert (first.content["parts"][0]["html"], first.content["corrections"]) == (
        "<p>The library reopened on Monday.</p>",
        [],
    )
    assert second.content["parts"][0]["html"] == "<p>The library reopened on Tuesday.</p>"
    assert second.visible_from == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    notice = Correction.objects.get()
    assert (notice.revision_before, notice.revision_after) == (first.revision, second.revision)


def test_a_headline_that_is_too_long_is_refused_in_one_sentence() -> None:
    with pytest.raises(StoryError, match="headline"):
        bring_in(PLAIN.replace("The library", "The library " * 40))
    assert not Article.objects.exists()

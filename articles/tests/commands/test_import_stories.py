"""The command that brings story files in: what it says, and how it ends."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Edition
from articles.tests.factories import make_section

pytestmark = pytest.mark.django_db

STORY = "Headline: The library reopens\nByline: Ana Silva\nSection: City\n\nThe library reopened on Monday."


@pytest.fixture
def story(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str | bytes = STORY, name: str = "library.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def run(*arguments: object, **options: object) -> str:
    out = StringIO()
    call_command("import_stories", *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_it_says_what_it_made(story: Callable[..., Path]) -> None:
    make_section(name="City")
    assert "“The library reopens” is article" in run(story())
    assert "draft, 1 block of text, 0 pictures" in run(story("Id: b\n" + STORY))


def test_it_says_that_a_story_was_imported_before(story: Callable[..., Path]) -> None:
    run(story())
    assert "was imported before" in run(story())


def test_a_dry_run_shows_every_part_and_makes_nothing(story: Callable[..., Path]) -> None:
    said = run(story(), dry_run=True)
    assert "would be made" in said
    assert "Paragraph" in said
    assert not Article.objects.exists()


def test_a_broken_file_gives_one_line_and_fails(story: Callable[..., Path]) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 1 files could not be read"):
        call_command("import_stories", str(story(b"\x89PNG\r\n\x1a\n\x00\x00")), stdout=out, stderr=out)
    assert len(out.getvalue().strip().splitlines()) == 1
    assert not Article.objects.exists()


def test_a_file_that_is_not_there_gives_one_line_and_fails(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path / "nothing.txt")


def test_a_broken_file_does_not_keep_the_others_out(story: Callable[..., Path]) -> None:
    good, bad = story(), story(b"", "empty.txt")
    with pytest.raises(CommandError, match="1 of 2"):
        run(bad, good)
    assert Article.objects.count() == 1


def test_it_publishes_only_when_asked(story: Callable[..., Path]) -> None:
    make_section(name="City")
    run(story())
    assert not Edition.objects.exists()
    run(story("Id: b\n" + STORY), publish=True)
    assert Edition.objects.count() == 1

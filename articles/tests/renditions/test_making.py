"""Renditions are made once, say what the database says, and leave neither rows without files nor files without rows."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from articles.imaging import FORMATS
from articles.models import Image, Rendition
from articles.renditions import make_renditions, offered, stored_name, unfinished, wanted_by
from articles.renditions import not_begun as to_do
from articles.tests.public.pictures import make_stored_image

pytestmark = pytest.mark.django_db


def stored() -> set[str]:
    def below(folder: str) -> set[str]:
        folders, files = default_storage.listdir(folder)
        inner = [below(f"{folder}/{name}".lstrip("/")) for name in folders]
        return {f"{folder}/{name}".lstrip("/") for name in files}.union(*inner)

    return below("")


def in_rows() -> set[str]:
    rows = [*Image.objects.values_list("file", flat=True), *Rendition.objects.values_list("file", flat=True)]
    return set(rows)


def test_all_that_an_image_gets_is_made_and_made_once() -> None:
    image = make_stored_image(pixels=(700, 500))
    made = make_renditions(image)
    assert {(row.spec, row.format) for row in made} == {(one.spec.name, one.format) for one in offered(image)}
    assert {row.width for row in made if row.spec == "w960"} == {700}
    assert make_renditions(image) == []
    assert list(unfinished()) == []
    assert stored() == in_rows()


def test_a_corrected_credit_makes_new_files_and_takes_the_old_away() -> None:
    image = make_stored_image(credit_line="Ana Silva")
    make_renditions(image)
    image.credit_line = "Anna Silva"
    image.save()
    assert list(unfinished()) == list(to_do()) == [image]
    make_renditions(image)
    assert {row.version for row in Rendition.objects.all()} == {image.version}
    assert stored() == in_rows()
    for row in Rendition.objects.all():
        with row.file.open() as file:
            data = file.read()
        assert b"Anna Silva" in data
        assert b"Ana Silva" not in data


def test_what_was_written_when_the_row_cannot_be_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    image = make_stored_image()

    def fail(**_: Any) -> None:
        raise IntegrityError("The image is gone.")

    monkeypatch.setattr(Rendition.objects, "get_or_create", fail)
    with pytest.raises(IntegrityError):
        make_renditions(image, [wanted_by("w320.jpg")])
    assert stored() == {image.file.name}


def test_another_machine_that_was_first_keeps_its_file() -> None:
    image = make_stored_image()
    wanted = wanted_by("w320.jpg")
    (first,) = make_renditions(image, [wanted])
    Rendition.objects.all().delete()
    # Its file is there and its row comes while this one is made.
    (second,) = make_renditions(image, [wanted])
    assert second.file.name != first.file.name == stored_name(image, wanted)


def test_an_upload_has_its_files_made_when_it_is_stored(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        # The row first, as a test has it: the file is there by the time that the row is committed.
        image = make_stored_image()
    assert Rendition.objects.filter(image=image).count() == len(list(offered(image)))


def test_with_a_worker_an_upload_does_not_wait(
    settings: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.NEWSROOM_RENDITIONS_WORKER = True
    with django_capture_on_commit_callbacks(execute=True):
        image = make_stored_image()
    assert not Rendition.objects.exists()
    assert list(to_do()) == [image]


def test_the_command_makes_what_is_missing_and_goes_past_what_is_broken() -> None:
    good, bad = make_stored_image(), make_stored_image()
    default_storage.delete(bad.file.name)
    out = StringIO()
    call_command("make_renditions", stdout=out)
    assert out.getvalue() == "Made the files of 1 pictures; 1 cannot be made.\n"
    assert {row.image_id for row in Rendition.objects.all()} == {good.pk}
    assert Rendition.objects.filter(spec="w320").count() == len(FORMATS)


def sweep(**options: Any) -> str:
    out = StringIO()
    call_command("sweep_pictures", stdout=out, stderr=out, **{"yes": True, "older_than": 0} | options)
    return out.getvalue()


def test_the_sweep_deletes_files_that_no_row_knows_and_nothing_else() -> None:
    image = make_stored_image()
    make_renditions(image)
    for stray in ("originals/ab/abc.jpg", f"renditions/{image.token[:2]}/{image.token}/0/w320.jpg"):
        default_storage.save(stray, ContentFile(b"stray"))
    default_storage.save("somebody/else.txt", ContentFile(b"theirs"))
    assert "2 without a row, 0 rows without a file" in sweep()
    assert stored() == in_rows() | {"somebody/else.txt"}


def test_the_sweep_leaves_what_may_be_an_upload_under_way() -> None:
    default_storage.save("originals/ab/abc.jpg", ContentFile(b"stray"))
    assert "0 without a row" in sweep(older_than=60)
    assert stored() == {"originals/ab/abc.jpg"}


def test_a_dry_run_deletes_nothing() -> None:
    default_storage.save("originals/ab/abc.jpg", ContentFile(b"stray"))
    assert "Would be deleted: originals/ab/abc.jpg" in sweep(dry_run=True)
    assert stored() == {"originals/ab/abc.jpg"}


def test_nothing_is_deleted_when_nobody_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    default_storage.save("originals/ab/abc.jpg", ContentFile(b"stray"))
    monkeypatch.setattr("builtins.input", lambda _: "n")
    with pytest.raises(CommandError, match="Nothing was deleted"):
        sweep(yes=False)
    assert stored() == {"originals/ab/abc.jpg"}


def test_the_sweep_names_rows_that_have_lost_their_file() -> None:
    image = make_stored_image()
    default_storage.delete(image.file.name)
    assert f"A row has lost its file: {image.file.name}" in sweep()


def test_the_sweep_takes_away_versions_that_are_past() -> None:
    image = make_stored_image()
    make_renditions(image)
    Image.objects.update(version="0" * 12)
    assert "took away older versions of 1 pictures" in sweep()
    assert stored() == {image.file.name}

"""The rules that the database keeps by itself, whoever writes."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from articles.models import (
    OPEN_ENDED,
    Article,
    AuditEntry,
    Edition,
    Front,
    FrontEdition,
    Image,
    Redirect,
    Revision,
    Section,
)
from articles.models.rules import install_rules
from articles.tests.factories import (
    NOON,
    arrange,
    live_edition,
    make_article,
    make_front_edition,
    make_image,
    make_live_article,
    make_section,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def copy_of(edition: Edition, **changes: object) -> Edition:
    copied = Edition.objects.get(pk=edition.pk)
    copied.pk = None
    for name, value in changes.items():
        setattr(copied, name, value)
    return copied


@pytest.mark.parametrize(
    ("begins", "ends"),
    [(NOON + HOUR, OPEN_ENDED), (NOON - HOUR, NOON + HOUR), (NOON - HOUR, OPEN_ENDED), (NOON + HOUR, NOON + 2 * HOUR)],
)
def test_editions_of_an_article_cannot_overlap(begins, ends) -> None:
    edition = live_edition(make_live_article(at=NOON))
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        copy_of(edition, visible_from=begins, visible_until=ends).save(force_insert=True)


def test_an_edition_may_begin_where_another_ends() -> None:
    edition = live_edition(make_live_article(at=NOON))
    copy_of(edition, visible_from=NOON - HOUR, visible_until=NOON).save(force_insert=True)
    assert Edition.objects.count() == 2


def test_an_edition_cannot_be_stretched_over_the_next() -> None:
    edition = live_edition(make_live_article(at=NOON))
    earlier = copy_of(edition, visible_from=NOON - HOUR, visible_until=NOON)
    earlier.save(force_insert=True)
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        Edition.objects.filter(pk=earlier.pk).update(visible_until=NOON + HOUR)


@pytest.mark.parametrize(
    "change", [{"headline": "Other"}, {"content": {}}, {"path": "/else/"}, {"visible_from": NOON - HOUR}]
)
def test_an_edition_cannot_be_changed(change) -> None:
    edition = live_edition(make_live_article())
    with pytest.raises(DatabaseError, match="only ended"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)


def test_an_edition_can_be_ended() -> None:
    edition = live_edition(make_live_article(at=NOON))
    Edition.objects.filter(pk=edition.pk).update(visible_until=NOON + HOUR)
    edition.refresh_from_db()
    assert edition.visible_until == NOON + HOUR


@pytest.mark.parametrize("change", [{"data": {}}, {"note": "Other"}, {"number": 9}])
def test_a_revision_cannot_be_changed(change) -> None:
    make_live_article()
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Revision.objects.update(**change)


def test_the_rules_survive_being_put_in_place_again() -> None:
    call_command("migrate", verbosity=0)
    install_rules(using=connection.alias)
    edition = live_edition(make_live_article())
    with pytest.raises(DatabaseError, match="only ended"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(headline="Other")


def test_a_headline_is_never_empty_in_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(headline=" \x00 ")


def test_text_is_cleaned_on_every_road_to_the_database() -> None:
    article = make_article()
    Article.objects.filter(pk=article.pk).update(
        headline="A\x00 \ud800headline", standfirst="One\r\ntwo", body="<p>a<script>x</script></p>"
    )
    article.refresh_from_db()
    assert (article.headline, article.standfirst, article.body) == ("A headline", "One\ntwo", "<p>a</p>")


def test_the_same_bytes_are_taken_in_once() -> None:
    image = make_image()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_image(content_hash=image.content_hash)


def test_two_images_may_wait_for_their_files() -> None:
    make_image(file="", content_hash="", width=None, height=None)
    make_image(file="", content_hash="", width=None, height=None)
    assert Image.objects.count() == 2


@pytest.mark.parametrize("focal", [-0.1, 1.1])
def test_a_focal_point_lies_in_the_picture(focal: float) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_image(focal_x=focal)


def test_a_redirect_leads_to_one_place() -> None:
    article = make_article()
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(path="/old/", article=article, target="/new/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(path="/old/")


def test_rows_are_found_by_their_natural_keys() -> None:
    article = make_live_article(topics=[])
    edition = live_edition(article)
    section = make_section(slug="world")
    assert Article.objects.get_by_natural_key(*article.natural_key()) == article
    assert Edition.objects.get_by_natural_key(*edition.natural_key()) == edition
    assert Section.objects.get_by_natural_key("world") == section
    with pytest.raises(Article.DoesNotExist):
        Article.objects.get_by_natural_key("no uuid")


def test_an_entry_of_the_audit_trail_cannot_be_changed() -> None:
    make_live_article()
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_auditentry SET headline = 'x'")


# Fronts


@pytest.mark.parametrize(
    ("begins", "ends"), [(NOON + HOUR, OPEN_ENDED), (NOON - HOUR, NOON + HOUR), (NOON - HOUR, OPEN_ENDED)]
)
def test_editions_of_a_front_cannot_overlap(begins, ends) -> None:
    edition = make_front_edition(arrange())
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        copy_of_front(edition, visible_from=begins, visible_until=ends)


def test_editions_of_two_fronts_may_overlap() -> None:
    make_front_edition(arrange())
    make_front_edition(arrange(), section=make_section())
    assert FrontEdition.objects.visible_at(NOON).count() == 2


@pytest.mark.parametrize("change", [{"arrangement": {}}, {"visible_from": NOON - HOUR}, {"note": "x"}, {"version": 9}])
def test_an_edition_of_a_front_cannot_be_changed(change) -> None:
    edition = make_front_edition(arrange())
    with pytest.raises(DatabaseError, match="only ended"), transaction.atomic():
        FrontEdition.objects.filter(pk=edition.pk).update(**change)


def test_an_edition_of_a_front_can_be_ended() -> None:
    edition = make_front_edition(arrange())
    FrontEdition.objects.filter(pk=edition.pk).update(visible_until=NOON + HOUR)
    assert not FrontEdition.objects.visible_at(NOON + HOUR).exists()


def test_there_is_one_home_page() -> None:
    Front.objects.create(arrangement={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Front.objects.create(arrangement={})


def test_fronts_are_found_by_their_natural_keys() -> None:
    home, world = make_front_edition(arrange()), make_front_edition(arrange(), section=make_section())
    for edition in (home, world):
        assert Front.objects.get_by_natural_key(*edition.front.natural_key()) == edition.front
        assert FrontEdition.objects.get_by_natural_key(*edition.natural_key()) == edition
        entry = AuditEntry.objects.get(front=edition.front, action="published")
        assert AuditEntry.objects.get_by_natural_key(*entry.natural_key()) == entry


def test_fronts_go_out_in_a_fixture_and_come_back() -> None:
    edition = make_front_edition(arrange({"lead": make_live_article()}), section=make_section())
    written = serializers.serialize(
        "json",
        [edition.front, edition, *edition.front.audit_entries.all()],
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
    )
    rows = list(serializers.deserialize("json", written))
    for row in rows:
        row.save()
    assert (Front.objects.count(), FrontEdition.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(front=edition.front).count() == len(rows) - 2


def copy_of_front(edition: FrontEdition, **changes: object) -> FrontEdition:
    columns = {"front": edition.front, "arrangement": edition.arrangement, "version": 1, "at": NOON} | changes
    return FrontEdition.objects.create(**columns)

"""Publishing and scheduling: what readers see, from which moment on."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import publishing
from articles.models import OPEN_ENDED, Article, Edition
from articles.signals import edition_closed, edition_opened
from articles.tests.factories import (
    NOON,
    live_edition,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_topic,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
FIGURE = '<figure data-image="bridge"><figcaption></figcaption></figure>'


def rewrite(article: Article, **changes: object) -> Article:
    article.refresh_from_db()
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    return article


def spans(article: Article) -> list[tuple[datetime, datetime, str]]:
    return list(article.editions.order_by("visible_from").values_list("visible_from", "visible_until", "headline"))


def test_publishing_opens_an_edition_without_an_end() -> None:
    article = make_article(headline="Talks end")
    edition = publishing.publish(article, by=None, now=NOON)
    assert spans(article) == [(NOON, OPEN_ENDED, "Talks end")]
    assert edition.path == "/2026/03/08/talks-end/"
    assert (edition.first_published_at, edition.modified_at) == (NOON, NOON)


def test_publishing_again_closes_the_edition_before() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, now=NOON + HOUR)
    assert spans(article) == [(NOON, NOON + HOUR, "One"), (NOON + HOUR, OPEN_ENDED, "Two")]


def test_publishing_what_readers_see_already_changes_nothing() -> None:
    article = make_live_article(at=NOON)
    assert publishing.publish(article, by=None, now=NOON + HOUR) == live_edition(article)
    assert article.editions.count() == 1


def test_a_first_publication_can_be_scheduled() -> None:
    article = make_article(headline="Later")
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    assert not article.editions.visible_at(NOON).exists()
    assert not article.editions.visible_at(NOON + HOUR - timedelta(microseconds=1)).exists()
    assert live_edition(article, at=NOON + HOUR).first_published_at == NOON + HOUR


def test_an_update_of_a_live_article_can_be_scheduled() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, at=NOON + 2 * HOUR, now=NOON + HOUR)
    assert spans(article) == [(NOON, NOON + 2 * HOUR, "One"), (NOON + 2 * HOUR, OPEN_ENDED, "Two")]
    assert live_edition(article, at=NOON + 2 * HOUR).first_published_at == NOON


def test_publishing_now_leaves_what_is_scheduled() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Three"), by=None, at=NOON + 3 * HOUR, now=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, now=NOON + HOUR)
    assert spans(article) == [
        (NOON, NOON + HOUR, "One"),
        (NOON + HOUR, NOON + 3 * HOUR, "Two"),
        (NOON + 3 * HOUR, OPEN_ENDED, "Three"),
    ]


def test_a_minor_edit_leaves_the_date_that_readers_see() -> None:
    article = make_live_article(headline="Tpyo", at=NOON)
    minor = publishing.publish(rewrite(article, headline="Typo"), by=None, now=NOON + HOUR, minor=True)
    assert minor.modified_at == NOON
    substantive = publishing.publish(rewrite(article, headline="News"), by=None, now=NOON + 2 * HOUR)
    assert substantive.modified_at == NOON + 2 * HOUR


def test_the_moment_to_publish_at_must_not_have_passed() -> None:
    with pytest.raises(publishing.NotReady, match="has passed"):
        publishing.publish(make_article(), by=None, at=NOON - HOUR, now=NOON)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"section": None}, "Choose a section"),
        ({"headline": "\u200b"}, "Write a headline"),
        ({"body": ""}, "Write the story"),
        ({"embargo": NOON + HOUR}, "under embargo until 08 March 2026, 13:00 UTC"),
        ({"hold_reason": "Lawyers read it."}, "on hold: Lawyers read it."),
    ],
)
def test_an_article_that_is_not_ready_is_refused_and_nothing_is_written(fault, sentence: str) -> None:
    article = make_article(**fault)
    with pytest.raises(publishing.NotReady, match=sentence):
        publishing.publish(article, by=None, now=NOON)
    assert not Edition.objects.exists()
    assert not article.revisions.exists()


def test_an_embargoed_article_can_be_scheduled_for_its_end() -> None:
    article = make_article(embargo=NOON + HOUR)
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    assert live_edition(article, at=NOON + HOUR)


def test_a_picture_that_is_gone_is_named() -> None:
    with pytest.raises(publishing.NotReady, match="picture “bridge”"):
        publishing.publish(make_article(body="<p>a</p>" + FIGURE), by=None, now=NOON)


def test_an_edition_has_the_rows_that_lists_need() -> None:
    ana, ben = make_author(), make_author()
    nato, image, lead = make_topic(), make_image(key="bridge"), make_image()
    article = make_article(authors=[ana, ben], topics=[nato], body=f"<p>a</p>{FIGURE}", lead_image=lead)
    article.contributors.create(author=ana, role="photographs", position=2)
    edition = publishing.publish(article, by=None, now=NOON)
    rows = edition.contributors.values_list("author", "role", "is_first").order_by("position")
    assert list(rows) == [(ana.pk, "by", True), (ben.pk, "by", True), (ana.pk, "photographs", False)]
    assert list(edition.edition_topics.values_list("topic", flat=True)) == [nato.pk]
    assert list(edition.edition_images.values_list("image", flat=True)) == [lead.pk, image.pk]


def test_who_may_not_publish_is_refused(reporter, outsider, publisher) -> None:
    article = make_article()
    for person in (reporter, outsider):
        with pytest.raises(publishing.NotAllowed):
            publishing.publish(article, by=person, now=NOON)
        with pytest.raises(publishing.NotAllowed):
            publishing.withdraw(article, by=person, now=NOON)
        with pytest.raises(publishing.NotAllowed):
            publishing.cancel_schedule(article, by=person, now=NOON)
        with pytest.raises(publishing.NotAllowed):
            publishing.add_correction(article, kind="correction", text="x", by=person)
    assert publishing.publish(article, by=publisher, now=NOON).revision.by == publisher


def test_withdrawing_takes_the_article_from_readers() -> None:
    article = make_live_article(at=NOON)
    publishing.withdraw(article, by=None, now=NOON + HOUR)
    assert article.editions.visible_at(NOON).exists()
    assert not article.editions.visible_at(NOON + HOUR).exists()


def test_withdrawing_cancels_what_is_scheduled_after_it() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, at=NOON + 3 * HOUR, now=NOON)
    publishing.withdraw(article, by=None, now=NOON + HOUR)
    assert spans(article) == [(NOON, NOON + HOUR, "One")]


def test_there_must_be_something_to_withdraw() -> None:
    with pytest.raises(publishing.NotReady, match="nothing to withdraw"):
        publishing.withdraw(make_article(), by=None, now=NOON)


def test_a_withdrawn_article_can_be_published_again_under_its_address() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.withdraw(article, by=None, now=NOON + HOUR)
    edition = publishing.publish(article, by=None, now=NOON + timedelta(days=2))
    assert (edition.path, edition.first_published_at) == ("/2026/03/08/one/", NOON)


def test_cancelling_a_first_publication_leaves_no_trace() -> None:
    article = make_article()
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    publishing.cancel_schedule(article, by=None, now=NOON)
    article.refresh_from_db()
    assert (article.editions.count(), article.path) == (0, None)


def test_cancelling_an_update_leaves_what_readers_see() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Two", slug="two"), by=None, at=NOON + 2 * HOUR, now=NOON)
    publishing.cancel_schedule(article, by=None, now=NOON + HOUR)
    article.refresh_from_db()
    assert spans(article) == [(NOON, OPEN_ENDED, "One")]
    assert article.path == "/2026/03/08/one/"


def test_there_must_be_something_to_cancel() -> None:
    with pytest.raises(publishing.NotReady, match="Nothing is scheduled"):
        publishing.cancel_schedule(make_live_article(at=NOON), by=None, now=NOON + HOUR)


def test_a_taken_address_gets_a_number() -> None:
    paths = [live_edition(make_live_article(headline="Same", at=NOON)).path for _ in range(3)]
    assert paths == ["/2026/03/08/same/", "/2026/03/08/same-2/", "/2026/03/08/same-3/"]


@pytest.mark.parametrize(
    ("headline", "path"), [("🚀", "/2026/03/08/story/"), ("Столтенберг", "/2026/03/08/столтенберг/")]
)
def test_every_headline_gets_an_address(headline: str, path: str) -> None:
    assert live_edition(make_live_article(headline=headline)).path == path


def test_a_changed_headline_keeps_the_address() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, now=NOON + HOUR)
    assert live_edition(article, at=NOON + HOUR).path == "/2026/03/08/one/"


def test_a_changed_slug_changes_the_address() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, slug="two"), by=None, now=NOON + HOUR)
    assert live_edition(article, at=NOON + HOUR).path == "/2026/03/08/two/"


def test_nobody_is_given_an_address_that_another_article_has_left() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, slug="two"), by=None, now=NOON + HOUR)
    assert live_edition(make_live_article(headline="One", at=NOON)).path == "/2026/03/08/one-2/"


def test_an_article_may_go_back_to_an_old_address() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, slug="two"), by=None, now=NOON + HOUR)
    publishing.publish(rewrite(article, slug="one"), by=None, now=NOON + 2 * HOUR)
    assert live_edition(article, at=NOON + 2 * HOUR).path == "/2026/03/08/one/"


def test_the_day_of_an_address_is_the_newsrooms(settings) -> None:
    settings.TIME_ZONE = "Europe/Riga"
    late = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    assert live_edition(make_live_article(headline="One", at=late), at=late).path == "/2026/03/09/one/"


def test_a_correction_is_shown_from_the_next_edition_on() -> None:
    article = make_live_article(body="<p>Nine.</p>", at=NOON)
    first = live_edition(article)
    rewrite(article, body="<p>Ten.</p>")
    notice = publishing.add_correction(article, kind="correction", text="It was ten.", by=None, now=NOON + HOUR)
    edition = publishing.publish(article, by=None, now=NOON + HOUR)
    notice.refresh_from_db()
    assert first.content["corrections"] == []
    assert [shown["text"] for shown in edition.content["corrections"]] == ["It was ten."]
    assert (notice.revision_before, notice.revision_after) == (first.revision, edition.revision)


def test_a_notice_alone_makes_an_edition() -> None:
    article = make_live_article(at=NOON)
    publishing.add_correction(article, kind="editors_note", text="For context.", by=None, now=NOON + HOUR)
    publishing.publish(article, by=None, now=NOON + HOUR)
    assert article.editions.count() == 2


def test_opening_and_closing_are_announced_on_commit(django_capture_on_commit_callbacks) -> None:
    heard: list[tuple[str, str]] = []

    def opened(edition: Edition, **_: object) -> None:
        heard.append(("opened", edition.headline))

    def closed(edition: Edition, **_: object) -> None:
        heard.append(("closed", edition.headline))

    edition_opened.connect(opened)
    edition_closed.connect(closed)
    try:
        article = make_live_article(headline="One", at=NOON)
        with django_capture_on_commit_callbacks(execute=True):
            publishing.publish(rewrite(article, headline="Two"), by=None, now=NOON + HOUR)
    finally:
        edition_opened.disconnect(opened)
        edition_closed.disconnect(closed)
    assert heard == [("closed", "One"), ("opened", "Two")]


# Beside what is scheduled


def test_the_same_version_is_not_shown_a_second_time() -> None:
    """It was scheduled and goes out earlier: it does not appear as modified when its hour comes."""
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, at=NOON + 3 * HOUR, now=NOON)
    publishing.publish(article, by=None, now=NOON + HOUR)
    assert spans(article) == [(NOON, NOON + HOUR, "One"), (NOON + HOUR, OPEN_ENDED, "Two")]


def test_a_first_publication_that_goes_out_earlier_is_dated_by_that() -> None:
    article = make_article(headline="One")
    publishing.publish(article, by=None, at=NOON + timedelta(days=1), now=NOON)
    edition = publishing.publish(article, by=None, now=NOON + HOUR)
    assert spans(article) == [(NOON + HOUR, OPEN_ENDED, "One")]
    assert (edition.path, edition.first_published_at) == ("/2026/03/08/one/", NOON + HOUR)


def test_what_was_to_be_the_first_version_is_dated_by_the_one_before_it() -> None:
    article = make_article(headline="One")
    publishing.publish(article, by=None, at=NOON + timedelta(days=1), now=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, now=NOON)
    article.refresh_from_db()
    paths = article.editions.order_by("visible_from").values_list("headline", "path", "first_published_at")
    assert list(paths) == [("Two", "/2026/03/08/two/", NOON), ("One", "/2026/03/08/two/", NOON)]
    assert article.path == "/2026/03/08/two/"


def test_a_version_for_the_same_moment_takes_the_place_of_the_one_that_was_scheduled() -> None:
    article = make_live_article(headline="One", at=NOON)
    publishing.publish(rewrite(article, headline="Two"), by=None, at=NOON + 3 * HOUR, now=NOON)
    publishing.publish(rewrite(article, headline="Three"), by=None, at=NOON + 3 * HOUR, now=NOON + HOUR)
    assert spans(article) == [(NOON, NOON + 3 * HOUR, "One"), (NOON + 3 * HOUR, OPEN_ENDED, "Three")]


def test_a_version_that_appeared_in_this_very_moment_keeps_its_place() -> None:
    article = make_live_article(headline="One", at=NOON)
    with pytest.raises(publishing.NotReady, match="this very moment"):
        publishing.publish(rewrite(article, headline="Two"), by=None, now=NOON)
    assert spans(article) == [(NOON, OPEN_ENDED, "One")]


def test_the_clock_is_read_under_the_lock(monkeypatch, frozen) -> None:
    """Somebody else published while this waited for the lock: the later one is what readers see."""
    article = make_live_article(headline="One", at=NOON)
    frozen(NOON + HOUR)

    def claim_late(article: Article, *, version: int | None) -> Article:
        frozen(NOON + 3 * HOUR)
        return publishing.claim(article, version=version)

    publishing.publish(rewrite(article, headline="Two"), by=None, now=NOON + 2 * HOUR)
    rewrite(article, headline="Three")
    monkeypatch.setattr("articles.publishing.editions.claim", claim_late)
    assert publishing.publish(article, by=None).visible_from == NOON + 3 * HOUR
    assert live_edition(article, at=NOON + 3 * HOUR).headline == "Three"


def test_a_notice_of_a_cancelled_version_waits_again() -> None:
    article = make_live_article(at=NOON)
    notice = publishing.add_correction(article, kind="correction", text="It was ten.", by=None, now=NOON)
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    publishing.cancel_schedule(article, by=None, now=NOON)
    notice.refresh_from_db()
    assert notice.revision_after is None

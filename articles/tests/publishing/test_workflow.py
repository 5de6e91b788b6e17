"""The desk's workflow: who may take which step, and what approval is of."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User

from articles import publishing
from articles.models import Article, AuditEntry, SectionAccess
from articles.tests.factories import NOON, live_edition, make_article, make_section

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def rewrite(article: Article, by: User, **changes: object) -> None:
    article.refresh_from_db()
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    publishing.save_revision(article, by=by, now=NOON)


def actions(article: Article) -> list[str]:
    return list(AuditEntry.objects.filter(article_uuid=article.uuid).order_by("id").values_list("action", flat=True))


@pytest.mark.parametrize(
    ("begins", "name", "ends"),
    [
        ("draft", "submit", "in_review"),
        ("changes_requested", "submit", "in_review"),
        ("draft", "approve", "approved"),
        ("in_review", "approve", "approved"),
        ("in_review", "request_changes", "changes_requested"),
        ("approved", "request_changes", "changes_requested"),
        ("in_review", "take_back", "draft"),
        ("approved", "take_back", "draft"),
    ],
)
def test_a_step_leads_where_the_table_says(begins: str, name: str, ends: str, editor: User) -> None:
    article = make_article(status=begins)
    publishing.take_step(article, name, by=editor, now=NOON)
    assert article.status == ends


@pytest.mark.parametrize(
    ("begins", "name"),
    [("in_review", "submit"), ("approved", "approve"), ("draft", "request_changes"), ("draft", "take_back")],
)
def test_a_step_that_does_not_lead_on_is_refused(begins: str, name: str, editor: User) -> None:
    article = make_article(status=begins)
    with pytest.raises(publishing.NotReady, match="is not the next step"):
        publishing.take_step(article, name, by=editor, now=NOON)
    article.refresh_from_db()
    assert article.status == begins


def test_a_reporter_submits_their_own_and_nobody_elses(reporter: User) -> None:
    own, others = make_article(created_by=reporter), make_article()
    publishing.take_step(own, "submit", by=reporter, now=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.take_step(others, "submit", by=reporter, now=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.take_step(own, "approve", by=reporter, now=NOON)


def test_the_steps_offered_are_those_that_can_be_taken(reporter: User, editor: User, photo_editor: User) -> None:
    article = make_article(created_by=reporter)
    assert [step.name for step in publishing.steps_for(reporter, article)] == ["submit"]
    assert [step.name for step in publishing.steps_for(editor, article)] == ["submit", "approve"]
    assert publishing.steps_for(photo_editor, article) == []


def test_each_step_is_in_the_audit_trail_with_its_comment(editor: User) -> None:
    article = make_article(status="in_review")
    publishing.take_step(article, "request_changes", by=editor, comment="The second source?", now=NOON)
    entry = AuditEntry.objects.filter(article_uuid=article.uuid, action="changes_requested").get()
    assert (entry.by, entry.reason, entry.revision_number, entry.at) == (editor, "The second source?", 1, NOON)


def test_what_changes_after_approval_needs_it_again(editor: User) -> None:
    article = make_article(headline="Approved")
    publishing.take_step(article, "approve", by=editor, now=NOON)
    assert article.approved_revision is not None
    rewrite(article, editor, headline="Changed")
    article.refresh_from_db()
    assert (article.status, article.approved_revision.number, article.version) == ("in_review", 1, 2)


def make_deputy() -> User:
    """Somebody who may publish and not approve."""
    deputy = User.objects.create_user("deputy", is_staff=True)
    deputy.user_permissions.set(Permission.objects.filter(codename__in=["publish_article", "view_article"]))
    return deputy


def test_the_approved_revision_goes_out_and_not_a_later_edit(editor: User) -> None:
    article = make_article(headline="Approved")
    publishing.take_step(article, "approve", by=editor, now=NOON)
    rewrite(article, editor, headline="Changed")
    publishing.publish(article, by=make_deputy(), now=NOON)
    assert live_edition(article).headline == "Approved"


def test_what_nobody_has_approved_does_not_go_out(editor: User) -> None:
    with pytest.raises(publishing.NotReady, match="Nobody has approved"):
        publishing.publish(make_article(), by=make_deputy(), now=NOON)


def test_who_may_approve_and_publish_does_both_at_once(publisher: User) -> None:
    article = make_article(headline="Both")
    publishing.publish(article, by=publisher, now=NOON)
    assert live_edition(article).headline == "Both"
    assert actions(article) == ["saved", "approved", "published"]


@pytest.mark.parametrize(
    ("newsroom", "section", "needed"),
    [(False, None, False), (True, None, True), (True, False, False), (False, True, True)],
)
def test_four_eyes_are_asked_for_by_setting_and_by_section(settings, newsroom, section, needed) -> None:
    settings.NEWSROOM_FOUR_EYES = newsroom
    assert publishing.needs_four_eyes(make_article(section=make_section(four_eyes=section))) is needed


def test_nobody_lets_pass_what_they_wrote(settings, publisher: User, editor: User) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = make_article()
    publishing.save_revision(article, by=publisher, now=NOON)
    with pytest.raises(publishing.NotReady, match="Somebody else has to approve"):
        publishing.publish(article, by=publisher, now=NOON)
    with pytest.raises(publishing.NotReady, match="Somebody else has to approve"):
        publishing.take_step(article, "approve", by=publisher, now=NOON)
    publishing.take_step(article, "approve", by=editor, now=NOON)
    assert publishing.publish(article, by=publisher, now=NOON)


def test_every_writer_since_the_last_approval_counts(settings, publisher: User, editor: User) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = make_article()
    publishing.save_revision(article, by=publisher, now=NOON)
    rewrite(article, editor, headline="Mended by the editor")
    for writer in (publisher, editor):
        with pytest.raises(publishing.NotReady):
            publishing.take_step(article, "approve", by=writer, now=NOON)


def test_four_eyes_are_passed_over_only_with_permission_and_reason(
    settings, publisher: User, administrator: User
) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = make_article()
    publishing.save_revision(article, by=publisher, now=NOON)
    with pytest.raises(publishing.NotReady):
        publishing.publish(article, by=publisher, override="Alone on the night shift", now=NOON)
    rewrite(article, administrator, headline="By the administrator")
    publishing.publish(article, by=administrator, override="Alone on the night shift", now=NOON)
    entry = AuditEntry.objects.get(action="four_eyes_overridden")
    assert (entry.by, entry.reason) == (administrator, "Alone on the night shift")


def test_permissions_can_be_narrowed_to_sections(publisher: User) -> None:
    city, world = make_section(name="City"), make_section(name="World")
    SectionAccess.objects.create(user=publisher, section=city)
    assert publishing.publish(make_article(section=city), by=publisher, now=NOON)
    with pytest.raises(publishing.NotAllowed):
        publishing.publish(make_article(section=world), by=publisher, now=NOON)


def test_an_article_is_given_to_a_person(editor: User, reporter: User) -> None:
    article = make_article()
    publishing.assign(article, to=reporter, due=NOON + HOUR, by=editor, now=NOON)
    assert (article.assigned_to, article.due_at) == (reporter, NOON + HOUR)
    with pytest.raises(publishing.NotAllowed):
        publishing.assign(article, to=editor, due=None, by=reporter, now=NOON)

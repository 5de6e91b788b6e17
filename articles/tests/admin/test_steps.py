"""The workflow at the desk: steps, four eyes, assignment, and whose articles a person sees."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article, AuditEntry, SectionAccess

from ..factories import NOON, make_article, make_live_article, make_section
from .forms import filled_in, said

SignIn = Callable[[User], Client]
STEPS = ["submit", "approve", "request_changes", "take_back"]
# A status from which each step leads on.
BEGINS = {"submit": "draft", "approve": "in_review", "request_changes": "in_review", "take_back": "in_review"}


def page(name: str, article: Article) -> str:
    return reverse("admin:articles_article_step", args=[article.pk, name])


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def assign_page(article: Article) -> str:
    return reverse("admin:articles_article_assign", args=[article.pk])


def send(client: Client, address: str, **choice: Any) -> Any:
    """Open the page, fill it in, and press its button."""
    return client.post(address, filled_in(client.get(address), **choice), follow=True)


def written_by(user: User, **overrides: Any) -> Article:
    """An article with one revision, begun and written by `user`."""
    article = make_article(created_by=user, **overrides)
    publishing.save_revision(article, by=user, now=NOON)
    return article


# Steps


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("submit", "in_review"),
        ("approve", "approved"),
        ("request_changes", "changes_requested"),
        ("take_back", "draft"),
    ],
)
def test_a_step_leads_on_and_keeps_its_comment(editor: User, signed_in: SignIn, name: str, ends: str) -> None:
    article = make_article(status=BEGINS[name])
    send(signed_in(editor), page(name, article), comment="As agreed.")
    article.refresh_from_db()
    entry = AuditEntry.objects.get(action=publishing.STEPS[name].action)
    assert article.status == ends
    assert (entry.by, entry.reason) == (editor, "As agreed.")


def test_a_writer_submits_their_own(reporter: User, signed_in: SignIn) -> None:
    article = written_by(reporter)
    response = send(signed_in(reporter), page("submit", article))
    article.refresh_from_db()
    assert article.status == "in_review"
    assert said(response) == ["Submitted for review. Nothing that readers see has changed."]


def test_requesting_changes_asks_what_has_to_change(editor: User, signed_in: SignIn) -> None:
    article = make_article(status="in_review")
    response = send(signed_in(editor), page("request_changes", article), comment="  ")
    article.refresh_from_db()
    assert "Say what has to change." in response.content.decode()
    assert article.status == "in_review"


def test_the_writer_reads_the_comment_on_the_article(reporter: User, editor: User, signed_in: SignIn) -> None:
    article = written_by(reporter, status="in_review")
    publishing.take_step(article, "request_changes", by=editor, comment="Who says so?", now=NOON)
    assert "Who says so?" in signed_in(reporter).get(edit(article)).content.decode()


def test_a_step_that_does_not_lead_on_leads_back(editor: User, signed_in: SignIn) -> None:
    response = signed_in(editor).get(page("request_changes", make_article()), follow=True)
    assert said(response) == ["The article is “Draft” now: request changes is not the next step."]


def test_a_step_on_an_older_version_does_nothing(editor: User, signed_in: SignIn) -> None:
    article = make_live_article(status="draft")
    Article.objects.filter(pk=article.pk).update(status="in_review")
    client = signed_in(editor)
    seen = filled_in(client.get(page("approve", article)))
    Article.objects.filter(pk=article.pk).update(headline="Somebody else’s")
    publishing.save_revision(Article.objects.get(pk=article.pk), by=None, now=NOON)
    response = client.post(page("approve", article), seen, follow=True)
    article.refresh_from_db()
    assert "Nothing was done" in said(response)[0]
    assert article.status == "in_review"


def test_an_unknown_step_is_not_found(editor: User, signed_in: SignIn) -> None:
    assert signed_in(editor).get(page("promote", make_article())).status_code == 404


@pytest.mark.parametrize("name", STEPS)
def test_nobody_is_asked_to_sign_in(client: Client, db: None, name: str) -> None:
    assert client.get(page(name, make_article()))["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", STEPS)
def test_the_wrong_right_is_refused(photo_editor: User, signed_in: SignIn, name: str, method: str) -> None:
    article = make_article(status=BEGINS[name])
    assert getattr(signed_in(photo_editor), method)(page(name, article), {"version": 0}).status_code == 403


@pytest.mark.parametrize("name", STEPS)
def test_a_reporter_takes_no_step_with_the_article_of_another(reporter: User, signed_in: SignIn, name: str) -> None:
    assert signed_in(reporter).get(page(name, make_article(status=BEGINS[name]))).status_code == 403


@pytest.mark.parametrize("name", STEPS)
def test_the_right_right_sees_what_will_happen(editor: User, signed_in: SignIn, name: str) -> None:
    assert signed_in(editor).get(page(name, make_article(status=BEGINS[name]))).status_code == 200


# Four eyes


def test_who_wrote_it_is_offered_no_approval(editor: User, signed_in: SignIn, settings: Any) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = written_by(editor, status="in_review")
    client = signed_in(editor)
    seen = client.get(page("approve", article)).content.decode()
    client.post(page("approve", article), {"version": 1, "override": "I may not."})
    article.refresh_from_db()
    assert "somebody else has to approve it" in seen
    assert 'name="override"' not in seen
    assert article.status == "in_review"


def test_who_may_passes_over_four_eyes_with_a_reason(administrator: User, signed_in: SignIn, settings: Any) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = written_by(administrator, status="in_review")
    send(signed_in(administrator), page("approve", article), override="Alone on the night shift.")
    entry = AuditEntry.objects.get(action="four_eyes_overridden")
    article.refresh_from_db()
    assert article.status == "approved"
    assert (entry.by, entry.reason) == (administrator, "Alone on the night shift.")


def test_passing_over_four_eyes_asks_for_the_reason(administrator: User, signed_in: SignIn, settings: Any) -> None:
    settings.NEWSROOM_FOUR_EYES = True
    article = written_by(administrator, status="in_review")
    response = send(signed_in(administrator), page("approve", article))
    article.refresh_from_db()
    assert response.context["form"].errors.keys() == {"override"}
    assert article.status == "in_review"


# Assignment


def test_assign_to_a_person_until_a_moment(editor: User, reporter: User, signed_in: SignIn) -> None:
    article = make_article()
    response = send(signed_in(editor), assign_page(article), to=reporter.pk, due="2026-03-09T08:00")
    article.refresh_from_db()
    assert (article.assigned_to, article.due_at) == (reporter, NOON + timedelta(hours=20))
    assert said(response) == ["Assigned to reporter, due 9 Mar 2026, 08:00 UTC."]


def test_assign_to_nobody(editor: User, reporter: User, signed_in: SignIn) -> None:
    article = make_article(assigned_to=reporter)
    send(signed_in(editor), assign_page(article), to="", due="")
    article.refresh_from_db()
    assert article.assigned_to is None


def test_only_who_may_edit_is_offered(editor: User, reporter: User, photo_editor: User, signed_in: SignIn) -> None:
    form = signed_in(editor).get(assign_page(make_article())).context["form"]
    assert set(form.fields["to"].queryset) == {editor, reporter}


def test_who_works_for_another_section_is_not_offered(editor: User, reporter: User, signed_in: SignIn) -> None:
    article = make_article()
    SectionAccess.objects.create(user=reporter, section=make_section())
    form = signed_in(editor).get(assign_page(article)).context["form"]
    assert set(form.fields["to"].queryset) == {editor}


@pytest.mark.parametrize(("person", "status"), [("outsider", 302), ("reporter", 403), ("editor", 200)])
def test_who_may_assign(request: Any, db: None, signed_in: SignIn, person: str, status: int) -> None:
    assert signed_in(request.getfixturevalue(person)).get(assign_page(make_article())).status_code == status


# The panel on the edit page


def test_the_status_is_not_typed(desk: Client) -> None:
    article = make_live_article()
    typed = filled_in(desk.get(edit(article)))
    desk.post(edit(article), typed | {"status": "draft"})
    article.refresh_from_db()
    assert "status" not in typed
    assert article.status == "approved"


def test_a_reporter_sees_only_the_buttons_they_may_use(reporter: User, signed_in: SignIn) -> None:
    article = written_by(reporter)
    seen = signed_in(reporter).get(edit(article)).content.decode()
    assert page("submit", article) in seen
    for address in [page("approve", article), assign_page(article), "/publish/", "/remove/"]:
        assert address not in seen


def test_the_article_of_another_is_read_only_to_a_reporter(reporter: User, signed_in: SignIn) -> None:
    article = make_live_article()
    response = signed_in(reporter).get(edit(article))
    assert response.status_code == 200
    assert "_save" not in response.content.decode()
    assert 'name="headline"' not in response.content.decode()
    assert "contributors-0-author" not in response.content.decode()


def test_what_was_saved_after_approval_needs_it_again(editor: User, signed_in: SignIn) -> None:
    article = written_by(None, status="in_review")
    publishing.take_step(article, "approve", by=editor, now=NOON)
    Article.objects.filter(pk=article.pk).update(headline="Changed")
    publishing.save_revision(article, by=None, now=NOON)
    seen = signed_in(editor).get(edit(article)).content.decode()
    assert "Revision 1 is approved, by editor. Revision 2, saved since, needs approval again." in seen


@pytest.mark.parametrize(
    ("person", "status", "action"),
    [
        ("editor", "draft", "submit"),
        ("editor", "in_review", "approve"),
        ("editor", "approved", ""),
        ("publisher", "in_review", "publish"),
        ("publisher", "approved", "publish"),
        ("photo_editor", "in_review", ""),
    ],
)
def test_the_one_next_action(request: Any, db: None, signed_in: SignIn, person: str, status: str, action: str) -> None:
    article = written_by(None, status=status)
    response = signed_in(request.getfixturevalue(person)).get(edit(article))
    assert response.context["workflow"].next_action == action


def test_what_is_out_as_it_is_saved_has_no_next_action(publisher: User, signed_in: SignIn) -> None:
    assert signed_in(publisher).get(edit(make_live_article())).context["workflow"].next_action == ""


def test_the_text_of_another_is_not_published_from_under_them(
    publisher: User, reporter: User, signed_in: SignIn
) -> None:
    assert signed_in(publisher).get(edit(written_by(reporter))).context["workflow"].next_action == ""


def test_a_new_article_belongs_to_whoever_began_it(reporter: User, signed_in: SignIn) -> None:
    client, address = signed_in(reporter), reverse("admin:articles_article_add")
    client.post(address, filled_in(client.get(address), headline="New"))
    assert Article.objects.get().created_by == reporter


# Sections


@pytest.fixture
def narrowed_editor(editor: User) -> User:
    """Works for the section “Home” alone."""
    SectionAccess.objects.create(user=editor, section=make_section(name="Home"))
    return editor


def test_the_list_has_the_sections_a_person_works_for_and_their_own(narrowed_editor: User, signed_in: SignIn) -> None:
    away = make_section(name="Away")
    here = make_article(section=narrowed_editor.section_access.get().section)
    mine = make_article(section=away, created_by=narrowed_editor)
    given = make_article(section=away, assigned_to=narrowed_editor)
    make_article(section=away)
    response = signed_in(narrowed_editor).get(reverse("admin:articles_article_changelist"))
    assert set(response.context["cl"].queryset) == {here, mine, given}


def test_an_article_of_another_section_cannot_be_reached(narrowed_editor: User, signed_in: SignIn) -> None:
    article = make_live_article(section=make_section(name="Away"), headline="Away story")
    client = signed_in(narrowed_editor)
    audit = reverse("admin:articles_article_audit", args=[article.pk])
    revision = reverse("admin:articles_revision_change", args=[article.revisions.get().pk])
    assert client.get(edit(article)).status_code == 302
    assert client.get(revision).status_code == 302
    assert client.get(audit).status_code == 403
    assert client.get(page("take_back", article)).status_code == 403


def test_sections_are_given_on_the_persons_page(administrator: User, reporter: User, signed_in: SignIn) -> None:
    section = make_section()
    address = reverse("admin:auth_user_change", args=[reporter.pk])
    client = signed_in(administrator)
    rows = {"section_access-TOTAL_FORMS": 1, "section_access-0-section": section.pk}
    response = client.post(address, filled_in(client.get(address)) | rows)
    assert response.status_code == 302
    assert reporter.section_access.get().section == section


@pytest.mark.parametrize("work", ["assigned:me", "by:me", "assigned:nobody"])
def test_the_list_by_whose_work_it_is(reporter: User, signed_in: SignIn, work: str) -> None:
    expected = {
        "assigned:me": {make_article(headline="assigned", assigned_to=reporter).headline},
        "by:me": {"assigned", make_article(headline="begun", created_by=reporter).headline},
        "assigned:nobody": {"begun"},
    }
    response = signed_in(reporter).get(reverse("admin:articles_article_changelist"), {"q": work})
    assert {article.headline for article in response.context["cl"].queryset} == expected[work]

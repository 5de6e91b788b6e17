"""Killing a picture and releasing it at the desk: asked for, explained, written down."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import AuditEntry, Image, SectionAccess
from articles.tests.factories import NOON, make_article, make_image, make_live_article, make_section

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def noon(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)


def address(image: Image, name: str = "kill") -> str:
    return reverse(f"admin:articles_image_{name}", args=[image.pk])


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_page_says_which_articles_get_a_hole(photo_editor: User, signed_in: SignIn) -> None:
    image = make_image(title="Bridge")
    live = make_live_article(headline="Bridge falls", lead_image=image, at=NOON - HOUR)
    scheduled = make_article(headline="Bridge again", lead_image=image)
    publishing.publish(scheduled, by=None, at=NOON + HOUR, now=NOON)
    make_live_article(headline="Elsewhere", at=NOON - HOUR)
    response = signed_in(photo_editor).get(address(image))
    assert [one["words"] for one in response.context["named"]] == ["Bridge falls", "Bridge again"]
    text = response.content.decode()
    assert reverse("admin:articles_article_change", args=[live.pk]) in text
    assert "goes out 8 Mar 2026, 13:00" in text
    assert Image.objects.get().killed_at is None


def test_a_picture_is_killed_for_a_reason_and_the_answer_names_the_holes(photo_editor: User, signed_in: SignIn) -> None:
    image = make_image()
    make_live_article(headline="Bridge <falls>", lead_image=image, at=NOON - HOUR)
    response = signed_in(photo_editor).post(address(image), {"reason": "Staged."}, follow=True)
    (message,) = said(response)
    assert message.startswith("Killed. This article is without it now: <a href=")
    assert "Bridge &lt;falls&gt;</a>" in message
    image.refresh_from_db()
    assert (image.killed_at, image.kill_reason) == (NOON, "Staged.")
    assert AuditEntry.objects.get(image_key=image.key).by == photo_editor
    page = response.content.decode()
    assert "was killed on 8 Mar 2026, 12:00" in page
    assert address(image, "release") in page
    assert address(image) not in page


def test_a_killed_picture_is_released(photo_editor: User, signed_in: SignIn) -> None:
    image = make_image()
    publishing.kill_picture(image, by=photo_editor, reason="Staged.")
    client = signed_in(photo_editor)
    assert "Staged." in client.get(address(image, "release")).content.decode()
    response = client.post(address(image, "release"), {"reason": ""}, follow=True)
    assert said(response) == ["Released. Readers see it again wherever it stands."]
    image.refresh_from_db()
    assert image.killed_at is None


def test_what_else_keeps_it_from_readers_is_said(photo_editor: User, signed_in: SignIn) -> None:
    image = make_image(usable_until=NOON)
    publishing.kill_picture(image, by=photo_editor, reason="Staged.")
    response = signed_in(photo_editor).post(address(image, "release"), follow=True)
    assert said(response) == ["Released. Its other rights still keep it from readers."]


@pytest.mark.parametrize(
    ("data", "words"),
    [({}, "Say why"), ({"reason": "   "}, "Say why"), ({"reason": "x" * 256}, "at most 255 characters")],
)
def test_no_picture_is_killed_without_a_good_reason(
    photo_editor: User, signed_in: SignIn, data: dict[str, str], words: str
) -> None:
    image = make_image()
    response = signed_in(photo_editor).post(address(image), data)
    assert (response.status_code, words in response.content.decode()) == (200, True)
    assert Image.objects.get().killed_at is None


def test_what_somebody_else_did_meanwhile_is_said(photo_editor: User, signed_in: SignIn) -> None:
    image = make_image()
    publishing.kill_picture(image, by=None, reason="Staged.")
    response = signed_in(photo_editor).post(address(image), {"reason": "Me too."})
    assert "The picture was killed already." in response.content.decode()


@pytest.mark.parametrize("role", ["reporter", "editor", "outsider"])
@pytest.mark.parametrize("name", ["kill", "release"])
def test_who_may_not_kill_does_not_even_learn_whether_there_is_such_a_picture(
    role: str, name: str, request: Any, signed_in: SignIn
) -> None:
    image, client = make_image(), signed_in(request.getfixturevalue(role))
    nothing = reverse(f"admin:articles_image_{name}", args=[image.pk + 1])
    answers = {
        (method, there): getattr(client, method)(there, {"reason": "x"}).status_code
        for method in ("get", "post")
        for there in (address(image, name), nothing)
    }
    assert set(answers.values()) == {302} if role == "outsider" else {403}
    assert Image.objects.get().killed_at is None


def test_a_story_of_another_desk_that_is_not_out_is_not_named(photo_editor: User, signed_in: SignIn) -> None:
    image, world = make_image(), make_section(name="World")
    secret = make_article(headline="Secret story", lead_image=image, section=world)
    publishing.publish(secret, by=None, at=NOON + HOUR, now=NOON)
    make_live_article(headline="Public story", lead_image=image, section=world, at=NOON - HOUR)
    SectionAccess.objects.create(user=photo_editor, section=make_section(name="Sport"))
    client = signed_in(photo_editor)
    page = client.get(address(image)).content.decode()
    assert ("Secret story" in page, "Public story" in page) == (False, True)
    assert "A story of another desk, not out yet" in page
    response = client.post(address(image), {"reason": "Staged."}, follow=True)
    assert "Secret story" not in said(response)[0]


def test_saving_the_page_of_a_picture_does_not_release_it(photo_editor: User, signed_in: SignIn) -> None:
    image, client = make_image(), signed_in(photo_editor)
    page = reverse("admin:articles_image_change", args=[image.pk])
    initial = client.get(page).context["adminform"].form.initial
    publishing.kill_picture(image, by=None, reason="Staged.")
    data = {name: value for name, value in initial.items() if isinstance(value, (str, int, float))}
    client.post(page, data | {"credit_line": "Ana Silva"})
    image.refresh_from_db()
    assert (image.killed_at, image.credit_line) == (NOON, "Ana Silva")


def test_the_audit_trail_tells_what_became_of_a_picture(administrator: User, signed_in: SignIn) -> None:
    image = make_image(title="Bridge", credit_line="Ana")
    image.credit_line, image.usable_until, image.allowed_use = "Ana Silva", NOON, "print"
    publishing.save_picture_rights(image, by=administrator, sections=[make_section(name="World")])
    publishing.kill_picture(image, by=administrator, reason="Staged.")
    publishing.release_picture(image, by=administrator, now=NOON + HOUR)
    text = signed_in(administrator).get(reverse("admin:articles_auditentry_changelist")).content.decode()
    for words in (
        "credit line: Ana → Ana Silva",
        "usable until: nothing → 8 Mar 2026, 12:00",
        "may appear: Everywhere → In print only: never on the web",
        "limited to sections: nothing → World",
        "Killed a picture",
        "was killed: Staged.",
    ):
        assert words in text
    entry = AuditEntry.objects.filter(image_key=image.key).first()
    page = signed_in(administrator).get(reverse("admin:articles_auditentry_change", args=[entry.pk]))
    assert reverse("admin:articles_image_change", args=[image.pk]) in page.content.decode()

"""A form whose sender was signed out, or whose page was stale: the typed text is in the answer, and nobody else's."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article

from ..factories import make_article, make_live_article
from .forms import filled_in, said
from .test_save_article import edit
from .test_unsaved import text_of

HERE = {"origin": "http://testserver"}


@pytest.fixture
def ana(db: None) -> User:
    return User.objects.create_superuser("ana", password="a long password", first_name="Ana")


@pytest.fixture
def browser(ana: User) -> Client:
    """A browser as the security checks see it, in which Ana is signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    return client


def signing_in(page: Any, name: str = "ana", password: str = "a long password") -> dict[str, Any]:
    return filled_in(page) | {"sign-in-username": name, "sign-in-password": password}


def sign_out(client: Client) -> None:
    """As when the session ends: its cookie is worth nothing, the token's is still there."""
    del client.cookies["sessionid"]


# Signed out


def test_who_was_signed_out_signs_in_on_the_page_and_the_text_is_saved(browser: Client) -> None:
    article = make_live_article(headline="Stored")
    typed = filled_in(browser.get(edit(article)), headline="Typed", body="<p>Typed\nin lines.</p>")
    sign_out(browser)
    asked = browser.post(edit(article), typed)
    assert asked.status_code == 403
    assert "Nothing you typed is lost" in text_of(asked)
    again = browser.post(edit(article), signing_in(asked))
    assert "Your text is not saved yet" in text_of(again)
    saved = browser.post(edit(article), filled_in(again), follow=True)
    article.refresh_from_db()
    assert said(saved) == ["Saved as revision 2. Readers see it when it is published."]
    assert (article.headline, article.body) == ("Typed", "<p>Typed\nin lines.</p>")


def test_a_wrong_password_is_told_and_the_text_stays(browser: Client) -> None:
    article = make_article(headline="Stored")
    typed = filled_in(browser.get(edit(article)), headline="Typed")
    sign_out(browser)
    asked = browser.post(edit(article), typed)
    refused = browser.post(edit(article), signing_in(asked, password="wrong-secret"))
    assert "Please enter the correct username and password" in text_of(refused)
    assert filled_in(refused)["headline"] == ["Typed"]
    assert "wrong-secret" not in refused.content.decode()


def test_a_new_article_and_a_merge_are_kept_too(browser: Client, publisher: User) -> None:
    article = make_live_article(headline="Stored")
    typed = filled_in(browser.get(edit(article)), headline="Mine")
    data = publishing.snapshot(article) | {"headline": "Hers"}
    publishing.save_snapshot(article, data, by=publisher, version=1)
    conflict = browser.post(edit(article), typed)
    question = conflict.context["form"].questions[0]
    answers = filled_in(conflict) | {question.name: "anew", question.text_name: "Both of us"}
    address = reverse("admin:articles_article_conflict", args=[article.pk])
    new = reverse("admin:articles_article_add")
    story = filled_in(browser.get(new), headline="A new story")
    sign_out(browser)
    merged = browser.post(address, filled_in(browser.post(address, signing_in(browser.post(address, answers)))))
    assert merged.status_code == 302
    sign_out(browser)
    # Its token is older than the sign-in beside the merge.
    asked = browser.post(new, story, headers=HERE)
    begun = browser.post(new, filled_in(browser.post(new, signing_in(asked))))
    assert begun.status_code == 302
    assert set(Article.objects.values_list("headline", flat=True)) == {"Both of us", "A new story"}


def test_somebody_else_who_signs_in_is_told_whose_text_it_is(browser: Client, editor: User) -> None:
    editor.set_password("b long password")
    editor.save()
    article = make_live_article(headline="Stored")
    typed = filled_in(browser.get(edit(article)), headline="Typed by Ana")
    sign_out(browser)
    again = browser.post(edit(article), signing_in(browser.post(edit(article), typed), "editor", "b long password"))
    assert "What you send now is sent in your name" in text_of(again)
    article.refresh_from_db()
    assert article.headline == "Stored"


def test_the_pages_are_kept_nowhere(browser: Client) -> None:
    article = make_article()
    typed = filled_in(browser.get(edit(article)))
    sign_out(browser)
    assert "no-store" in browser.post(edit(article), typed)["Cache-Control"]


def test_what_was_typed_is_shown_as_text(browser: Client) -> None:
    article = make_article()
    hostile = '"></textarea><script>alert(1)</script>'
    typed = filled_in(browser.get(edit(article)), headline=hostile, slug=hostile, **{hostile: hostile})
    sign_out(browser)
    answer = browser.post(edit(article), typed)
    assert "<script>alert" not in answer.content.decode()
    assert filled_in(answer)["slug"] == [hostile]


def test_a_body_of_megabytes_stays(browser: Client) -> None:
    article = make_article()
    body = "<p>" + "word " * 700_000 + "</p>"
    typed = filled_in(browser.get(edit(article)), body=body)
    sign_out(browser)
    again = browser.post(edit(article), signing_in(browser.post(edit(article), typed)))
    browser.post(edit(article), filled_in(again))
    article.refresh_from_db()
    assert article.body == body


def test_signing_in_here_needs_a_token_like_everywhere(browser: Client, ana: User) -> None:
    stranger = Client(enforce_csrf_checks=True)
    sent = {"headline": "From elsewhere", "sign-in-username": "ana", "sign-in-password": "a long password"}
    answer = stranger.post(edit(make_article()), sent, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "sessionid" not in stranger.cookies
    assert "From elsewhere" not in answer.content.decode()


def test_who_has_no_business_at_the_desk_does_not_get_in(browser: Client, outsider: User) -> None:
    outsider.set_password("c long password")
    outsider.save()
    article = make_article()
    typed = filled_in(browser.get(edit(article)), headline="Typed")
    sign_out(browser)
    answer = browser.post(edit(article), signing_in(browser.post(edit(article), typed), "outsider", "c long password"))
    assert answer.status_code == 403
    assert "sessionid" not in browser.cookies


# A stale page


def stale(client: Client, article: Article, **typed: Any) -> dict[str, Any]:
    """What a page sends that was open while the person signed in anew."""
    sent = filled_in(client.get(edit(article)), **typed)
    client.cookies["csrftoken"] = "n" * 32
    return sent


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://testserver"}, {"referer": "http://testserver/admin/"}, {"sec-fetch-site": "same-origin"}],
)
def test_a_stale_page_shows_the_text_and_a_button_that_works(browser: Client, headers: dict[str, str]) -> None:
    article = make_live_article(headline="Stored")
    sent = stale(browser, article, headline="Typed")
    answer = browser.post(edit(article), sent, headers=headers)
    assert answer.status_code == 403
    assert "the page was older than your sign-in" in text_of(answer)
    browser.post(edit(article), filled_in(answer), headers=HERE)
    article.refresh_from_db()
    assert article.headline == "Typed"


def test_a_stale_page_of_somebody_signed_out_asks_to_sign_in(browser: Client) -> None:
    article = make_live_article(headline="Stored")
    sent = stale(browser, article, headline="Typed")
    sign_out(browser)
    asked = browser.post(edit(article), sent, headers=HERE)
    again = browser.post(edit(article), signing_in(asked), headers=HERE)
    browser.post(edit(article), filled_in(again), headers=HERE)
    article.refresh_from_db()
    assert article.headline == "Typed"


def test_a_password_that_comes_with_a_stale_token_is_not_tried(browser: Client) -> None:
    sign_out(browser)
    sent = {"headline": "Typed", "sign-in-username": "ana", "sign-in-password": "a long password"}
    answer = browser.post(edit(make_article()), sent, headers=HERE)
    assert "sessionid" not in {name for name, cookie in browser.cookies.items() if cookie.value}
    assert "a long password" not in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"sec-fetch-site": "same-site"},
        {"referer": "https://evil.example/http://testserver/"},
        {},
    ],
)
def test_text_from_another_site_is_not_shown(browser: Client, headers: dict[str, str]) -> None:
    sent = stale(browser, make_article(), headline="From elsewhere")
    answer = browser.post(edit(make_article()), sent, headers=headers)
    assert answer.status_code == 403
    assert "From elsewhere" not in answer.content.decode()
    assert "Nothing was done" in text_of(answer)


def test_other_forms_of_the_desk_get_a_plain_page(browser: Client) -> None:
    answer = browser.post(reverse("admin:articles_article_discard_draft", args=[make_article().pk]), headers=HERE)
    assert answer.status_code == 403
    assert "Go back, reload the page, and do it again" in text_of(answer)


# No permission, no article


def test_who_may_no_longer_change_the_article_gets_the_text_back(
    signed_in: Callable[[User], Client], reporter: User
) -> None:
    article = make_article(created_by=reporter)
    client = signed_in(reporter)
    typed = filled_in(client.get(edit(article)), headline="Typed")
    Article.objects.filter(pk=article.pk).update(status="in_review")
    answer = client.post(edit(article), typed)
    assert answer.status_code == 403
    assert filled_in(answer)["headline"] == ["Typed"]
    assert lxml_html.fromstring(answer.content.decode()).xpath("//form[.//textarea]//input[@type='submit']") == []


def test_the_text_for_an_article_that_is_gone_comes_back(desk: Client) -> None:
    article = make_article()
    typed = filled_in(desk.get(edit(article)), headline="Typed")
    Article.objects.all().delete()
    answer = desk.post(edit(article), typed)
    assert answer.status_code == 404
    assert "Typed" in answer.content.decode()


# Too large


def test_what_is_too_large_is_refused_in_words(desk: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000
    article = make_article(headline="Stored")
    typed = filled_in(desk.get(edit(article)), headline="Typed", body="word " * 20_000)
    client = Client(enforce_csrf_checks=True)
    client.cookies = desk.cookies
    answer = client.post(edit(article), typed)
    assert answer.status_code == 413
    assert "Nothing was saved, and your text is still in the form" in text_of(answer)
    assert "48.8\xa0KB" in answer.content.decode()


def test_all_of_what_is_too_large_is_taken_in_so_that_the_browser_shows_the_answer(desk: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000
    sent = io.BytesIO(b"headline=" + b"x" * 3_000_000)
    head = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "3000009"}
    answer = desk.generic("POST", edit(make_article()), **{"wsgi.input": sent}, **head)
    assert answer.status_code == 413
    assert sent.read(1) == b""


def test_too_many_fields_are_refused_in_words(desk: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
    answer = desk.post(edit(make_article()), {f"field-{number}": "x" for number in range(200)})
    assert answer.status_code == 413
    assert "100 fields" in text_of(answer)


def test_an_autosave_that_is_too_large_is_told_to_the_script(desk: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000
    address = reverse("admin:articles_article_autosave", args=[make_article().pk])
    answer = desk.post(address, {"body": "word " * 2_000}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["state"]) == (413, "too_large")


def test_readers_get_the_plain_answer(settings: Any, db: None) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = "n" * 32
    assert strict.post("/", {"x": "word " * 200}).status_code == 400

"""What is in front of the site is told what to drop; nobody waits for it, and nothing depends on it."""

from datetime import timedelta
from typing import Any
from urllib.request import Request

import pytest
from django.core.management import CommandError, call_command

from articles import publishing
from articles.public.caching import purging
from articles.tests.factories import (
    NOON,
    make_article,
    make_author,
    make_image,
    make_live_article,
    make_live_house_page,
)

pytestmark = pytest.mark.django_db


class AtOnce:
    """A thread that is run by whoever starts it."""

    def __init__(self, *, target: Any, args: list[Any], daemon: bool) -> None:
        assert daemon
        self.start = lambda: target(*args)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[Request]:
    """The requests that were sent in front."""
    settings.NEWSROOM_PURGE_URL = "https://front.example/"
    settings.NEWSROOM_PURGE_HEADERS = ["Fastly-Key: sesame"]
    requests: list[Request] = []

    class Answer:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    def send(request: Request, timeout: float) -> Answer:
        requests.append(request)
        return Answer()

    monkeypatch.setattr(purging, "urlopen", send)
    monkeypatch.setattr(purging, "Thread", AtOnce)
    return requests


def keys(requests: list[Request]) -> list[str | None]:
    return [request.get_header("Surrogate-key") for request in requests]


def test_a_publication_drops_the_story_and_the_lists(
    told: list[Request], django_capture_on_commit_callbacks: Any
) -> None:
    article = make_article()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=None, now=NOON)
    assert keys(told) == [f"story-{article.pk} lists"]
    (request,) = told
    assert (request.method, request.full_url) == ("PURGE", "https://front.example/")
    assert request.get_header("Fastly-key") == "sesame"


def test_a_withdrawal_drops_them_too(told: list[Request], django_capture_on_commit_callbacks: Any) -> None:
    article = make_live_article(at=NOON - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(article, by=None, now=NOON)
    assert f"story-{article.pk} lists" in keys(told)


def test_a_translation_drops_the_pages_that_name_it(
    told: list[Request], django_capture_on_commit_callbacks: Any
) -> None:
    original = make_live_article(at=NOON - timedelta(hours=1))
    german, latvian = (make_live_article(language=tag, translation_of=original) for tag in ("de", "lv"))
    told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(german, by=None, now=NOON + timedelta(hours=1))
    assert f"story-{original.pk} story-{german.pk} story-{latvian.pk} lists" in keys(told)


def test_a_page_about_us_that_goes_is_dropped_everywhere(
    told: list[Request], django_capture_on_commit_callbacks: Any
) -> None:
    page = make_live_house_page(at=NOON - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw_house_page(page, by=None, now=NOON)
    assert set(keys(told)) == {"newsroom"}


def test_a_changed_name_and_a_killed_picture_drop_everything(
    told: list[Request], django_capture_on_commit_callbacks: Any
) -> None:
    author, image = make_author(), make_image()
    for change in (author.save, lambda: publishing.kill_picture(image, by=None, reason="Court", now=NOON)):
        told.clear()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        assert set(keys(told)) == {"newsroom"}


def test_nobody_is_told_where_nothing_is_in_front(
    told: list[Request], settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.NEWSROOM_PURGE_URL = ""
    with django_capture_on_commit_callbacks(execute=True):
        make_live_article(authors=[make_author()])
    assert told == []


def test_a_purge_that_fails_is_logged_and_harms_nothing(
    told: list[Request],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(purging, "urlopen", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        make_live_article()
    assert "could not be told to drop" in caplog.text
    with pytest.raises(CommandError, match=r"https://front.example/ could not be told: refused"):
        call_command("purge")


def test_the_command_drops_everything(told: list[Request], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("purge")
    assert keys(told) == ["newsroom"]
    assert "Every page is dropped" in capsys.readouterr().out


def test_the_command_says_what_is_missing(settings: Any) -> None:
    settings.NEWSROOM_PURGE_URL = ""
    with pytest.raises(CommandError, match="NEWSROOM_PURGE_URL is not set"):
        call_command("purge")

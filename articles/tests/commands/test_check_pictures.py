"""The command that looks at the pictures of what is live."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles import publishing
from articles.models import Image
from articles.tests.factories import NOON, make_article, make_image, make_live_article, make_section

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON)


def run(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = io.StringIO()
    try:
        call_command("check_pictures", *arguments, stdout=out, stderr=io.StringIO())
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


def report(*arguments: str) -> dict[str, Any]:
    found = json.loads(run("--json", *arguments)[1])
    return {name: value for name, value in found.items() if name != "at"}


def test_where_all_is_well_it_says_so() -> None:
    make_live_article(lead_image=make_image(), at=NOON - HOUR)
    assert run() == (0, "Every picture that readers see is in order.\n")
    assert not any(report().values())


def test_a_hole_makes_it_fail() -> None:
    article = make_live_article(headline="Bridge falls", lead_image=make_image(key="bridge"), at=NOON - HOUR)
    Image.objects.update(usable_until=NOON)
    code, text = run()
    assert code == 1
    assert "Stories without a picture that stands in them: 1" in text
    assert f"Bridge falls: The right to show the picture “{Image.objects.get()}” ended on 08 March 2026" in text
    (hole,) = report()["holes"]
    assert (hole["article"], hole["picture"], hole["path"]) == (str(article.uuid), "bridge", article.path)
    assert hole["scheduled"] is None


def test_a_hole_to_come_is_one_too() -> None:
    article = make_article(lead_image=make_image())
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    Image.objects.update(usable_until=NOON + HOUR)
    assert run()[0] == 1
    assert report()["holes"][0]["scheduled"] == (NOON + HOUR).isoformat()


def test_rights_that_end_are_told_with_the_stories_that_show_them() -> None:
    image = make_image(key="bridge", usable_until=NOON + 3 * DAY)
    make_live_article(headline="Bridge falls", lead_image=image, at=NOON - HOUR)
    make_image(usable_until=NOON + DAY)
    code, text = run("--days", "3")
    assert (code, "until 11 March 2026, 12:00 UTC" in text, "    Bridge falls (/2026/" in text) == (0, True, True)
    assert [one["picture"] for one in report("--days", "3")["ending"]] == ["bridge"]
    assert report("--days", "2")["ending"] == []


def test_killed_pictures_and_those_without_a_credit_are_told() -> None:
    killed, nameless = make_image(key="killed"), make_image(key="nameless")
    make_live_article(headline="Shown", lead_image=nameless, at=NOON - HOUR)
    Image.objects.filter(key="nameless").update(credit_line="")
    publishing.kill_picture(killed, by=None, reason="Staged.")
    make_image(credit_line="")
    found = report()
    assert [(one["picture"], one["why"], one["stories"]) for one in found["killed"]] == [("killed", ["Staged."], [])]
    assert [(one["picture"], one["stories"][0]["headline"]) for one in found["without_credit"]] == [
        ("nameless", "Shown")
    ]
    assert run()[0] == 0


def test_a_section_without_its_picture_is_told_and_does_not_fail() -> None:
    make_section(name="World", picture=make_image(usable_until=NOON))
    assert report()["empty_places"][0]["places"] == ["World"]
    assert run()[0] == 0


def test_bad_days_are_refused_in_words() -> None:
    with pytest.raises(CommandError, match="from 0 to 3650"):
        call_command("check_pictures", days=-1)


def test_its_queries_do_not_grow_with_the_library(django_assert_max_num_queries: Any) -> None:
    for _ in range(6):
        image = make_image(usable_until=NOON)
        make_section(picture=image)
        article = make_article(lead_image=image)
        publishing.publish(article, by=None, now=NOON - HOUR, at=NOON - HOUR)
    with django_assert_max_num_queries(11):
        assert len(report()["holes"]) == 6

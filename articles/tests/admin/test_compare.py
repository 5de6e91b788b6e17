"""The list of revisions, and two of them compared."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article, Contributor
from articles.tests.public.pictures import address_of

from ..factories import NOON, make_article, make_author, make_image, make_live_article, make_section, make_topic

PAGES = ["revisions", "compare"]


def page(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def revise(article: Article, *, by: User | None = None, note: str = "", **changed: Any) -> None:
    """Store the change and a revision of it."""
    Article.objects.filter(pk=article.pk).update(**changed)
    publishing.save_revision(Article.objects.get(pk=article.pk), by=by, note=note, now=NOON)


def tree(client: Client, address: str, **query: Any) -> Any:
    return lxml_html.fromstring(client.get(address, query).content.decode())


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def parts(element: Any, name: str) -> list[Any]:
    """The elements inside it of a class."""
    return element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def field(compared: Any, label: str) -> Any:
    """The part of the page about one field."""
    return next(part for part in parts(compared, "desk-difference") if words(part.find("h2")).startswith(label))


def marked(element: Any, tag: str) -> list[str]:
    """What is inserted or deleted in the text of both."""
    return [
        words(mark) for mark in element.xpath(f".//{tag}[not(ancestor::*[@class='diff-old' or @class='diff-new'])]")
    ]


# The list


def test_revisions_are_listed_newest_first_with_who_and_why(desk: Client, chief: User) -> None:
    article = make_live_article()
    revise(article, by=chief, note="Shorter", headline="Second")
    rows = tree(desk, page("revisions", article)).xpath("//tbody/tr")
    assert [words(row.find("th")) for row in rows] == ["2", "1"]
    assert "chief 8 Mar 2026, 12:00" in words(rows[0])
    assert "Shorter" in words(rows[0])
    assert "A command" in words(rows[1])


def test_revisions_say_what_readers_see_what_is_approved_and_what_is_scheduled(desk: Client) -> None:
    article = make_live_article()
    revise(article, headline="Second")
    publishing.publish(Article.objects.get(pk=article.pk), by=None, at=NOON.replace(year=2999), now=NOON)
    markers = [
        [words(marker) for marker in parts(row, "desk-marker")]
        for row in tree(desk, page("revisions", article)).xpath("//tbody/tr")
    ]
    assert markers == [["scheduled for 8 Mar 2999, 12:00", "approved"], ["readers see this now"]]


def test_older_revisions_are_on_further_pages(desk: Client) -> None:
    article = make_article()
    for number in range(35):
        revise(article, headline=f"Headline {number}")
    first = tree(desk, page("revisions", article))
    rest = tree(desk, page("revisions", article), before=first.xpath("//a[@rel='next']")[0].get("href").split("=")[1])
    numbers = [int(words(cell)) for part in (first, rest) for cell in part.xpath("//tbody//th")]
    assert numbers == list(range(35, 0, -1))
    assert not rest.xpath("//a[@rel='next']")


def test_the_list_takes_as_many_queries_for_fifty_revisions_as_for_five(desk: Client) -> None:
    few, many = make_article(), make_article()
    for article, count in [(few, 5), (many, 50)]:
        for number in range(count):
            revise(article, headline=f"Headline {number}")
    desk.get(page("revisions", few))
    with CaptureQueriesContext(connection) as for_few:
        desk.get(page("revisions", few))
    with CaptureQueriesContext(connection) as for_many:
        desk.get(page("revisions", many))
    assert len(for_many) == len(for_few)
    assert not any('"articles_revision"."data"' in query["sql"] for query in for_many)


def test_an_article_without_revisions_says_so(desk: Client) -> None:
    assert "no revisions yet" in words(tree(desk, page("revisions", make_article())))


# Two of them


def test_without_numbers_the_live_revision_is_compared_with_the_latest(desk: Client) -> None:
    article = make_live_article(headline="As readers see it")
    revise(article, headline="As once typed")
    revise(article, headline="As typed now")
    compared = tree(desk, page("compare", article))
    assert [words(head.find("strong")) for head in parts(compared, "diff-head")] == [
        "Before: revision 1",
        "After: revision 3",
    ]
    assert marked(field(compared, "Headline"), "del") == ["readers see it"]
    assert marked(field(compared, "Headline"), "ins") == ["typed now"]


def test_words_are_compared(desk: Client) -> None:
    article = make_live_article(body="<p>The minister said no to the plan on Monday.</p><p>Same.</p>")
    revise(article, body="<p>The minister said yes to the plan on Monday.</p><p>Same.</p>")
    body = field(tree(desk, page("compare", article)), "Body")
    assert (marked(body, "del"), marked(body, "ins")) == (["no"], ["yes"])
    assert words(parts(body, "diff-old")[0]) == "The minister said no to the plan on Monday."
    assert words(parts(body, "diff-new")[0]) == "The minister said yes to the plan on Monday."
    assert words(body.find("h2")) == "Body 1 changed"


def test_a_paragraph_that_moved_is_shown_as_moved(desk: Client) -> None:
    one, two, three = (f"<p>{word} paragraph with words of its own, {word}.</p>" for word in ["Alpha", "Beta", "Gamma"])
    article = make_live_article(body=one + two + three)
    revise(article, body=three + one + two)
    body = field(tree(desk, page("compare", article)), "Body")
    assert "moved from place 3" in words(body)
    assert (marked(body, "del"), marked(body, "ins")) == ([], [])


def test_bylines_and_topics_are_named(desk: Client) -> None:
    ana, ben = make_author(name="Ana Silva"), make_author(name="Ben Okri")
    nato, riga = make_topic(name="NATO"), make_topic(name="Riga")
    article = make_live_article(authors=[ana], topics=[nato, riga])
    article.contributors.all().delete()
    Contributor.objects.create(article=article, author=ben, role="edited")
    article.topics.set([riga, nato], clear=True)
    revise(article)
    compared = tree(desk, page("compare", article))
    assert marked(field(compared, "Byline"), "del") == ["By: Ana Silva"]
    assert marked(field(compared, "Byline"), "ins") == ["Edited: Ben Okri"]
    assert "moved from place" in words(field(compared, "Topics"))


def test_pictures_are_shown_and_their_captions_compared(desk: Client) -> None:
    old, new = make_image(title="The old bridge"), make_image(title="The new bridge")
    figure = '<figure data-image="{}"><figcaption>The bridge at {}.</figcaption></figure>'
    article = make_live_article(lead_image=old, body=figure.format(old.key, "dawn"))
    revise(article, lead_image=new, body=figure.format(old.key, "dusk"))
    compared = tree(desk, page("compare", article))
    lead, body = field(compared, "Lead picture"), field(compared, "Body")
    assert (marked(lead, "del"), marked(lead, "ins")) == (["The old bridge"], ["The new bridge"])
    assert [image.get("src") for image in parts(lead, "diff-new")[0].iter("img")] == [address_of(new, "desk.webp")]
    assert [image.get("src") for image in parts(body, "diff-new")[0].iter("img")] == [address_of(old, "desk.webp")]
    assert (marked(body, "del"), marked(body, "ins")) == (["dawn"], ["dusk"])


def test_what_was_deleted_since_is_named_by_its_key(desk: Client) -> None:
    section = make_section(name="World")
    article = make_article(section=section)
    revise(article)
    revise(article, section=make_section(name="Culture"))
    section.delete()
    row = field(tree(desk, page("compare", article), old=1, new=2), "Section")
    assert (marked(row, "del"), marked(row, "ins")) == (["world (no longer exists)"], ["Culture"])


def test_text_is_never_markup(desk: Client) -> None:
    article = make_live_article()
    revise(article, headline="<script>alert(1)</script>", short_headline="<b>x</b>", canonical_url="https://a/<i>")
    response = desk.get(page("compare", article)).content.decode()
    assert "<script>alert" not in response
    assert "<b>x" not in response
    assert "<i>" not in response


def test_equal_revisions_say_so(desk: Client) -> None:
    article = make_live_article()
    assert "Nothing differs." in words(tree(desk, page("compare", article), old=1, new=1))


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ({"old": "7"}, "There is no revision 7 of this article."),
        ({"old": "7", "new": "8"}, "There is no revision 7 or 8 of this article."),
        ({"new": "9" * 40}, "A revision is named by a whole number."),
        ({"old": "x"}, "A revision is named by a whole number."),
        ({"old": "0"}, "A revision is named by a whole number."),
        ({"old": "1" * 5000}, "A revision is named by a whole number."),
    ],
)
def test_an_unknown_number_is_said_plainly(desk: Client, query: dict[str, str], complaint: str) -> None:
    response = desk.get(page("compare", make_live_article()), query)
    assert response.status_code == 404
    assert complaint in response.content.decode()


def test_an_article_without_revisions_has_nothing_to_compare(desk: Client) -> None:
    response = desk.get(page("compare", make_article()))
    assert "the first save makes one" in response.content.decode()


def test_long_unchanged_passages_are_folded(desk: Client) -> None:
    same = "".join(f"<p>Paragraph {number}.</p>" for number in range(10))
    article = make_live_article(body=f"<p>Old beginning here.</p>{same}")
    revise(article, body=f"<p>New beginning here.</p>{same}")
    folded = tree(desk, page("compare", article)).xpath("//details")
    assert [words(part.find("summary")) for part in folded] == ["10 unchanged paragraphs"]


# Who may


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_asked_to_sign_in(client: Client, db: None, name: str) -> None:
    response = client.get(page(name, make_live_article()))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("name", PAGES)
def test_the_wrong_right_is_refused(signed_in: Callable[[User], Client], name: str, db: None) -> None:
    stranger = User.objects.create_user("stranger", is_staff=True)
    assert signed_in(stranger).get(page(name, make_live_article())).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_the_right_right_reads(viewer: User, signed_in: Callable[[User], Client], name: str) -> None:
    article = make_live_article(at=NOON - timedelta(hours=1))
    revise(article, headline="Second")
    response = signed_in(viewer).get(page(name, article))
    assert response.status_code == 200
    assert "/restore/" not in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_an_unknown_article_is_not_found(desk: Client, name: str) -> None:
    assert desk.get(reverse(f"admin:articles_article_{name}", args=[10**30])).status_code == 404

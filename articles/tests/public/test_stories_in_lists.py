"""A story in a list, as `{% card %}` prints it."""

from datetime import UTC, datetime
from types import SimpleNamespace

from lxml import html

from articles.reading import Byline, Card, NamedAuthor
from articles.templatetags.cards import card


def story(**changed):
    edition = SimpleNamespace(
        kind="news", path="/2026/03/08/storm/", language="en", list_headline="Storm", standfirst="It blew.",
        section=SimpleNamespace(name="World", slug="world"), first_published_at=datetime(2026, 3, 8, 12, tzinfo=UTC),
        modified_at=datetime(2026, 3, 8, 13, tzinfo=UTC), lead_image=None,
    )  # fmt: skip
    vars(edition).update(changed)
    names = tuple(NamedAuthor(name, name.lower(), False) for name in ("Ann", "Bo", "Cy"))
    return Card(edition, (Byline("by", names), Byline("edited", names[:1])), False)


def printed(story, **how):
    return html.fromstring(card(story, 2, **how))


def words(element):
    return " ".join(element.text_content().split())


def test_nothing_of_a_story_is_markup():
    found = printed(story(list_headline="<b>&", standfirst='"<i>'), with_standfirst=True)
    assert not found.xpath("//b | //i")
    assert found.xpath("string(//h2/a)") == "<b>&"
    assert found.xpath('string(//p[@class="card-standfirst"])') == '"<i>'


def test_the_first_byline_names_all_who_have_its_role():
    assert words(printed(story()).xpath('//*[@class="card-byline"]')[0]) == "By Ann, Bo and Cy"


def test_the_day_is_told_to_readers_and_the_moment_to_machines():
    (time,) = printed(story()).xpath("//time")
    assert (time.get("datetime"), time.text) == ("2026-03-08T12:00:00+00:00", "March 8, 2026")


def test_a_script_is_told_when_the_story_changed():
    assert printed(story()).get("data-modified") == str(int(datetime(2026, 3, 8, 13, tzinfo=UTC).timestamp()))


def test_an_address_in_any_script_is_one_that_browsers_take():
    assert printed(story(path="/2026/03/08/буря/")).xpath("//h2/a/@href") == ["/2026/03/08/%D0%B1%D1%83%D1%80%D1%8F/"]


def test_a_language_that_is_written_from_the_right_says_so():
    assert printed(story(language="ar")).get("dir") == "rtl"


def test_news_has_no_kicker_where_the_section_goes_without_saying():
    assert not printed(story()).xpath('//*[@class="kicker"]')


def test_the_kind_is_said_above_the_headline():
    assert words(printed(story(kind="opinion")).xpath('//*[@class="kicker"]')[0]) == "Opinion"


def test_a_section_that_is_called_as_the_kind_is_not_said_twice():
    section = SimpleNamespace(name="Opinion", slug="opinion")
    found = printed(story(kind="opinion", section=section), with_section=True)
    assert words(found.xpath('//*[@class="kicker"]')[0]) == "Opinion"
    assert found.xpath('//*[@class="kicker"]/a/@href') == ["/section/opinion/"]

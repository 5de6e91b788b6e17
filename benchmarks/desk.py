"""The pages of the desk, and what each may take. To measure another one, add a line to `pages`."""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from articles import publishing
from articles.models import Article

from .archive import fill
from .cast import PUBLISHER
from .measuring import Ask, Figures, measure
from .report import print_table
from .words import Vocabulary

LIST = "admin:articles_article_changelist"
_LONG_LISTS = {"pictures": "image", "revisions": "revision", "editions": "edition", "audit trail": "auditentry"}
# A search, and any other page of the list, may take twice what the plain list takes.
TIMES_THE_LIST = 2


@dataclass
class Got:
    """A page that is opened."""

    name: str
    client: Client
    address: str
    wagtail: str = ""

    def prepare(self) -> Ask:
        return lambda: self.client.get(self.address)


@dataclass
class Posted:
    """A form that is sent: `opened` is the page that it stands on, `typed` what a person changes in it."""

    name: str
    client: Client
    # The address to open and the one to send to, for the next article each time.
    addresses: Iterator[tuple[str, str]]
    typed: Callable[[int], dict[str, Any]]
    wagtail: str = ""
    times: int = field(default=0, init=False)

    def prepare(self) -> Ask:
        self.times += 1
        opened, sent_to = next(self.addresses)
        sent = _filled_in(self.client.get(opened)) | self.typed(self.times)
        # As a browser sends a form without files.
        body = urlencode(sent, doseq=True)
        return lambda: self.client.post(sent_to, body, content_type="application/x-www-form-urlencoded")


def run(options: argparse.Namespace) -> int:
    """Fill the database where it is not kept, measure, print; 1 when something is over its limit."""
    articles = kept_articles() if options.keep else filled(options.articles)
    client = Client()
    client.force_login(User.objects.get(username=PUBLISHER))
    wanted = [page for page in pages(client, articles) if options.only in page.name]
    found = print_table(articles, (measure(page, runs=options.runs) for page in wanted))
    faults = list(over_the_limits(found))
    print("\n".join(faults) or "Within the limits.")
    return 1 if faults else 0


def filled(articles: int) -> int:
    """How many articles the empty database has now."""
    call_command("migrate", verbosity=0)
    fill(articles)
    return articles


def kept_articles() -> int:
    """How many articles the archive has that was kept. Ends where there is none."""
    if "auth_user" not in connection.introspection.table_names() or not User.objects.filter(username=PUBLISHER):
        sys.exit("There is no archive in this database. `python -m benchmarks archive` writes one.")
    # It may have been written before the newest migrations.
    call_command("migrate", verbosity=0)
    return Article.objects.count()


def pages(client: Client, articles: int) -> Iterator[Got | Posted]:
    """What is measured, in the order of the table."""
    yield from _lists(client, articles)
    for name, model in _LONG_LISTS.items():
        address = reverse(f"admin:articles_{model}_changelist")
        yield Got(name, client, address)
        yield Got(f"{name}, last page", client, f"{address}?end=1")
    edited = _saved_articles(40)
    article = edited[0]
    yield Got("home", client, reverse("admin:index"))
    yield Got("edit form", client, _of("change", article), "40 queries, 89 ms")
    yield Posted("save", client, _forever(article, "change"), _typed, "85 queries, 119 ms")
    yield Posted("autosave", client, _forever(article, "autosave"), _typed, "85 queries, 119 ms")
    yield Posted("publish", client, _each(edited[1:], "publish"), lambda _: {}, "167 queries, 218 ms")


def _lists(client: Client, articles: int) -> Iterator[Got]:
    plain = reverse(LIST)
    yield Got("list", client, plain, "26 queries, 278 KB, 193 ms and growing")
    yield Got("list, last page", client, f"{plain}?end=1")
    middle = Article.objects.get(pk=articles // 2)
    yield Got("list, in the middle", client, f"{plain}?after={_cursor(middle)}")
    yield Got("list by due time", client, f"{plain}?o=due")
    for query in _searches():
        yield Got(f"list: {query}", client, f"{plain}?{urlencode({'q': query})}")


def _searches() -> Iterator[str]:
    """Every term, with values that are common, seldom, and found nowhere."""
    vocabulary = Vocabulary().words
    for state in ("draft", "review", "changes", "approved", "live", "scheduled", "withdrawn", "unpublished"):
        yield f"state:{state}"
    yield from ("section:world", "section:climate", "section:none", "by:me", "by:writer0", "by:writer59")
    yield from ("assigned:me", "assigned:nobody", "due:today", "due:late", "kind:opinion", "kind:sponsored")
    yield from ("topic:topic-0", "topic:topic-999", "updated:today", "before:2026-06", "after:2026-06")
    # Words from every tenth of the articles to hardly any.
    yield from (vocabulary[0], vocabulary[150], vocabulary[1_500], vocabulary[15_000], "nowhere", "-minister", "ba")
    yield f'"{vocabulary[120]} {vocabulary[130]}"'
    yield f"{vocabulary[150]} {vocabulary[151]}"
    yield "by:me section:world state:review minister"
    yield "state:live kind:sponsored topic:topic-3"
    yield "section:climate state:live -kind:news " + vocabulary[150]


def over_the_limits(found: list[Figures]) -> Iterator[str]:
    """A sentence for each figure of the list that is over its limit."""
    plain = next((figures for figures in found if figures.name == "list"), None)
    if plain is None:
        return
    if plain.queries > 8 or plain.kilobytes > 80 or plain.milliseconds > 50:
        yield "The list is over 8 queries, 80 KB or 50 ms."
    for figures in found:
        most = TIMES_THE_LIST * plain.milliseconds
        if figures.name.startswith("list") and figures.milliseconds > most:
            yield f"“{figures.name}” takes more than {most:.0f} ms, twice what the list takes."


def _saved_articles(count: int) -> list[Article]:
    """New articles that lack nothing for publication, each with its first revision, as people make them."""
    found = []
    for article in Article.objects.filter(status="draft").order_by("-pk")[:count]:
        publishing.save_revision(article, by=article.created_by)
        article.refresh_from_db()
        found.append(article)
    return found


def _typed(time: int) -> dict[str, Any]:
    return {"headline": f"A headline that was changed for the {time}th time", "note": ""}


def _forever(article: Article, sent_to: str) -> Iterator[tuple[str, str]]:
    while True:
        yield _of("change", article), _of(sent_to, article)


def _each(articles: list[Article], page: str) -> Iterator[tuple[str, str]]:
    for article in articles:
        yield _of(page, article), _of(page, article)


def _of(page: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{page}", args=[article.pk])


def _cursor(article: Article) -> str:
    return f"{int(article.updated_at.timestamp() * 1_000_000)}_{article.pk}"


def _filled_in(response: Any) -> dict[str, Any]:
    """What the form of the page would send, as a browser fills it in."""
    forms = lxml_html.fromstring(response.content.decode()).forms
    form = next(form for form in forms if "version" in form.fields)
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            sent.setdefault(name, []).append(value)
    return sent

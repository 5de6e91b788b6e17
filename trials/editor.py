"""An editor at the desk, who does what a person does: opens the page, types, presses a button."""

import html
import re
from dataclasses import replace
from itertools import count

from .acts import Outcome, Publication, Save
from .browser import Answer, Browser, Form, NoAnswer, NotReached

SAVED_AS = re.compile(r"Saved as revision (\d+)")
PUBLISHED = "Published"
_DELETED = re.compile(r"<del>.*?</del>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
# What a refusal may answer with: the form again, or a page about the conflict.
REFUSALS = {200, 409}


class Unusable(Exception):
    """A page came without the form that an editor needs; the text says what came instead."""


class Editor:
    def __init__(self, name: str, browser: Browser) -> None:
        self.name = name
        self.browser = browser
        self.numbers = count(1)

    def open(self, article: int) -> Form:
        """The edit form as it is now. Raises NoAnswer, Unusable."""
        return self._form(_page(article), holding="body")

    def save(self, article: int, form: Form, *, race: str = "") -> Save:
        """Add a paragraph with a new mark, every other time change the headline too, and save.

        When the save is acknowledged, `form` is moved on to what is stored then, as in a tab that stays open.
        Raises NotReached.
        """
        mark = f"mark-{self.name}-{next(self.numbers):04d}"
        base = int(form["version"][0])
        headline = f"Story {article} with {mark}" if mark[-1] in "02468" else form["headline"][0]
        typed = form | {"body": [f"{form['body'][0]}<p>Written by {self.name}: {mark}.</p>"], "headline": [headline]}
        pressed = Save(article, base, mark, headline, Outcome.UNANSWERED, race=race)
        try:
            answer = self.browser.post(_page(article), typed)
        except NotReached:
            raise
        except NoAnswer as error:
            return replace(pressed, detail=str(error))
        acknowledged = next((match for text in answer.said if (match := SAVED_AS.search(text))), None)
        if answer.status == 302 and acknowledged:
            form |= typed | {"version": [acknowledged[1]]}
            return replace(pressed, outcome=Outcome.ACKNOWLEDGED, revision=int(acknowledged[1]))
        if answer.status in REFUSALS:
            # A headline that was left alone is nothing typed: what somebody else made of it is merged.
            typed_words = [f"Written by {self.name}: {mark}."] + [headline] * (headline != form["headline"][0])
            kept = all(_shows(answer, words) for words in typed_words)
            return replace(pressed, outcome=Outcome.REFUSED, kept=kept)
        return replace(pressed, outcome=Outcome.BROKEN, detail=_short(answer))

    def publish(self, article: int, *, version: int) -> Publication:
        """Publish now what was saved as `version`, on the page that asks whether to. Raises NoAnswer, Unusable."""
        page = f"{_page(article).removesuffix('change/')}publish/"
        opened = self.browser.get(f"{page}?version={version}")
        if opened.status == 302:
            return Publication(article, version, Outcome.REFUSED, "; ".join(opened.said))
        form = _form_of(opened, holding="when")
        try:
            answer = self.browser.post(page, form)
        except NotReached:
            raise
        except NoAnswer as error:
            return Publication(article, version, Outcome.UNANSWERED, str(error))
        if answer.status == 302 and any(text.startswith(PUBLISHED) for text in answer.said):
            return Publication(article, version, Outcome.ACKNOWLEDGED)
        if answer.status in {302, *REFUSALS}:
            return Publication(article, version, Outcome.REFUSED, "; ".join(answer.said))
        return Publication(article, version, Outcome.BROKEN, _short(answer))

    def _form(self, path: str, *, holding: str) -> Form:
        return _form_of(self.browser.get(path), holding=holding)


def _page(article: int) -> str:
    return f"/admin/articles/article/{article}/change/"


def _form_of(answer: Answer, *, holding: str) -> Form:
    form = answer.form(holding=holding) if answer.status == 200 else None
    if form is None:
        raise Unusable(_short(answer))
    return form


def _shows(answer: Answer, words: str) -> bool:
    """Whether the page has `words` in a field, or in a comparison that marks what is new in them."""
    compared = _TAG.sub("", _DELETED.sub("", answer.text))
    return words in html.unescape(answer.text) or words in html.unescape(compared)


def _short(answer: Answer) -> str:
    words = f"{answer.status} {answer.location} {'; '.join(answer.said)} {answer.text}"
    return " ".join(words.split())[:200]

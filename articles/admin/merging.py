"""What one person typed and what others stored meanwhile: merged, with a question wherever the two met."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django import forms
from django.contrib.auth.models import User
from django.core import signing
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .. import publishing
from ..models import Article, Revision
from ..text import Conflict, merge_snapshots
from .article_form import DESK_FIELDS
from .byline import BylineFormSet
from .differences import Difference, differences
from .moments import moment
from .snapshot_names import SnapshotNames

# What a person may write anew where two texts meet; other fields are a choice between the two.
WRITABLE = frozenset(
    {
        "headline", "short_headline", "standfirst", "dateline", "body", "lead_caption", "lead_alt_text", "source_line",
        "search_title", "search_description",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """What was typed on the edit page: a snapshot, the revision that it began from, and what no snapshot holds."""

    base: int
    data: dict[str, Any]
    note: str
    # Each changed field that is the desk's business: its name, label, words for a page, and value as JSON.
    desk: list[list[Any]]

    @classmethod
    def on(cls, form: forms.ModelForm, byline: BylineFormSet | None) -> Self:
        """From a cleaned form whose version is stale. Writes nothing."""
        data = publishing.snapshot(form.instance)
        data["topics"] = [topic.slug for topic in form.cleaned_data["topics"]]
        if byline is not None:
            data["contributors"] = [{"author": row.author.slug, "role": row.role} for row in byline.wanted()]
        return cls(form.cleaned_data["version"], data, form.cleaned_data["note"], list(_desk_business(form)))

    def desk_values(self) -> dict[str, Any]:
        """The desk's business as it was typed, by the names of the article's fields."""
        return {name: Article._meta.get_field(name).to_python(value) for name, _, _, value in self.desk}

    def signed(self, article: Article, user: User) -> str:
        """For the page that `user` gets. The signature is why it need not be cleaned a second time."""
        return signing.dumps(asdict(self), salt=_salt(article, user), compress=True)

    @classmethod
    def from_signed(cls, text: str, article: Article, user: User) -> Self:
        """Raises BadSignature for what was not signed for this person and article."""
        return cls(**signing.loads(text, salt=_salt(article, user)))


def _salt(article: Article, user: User) -> str:
    return f"articles.admin.merging.{article.pk}.{user.pk}"


def _desk_business(form: forms.ModelForm) -> Iterator[list[Any]]:
    for name in form.changed_data:
        if name in DESK_FIELDS:
            value = form.cleaned_data.get(name)
            label, is_moment = str(form.fields[name].label), isinstance(value, datetime)
            yield [name, label, _words(value), value.isoformat() if is_moment else value]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment(value)
    return str(value) if value not in (None, "") else "(empty)"


@dataclass(frozen=True)
class Question:
    """A place that both sides changed, as the page asks about it."""

    conflict: Conflict
    # The same when somebody saves again meanwhile, so that an answer stays with its question.
    name: str
    mine: SafeString
    theirs: SafeString

    @property
    def text_name(self) -> str:
        return f"{self.name}-text"

    @property
    def is_writable(self) -> bool:
        return self.conflict.field in WRITABLE


class Merging:
    """What `typed` says merged with revision `number` of the article, over the revision that both began from."""

    def __init__(self, article: Article, typed: Typed, number: int) -> None:
        self.article, self.typed, self.number = article, typed, number
        self.base = _data_of(article, typed.base)
        self.theirs = _data_of(article, number) or publishing.snapshot(article)
        self.merge = merge_snapshots(self.base, typed.data, self.theirs)
        self.names = SnapshotNames(self.base, typed.data, self.theirs)

    @cached_property
    def saves(self) -> list[Revision]:
        """What others stored since, in order; without the texts."""
        revisions = self.article.revisions.filter(number__gt=self.typed.base, number__lte=self.number)
        return list(revisions.select_related("by").defer("data").order_by("number"))

    @cached_property
    def questions(self) -> list[Question]:
        seen: Counter[str] = Counter()
        return [self._question(conflict, seen) for conflict in self.merge.conflicts]

    def _question(self, conflict: Conflict, seen: Counter[str]) -> Question:
        known = repr((conflict.field, conflict.base, conflict.mine))
        seen[known] += 1
        name = hashlib.sha256(f"{known} {seen[known]}".encode()).hexdigest()[:16]
        sides = (self._side(conflict, value) for value in (conflict.mine, conflict.theirs))
        return Question(conflict, f"choice-{name}", *sides)

    def _side(self, conflict: Conflict, value: Any) -> SafeString:
        """One side's version, with what it changed of the common one."""
        if value in (None, "", []):
            nothing = "empty" if conflict.block is None else "taken out, or replaced by another paragraph"
            return format_html('<p class="diff-nothing">{}</p>', nothing)
        if not self.base:
            changes = differences({}, {conflict.field: value}, self.names)
        else:
            changes = differences({conflict.field: conflict.base}, {conflict.field: value}, self.names)
        rows = ((row.inline,) for change in changes for row in change.rows)
        return format_html_join("", '<div class="diff-row">{}</div>', rows)

    def changes_of(self, side: Mapping[str, Any]) -> list[Difference]:
        """What one side changed, but for fields still to be decided; nothing where there is no common revision."""
        asked = {conflict.field for conflict in self.merge.conflicts if conflict.block is None}
        changes = differences(self.base, side, self.names) if self.base else []
        return [change for change in changes if change.field not in asked]

    @property
    def parts_picture_from_words(self) -> bool:
        """Whether the lead picture was changed by one side and its caption or alt text by the other."""
        mine, theirs = self._changed(self.typed.data), self._changed(self.theirs)
        words = {"lead_caption", "lead_alt_text"}
        return any("lead_image" in one and words & other - one for one, other in [(mine, theirs), (theirs, mine)])

    def _changed(self, side: Mapping[str, Any]) -> set[str]:
        return {name for name in side if side[name] != self.base.get(name)} if self.base else set()


def _data_of(article: Article, number: int) -> dict[str, Any]:
    """What revision `number` says; {} where there is none."""
    return article.revisions.filter(number=number).values_list("data", flat=True).first() or {}

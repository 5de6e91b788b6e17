"""The page for a save that came second: nothing is lost, most is merged, and a person decides the rest."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.signing import BadSignature
from django.db import transaction
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import get_text_list
from js_asset import Media

from .. import publishing
from ..models import Article, Revision
from ..permissions import can_edit, can_view
from ..text import resolve
from .article_form import STALE
from .article_page import ArticlePage
from .autosave import PAGE
from .body_editor import BodyEditorWidget
from .byline import BylineFormSet
from .merging import Merging, Question, Typed
from .saved_pages import note_saved

MINE, THEIRS, ANEW = "mine", "theirs", "anew"


def typed_on_a_stale_form(form: forms.ModelForm, formsets: list[Any]) -> Typed | None:
    """What was typed, where that somebody saved meanwhile is all that is wrong with it; None otherwise."""
    if not form.is_bound or any(formset.total_error_count() for formset in formsets):
        return None
    if [error.code for error in _errors(form.errors)] != [STALE]:
        return None
    return Typed.on(form, next((formset for formset in formsets if isinstance(formset, BylineFormSet)), None))


def _errors(errors: ErrorDict) -> list[ValidationError]:
    return [error for found in errors.as_data().values() for error in found]


class AnswersForm(forms.Form):
    """An answer to each question, and the note for the history."""

    note = forms.CharField(
        max_length=255, required=False, help_text="What you changed and why, for the article’s history."
    )

    def __init__(self, questions: list[Question], *args: Any, theirs: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self._ask(question, theirs)

    def _ask(self, question: Question, theirs: str) -> None:
        choices = [(MINE, "Keep mine"), (THEIRS, theirs)]
        if question.is_writable:
            choices.append((ANEW, "Write it anew, from both"))
            is_body = question.conflict.field == "body"
            self.fields[question.text_name] = forms.CharField(
                required=False,
                strip=False,
                label="Your new text",
                initial=question.conflict.mine or question.conflict.theirs,
                widget=BodyEditorWidget(attrs={"rows": 8}) if is_body else forms.Textarea(attrs={"rows": 3}),
            )
        self.fields[question.name] = forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, error_messages={"required": "Choose one."}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for question in self._written_anew():
            if question.conflict.block is None:
                self._clean_text(question)
        return cleaned

    def _clean_text(self, question: Question) -> None:
        field = Article._meta.get_field(question.conflict.field)
        try:
            self.cleaned_data[question.text_name] = field.clean(self.cleaned_data[question.text_name], None)
        except ValidationError as error:
            self.add_error(question.text_name, error)

    def _written_anew(self) -> list[Question]:
        return [question for question in self.questions if self.cleaned_data.get(question.name) == ANEW]

    def resolved(self, merging: Merging) -> dict[str, Any]:
        """The merged snapshot as the valid answers have it."""
        anew = {question.conflict.key: self._text(question) for question in self._written_anew()}
        answers = {question.conflict.key: self.cleaned_data[question.name] for question in self.questions}
        blocks = {key: text for key, text in anew.items() if key in {q.conflict.key for q in self._blocks()}}
        chosen = {key: MINE if answer == ANEW else answer for key, answer in answers.items()}
        fields = {key: text for key, text in anew.items() if key not in blocks}
        return resolve(merging.merge, chosen | blocks) | fields

    def _blocks(self) -> list[Question]:
        return [question for question in self.questions if question.conflict.block is not None]

    def _text(self, question: Question) -> str:
        text = self.cleaned_data[question.text_name]
        # As a paragraph, so that the word “mine” is not taken for the choice.
        return f"<p>{text}</p>" if question.conflict.block is not None and text.strip() in (MINE, THEIRS) else text

    def asked(self) -> list[dict[str, Any]]:
        """Each question with its fields, for the page."""
        return [
            {
                "question": question,
                "choice": self[question.name],
                "text": self[question.text_name] if question.is_writable else None,
            }
            for question in self.questions
        ]


class ConflictView(ArticlePage):
    """Asks with what was `typed`, when the edit page gives it; else takes the answers, and asks again where it must."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/article/conflict.html"
    may_open = staticmethod(can_edit)
    title = "Two people changed this article"

    typed: Typed | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("admin:articles_article_change", self.article.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.typed is not None:
            merging = Merging(self.article, self.typed, self.article.version)
            return self._page(merging, self._form(merging, initial={"note": self.typed.note}))
        merging = self._sent()
        form = self._form(merging, request.POST)
        if merging.number != self.article.version:
            return self._ask_again(merging)
        if not form.is_valid():
            return self._page(merging, form, notice="Some places are still to be decided: see below.")
        try:
            made, missing = self._store(merging, form)
        except publishing.StaleVersion:
            self.article.refresh_from_db()
            return self._ask_again(merging)
        except publishing.NotAllowed as error:
            raise PermissionDenied from error
        return self._saved(merging, made, missing)

    @transaction.atomic
    def _store(self, merging: Merging, form: AnswersForm) -> tuple[Revision, list[str]]:
        """The merged text as a revision, and the desk's business that was typed with it."""
        stored = publishing.save_snapshot(
            self.article,
            form.resolved(merging),
            by=self.request.user,
            version=merging.number,
            desk=merging.typed.desk_values(),
            note=form.cleaned_data["note"],
        )
        publishing.discard_draft(self.article, by=self.request.user)
        return stored

    def _sent(self) -> Merging:
        """The merge that the page showed. What was typed comes signed; the version only says what was looked at."""
        version = self.request.POST.get("version", "")
        if not (version.isascii() and version.isdecimal() and len(version) < 10):
            raise BadRequest("The page did not say which version it showed.")
        try:
            typed = Typed.from_signed(self.request.POST.get("typed", ""), self.article, self.request.user)
        except BadSignature as error:
            raise BadRequest(
                "This text was typed by somebody else, or on another article. Whoever typed it signs in, in another"
                " window, and saves again from the page that shows it."
            ) from error
        return Merging(self.article, typed, int(version))

    def _ask_again(self, before: Merging) -> HttpResponse:
        """Somebody saved once more: the same answers to the questions of the newer merge."""
        merging = Merging(self.article, before.typed, self.article.version)
        known = {question.name for question in merging.questions}
        left = [question for question in before.questions if question.name not in known and question.is_writable]
        return self._page(
            merging,
            self._form(merging, initial=self.request.POST.dict()),
            notice=f"While you decided, the article was saved again: it is now at revision {merging.number}."
            " Your answers are kept below. Look at them once more, then save.",
            leftover=[self.request.POST.get(question.text_name, "") for question in left],
        )

    def _form(self, merging: Merging, data: Mapping[str, Any] | None = None, **kwargs: Any) -> AnswersForm:
        people = _people(merging.saves, self.request.user)
        return AnswersForm(merging.questions, data, theirs=f"Take the other one ({people})", **kwargs)

    def _page(self, merging: Merging, form: AnswersForm, **kwargs: Any) -> HttpResponse:
        context = self.get_context_data(
            merging=merging,
            form=form,
            media=Media.from_media(form.media, nonce=str(self.request.csp_nonce)),
            people=_people(merging.saves, self.request.user),
            my_changes=merging.changes_of(merging.typed.data),
            their_changes=merging.changes_of(merging.theirs),
            typed=merging.typed.signed(self.article, self.request.user),
            page=self.request.POST.get(PAGE, ""),
            **kwargs,
        )
        return self.render_to_response(context)

    def _saved(self, merging: Merging, made: Revision, missing: list[str]) -> HttpResponse:
        for sentence in missing:
            messages.warning(self.request, f"{sentence} It was left out.")
        messages.success(
            self.request, f"Saved as revision {made.number}: your text and what was stored while you worked, merged."
        )
        note_saved(self.request)
        if can_view(self.request.user, self.article):
            return redirect("admin:articles_article_change", self.article.pk)
        return redirect("admin:articles_article_changelist")


def _people(saves: list[Revision], user: Any) -> str:
    """Who stored the other text: “Ana Silva and Ben Okri”."""
    names = (_name(revision, user) for revision in saves)
    return get_text_list(list(dict.fromkeys(names)), "and") or "somebody else"


def _name(revision: Revision, user: Any) -> str:
    if revision.by is None:
        return "a command"
    if revision.by == user:
        return "yourself, in another window"
    return revision.by.get_full_name() or revision.by.get_username()

"""The byline: an article's contributors, in order."""

from functools import partial
from math import inf
from typing import Any

from django.forms import HiddenInput, IntegerField, ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property

from .. import publishing
from ..models import Article, Contributor
from ..permissions import can_edit
from .form_classes import WithSameMedia, made_once, rights_over
from .parts import PartInline
from .related import KnownChoiceField, RowSelect, only_added, select_of, tell

_LABELS = {"author": "Author", "role": "Role", "position": "Place in the byline", "DELETE": "Remove from the byline"}


class ContributorForm(WithSameMedia, ModelForm):
    """One name. The formset sees to it that none stands twice; asking the database would count rows that go."""

    def validate_unique(self) -> None: ...

    def validate_constraints(self) -> None: ...


class BylineFormSet(BaseInlineFormSet):
    """Writes the byline as a whole, numbered from one, so that names can change places in one save."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.get_queryset()
        # Taken before the forms write into the rows what was typed.
        self.stored = [(row.author_id, row.role) for row in rows]
        self.authors = [row.author for row in rows]

    def get_queryset(self) -> list[Contributor]:
        """The names, read as `publishing` reads them; none where the admin gives this person none."""
        if not hasattr(self, "_queryset"):
            is_empty = self.instance.pk is None or self.queryset.query.is_empty()
            self._queryset = [] if is_empty else publishing.byline_of(self.instance)
        return self._queryset

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "author" in form.fields:
            tell(form.fields["author"], self.authors)
        # A colleague's save has written the rows anew, and this form is to be merged with it: the byline
        # is stored as a whole, so which row a name stood in does not matter.
        form.fields[self._pk_field.name] = IntegerField(required=False, widget=HiddenInput, initial=form.instance.pk)
        # The rows are no table at the side of the page, so each field says itself what it is.
        for name, label in _LABELS.items():
            if name in form.fields:
                select_of(form.fields[name]).attrs["aria-label"] = label

    @cached_property
    def empty_form(self) -> ModelForm:
        """The row for a further name. The admin asks for it time and again while it draws a page: it is made once."""
        return super().empty_form

    def save(self, commit: bool = True) -> list[Contributor]:
        """Rows are written only where the byline differs. `commit` is True here: the article has been stored."""
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        wanted = self.wanted()
        if [(row.author_id, row.role) for row in wanted] == self.stored:
            return wanted
        self.instance.contributors.all().delete()
        for position, row in enumerate(wanted, start=1):
            row.pk, row.position, row.article = None, position, self.instance
        self.new_objects = Contributor.objects.bulk_create(wanted)
        return self.new_objects

    def wanted(self) -> list[Contributor]:
        """The names to keep, by their numbers; a name without one comes after the others."""
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if form not in self.deleted_forms]
        kept.sort(key=_place)
        return [form.instance for form in kept]


def _place(form: ModelForm) -> float:
    place = form.cleaned_data.get("position")
    return inf if place is None else place


class ContributorInline(PartInline):
    model = Contributor
    form = ContributorForm
    formset = BylineFormSet
    fields = ["author", "role", "position"]
    autocomplete_fields = ["author"]
    template = "admin/articles/article/_byline.html"
    verbose_name = "name"
    verbose_name_plural = "byline"

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return can_edit(request.user, obj) if obj else super().has_add_permission(request, obj)

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        # Whoever may change a name may add and remove names.
        key = (type(self), self.has_change_permission(request, obj), rights_over(["author"], self, request))
        return made_once(key, partial(super().get_formset, request, obj, **kwargs))

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, form_class=KnownChoiceField, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = only_added(super().formfield_for_dbfield(db_field, request, **kwargs))
        if db_field.name == "position":
            field.required, field.label, field.initial = False, "Place", None
        return field

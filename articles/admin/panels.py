"""The side column of the edit page: its panels, in order, and which of them stand open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.utils.text import slugify

from .byline_rows import BylineRow, byline_rows
from .field_rows import FieldRow, field_rows

# The fieldset with each of these names is a panel; what a template shows stands above its fields.
PUBLISHING, BYLINE, BELONGS, PICTURES = "Publishing", "Byline", "Section and topics", "Lead picture"
SEARCH, SOURCE, NOTES, HISTORY = "Search and social", "Source", "Notes for colleagues", "History"

_TEMPLATES = {
    PUBLISHING: "admin/articles/article/_publishing.html",
    NOTES: "admin/articles/article/_notes.html",
    HISTORY: "admin/articles/article/_history.html",
}
_ORDER = (PUBLISHING, BYLINE, BELONGS, PICTURES, NOTES, SEARCH, SOURCE, HISTORY)
# What most saves touch.
_OPEN = {PUBLISHING, BYLINE, BELONGS}


@dataclass(frozen=True)
class Panel:
    """One panel, with what stands in it. It opens by itself where something in it is to be mended."""

    name: str
    template: str
    fieldset: Fieldset | None
    formset: InlineAdminFormSet | None
    is_open: bool

    @property
    def slug(self) -> str:
        """The name under which the browser remembers whether it was open."""
        return slugify(self.name)

    @property
    def names(self) -> list[BylineRow]:
        """Those of the byline, likewise drawn as the page is drawn."""
        return byline_rows(self.formset) if self.formset else []

    @property
    def rows(self) -> list[FieldRow]:
        """Its fields, drawn as the form stands when the page is drawn: typed text may be put into it before."""
        return field_rows(self.fieldset)


def story_panel(adminform: AdminForm) -> Panel:
    """The wide column: the fieldset without a name."""
    return Panel("", "", next(fieldset for fieldset in adminform if not fieldset.name), None, is_open=True)


def side_panels(adminform: AdminForm, formsets: Iterable[InlineAdminFormSet], *, is_new: bool) -> list[Panel]:
    """The panels of an article; a new one has neither notes nor history yet."""
    return list(_panels(adminform, list(formsets), is_new=is_new))


def _panels(adminform: AdminForm, formsets: list[InlineAdminFormSet], *, is_new: bool) -> Iterator[Panel]:
    fieldsets = {fieldset.name: fieldset for fieldset in adminform if fieldset.name}
    for name in _ORDER:
        template = "" if is_new else _TEMPLATES.get(name, "")
        fieldset = fieldsets.get(name)
        formset = formsets[0] if name == BYLINE and formsets else None
        if template or fieldset or formset:
            is_open = name in _OPEN or _has_errors(fieldset, formset)
            yield Panel(name, template, fieldset, formset, is_open)


def _has_errors(fieldset: Fieldset | None, formset: InlineAdminFormSet | None) -> bool:
    if formset is not None and formset.formset.is_bound and formset.formset.total_error_count():
        return True
    return fieldset is not None and not fieldset.form.errors.keys().isdisjoint(flatten(fieldset.fields))

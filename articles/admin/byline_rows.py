"""The names of the byline, drawn one by one as Django's tabular.html draws the rows of an inline."""

from dataclasses import dataclass

from django.contrib.admin.helpers import AdminField, AdminReadonlyField, InlineAdminForm, InlineAdminFormSet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import Contributor
from .field_rows import fields_of

Drawn = SafeString | str


@dataclass(frozen=True)
class Cell:
    """One field of a name."""

    name: str
    contents: Drawn


@dataclass(frozen=True)
class BylineRow:
    """One name as its template prints it."""

    id: str
    original: Contributor | None
    # The row from which a script makes further ones.
    is_empty: bool
    errors: Drawn
    hidden: Drawn
    cells: list[Cell]
    removal: Drawn


def byline_rows(formset: InlineAdminFormSet) -> list[BylineRow]:
    """The names of `formset` in order, and the empty row where names may be added."""
    may_remove = formset.formset.can_delete and formset.has_delete_permission
    forms = list(formset)
    last = len(forms) - 1
    return [
        _row(
            form,
            name="empty" if (is_empty := formset.has_add_permission and number == last) else str(number),
            is_empty=is_empty,
            may_remove=may_remove,
        )
        for number, form in enumerate(forms)
    ]


def _row(form: InlineAdminForm, *, name: str, is_empty: bool, may_remove: bool) -> BylineRow:
    errors = form.form.non_field_errors()
    return BylineRow(
        id=f"{form.formset.prefix}-{name}",
        original=form.original,
        is_empty=is_empty,
        errors=str(errors) if errors else "",
        hidden=format_html("{}{}", form.pk_field().field, form.fk_field().field),
        cells=[_cell(field) for fieldset in form for field in fields_of(fieldset)],
        removal=str(form.deletion_field().field) if may_remove and form.original else "",
    )


def _cell(field: AdminField | AdminReadonlyField) -> Cell:
    if field.is_readonly:
        return Cell(field.field["name"], format_html("<p>{}</p>", field.contents()))
    bound = field.field
    errors = bound.errors
    return Cell(bound.name, format_html("{}{}", errors.as_ul() if errors else "", bound))

"""The fields of a fieldset, drawn one by one as Django's fieldset.html draws those of one line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import AdminField, AdminReadonlyField, Fieldset
from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class FieldRow:
    """One field as its template prints it."""

    classes: str
    errors: SafeString | str
    label: SafeString | str
    contents: SafeString | str
    help: SafeString | str
    # Of a checkbox the label comes last.
    is_checkbox: bool


def field_rows(fieldset: Fieldset | None) -> list[FieldRow]:
    """The rows of `fieldset`, in order; none where there is none."""
    return [_row(field) for field in fields_of(fieldset or ())]


def fields_of(lines: Iterable[Iterable[Any]]) -> Iterator[AdminField | AdminReadonlyField]:
    """One after the other, whichever line they stand on."""
    for line in lines:
        yield from line


def _row(field: AdminField | AdminReadonlyField) -> FieldRow:
    if field.is_readonly:
        return _readonly_row(field)
    bound = field.field
    errors, is_hidden = bound.errors, bound.is_hidden
    return FieldRow(
        classes=f"form-row{' errors' if errors else ''}{' hidden' if is_hidden else ''} field-{bound.name}",
        errors=errors.as_ul() if errors else "",
        label="" if is_hidden else field.label_tag(),
        contents=str(bound),
        help=_help(bound.help_text, bound.id_for_label, is_hidden=is_hidden) if bound.help_text else "",
        is_checkbox=field.is_checkbox,
    )


def _readonly_row(field: AdminReadonlyField) -> FieldRow:
    return FieldRow(
        classes=f"form-row field-{field.field['name']}",
        errors="",
        label=field.label_tag(),
        contents=format_html('<div class="readonly">{}</div>', field.contents()),
        help=_help(field.field["help_text"], "", is_hidden=False) if field.field["help_text"] else "",
        is_checkbox=False,
    )


def _help(text: str, id_for_label: str, *, is_hidden: bool) -> SafeString:
    name = format_html(' id="{}_helptext"', id_for_label) if id_for_label else ""
    return format_html('<div class="help{}"{}>{}</div>', " hidden" if is_hidden else "", name, text)

"""Drawing form fields without a template engine: a page of the desk has fifty of them.

A widget of Django is a template that includes a template for each of its attributes, which took a third of
the time that the edit page takes. The commonest are drawn here, to the letter as Django's templates would.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData

Context = dict[str, Any]

_OPTION = "django/forms/widgets/select_option.html"


class DirectRenderer(DjangoTemplates):
    """Django's own renderer, but that it draws what it knows by itself. A template of that name is not looked for."""

    def render(self, template_name: str, context: Context, request: Any = None) -> str:
        draw = _DRAWN.get(template_name)
        drawn = draw(context) if draw else None
        return super().render(template_name, context, request) if drawn is None else drawn


def _input(context: Context) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _textarea(context: Context) -> str:
    widget = context["widget"]
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>\n{value}</textarea>'


def _select(context: Context) -> str | None:
    widget = context["widget"]
    parts = [f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{conditional_escape(localize(group))}">')
        for option in options:
            if option["template_name"] != _OPTION:
                return None
            attributes, label = _attributes(option["attrs"]), conditional_escape(localize(option["label"]))
            parts.append(f'\n  <option value="{_text(option["value"])}"{attributes}>{label}</option>\n')
        if group:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>"])


def _label(context: Context) -> str:
    label = conditional_escape(localize(context["label"]))
    if not context["use_tag"]:
        return label.strip()
    return f"<{context['tag']}{_attributes(context['attrs'])}>{label}</{context['tag']}>"


def _errors(context: Context) -> str | None:
    """Most fields have none; those that have some are few enough for Django's template."""
    return None if context["errors"] else ""


def _attributes(attributes: dict[str, Any]) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _text(value: Any) -> str:
    """As `stringformat:"s"` prints it: numbers are not spelled in the person's language."""
    return value if isinstance(value, SafeData) else escape(str(value))


_INPUTS = ("checkbox", "date", "datetime", "email", "hidden", "input", "number", "password", "text", "time", "url")
# None says that the template is to draw it after all.
_DRAWN: dict[str, Callable[[Context], str | None]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/label.html": _label,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
}

"""Drawing form fields without a template engine: a page of the desk has fifty of them.

A widget of Django is a template that includes a template for each of its attributes, which took a third of
the time that the edit page takes. The commonest are drawn here, to the letter as Django's templates would.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.templatetags.static import static
from django.utils.formats import localize
from django.utils.html import conditional_escape, strip_spaces_between_tags
from django.utils.safestring import SafeData
from django.utils.translation import gettext

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
            parts.append(f'\n  <optgroup label="{_words(group)}">')
        for option in options:
            if option["template_name"] != _OPTION:
                return None
            attributes = _attributes(option["attrs"])
            parts.append(
                f'\n  <option value="{_text(option["value"])}"{attributes}>{_words(option["label"])}</option>\n'
            )
        if group:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>"])


def _address(context: Context) -> str:
    """The admin's field for an address, which leads to the one that it holds."""
    if not context["url_valid"]:
        return _input(context)
    widget = context["widget"]
    now = f'{_words(context["current_label"])} <a href="{_words(widget["href"])}">{_words(widget["value"])}</a>'
    return f'<p class="url">{now}<br>{_words(context["change_label"])} {_input(context)}\n</p>'


def _several(context: Context) -> str | None:
    drawn = _parts(context)
    return strip_spaces_between_tags("".join(drawn).strip()) if drawn else None


def _day_and_hour(context: Context) -> str | None:
    drawn = _parts(context)
    if not drawn:
        return None
    day, hour = drawn
    date_label, time_label = _words(context["date_label"]), _words(context["time_label"])
    return f'<p class="datetime">\n  {date_label} {day}\n\n<br>\n  {time_label} {hour}\n\n\n</p>'


def _parts(context: Context) -> list[str]:
    """What a widget of several is made of; nothing where one of them is not drawn here."""
    parts = context["widget"]["subwidgets"]
    drawn = [draw({"widget": part}) for part in parts if (draw := _DRAWN.get(part["template_name"]))]
    found = [part for part in drawn if part is not None]
    return found if len(found) == len(parts) else []


def _with_links(context: Context) -> str | None:
    """The admin's select with its links to add a row and to look at the chosen one; with others it is a template's."""
    if context["can_change_related"] or context["can_delete_related"]:
        return None
    links = "" if context["is_hidden"] else _link_to_add(context) + _link_to_look(context)
    model = "" if context["model_has_limit_choices_to"] else f'data-model-ref="{_words(context["model_name"])}"'
    select = context["rendered_widget"]
    return f'<div class="related-widget-wrapper" {model}>\n    {select}\n    \n        {links}\n    \n</div>'


def _link_to_add(context: Context) -> str:
    if not context["can_add_related"]:
        return ""
    address = f"{_words(context['add_related_url'])}?{_words(context['url_params'])}"
    title = gettext("Add another %(model)s") % {"model": _words(context["model"])}
    return f"""<a class="related-widget-wrapper-link add-related" id="add_id_{_words(context["name"])}"
            data-popup="yes"
            href="{address}"
            title="{title}">{_icon("icon-addlink.svg")}</a>"""


def _link_to_look(context: Context) -> str:
    if not context["can_view_related"]:
        return ""
    address = f"{_words(context['change_related_template_url'])}?{_words(context['view_related_url_params'])}"
    title = gettext("View selected %(model)s") % {"model": _words(context["model"])}
    return f"""<a class="related-widget-wrapper-link view-related" id="view_id_{_words(context["name"])}"
             data-href-template="{address}"
             title="{title}">{_icon("icon-viewlink.svg")}</a>"""


def _icon(name: str) -> str:
    return f'<img src="{_words(static(f"admin/img/{name}"))}" alt="" width="24" height="24">'


def _hidden_form(context: Context) -> str | None:
    """A form that has nothing to be seen: that of a formset, with its numbers."""
    if context["errors"] or context["fields"]:
        return None
    return "".join(map(str, context["hidden_fields"])).strip()


def _label(context: Context) -> str:
    label = _words(context["label"])
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


def _words(value: Any) -> str:
    """As `{{ value }}` prints it."""
    return _text(value) if isinstance(value, str) else conditional_escape(localize(value))


def _text(value: Any) -> str:
    """As `stringformat:"s"` prints it: numbers are not spelled in the person's language."""
    return value if isinstance(value, SafeData) else escape(str(value))


_INPUTS = ("checkbox", "date", "datetime", "email", "hidden", "input", "number", "password", "text", "time", "url")
# None says that the template is to draw it after all.
_DRAWN: dict[str, Callable[[Context], str | None]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/multiwidget.html": _several,
    "django/forms/widgets/splitdatetime.html": _several,
    "django/forms/widgets/splithiddendatetime.html": _several,
    "admin/widgets/url.html": _address,
    "admin/widgets/split_datetime.html": _day_and_hour,
    "admin/widgets/related_widget_wrapper.html": _with_links,
    "django/forms/div.html": _hidden_form,
    "django/forms/label.html": _label,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
}

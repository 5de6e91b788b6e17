"""The body's form field: a textarea that becomes an editor in the house's dialect where scripts run.

`text.editor_extensions()` configures the toolbar, as `text.DIALECT` configures the sanitiser. The
preset "newsroom" (settings) loads body-editor.js.
"""

from typing import Any

from django.urls import reverse
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from ..text import editor_extensions

# Our modules call each other "newsroom/…", so that each is found under the name that collectstatic gave it.
MODULES = ImportMap(
    {
        f"newsroom/{name}": f"articles/admin/{name}.js"
        for name in (
            "bar",
            "body-html",
            "lead-picture",
            "leaving",
            "nodes",
            "panels",
            "pasted-html",
            "picture-chooser",
            "picture-node",
            "pictures",
            "searching-selects",
        )
    }
)

# Buttons side by side: the library's drop-down cannot be reached with the keyboard.
_MENU_GROUPS = [
    {"group": "headings"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "table"},
    {"group": "history"},
]


class BodyEditorWidget(AdminProseEditorWidget):
    """Without scripts, or where the editor cannot show all of a body, the textarea stays with its text."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        extensions = editor_extensions() | {"Menu": {"groups": _MENU_GROUPS}}
        super().__init__(
            attrs={"rows": 24, "spellcheck": "true"} | (attrs or {}),
            config={"extensions": extensions},
            preset="newsroom",
        )

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["articles/admin/body-editor.css"]}, importmap=MODULES)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-pictures"] = reverse("admin:articles_image_chooser")
        return context

"""The body's form field: a textarea that becomes an editor in the house's dialect where scripts run.

`text.editor_extensions()` configures the toolbar, as `text.DIALECT` configures the sanitiser. The
preset "newsroom" (settings) loads body-editor.js. What the editor has to know besides (services that are shown,
quotation marks, what counts as a placeholder) is handed over as data, so that server and browser agree.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from ..text import PLACEHOLDER, QUOTES, editor_extensions, embed_table

# Our modules call each other "newsroom/…", so that each is found under the name that collectstatic gave it.
MODULES = ImportMap(
    {
        f"newsroom/{path.stem}": f"articles/admin/{path.name}"
        for path in sorted((Path(__file__).parents[1] / "static" / "articles" / "admin").glob("*.js"))
    }
)
STYLES = ("body-editor", "body-blocks", "dialogs")

# Buttons side by side: the library's drop-down cannot be reached with the keyboard.
_MENU_GROUPS = [
    {"group": "headings"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "table"},
    {"group": "history"},
    {"group": "utility"},
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
        styles = [f"articles/admin/{name}.css" for name in STYLES]
        return super().media + Media(css={"all": styles}, importmap=MODULES)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-pictures": reverse("admin:articles_image_chooser"),
            "data-desk": json.dumps(_handed_over(), ensure_ascii=False, separators=(",", ":")),
        }
        return context


def _handed_over() -> dict[str, Any]:
    """What the editor's modules ask for by these names."""
    return {
        "links": reverse("admin:articles_article_link_targets"),
        "site": settings.SITE_URL,
        "embeds": embed_table(),
        "quotes": QUOTES,
        "placeholder": PLACEHOLDER,
    }

"""Pages read as a browser reads them: what a form would send, and what it says."""

from typing import Any

from django.http import HttpResponse
from lxml import html as lxml_html


def filled_in(response: HttpResponse, **typed: Any) -> dict[str, Any]:
    """What the page's main form would send, with `typed` over it."""
    form = next(
        form for form in lxml_html.fromstring(response.content.decode()).forms if form.get("id") != "logout-form"
    )
    areas = {area.get("name") for area in form.iter("textarea")}
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            # Of a text area's content, the first line end is not part of the text.
            sent.setdefault(name, []).append(value.removeprefix("\n") if name in areas else value)
    return sent | typed


def said(response: HttpResponse) -> list[str]:
    """The messages of the page that the response leads to."""
    return [str(message) for message in response.context["messages"]]

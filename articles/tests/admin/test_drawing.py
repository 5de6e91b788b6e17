"""Fields are drawn without templates, to the letter as Django's templates draw them."""

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.template.backends.django import Template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from newsroom.drawing import DirectRenderer

NASTY = 'Riga\'s "new" <b>&amp;</b> line\nand the next '
CHOICES = [("", "---"), ("a&b", NASTY), ("Group <1>", [(1, mark_safe("<i>one</i>")), (1200, 1200)]), (None, "none")]


class Everything(forms.Form):
    """Every widget that the house draws, and some that it leaves to Django."""

    use_required_attribute = True
    text = forms.CharField(label=mark_safe("A <b>label</b>"), help_text="Help", max_length=1200)
    lazy = forms.CharField(label=gettext_lazy("Password"), required=False, disabled=True)
    marked = forms.CharField(
        label=NASTY, widget=forms.TextInput(attrs={"data-x": NASTY, "y": True, "z": False, "n": 5})
    )
    hidden = forms.CharField(widget=forms.HiddenInput)
    number = forms.IntegerField(localize=True, max_value=1200)
    area = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    url = forms.URLField(assume_scheme="https")
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput)
    box = forms.BooleanField()
    day = forms.DateField()
    hour = forms.TimeField()
    moment = forms.DateTimeField()
    choice = forms.ChoiceField(choices=CHOICES)
    choices = forms.MultipleChoiceField(choices=CHOICES)
    radio = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    both = forms.SplitDateTimeField()
    file = forms.FileField()


VALUES: dict[str, Any] = {
    "text": NASTY, "marked": mark_safe("<safe>"), "hidden": 1200, "number": 1200, "area": f"\n{NASTY}", "url": "no",
    "box": True, "day": "2026-11-24", "choice": "a&b", "choices": ["1", "1200", ""], "radio": "1", "both_0": "2026-11-24",
}  # fmt: skip


@pytest.mark.parametrize("data", [None, {}, VALUES], ids=["empty", "with errors", "filled in"])
@pytest.mark.parametrize("name", Everything.base_fields)
def test_a_field_is_drawn_as_django_draws_it(name: str, data: dict[str, Any] | None) -> None:
    drawn, expected = (Everything(data, renderer=renderer())[name] for renderer in (DirectRenderer, DjangoTemplates))
    assert str(drawn) == str(expected)
    assert drawn.label_tag(attrs={"class": NASTY}) == expected.label_tag(attrs={"class": NASTY})
    assert drawn.errors.as_ul() == expected.errors.as_ul()
    assert str(drawn.errors) == str(expected.errors)


def test_a_label_of_nothing_is_its_words() -> None:
    drawn, expected = (
        Everything(auto_id=False, renderer=renderer())["text"] for renderer in (DirectRenderer, DjangoTemplates)
    )
    assert drawn.label_tag() == expected.label_tag() == "A <b>label</b>:"


def test_no_errors_are_no_words() -> None:
    assert str(ErrorList(renderer=DirectRenderer())) == str(ErrorList(renderer=DjangoTemplates())) == ""


def test_the_edit_page_looks_for_few_templates_of_fields(desk: Any, chief: User, monkeypatch: Any) -> None:
    asked: list[str] = []
    get_template = DirectRenderer.get_template

    def counted(self: DirectRenderer, name: str) -> Template:
        asked.append(name)
        return get_template(self, name)

    monkeypatch.setattr(DirectRenderer, "get_template", counted)
    assert desk.get("/admin/articles/article/add/").status_code == 200
    assert 0 < len(asked) < 12

"""Fields are drawn without templates, to the letter as Django's templates draw them."""

from copy import copy
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime, AdminURLFieldWidget, RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.template.backends.django import Template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from articles.models import Article
from newsroom.drawing import DirectRenderer

NASTY = 'Riga\'s "new" <b>&amp;</b> line\nand the next '
CHOICES = [("", "---"), ("a&b", NASTY), ("Group <1>", [(1, mark_safe("<i>one</i>")), (1200, 1200)]), (None, "none")]


class Two(forms.MultiWidget):
    """Shown empty until something is chosen."""

    def __init__(self, second: type[forms.Widget]) -> None:
        super().__init__([forms.TextInput, second(choices=CHOICES)])

    def decompress(self, value: None) -> list[None]:
        return [None, None]


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
    hidden_both = forms.SplitDateTimeField(widget=forms.SplitHiddenDateTimeWidget)
    admin_both = forms.SplitDateTimeField(widget=AdminSplitDateTime(attrs={"data-x": NASTY}))
    address = forms.URLField(assume_scheme="https", widget=AdminURLFieldWidget)
    many = forms.Field(widget=Two(forms.Select), required=False)
    radio_among_many = forms.Field(widget=Two(forms.RadioSelect))
    file = forms.FileField()


VALUES: dict[str, Any] = {
    "text": NASTY, "marked": mark_safe("<safe>"), "hidden": 1200, "number": 1200, "area": f"\n{NASTY}", "url": "no",
    "box": True, "day": "2026-11-24", "choice": "a&b", "choices": ["1", "1200", ""], "radio": "1", "both_0": "2026-11-24",
    "hidden_both_0": "2026-11-24", "hidden_both_1": "14:05", "admin_both_0": NASTY, "admin_both_1": "14:05",
    "address": "https://riga.example/?a=1&b=<é>", "many_0": NASTY, "many_1": "a&b", "radio_among_many_1": "a&b",
}  # fmt: skip


@pytest.mark.parametrize("data", [None, {}, VALUES], ids=["empty", "with errors", "filled in"])
@pytest.mark.parametrize("name", Everything.base_fields)
def test_a_field_is_drawn_as_django_draws_it(name: str, data: dict[str, Any] | None) -> None:
    drawn, expected = (Everything(data, renderer=renderer())[name] for renderer in (DirectRenderer, DjangoTemplates))
    assert str(drawn) == str(expected)
    assert drawn.label_tag(attrs={"class": NASTY}) == expected.label_tag(attrs={"class": NASTY})
    assert drawn.errors.as_ul() == expected.errors.as_ul()
    assert str(drawn.errors) == str(expected.errors)


@pytest.mark.parametrize("is_hidden", [False, True], ids=["shown", "hidden"])
@pytest.mark.parametrize("links", [(), ("add",), ("view",), ("add", "view"), ("add", "change", "delete", "view")])
@pytest.mark.parametrize("limit", [{}, {"pk": 1}], ids=["all", "limited"])
@pytest.mark.django_db
def test_a_choice_of_rows_is_drawn_as_django_draws_it(links: tuple[str, ...], limit: Any, is_hidden: bool) -> None:
    relation = copy(Article._meta.get_field("section").remote_field)
    relation.limit_choices_to = limit
    select = forms.HiddenInput() if is_hidden else forms.Select(choices=CHOICES)
    widget = RelatedFieldWidgetWrapper(select, relation, admin.site, **{f"can_{link}_related": True for link in links})
    widget.can_add_related = "add" in links
    drawn, expected = (
        widget.render("a<b>", "a&b", {"id": "x"}, renderer()) for renderer in (DirectRenderer, DjangoTemplates)
    )
    assert drawn == expected


@pytest.mark.parametrize("data", [None, {}, {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}])
def test_the_numbers_of_a_formset_are_drawn_as_django_draws_them(data: dict[str, str] | None) -> None:
    formset = forms.formset_factory(Everything)(data)
    drawn, expected = (
        formset.management_form.render(renderer=renderer()) for renderer in (DirectRenderer, DjangoTemplates)
    )
    assert drawn == expected


def test_a_label_of_nothing_is_its_words() -> None:
    drawn, expected = (
        Everything(auto_id=False, renderer=renderer())["text"] for renderer in (DirectRenderer, DjangoTemplates)
    )
    assert drawn.label_tag() == expected.label_tag() == "A <b>label</b>:"


def test_no_errors_are_no_words() -> None:
    assert str(ErrorList(renderer=DirectRenderer())) == str(ErrorList(renderer=DjangoTemplates())) == ""


def test_the_edit_page_looks_for_no_template_of_a_field(desk: Any, chief: User, monkeypatch: Any) -> None:
    asked: list[str] = []
    get_template = DirectRenderer.get_template

    def counted(self: DirectRenderer, name: str) -> Template:
        asked.append(name)
        return get_template(self, name)

    monkeypatch.setattr(DirectRenderer, "get_template", counted)
    assert desk.get("/admin/articles/article/add/").status_code == 200
    assert asked == []
    Everything(renderer=DirectRenderer())["radio"].as_widget()
    assert asked == [forms.RadioSelect.template_name]

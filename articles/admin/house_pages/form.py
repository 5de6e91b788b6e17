"""The form of a page about the newspaper: valid only for the version that was opened."""

from typing import Any

from django import forms

from ...models import HousePage
from ...text import without_notes


class HousePageForm(forms.ModelForm):
    """Words alone: a picture needs an article, whose editions say who may see it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = HousePage
        fields = ["body"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if "<figure" in without_notes(body):
            raise forms.ValidationError("These pages are words alone. Take pictures and embeds out of the text.")
        return body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("seen_version") != self.instance.version:
            self.add_error(
                None,
                "This page was saved by somebody else since you opened it. Nothing of yours was stored yet:"
                " open the page in another tab, and bring the two together.",
            )
        return cleaned

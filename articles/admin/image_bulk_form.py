"""What can be changed of many pictures at once. A field left empty changes nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from ..models import AllowedUse, Collection, Image, Licence, Topic
from .bulk_forms import topics_called
from .local_time_field import LocalTimeField
from .moments import zone_name

# What a column holds of which nobody has said anything.
_EMPTY = {"licence": Licence.UNKNOWN, "allowed_use": AllowedUse.EVERYWHERE}
COLUMNS = (
    "credit_line",
    "creator",
    "copyright_notice",
    "licence",
    "usage_terms",
    "place",
    "allowed_use",
    "usable_until",
)


def is_empty(image: Image, column: str) -> bool:
    """Whether nobody has said anything in that column of `image`."""
    value = getattr(image, column)
    return value == _EMPTY[column] if column in _EMPTY else not value


class BulkImagesForm(forms.Form):
    EMPTY, REPLACE = "empty", "replace"

    credit_line = forms.CharField(max_length=255, required=False, label="Credit line")
    creator = forms.CharField(max_length=255, required=False)
    copyright_notice = forms.CharField(max_length=255, required=False, label="Copyright notice")
    licence = forms.ChoiceField(choices=[("", "No change"), *Licence.choices], required=False)
    usage_terms = forms.CharField(
        required=False, label="Terms", widget=forms.Textarea(attrs={"rows": 2}), max_length=5000
    )
    place = forms.CharField(max_length=255, required=False)
    allowed_use = forms.ChoiceField(
        choices=[("", "No change"), *AllowedUse.choices], required=False, label="May appear"
    )
    usable_until = LocalTimeField(required=False, label="Usable until")
    how = forms.ChoiceField(
        label="Where something is said already",
        choices=[(EMPTY, "Leave it: fill in only what is empty"), (REPLACE, "Replace it")],
        initial=EMPTY,
        widget=forms.RadioSelect,
    )
    topics = forms.CharField(
        required=False, label="Add topics", max_length=1000, help_text="Names of topics, with commas between them."
    )
    collection = forms.ModelChoiceField(
        Collection.objects.all(), required=False, label="Put into the collection", empty_label="None"
    )
    new_collection = forms.CharField(max_length=100, required=False, label="Or into a new collection, called")
    out_of = forms.ModelChoiceField(
        Collection.objects.all(), required=False, label="Take out of the collection", empty_label="None"
    )

    def __init__(self, *args: Any, may_collect: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usable_until"].help_text = f"In the newsroom’s zone, {zone_name()}."
        if not may_collect:
            for name in ("collection", "new_collection", "out_of"):
                del self.fields[name]

    def clean_topics(self) -> list[Topic]:
        return topics_called(self.cleaned_data["topics"]) if self.cleaned_data["topics"].strip(" ,") else []

    def clean_new_collection(self) -> str:
        return " ".join(self.cleaned_data["new_collection"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = [*COLUMNS, "topics", "collection", "new_collection", "out_of"]
        if not self.errors and not any(cleaned.get(name) for name in asked):
            raise forms.ValidationError("Say what is to change.")
        return cleaned

    @property
    def asked(self) -> dict[str, Any]:
        """By column, what is to stand there."""
        return {name: self.cleaned_data[name] for name in COLUMNS if self.cleaned_data.get(name)}

    def changes(self, image: Image) -> dict[str, Any]:
        """What of it changes `image`."""
        replaces = self.cleaned_data["how"] == self.REPLACE
        return {
            name: value
            for name, value in self.asked.items()
            if getattr(image, name) != value and (replaces or is_empty(image, name))
        }

    def apply(self, image: Image) -> list[str]:
        """Sets it on `image`, unsaved; the columns that changed."""
        changes = self.changes(image)
        for name, value in changes.items():
            setattr(image, name, value)
        return list(changes)

    def collect(self, image: Image) -> list[str]:
        """Gives `image` its topics and collections; says what was new."""
        said = []
        had = set(image.topics.values_list("pk", flat=True))
        if new := [topic for topic in self.cleaned_data["topics"] if topic.pk not in had]:
            image.topics.add(*new)
            said.append(f"Topics added: {', '.join(topic.name for topic in new)}.")
        for collection in self._into():
            if not collection.images.filter(pk=image.pk).exists():
                collection.images.add(image)
                said.append(f"Put into “{collection}”.")
        out_of = self.cleaned_data.get("out_of")
        if out_of and out_of.images.filter(pk=image.pk).exists():
            out_of.images.remove(image)
            said.append(f"Taken out of “{out_of}”.")
        return said

    def _into(self) -> Iterable[Collection]:
        if chosen := self.cleaned_data.get("collection"):
            yield chosen
        if name := self.cleaned_data.get("new_collection"):
            existing = Collection.objects.filter(name__iexact=name).first()
            yield existing or Collection.objects.create(name=name)

    def words(self, changed: Sequence[str]) -> list[str]:
        return [f"{self.fields[name].label or name.capitalize()}: {self._shown(name)}." for name in changed]

    def expected(self, images: Sequence[Image]) -> list[str]:
        """A sentence for each thing that is to change: for how many of `images` it does."""
        changes = [self.changes(image) for image in images]
        said = []
        for name in self.asked:
            number = sum(name in change for change in changes)
            label = self.fields[name].label or name.capitalize()
            said.append(f"{label} becomes “{self._shown(name)}” for {number} of {len(images)}.")
        if topics := self.cleaned_data["topics"]:
            said.append(f"Topics added where they lack: {', '.join(topic.name for topic in topics)}.")
        if into := (self.cleaned_data.get("new_collection") or self.cleaned_data.get("collection")):
            said.append(f"All are put into “{into}”.")
        if out_of := self.cleaned_data.get("out_of"):
            said.append(f"All are taken out of “{out_of}”.")
        return said

    def _shown(self, name: str) -> str:
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])
        return f"{value:%d %B %Y, %H:%M %Z}" if name == "usable_until" else str(value)

"""The form of the edit page: what was typed, from which version on, and what must not go by accident."""

from copy import copy
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from .. import publishing
from ..models import Article
from ..permissions import can_view
from ..text import image_keys
from .form_classes import WithSameMedia
from .related import tell
from .topics import TopicsField

# The desk's business is not part of a revision, so the version says nothing of it: what somebody
# else has changed meanwhile is kept, unless this person changed it too.
DESK_FIELDS = ("without_byline", "embargo", "hold_reason")

# The code of the error that somebody has saved meanwhile. Where it is the only one, `conflict` takes over.
STALE = "stale"


class ArticleBoundField(forms.BoundField):
    """Django describes the hidden twin of a field as well, which HTML forbids: nobody hears it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        if (widget or self.field.widget).is_hidden:
            built.pop("aria-describedby", None)
        return built


# What stands in a field as long as nothing does.
_INVITATIONS = {"headline": "Headline", "standfirst": "Standfirst: what happened, in a sentence or two"}


class ArticleForm(WithSameMedia, forms.ModelForm):
    """Valid only for the version that was opened. To be saved, the article has to be claimed: the admin does that."""

    bound_field_class = ArticleBoundField

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    topics = TopicsField(required=False, help_text="In the order of their weight.")
    note = forms.CharField(
        max_length=255, required=False, help_text="What you changed and why, for the article’s history."
    )
    confirm_picture_loss = forms.BooleanField(
        required=False, widget=forms.HiddenInput, label="Remove every picture from the body"
    )

    class Meta:
        model = Article
        # The admin adds those of its fieldsets.
        fields = ["body"]
        # Grows with what is written, so that a headline is read whole; line ends are taken out when it is cleaned.
        widgets = {"headline": forms.Textarea(attrs={"rows": 1, "class": "desk-headline"})}

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who fills it in.
        self.user = user
        # The article as it is stored; the form writes what was typed into its instance. None for a new one.
        self.stored = copy(self.instance) if self.instance.pk else None
        self.fields["version"].initial = self.instance.version
        for name in set(DESK_FIELDS) & self.fields.keys():
            self.fields[name].show_hidden_initial = True
        if "topics" not in self.initial:
            self.initial["topics"] = publishing.topics_of(self.instance) if self.instance.pk else []
        tell(self.fields["topics"], self.initial["topics"])
        for name in {"section", "lead_image"} & self.fields.keys():
            tell(self.fields[name], [getattr(self.instance, name)])
        for name, words in _INVITATIONS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = words
        if self.stored is None and "headline" in self.fields:
            self.fields["headline"].widget.attrs["autofocus"] = True
        if "embargo" in self.fields:
            for widget, part in zip(self.fields["embargo"].widget.widgets, ["date", "time"], strict=True):
                widget.attrs["aria-label"] = f"Embargo, {part}"

    def clean_translation_of(self) -> Article | None:
        """The original, also where a translation of it was chosen."""
        chosen: Article | None = self.cleaned_data["translation_of"]
        if chosen is None or (self.stored and chosen.uuid == self.stored.translation_of_id):
            return chosen
        if not can_view(self.user, chosen):
            raise forms.ValidationError("Choose an article that you may see.")
        original = chosen.translation_of or chosen
        if original.pk == self.instance.pk:
            raise forms.ValidationError("An article is no translation of itself.")
        if self.instance.pk and self.instance.translations.exists():
            raise forms.ValidationError("Others are translations of this article: it is an original.")
        return original

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk:
            self._claim(cleaned.get("version"))
            self._ask_before_pictures_go(cleaned)
        return cleaned

    def _claim(self, version: int | None) -> None:
        if version is None:
            self.add_error(None, "This form does not say which version you worked on. Open the article anew.")
            return
        try:
            publishing.insist_on_version(self.instance, version)
        except publishing.StaleVersion as error:
            address = reverse("admin:articles_article_change", args=[self.instance.pk])
            link = format_html('<a href="{}" target="_blank">See the stored version in a new tab.</a>', address)
            self.add_error(None, forms.ValidationError(format_html("{} {}", error, link), code=STALE))

    def _ask_before_pictures_go(self, cleaned: dict[str, Any]) -> None:
        before = image_keys(self._body_before(cleaned.get("version")))
        if not before or "body" not in cleaned or image_keys(cleaned["body"]) or cleaned["confirm_picture_loss"]:
            return
        self.fields["confirm_picture_loss"].widget = forms.CheckboxInput()
        pictures = "the only picture" if len(before) == 1 else f"all {len(before)} pictures"
        self.add_error(
            "confirm_picture_loss",
            f"This save would take {pictures} out of the body. If you mean it, tick the box and save again.",
        )

    def _body_before(self, version: int | None) -> str:
        """The body that this person began from: where somebody has saved since, not the stored one."""
        if version in (None, self.instance.version):
            return self.instance.body
        revision = self.instance.revisions.filter(number=version).first()
        return revision.data["body"] if revision else ""

    def save(self, commit: bool = True) -> Article:
        """The instance alone, not stored: `ArticleAdmin.save_related` writes all that belongs together."""
        article = super().save(commit=False)
        self.save_m2m = lambda: None
        return article

    def changed_columns(self) -> list[str]:
        """The columns of the stored row that this form changes."""
        columns = [field for field in Article._meta.concrete_fields if field.name in self.changed_data]
        return [
            column.name
            for column in columns
            if getattr(self.stored, column.attname) != getattr(self.instance, column.attname)
        ]

    def changed_topics(self) -> bool:
        """Whether this form changes the topics or their order."""
        return list(self.initial.get("topics", [])) != self.cleaned_data["topics"]

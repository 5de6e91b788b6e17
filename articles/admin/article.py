"""The article at the desk: the list, the edit page, and the addresses of the buttons on it."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from js_asset import Media, Script

from .. import publishing
from ..models import Article, Revision
from ..models.fields import BodyField
from ..models.statements import Statement
from ..permissions import can_edit, can_view, works_for
from .article_form import ArticleForm
from .article_list import ArticleListAdmin
from .audit import trail_of_article
from .body_editor import MODULES, BodyEditorWidget
from .byline import BylineFormSet, ContributorInline
from .compare import CompareView, RevisionsView
from .conflict import ConflictView, typed_on_a_stale_form
from .desk_urls import workflow_urls
from .edit_page import counts, edit_page_context, next_page
from .form_classes import made_once, rights_over
from .page_media import tags_of
from .panels import BELONGS, BYLINE, HISTORY, PICTURES, PUBLISHING, SEARCH, SOURCE, side_panels, story_panel
from .people import unnamed
from .pictures import thumbnail, unseen
from .publishing_page import PublishView
from .related import KnownChoiceField, RowSelect, only_added
from .restoring import RestoreView
from .schedules import CancelScheduleView, MoveScheduleView
from .typed_text import with_typed_text_kept
from .unsaved import KeepsTypedText
from .withdrawals import WithdrawView

EDIT_PAGE = Media(js=[Script("articles/admin/edit-page.js", type="module")], importmap=MODULES)
# Who only looks shows to those who write.
VIEW_PAGE = Media(js=[Script("articles/admin/presence.js", type="module")], importmap=MODULES)

# What the edit page says of an article's relations, and what it does not.
_NAMED = ("section", "lead_image", "approved_revision", "assigned_to", "removal")
_UNREAD = ("approved_revision__data", *unseen("lead_image"), *unnamed("assigned_to"))
_OPENED = Statement(lambda pk: Article.objects.select_related(*_NAMED).defer(*_UNREAD).filter(pk=pk))
_SAVED = Statement(
    lambda pk: (
        Article.objects.select_related("section", "lead_image")
        .defer(*unseen("lead_image"))
        .select_for_update(of=("self",))
        .filter(pk=pk)
    )
)


@admin.register(Article)
class ArticleAdmin(KeepsTypedText, ArticleListAdmin):
    form = ArticleForm

    # The edit page
    autocomplete_fields = ["lead_image", "translation_of"]
    readonly_fields = ["lead_picture"]
    formfield_overrides = {
        BodyField: {"widget": BodyEditorWidget},
        models.URLField: {"assume_scheme": "https"},
    }
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "confirm_picture_loss", "body"]}),
        (PUBLISHING, {"fields": ["hold_reason", "embargo"]}),
        (BYLINE, {"fields": ["without_byline", "dateline"]}),
        (BELONGS, {"fields": ["section", "topics", "kind", "language", "translation_of"]}),
        (PICTURES, {"fields": ["lead_picture", "lead_image", "lead_caption", "lead_alt_text"]}),
        (SEARCH, {"fields": ["short_headline", "slug", "search_title", "search_description", "canonical_url"]}),
        (SOURCE, {"fields": ["source_line", "source_url"]}),
        (HISTORY, {"fields": ["note"]}),
    ]
    inlines = [ContributorInline]

    class Media:
        css = {"all": [f"articles/admin/{name}.css" for name in ("desk", "edit-page", "saving", "preview")]}

    @admin.display(description="now")
    def lead_picture(self, article: Article) -> SafeString | str:
        return thumbnail(article.lead_image)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """With the rows that its page names, in one query; claimed, where it is to be saved."""
        is_claimed = request.method == "POST" and transaction.get_connection().in_atomic_block
        try:
            pk = self.model._meta.pk.to_python(object_id)
            article = publishing.settled(_SAVED.one(pk)) if is_claimed else _OPENED.one(pk)
        except (Article.DoesNotExist, ValidationError):
            return None
        return article if works_for(request.user, article) else None

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_view_permission(request, obj) if obj is None else can_view(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or works_for(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_change_permission(request, obj) if obj is None else can_edit(request.user, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Without the original of a translation, for whom it is not to be seen."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.translation_of_id is None or can_view(request.user, obj.translation_of):
            return fieldsets
        return [
            (name, options | {"fields": [field for field in options["fields"] if field != "translation_of"]})
            for name, options in fieldsets
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, form_class=KnownChoiceField, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return only_added(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Call it as the class of the form. The class is everybody's; who fills the form in is told to each form."""
        may_change = not change or self.has_change_permission(request, obj)
        # The form has a field of its own for the topics, and reads them itself.
        asked = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        fields = tuple(name for name in asked if name != "topics")
        key = (type(self), change, may_change, fields, rights_over(fields, self, request))
        form = made_once(key, partial(super().get_form, request, obj, change, fields=fields, **kwargs))
        return partial(form, user=request.user)

    # Addresses

    def get_urls(self) -> list[URLPattern]:
        decisions = [
            ("publish", PublishView),
            ("withdraw", WithdrawView),
            ("move-schedule", MoveScheduleView),
            ("cancel-schedule", CancelScheduleView),
        ]
        own = [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.admin_site.admin_view(view.as_view(model_admin=self)),
                    name=f"articles_article_{name.replace('-', '_')}",
                )
                for name, view in decisions
            ),
            *workflow_urls(self),
            *self._history_urls(),
        ]
        return with_typed_text_kept([*own, *super().get_urls()])

    def _history_urls(self) -> list[URLPattern]:
        pages = [
            ("revisions/", RevisionsView, "revisions"),
            ("compare/", CompareView, "compare"),
            ("restore/<int:number>/", RestoreView, "restore"),
            ("conflict/", ConflictView, "conflict"),
        ]
        return [
            path(
                f"<int:pk>/{route}",
                self.admin_site.admin_view(view.as_view(model_admin=self)),
                name=f"articles_article_{name}",
            )
            for route, view, name in pages
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        if typed := typed_on_a_stale_form(context["adminform"].form, formsets):
            return ConflictView.as_view(model_admin=self, typed=typed)(request, pk=kwargs["obj"].pk)
        article = kwargs.get("obj")
        scripts = EDIT_PAGE if article is None or can_edit(request.user, article) else VIEW_PAGE
        context["media"] = tags_of(context["media"] + scripts, nonce=str(request.csp_nonce))
        context |= {"show_save_and_continue": False, "show_save_and_add_another": False}
        context |= {
            "may_save": self.has_change_permission(request, article) if article else self.has_add_permission(request),
            "story": story_panel(context["adminform"]),
            "panels": side_panels(context["adminform"], context["inline_admin_formsets"], is_new=article is None),
            **counts(article.body if article else ""),
        }
        if article is not None:
            context |= edit_page_context(article, user=request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    # Saving: the rows around, then the article with one revision of it all

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        if not change:
            obj.created_at = obj.updated_at = timezone.now()
            obj.created_by = request.user
            obj.save()

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: list[Any], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        article, topics = form.instance, form.cleaned_data["topics"]
        if form.changed_topics():
            article.topics.set(topics, clear=True)
        byline = next((formset.wanted() for formset in formsets if isinstance(formset, BylineFormSet)), None)
        before = form.stored.version if form.stored else 0
        revision = publishing.save_claimed(
            article,
            columns=form.changed_columns() if change else [],
            data=publishing.snapshot(article, byline=byline, topics=topics),
            by=request.user,
            note=form.cleaned_data["note"],
        )
        messages.success(request, _saved_words(form, revision, is_new=revision.number != before))

    def response_add(self, request: HttpRequest, obj: Article, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """On to the step that was asked for with the save, or back to the edit page; the message was given before."""
        if not self.has_view_or_change_permission(request, obj):
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        asked = next_page(obj, request.POST.get("_then", ""))
        return HttpResponseRedirect(asked or reverse("admin:articles_article_change", args=[obj.pk]))

    # The audit trail tells all of this; of Django's log there remains who deleted a draft.

    def log_addition(self, *args: Any) -> None: ...

    def log_change(self, *args: Any) -> None: ...

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404("There is no such article.")
        return trail_of_article(self, request, article.pk)

    def get_deleted_objects(self, objs: Iterable[Article], request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Revisions go with an article that was never published; editions protect the others."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking - {Revision._meta.verbose_name}, protected


def _saved_words(form: ArticleForm, revision: Revision, *, is_new: bool) -> str:
    if is_new:
        return f"Saved as revision {revision.number}. Readers see it when it is published."
    if form.stored and form.changed_columns():
        return f"Saved. What readers may see is as in revision {revision.number}."
    return "Nothing had changed."

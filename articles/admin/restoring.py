"""Going back to an earlier revision: what would come back, what cannot, and the new revision that it makes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from .. import publishing
from ..models import Article
from ..permissions import can_edit, can_view
from .article_page import ArticlePage
from .differences import changed_labels, differences
from .snapshot_names import SnapshotNames


class RestoreForm(forms.Form):
    """The version that was looked at when the button was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class RestoreView(ArticlePage):
    """GET says what will happen; POST does it, on the version that was looked at."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/article/restore.html"
    may_open = staticmethod(can_edit)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.number = kwargs["number"]
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision = self._revision()
        stored = publishing.snapshot(self.article)
        names = SnapshotNames(stored, revision.data)
        return super().get_context_data(
            title=f"Restore revision {revision.number}",
            revision=revision,
            form=RestoreForm(initial={"version": self.article.version}),
            gone=names.gone(revision.data),
            changes=changed_labels(differences(stored, revision.data, names)),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        revision, form = self._revision(), RestoreForm(request.POST)
        if not form.is_valid():
            messages.error(request, "This page did not say which version you looked at. Look again, then decide.")
            return redirect(request.path)
        before = self.article.version
        try:
            made, missing = publishing.restore(
                self.article, revision, by=request.user, version=form.cleaned_data["version"]
            )
        except publishing.StaleVersion:
            messages.error(request, self._moved_on(form.cleaned_data["version"]))
            return redirect(request.path)
        for sentence in missing:
            messages.warning(request, f"{sentence} It could not be brought back.")
        messages.success(request, _done(revision.number, made.number, is_new=made.number != before))
        return self._away()

    def _revision(self) -> Any:
        revision = self.article.revisions.select_related("by").filter(number=self.number).first()
        if revision is None:
            raise Http404(f"There is no revision {self.number} of this article.")
        return revision

    def _moved_on(self, seen: int) -> str:
        self.article.refresh_from_db()
        return (
            f"The article was saved by somebody else since you opened this page: you saw version {seen}, it is now"
            f" at version {self.article.version}. Nothing was restored. Look at it again, then decide."
        )

    def _away(self) -> HttpResponse:
        """To the article; to the list where the restored section is none that this person works for."""
        if can_view(self.request.user, Article.objects.get(pk=self.article.pk)):
            return redirect("admin:articles_article_change", self.article.pk)
        return redirect("admin:articles_article_changelist")


def _done(restored: int, made: int, *, is_new: bool) -> str:
    if not is_new:
        return f"The article said already what revision {restored} says: nothing had to change."
    return f"Revision {restored} is restored, as revision {made}. Readers see it when it is published."

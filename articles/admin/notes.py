"""Notes for colleagues, beside the article. They are added, never changed, and never public."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views import View

from ..models import Article, Note
from ..permissions import can_view


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["text"]


class AddNoteView(View):
    """Adds a note by whoever may see the article, and leads back to it."""

    http_method_names = ["post"]
    model_admin: Any = None

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = get_object_or_404(Article, pk=pk)
        if not can_view(request.user, article):
            raise PermissionDenied
        form = NoteForm(request.POST, instance=Note(article=article, by=request.user, at=timezone.now()))
        if form.is_valid():
            form.save()
            messages.success(request, "Your note is added.")
        else:
            messages.error(request, "Write the note first: it was empty.")
        return HttpResponseRedirect(f"{reverse('admin:articles_article_change', args=[pk])}#notes-heading")

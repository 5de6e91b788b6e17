"""The addresses under an article at the desk, beside those that Django gives it."""

from functools import partial

from django.contrib import admin
from django.urls import URLPattern, path

from .audit import trail_of_article
from .link_targets import link_targets
from .notes import AddNoteView
from .preview import PreviewChecksView, PreviewView
from .preview_links import PreviewLinksView, RevokePreviewLinkView
from .removals import RemoveView
from .steps import AssignView, StepView
from .withdrawals import CancelWithdrawalView, MoveWithdrawalView


def workflow_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """Steps, assignment, planned withdrawals, notes, removal, preview and the trail of one article."""
    views = [
        ("step/<slug:name>/", "step", StepView.as_view(model_admin=model_admin)),
        ("assign/", "assign", AssignView.as_view(model_admin=model_admin)),
        ("move-withdrawal/", "move_withdrawal", MoveWithdrawalView.as_view(model_admin=model_admin)),
        ("cancel-withdrawal/", "cancel_withdrawal", CancelWithdrawalView.as_view(model_admin=model_admin)),
        ("notes/add/", "add_note", AddNoteView.as_view(model_admin=model_admin)),
        ("remove/", "remove", RemoveView.as_view(model_admin=model_admin)),
        ("preview/", "preview", PreviewView.as_view(model_admin=model_admin)),
        ("preview/checks/", "preview_checks", PreviewChecksView.as_view(model_admin=model_admin)),
        ("links/", "links", PreviewLinksView.as_view(model_admin=model_admin)),
        ("links/<int:number>/revoke/", "revoke_link", RevokePreviewLinkView.as_view(model_admin=model_admin)),
        ("audit/", "audit", partial(trail_of_article, model_admin)),
    ]
    return [
        *(
            path(f"<int:pk>/{address}", model_admin.admin_site.admin_view(view), name=f"articles_article_{name}")
            for address, name, view in views
        ),
        # What the body editor asks; of no one article.
        path("link-targets/", model_admin.admin_site.admin_view(link_targets), name="articles_article_link_targets"),
    ]

"""Help at the desk: the guide for editors, and which part of it fits which page."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import ResolverMatch
from django.views.decorators.http import require_safe

from .guide import FIRST_PAGE, contents, guide_page, page_address, picture_path

# The part of the guide that explains a page of the desk, by the name of the page's address. A name that ends
# with an underscore stands for all that begin with it; where several fit, the longest does.
EXPLAINED = {
    "index": ("home-and-calendar", "the-home"),
    "articles_article_calendar": ("home-and-calendar", "the-calendar"),
    "articles_article_": ("desk", "an-article"),
    "articles_article_changelist": ("desk", "finding-articles"),
    "articles_article_bulk": ("desk", "many-at-once"),
    "articles_article_preview": ("desk", "preview"),
    "articles_article_preview_checks": ("desk", "preview"),
    "articles_article_links": ("desk", "for-somebody-without-an-account"),
    "articles_article_revoke_link": ("desk", "for-somebody-without-an-account"),
    "articles_article_publish": ("desk", "what-readers-see"),
    "articles_article_withdraw": ("desk", "what-readers-see"),
    "articles_article_move_schedule": ("desk", "what-readers-see"),
    "articles_article_cancel_schedule": ("desk", "what-readers-see"),
    "articles_article_move_withdrawal": ("desk", "what-readers-see"),
    "articles_article_cancel_withdrawal": ("desk", "what-readers-see"),
    "articles_article_remove": ("desk", "what-readers-see"),
    "articles_edition_": ("desk", "what-readers-see"),
    "articles_article_step": ("desk", "from-draft-to-readers"),
    "articles_article_assign": ("desk", "from-draft-to-readers"),
    "articles_article_audit": ("desk", "from-draft-to-readers"),
    "articles_auditentry_": ("desk", "from-draft-to-readers"),
    "articles_article_conflict": ("desk", "somebody-else-was-faster"),
    "articles_article_revisions": ("desk", "somebody-else-was-faster"),
    "articles_article_compare": ("desk", "somebody-else-was-faster"),
    "articles_article_restore": ("desk", "somebody-else-was-faster"),
    "articles_revision_": ("desk", "somebody-else-was-faster"),
    "articles_front_": ("front-page", "places-pins-and-the-river"),
    "articles_front_preview": ("front-page", "draft-preview-publish"),
    "articles_front_history": ("front-page", "draft-preview-publish"),
    "articles_front_publish": ("front-page", "draft-preview-publish"),
    "articles_front_withdraw": ("front-page", "draft-preview-publish"),
    "articles_front_discard": ("front-page", "draft-preview-publish"),
    "articles_front_move": ("front-page", "draft-preview-publish"),
    "articles_front_cancel": ("front-page", "draft-preview-publish"),
    "articles_front_restore": ("front-page", "draft-preview-publish"),
    "articles_image_": ("pictures", "the-page-of-a-picture"),
    "articles_image_changelist": ("pictures", "finding-pictures"),
    "articles_image_add": ("pictures", "taking-pictures-in"),
    "articles_image_take_in": ("pictures", "taking-pictures-in"),
    "articles_image_describe": ("pictures", "taking-pictures-in"),
    "articles_image_crops": ("pictures", "crops"),
    "articles_image_bulk": ("pictures", "many-pictures-at-once"),
    "articles_image_kill": ("desk", "pictures"),
    "articles_image_release": ("desk", "pictures"),
    "articles_collection_": ("pictures", "collections"),
    "articles_housepage_": ("pages-about-us", "writing-one"),
    "articles_housepage_publish": ("pages-about-us", "publishing-it"),
    "articles_housepage_withdraw": ("pages-about-us", "publishing-it"),
    "articles_housepage_cancel": ("pages-about-us", "publishing-it"),
    "articles_housepage_preview": ("pages-about-us", "publishing-it"),
    "articles_housepage_history": ("pages-about-us", "publishing-it"),
    "articles_housepage_restore": ("pages-about-us", "publishing-it"),
    "articles_correction_": ("desk", "corrections"),
}


def explained_at(url_name: str) -> tuple[str, str]:
    """The page of the guide and the anchor on it that explain the page of that name; the first page for others."""
    if url_name in EXPLAINED and not url_name.endswith("_"):
        return EXPLAINED[url_name]
    fitting = [name for name in EXPLAINED if name.endswith("_") and url_name.startswith(name)]
    return EXPLAINED[max(fitting, key=len)] if fitting else (FIRST_PAGE, "")


def help_address(match: ResolverMatch | None) -> str:
    """Where “Help” leads from the page that `match` found."""
    return page_address(*explained_at((match.url_name if match else None) or ""))


@require_safe
def help_page(request: HttpRequest, page: str = FIRST_PAGE, *, site: AdminSite) -> HttpResponse:
    """A page of the guide. 404 for one that there is not."""
    found = guide_page(page)
    if found is None:
        raise Http404("The guide has no such page.")
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": found.title,
        "page": found,
        "contents": [(name, title, page_address(name)) for name, title in contents()],
    }
    return TemplateResponse(request, "admin/help.html", context)


@require_safe
def help_picture(request: HttpRequest, picture: str, *, site: AdminSite) -> FileResponse:
    """A picture of the guide. 404 for one that there is not."""
    path = picture_path(picture)
    if path is None:
        raise Http404("The guide has no such picture.")
    response = FileResponse(path.open("rb"))
    response["Cache-Control"] = "private, max-age=3600"
    return response

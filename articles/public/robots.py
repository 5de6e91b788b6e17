"""What crawlers are asked: robots.txt (RFC 9309), with the newspaper's choice about those of AI companies."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .addresses import of_page

# Those that gather text to train models with, and the tokens by which search crawlers are asked the same.
TRAINING = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "Meta-ExternalAgent",
    "omgili",
    "PanguBot",
    "Timpibot",
)
# Those that fetch a page for an answer with a link to it.
ANSWERING = (
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "DuckAssistBot",
    "Meta-ExternalFetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "Perplexity-User",
    "PerplexityBot",
    "YouBot",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    refused = {"allow": (), "no-training": TRAINING, "refuse": (*TRAINING, *ANSWERING)}[settings.NEWSROOM_AI_CRAWLERS]
    # Searches are not refused: they say noindex, which only who may read them gets to know.
    groups = ["User-agent: *\nDisallow: /admin/\n"]
    if refused:
        groups.append("\n".join(f"User-agent: {name}" for name in sorted(refused, key=str.lower)) + "\nDisallow: /\n")
    groups.append(f"Sitemap: {of_page('sitemap')}\n")
    text = "\n".join(groups)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})

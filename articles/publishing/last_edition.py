"""What an article's own row says of its last edition: the address, and until when readers see it."""

from ..models import Article, Edition


def keep_last_edition(article: Article, *, last: Edition | None = None) -> None:
    """Copy path and end of the last edition to the row of the locked `article`; none where no edition is left.

    To be called whenever its editions have changed: the address stays unique by it, and the desk's lists ask it.
    `last` is that edition, where the caller has it.
    """
    found = last or article.editions.defer("content").order_by("-visible_from").first()
    path, until = (found.path, found.visible_until) if found else (None, None)
    if (path, until) != (article.path, article.visible_until):
        article.path, article.visible_until = path, until
        Article.objects.filter(pk=article.pk).update(path=path, visible_until=until)

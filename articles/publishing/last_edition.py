"""What an article's own row says of its last edition: the address, and until when readers see it."""

from ..models import Article


def keep_last_edition(article: Article) -> None:
    """Copy path and end of the last edition to the row of the locked `article`; none where no edition is left.

    To be called whenever its editions have changed: the address stays unique by it, and the desk's lists ask it.
    """
    last = article.editions.order_by("-visible_from").values_list("path", "visible_until").first()
    article.path, article.visible_until = last or (None, None)
    Article.objects.filter(pk=article.pk).update(path=article.path, visible_until=article.visible_until)

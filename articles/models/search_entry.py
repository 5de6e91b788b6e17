"""What readers' searches look in: an entry for each edition that is or will be visible, and the words of all.

Written by `search`, and made anew by `rebuild_search`. What the two databases index words with, Django's models
cannot say: migration 0018 makes it, a table of its own on SQLite and two columns on PostgreSQL.
"""

from django.db import models


class SearchEntry(models.Model):
    """That an edition can be found. Whether it is shown is asked of the edition itself, at the moment of the search."""

    # In the order of public lists, and the key of SQLite's index: the second of first publication, then the edition.
    number = models.BigIntegerField(primary_key=True)
    # No reference: an edition that nobody has seen may be taken out, and its entry goes after it.
    edition_id = models.BigIntegerField(unique=True)
    # For the entries of one article.
    article_id = models.BigIntegerField(db_index=True)
    # The tokens of headline, standfirst, and names, each in a line: what ranking looks at.
    head = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"
        default_permissions = ()

    def __str__(self) -> str:
        return f"edition {self.edition_id}"


class SearchWord(models.Model):
    """How many entries have a token: how common a word is, and what a misspelt one may have meant."""

    token = models.CharField(max_length=60, primary_key=True)
    documents = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.token

"""Marks that the database leaves when something that readers' pages are made of was written, whoever wrote it."""

from django.db import models


class ReadersMark(models.Model):
    """That a transaction wrote what readers' pages show. All marks together tell one state of the data from another.

    Left by triggers (rules.py), so that no road to the database can forget it: admin, command, fixture, SQL. On
    PostgreSQL each transaction adds rows of its own and waits for nobody; old rows are swept by later ones. SQLite,
    which has one writer at a time, keeps a row for each kind. `reading.state` adds them up.
    """

    # Of names, pictures and other reference data, or of editions: pages are kept apart by it.
    of_references = models.BooleanField()
    # Random, so that a sum never comes twice, not even after a backup was restored.
    token = models.BigIntegerField()
    # The number of the transaction, where the database numbers them.
    written_in = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{'references' if self.of_references else 'editions'}: {self.token}"

"""What is newest or oldest of what readers see is one step into an index, whatever the size of the archive."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from articles.models import Edition

AT = datetime(2026, 3, 8, 12, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows how many editions have ended")
@pytest.mark.parametrize("order", ["first_published_at", "-first_published_at"])
@pytest.mark.parametrize("shown", [Edition.objects.visible_at, Edition.objects.listed_at])
def test_sqlite_sorts_nothing(order, shown):
    plan = shown(AT).order_by(order).values_list("first_published_at")[:1].explain()
    assert "edition_newest" in plan
    assert "TEMP B-TREE" not in plan

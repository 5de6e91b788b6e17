"""Permission first, on every door: every URL, each role, each state of an article, generated from the resolver."""

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from articles.tests.factories import NOON
from articles.tests.matrix import matrix

pytestmark = pytest.mark.django_db

COMMITTED = Path(__file__).parent / "permission_matrix.txt"


@pytest.fixture
def lines(frozen: Callable[[datetime], None]) -> list[str]:
    frozen(NOON)
    return matrix()


def test_the_matrix_is_as_committed_and_no_door_stands_open(lines: list[str]) -> None:
    if os.environ.get("WRITE_MATRIX"):
        COMMITTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    committed = COMMITTED.read_text(encoding="utf-8").splitlines()
    assert lines == committed, "run this test with WRITE_MATRIX=1, and read the difference before you commit it"
    # Nobody is ever answered by a fault.
    assert [line for line in lines if re.search(r"=5\d\d", line)] == []
    # Who has no business at the desk sees none of it but the way in.
    desk = [line for line in lines if re.match(r"(GET|POST) admin:(?!login|jsi18n)", line)]
    open_doors = [line for line in desk if re.search(r"(stranger|outsider)=200", line)]
    assert desk
    assert open_doors == []

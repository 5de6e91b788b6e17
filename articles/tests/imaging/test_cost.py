"""No file, good or bad, costs an upload more memory than is allowed; measured, in processes of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from articles.imaging.inspection import MAX_MEMORY

HOUSE = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def measured() -> list[dict]:
    command = [sys.executable, "-m", "articles.tests.imaging.measuring", "--without-good"]
    answer = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_no_file_takes_more_memory_than_is_allowed(measured: list[dict]) -> None:
    assert [one for one in measured if one["megabytes"] > MAX_MEMORY / 1024 / 1024] == []


def test_what_cameras_and_phones_deliver_is_taken_in_and_no_bad_file_is(measured: list[dict]) -> None:
    assert len(measured) > 100
    assert [one for one in measured if one["expected"] not in one["verdict"]] == []
    heavy = [one["verdict"] for one in measured if one["expected"] == ""]
    assert heavy
    assert all("million pixels" in verdict for verdict in heavy)

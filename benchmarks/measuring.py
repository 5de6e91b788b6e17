"""Asking for a page again and again: queries, kilobytes, milliseconds."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Sends the request that is measured. Any: the test client's response has attributes that no type tells of.
Ask = Callable[[], Any]


class Page(Protocol):
    """One line of the table."""

    name: str
    # What Wagtail 8 takes for the same at 20,000 articles on PostgreSQL; empty where it was not measured.
    wagtail: str

    def prepare(self) -> Ask:
        """Everything that is not measured, then a function that is called once and measured."""
        ...


@dataclass(frozen=True)
class Figures:
    """What one page took; `milliseconds` is the median, `fastest` what the machine does when left alone."""

    name: str
    queries: int
    kilobytes: float
    milliseconds: float
    fastest: float
    wagtail: str


class Faulty(Exception):
    """A page did not answer as it should; the text says how."""


def measure(page: Page, *, runs: int) -> Figures:
    """Ask `runs` times after three that warm the caches, and once more counting queries. Raises Faulty."""
    for _ in range(3):
        _answered(page, page.prepare()())
    times = []
    for _ in range(runs):
        ask = page.prepare()
        begun = time.perf_counter()
        response = ask()
        times.append((time.perf_counter() - begun) * 1000)
        _answered(page, response)
    ask = page.prepare()
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    return Figures(
        page.name,
        len(captured),
        len(response.content) / 1024,
        statistics.median(times),
        min(times),
        page.wagtail,
    )


def _answered(page: Page, response: Any) -> None:
    if response.status_code not in (200, 302):
        raise Faulty(f"{page.name}: answered {response.status_code}.")

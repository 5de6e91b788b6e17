"""The benchmark of readers' pages reads what it is told, and says when a limit is missed."""

from dataclasses import replace

import pytest

from benchmarks.archive import COLUMNS
from benchmarks.readers.figures import Measured, Turn, growth, over_the_limits
from benchmarks.readers.processes import Memory, memory_in, process_in
from benchmarks.readers.rows import FLOOR, PLAIN, Row, rows
from benchmarks.readers.table import tables
from benchmarks.readers.wrk import Load, Unreadable, parsed, write_script

SAID = """Running 10s test @ http://127.0.0.1:8150
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     8.52ms    2.10ms  31.07ms   78.22%
    Req/Sec     1.89k   201.11     2.22k    70.00%
  Latency Distribution
     50%    8.20ms
     75%    9.41ms
     90%   11.02ms
     99%   15.83ms
  18803 requests in 10.01s, 241.10MB read
Requests/sec:   1878.58
Transfer/sec:     24.09MB
"""
STAT = "4711 (a (strange) name) S 12 4711 4711 0 -1 4194560 9 0 0 0 250 31 7 5 20 0 4 0 9000 1 2 3"

F = Row("F: front", FLOOR, ["/front/"], "F: front", "C: front")
C = Row("C: front", FLOOR, ["/constant/front/"], "F: front", "C: front")
OURS = Row("front", PLAIN, ["/"], "F: front", "C: front", of_floor=1.2)


def measured(articles=200, *, ours=(1.0, 1.0, 1.0), **more):
    """What came of three rounds; a request of F takes 1 ms, one of C a fifth of it."""
    turns = {
        "F: front": [Turn(1.0, 1000, 0)] * 3,
        "C: front": [Turn(0.2, 1000, 0)] * 3,
        "front": [Turn(seconds, 1000, 0) for seconds in ours],
    }
    return Measured(articles, "heading", [F, C, OURS], turns, **more)


def test_what_wrk_says_is_read():
    assert parsed(SAID) == Load(18803, 0, 8.2)


@pytest.mark.parametrize(("said", "milliseconds"), [("820.00us", 0.82), ("1.50s", 1500.0), ("2.00m", 120_000.0)])
def test_wrk_tells_time_in_several_units(said, milliseconds):
    assert parsed(SAID.replace("8.20ms", said)).median == pytest.approx(milliseconds)


def test_refused_and_unanswered_requests_are_faulty():
    said = SAID.replace(
        "Requests/sec",
        "  Socket errors: connect 0, read 3, write 0, timeout 4\n  Non-2xx or 3xx responses: 12\nRequests/sec",
    )
    assert parsed(said).faulty == 19


def test_what_wrk_says_of_itself_is_passed_on():
    with pytest.raises(Unreadable, match="unable to connect"):
        parsed("unable to connect to 127.0.0.1:8150 Connection refused\n")


def test_a_script_asks_for_each_address_as_it_is(tmp_path):
    script = write_script(tmp_path / "asked.lua", ["/a/", '/search/?q="b"'])
    assert '"/a/",\n"/search/?q=\\"b\\""' in script.read_text()


def test_processor_time_is_read_behind_the_name_of_the_program():
    process = process_in(STAT)
    assert (process.parent, process.ticks, process.ticks_of_ended) == (12, 281, 12)


def test_memory_is_read_in_mebibytes():
    assert memory_in("0000-ffff rw\nRss:      92160 kB\nPss:      51200 kB\nPss_Dirty:    1 kB\n") == Memory(90.0, 50.0)


def test_a_ratio_is_made_within_each_round():
    """One round on a busy machine, in which both took three times as long, changes nothing."""
    found = measured(ours=(1.1, 3.3, 1.1))
    found.turns["F: front"] = [Turn(1.0, 1000, 0), Turn(3.0, 1000, 0), Turn(1.0, 1000, 0)]
    assert found.ratio("front", "F: front") == pytest.approx(1.1)


def test_within_the_limits_nothing_is_said():
    assert list(over_the_limits([measured(ours=(1.19, 1.19, 1.19))])) == []


def test_more_than_its_part_of_the_floor_is_said():
    assert list(over_the_limits([measured(ours=(1.3, 1.3, 1.3))])) == [
        "“front” takes 1.30 of “F: front”, where 1.20 is the limit, at 200 articles."
    ]


def test_a_page_that_takes_more_than_its_part_of_another_is_said():
    found = measured()
    found.rows = [F, C, replace(OURS, of_row=("C: front", 4.0))]
    assert "front” takes 5.00 of “C: front”" in next(over_the_limits([found]))


def test_faulty_answers_are_said():
    found = measured()
    found.turns["front"][0] = Turn(1.0, 1000, 7)
    assert list(over_the_limits([found])) == ["“front” had 7 answers that were faulty or missing at 200 articles."]


def test_a_row_that_was_not_measured_is_said():
    found = measured(faults={"feed, 304": "It answers 200 where 304 is wanted."})
    assert list(over_the_limits([found])) == ["feed, 304 at 200 articles: It answers 200 where 304 is wanted."]


def test_growth_is_told_in_the_constant_of_its_size():
    """A machine that is twice as slow when the large archive is measured makes nothing grow."""
    large = measured(100_000, ours=(2.0, 2.0, 2.0))
    large.turns["C: front"] = [Turn(0.4, 1000, 0)] * 3
    assert growth(measured(), large, OURS) == pytest.approx(1.0)


def test_more_with_a_large_archive_is_said():
    large = measured(100_000, ours=(1.17, 1.17, 1.17))
    assert list(over_the_limits([measured(), large])) == [
        "“front” takes 1.17 times more at 100,000 articles than at 200, where 1.15 is the limit."
    ]


@pytest.mark.parametrize(("articles", "is_said"), [(20_000, False), (100_000, True)])
def test_the_time_of_a_search_is_judged_in_a_large_archive(articles, is_said):
    found = measured(articles, medians={"search, rare word": 15.5})
    assert any("15.5 ms" in said for said in over_the_limits([found])) is is_said


def test_a_worker_that_is_large_or_goes_on_growing_is_said():
    found = measured(memory={5_000: [Memory(80, 80)], 10_000: [Memory(85, 85)], 20_000: [Memory(91, 91)]})
    said = list(over_the_limits([found]))
    assert [words.split(",")[0] for words in said] == ["A worker has 91 MiB", "A worker goes on growing"]


def test_a_start_that_takes_too_long_is_said():
    found = measured(starts=[(1.0, 1.4), (1.0, 1.6), (1.0, 1.7)])
    assert "takes 1.60 of what a bare Django takes" in next(over_the_limits([found]))


def test_the_table_has_a_line_for_each_row():
    lines = list(tables(measured()))
    assert lines[-1] == "| front | 1.00 | 3,000 | 1.00 | 5.00 | 1.20 F |  |"


@pytest.mark.parametrize("model", COLUMNS)
def test_the_archive_has_every_column_that_must_have_something(model):
    needed = {field.column for field in model._meta.concrete_fields if not field.null and not field.primary_key}
    assert needed <= set(COLUMNS[model])


FOUND = {
    "articles": ["/2026/11/24/a/", "/2026/11/24/b/"], "front": "/", "section": "/section/world/",
    "far": "/section/world/?before=1_1", "rare": "/search/?q=rare", "common": "/search/?q=common",
    "feed": "/feed/rss/", "sitemap": "/sitemap.xml",
}  # fmt: skip


@pytest.mark.parametrize("with_shared", [True, False])
def test_every_row_is_compared_with_rows_that_there_are(with_shared):
    found = rows(FOUND, with_shared=with_shared)
    names = [row.name for row in found]
    assert len(set(names)) == len(names)
    assert {other for row in found for other in (row.floor, row.constant)} <= set(names)

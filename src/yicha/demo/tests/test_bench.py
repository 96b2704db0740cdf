"""The measurement itself: it counts what was asked, sees what fails, and the register grows to any size."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from yicha.demo.bench import programme_monolith, register
from yicha.demo.bench.load import Found, Reading, read_pages
from yicha.demo.bench.programme_cases import Size, case
from yicha.demo.bench.programme_peers import figures, first_fit, own_work, same_month
from yicha.demo.bench.register import grow
from yicha.engines.planning import parse_instance, solve
from yicha.engines.planning.tests.instances import tiny
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION, sql
from yicha.subjects.actions.import_subjects import import_subjects
from yicha.subjects.models import Subject
from yicha.subjects.testing import subject_row
from yicha.subjects.types import ImportSubjects

SOURCE = Path(__file__).parents[3]


class Page(BaseHTTPRequestHandler):
    """`/good/` is there for whoever carries the cookie."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = self.path == "/good/" and self.headers.get("Cookie") == "session=1"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """It says nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Page)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield server.server_port
    server.shutdown()
    serving.join()
    server.server_close()


def test_every_answer_is_counted_and_every_failure_seen(port: int) -> None:
    reading = Reading({"good": (1, ["/good/"]), "bad": (1, ["/bad/"])}, (0.0, 0.01), "session=1")
    found = read_pages(port, reading, users=1, seconds=0.5)
    assert len(found.times["good"]) > 3
    assert found.failed == len(found.times["bad"]) > 0


def test_a_server_that_is_away_is_a_failure() -> None:
    found = read_pages(1, Reading({"any": (1, ["/"])}, (0.05, 0.05)), users=2, seconds=0.2)
    assert found.failed == len(found.times["any"]) > 0


def test_percentiles_are_of_what_was_measured() -> None:
    found = Found()
    for number in range(100):
        found.add("list", float(number), 200)
    assert (found.percentile("list", 0.5), found.percentile("list", 0.95), found.percentile("none", 0.5)) == (50.0, 95.0, 0.0)


def test_slices_of_a_measurement_are_one() -> None:
    whole, part = Found({"list": [1.0]}, 1), Found({"list": [2.0], "search": [3.0]}, 2)
    whole.join(part)
    assert (whole.times, whole.failed) == ({"list": [1.0, 2.0], "search": [3.0]}, 3)


@pytest.mark.usefixtures("own_database")
def test_the_register_grows_to_any_size_and_keeps_its_guard_and_indexes(monkeypatch: pytest.MonkeyPatch) -> None:
    import_subjects(SYSTEM, ImportSubjects(REGION, "0" * 64, tuple(map(subject_row, range(7)))), NOW)
    known = connection.settings_dict
    monkeypatch.setattr(register, "OWNER", known["USER"])
    monkeypatch.setenv("DATABASE_URL", f"postgresql://{known['USER']}@/{known['NAME']}?host={known['HOST']}")
    indexes = indexes_of()
    connection.close()
    assert grow(50) == 50
    assert (Subject.objects.count(), Subject.objects.values("sid").distinct().count()) == (50, 50)
    assert indexes_of() == indexes
    with pytest.raises(Exception, match="outside a use case"):
        sql("DELETE FROM subjects_subject")
    connection.close()
    assert grow(20) == 50


def indexes_of() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'subjects_subject'")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.nightly
def test_the_whole_measurement_on_a_small_register(tmp_path: Path) -> None:
    told = bench(tmp_path, "pages", "--subjects", "7000", "--seconds", "12")
    assert (told["subjects"], told["failed"], len(told["rows"])) == (7000, 0, 8)
    assert told["results"] > 1400
    assert all(row["ratio"] > 0 for row in told["rows"])


@pytest.mark.nightly
def test_the_open_side_in_small(tmp_path: Path) -> None:
    told = bench(tmp_path, "portal", "--results", "7000", "--seconds", "4")
    assert told["results"] > 7000
    assert told["first_page_kb"] < 150
    assert [row["failed"] for row in (*told["searches"], *told["pages"])] == [0] * 9


@pytest.mark.nightly
def test_the_log_is_written_sound_and_replayed(tmp_path: Path) -> None:
    told = bench(tmp_path, "ledger", "--entries", "6000")
    assert (told["entries"], told["problems"]) == (6000, [])
    assert told["entries_per_core_second"] > 0


@pytest.mark.nightly
def test_what_phones_bring_all_at_once_is_taken_to_the_last_operation(tmp_path: Path) -> None:
    told = bench(tmp_path, "sync", "--checks", "30")
    assert told["taken"] == told["operations"] > 0
    assert told["ratio"] > 1
    assert (told["desk_failed"], told["desk_pages"] > 0) == (0, True)


def bench(home: Path, *asked: str) -> dict[str, Any]:
    mine = {"PATH": os.defpath, "PYTHONPATH": f"{SOURCE}", "HOME": f"{home}", "TMPDIR": f"{home}"}
    command = [sys.executable, "-P", "-m", "yicha", "bench", *asked, "--json"]
    done = subprocess.run(command, env=mine, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.nightly
@pytest.mark.parametrize("ending", ["xlsx", "csv", "parquet"])
def test_the_measurement_of_imports_in_small(tmp_path: Path, ending: str) -> None:
    mine = {"PATH": os.defpath, "PYTHONPATH": f"{SOURCE}", "HOME": f"{tmp_path}", "TMPDIR": f"{tmp_path}"}
    command = [sys.executable, "-P", "-m", "yicha", "bench", "import", "--rows", "3000", "--format", ending, "--json"]
    done = subprocess.run(command, env=mine, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert next(iter(told)) == "ratios"
    assert (told["imported"], told["refused"], told["rows"]) == (3000, 0, 3000)
    assert told["ratios"]["orm_get_or_create"] > 1
    assert told["ratios"]["undo_row_by_row"] > 1
    assert told["peak_mb"] < 300


def test_the_engine_is_never_worse_than_a_peer_in_small(tmp_path: Path) -> None:
    told = bench(tmp_path, "programme", "--subjects", "150")
    assert told["engine_worse_than"] == []
    assert {row["way"] for row in told["rows"]} == {"engine", "replan", "replan_anew", "own", "month", "greedy", "monolith"}
    assert {row["breaches"] for row in told["rows"] if "breaches" in row} == {0}
    assert {row["told_moved"] for row in told["rows"] if row["way"] == "replan"} == {0}
    scarce = {row["way"]: row["lost"] for row in told["rows"] if row["case"] == "scarce"}
    assert scarce["own"] > scarce["engine"]


def test_where_nothing_is_lost_one_programme_is_never_more_doors_than_by_month_nor_that_than_alone() -> None:
    kept = 0
    for seed in range(60):
        instance = parse_instance(tiny(seed))
        programme, month, alone = solve(instance), first_fit(instance, same_month), first_fit(instance, own_work)
        if not (programme.unplaced or month.lost or alone.lost):
            kept += 1
            assert programme.doors <= figures(month.all_visits(), 0)["doors"] <= figures(alone.all_visits(), 0)["doors"]
    assert kept > 10


def test_one_model_that_is_too_large_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes nobody else's memory with it."""
    monkeypatch.setattr(programme_monolith, "MODEL_MB", 1)
    assert programme_monolith.monolith_apart(parse_instance(case(Size(40))), 1) is None

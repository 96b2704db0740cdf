"""The demo that stays up, on a small county: first start, sign-ins, later starts, a backup of it, reset and removal."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from shutil import rmtree
from typing import Any

import psycopg
import pytest
from django.contrib.auth.hashers import check_password

from yicha.config.embedded_postgres import discard, running
from yicha.demo.live.greeting import padded
from yicha.demo.live.load import NOW
from yicha.demo.live.sign_ins import new_password
from yicha.demo.tests.running import SOURCE
from yicha.demo.tests.starting import FIRST_SECONDS, READY, health, started
from yicha.kernel.actor import Role
from yicha.kernel.demo_home import demo_day

LATER_SECONDS = 30  # 5 s on a machine that does nothing else


def run(home: Path, *arguments: str, port: int | None = None) -> tuple[int, str]:
    with started(home, *arguments, port=port) as one:
        code = one.process.wait(FIRST_SECONDS)
        return code, one.said.read_text(encoding="utf-8").strip()


def yicha(*arguments: str | Path) -> tuple[int, dict[str, Any], str]:
    mine = {"PATH": os.defpath, "PYTHONPATH": f"{SOURCE}", "HOME": "/nonexistent"}
    command = [sys.executable, "-P", "-m", "yicha", *map(str, arguments)]
    done = subprocess.run(command, env=mine, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr.strip()


def asked(place: str) -> str:
    """What a program that is starting says at last."""
    deadline = time.monotonic() + LATER_SECONDS
    while True:
        with closing(HTTPConnection(place)) as link, suppress(ConnectionRefusedError):
            link.request("GET", "/")
            return link.getresponse().read().decode()
        assert time.monotonic() < deadline
        time.sleep(0.1)


def accounts(home: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((home / "demo-accounts.json").read_text(encoding="utf-8"))
    return found


def query(home: Path, statement: str) -> list[tuple[Any, ...]]:
    with running(home) as server, psycopg.connect(server.url("yicha")) as link:
        return link.execute(statement.encode()).fetchall()


pytestmark = pytest.mark.xdist_group("live")  # what all look at is made once


@pytest.fixture(scope="module")
def home(small_home: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("演示 县") / "demo"
    small_home(home)
    yield home
    discard(home)
    rmtree(home)


class TestLoaded:
    def test_every_role_can_sign_in(self, home: Path) -> None:
        rows = accounts(home)
        assert [set(row) for row in rows] == [{"role", "username", "password", "department", "region"}] * len(rows)
        assert sorted(row["role"] for row in rows) == sorted(Role)
        stored = dict(query(home, "SELECT username, password FROM orgs_account"))
        assert all(check_password(row["password"], stored[row["username"]]) for row in rows)

    def test_each_stands_in_the_post_of_the_role_and_in_no_other(self, home: Path) -> None:
        held = query(home, "SELECT account_id, role FROM orgs_post WHERE status = 'approved'")
        found = Counter(held)
        for row in accounts(home):
            own = [role for account, role in found if account == row["username"]]
            assert own == [row["role"]], row

    def test_nobody_else_has_a_password(self, home: Path) -> None:
        assert query(home, "SELECT count(*) FROM orgs_account WHERE password LIKE 'argon2%'") == [(len(Role),)]

    def test_the_list_is_for_the_owner_alone(self, home: Path) -> None:
        assert (home / "demo-accounts.json").stat().st_mode & 0o777 == 0o600

    def test_it_is_that_thursday_and_time_goes_on(self, home: Path) -> None:
        day = demo_day(home)
        assert day is not None
        assert NOW <= day.begins < NOW + timedelta(minutes=10)
        assert day.made_at + timedelta(seconds=day.shift) - day.begins < timedelta(seconds=1)

    @pytest.mark.parametrize(
        ("table", "states"),
        [
            ("inspections_inspection", {"scheduled", "notified", "held", "closed", "cancelled"}),
            ("disclosure_publication", {"draft", "published", "withdrawn"}),
            ("planning_annualplan", {"filed", "frozen", "returned"}),
            ("planning_hoursrequest", {"open"}),
            ("planning_filing", {"filed", "planned", "refused"}),
            ("draws_draw", {"void", "drawn"}),
        ],
    )
    def test_there_is_something_in_every_state(self, home: Path, table: str, states: set[str]) -> None:
        found = {status for (status,) in query(home, f"SELECT DISTINCT status FROM {table}")}
        assert found >= states

    def test_nothing_happens_after_its_present(self, home: Path) -> None:
        day, [(last,)] = demo_day(home), query(home, "SELECT max(at) FROM kernel_entry")
        assert day is not None
        assert isinstance(last, datetime)
        assert last <= day.begins

    def test_each_manifest_was_cosigned_before_its_draw(self, home: Path) -> None:
        seen = """SELECT count(*), count(*) FILTER (WHERE EXISTS (
            SELECT FROM kernel_cosignature WHERE at BETWEEN sealed_at AND drawn_at)) FROM draws_draw WHERE drawn_at IS NOT NULL"""
        [(drawn, cosigned)] = query(home, seen)
        assert drawn == cosigned > 1

    def test_no_message_was_lost(self, home: Path) -> None:
        assert query(home, "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'") == [(0,)]


class TestLaterStarts:
    def test_it_is_there_at_once_with_the_same_sign_ins(self, home: Path) -> None:
        before = accounts(home)
        with started(home) as one:
            assert one.until_it_says(READY) < LATER_SECONDS
            one.until_it_says("demo-accounts.json")
            [(witness,)] = query(home, "SELECT url FROM kernel_witness")
            assert "justice.qinghe.example" in asked(witness.removeprefix("http://"))
            assert "first start" not in "".join(one.lines)
            code, line = run(home)
            assert (code, "the demo already runs in this home" in line, line.count("\n")) == (1, True, 0)
            code, line = run(home, "--reset")
            assert (code, "the demo already runs in this home" in line) == (1, True)
            code, line = run(home.with_name("another"), port=one.port)
            assert (code, "--port names another" in line, line.count("\n")) == (1, True, 0)
        assert accounts(home) == before

    def test_phones_are_shown_a_code_and_served_over_https(self, home: Path) -> None:
        with started(home, "--host", "0.0.0.0", "--tls") as one:  # noqa: S104 that is the point
            one.until_it_says("scan to open on a phone: https://")
            assert health(f"https://127.0.0.1:{one.port}")["database"] == "ok"
            one.until_it_says("█▀")
        assert (home / "keys/tls.key").stat().st_mode & 0o777 == 0o600


class TestOtherHomes:
    def test_a_home_that_is_no_demo_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "home/keys").mkdir(parents=True)
        for option in ((), ("--reset",), ("--remove",)):
            code, line = run(tmp_path / "home", *option)
            assert (code, "is no demo home" in line, line.count("\n")) == (1, True, 0)
        assert [path.name for path in (tmp_path / "home").iterdir()] == ["keys"]


class TestBackup:
    def test_a_sealed_one_comes_back_as_it_was(self, home: Path, tmp_path: Path) -> None:
        (tmp_path / "word").write_text("口令 123\n第二行不算", encoding="utf-8")
        sealed, back = ("--passphrase-file", tmp_path / "word", "--json"), tmp_path / "back sealed"
        code, told, _ = yicha("backup", tmp_path / "kept", "--home", home, *sealed)
        assert (code, told["sealed"]) == (0, True)
        code, told, said = yicha("restore", tmp_path / "kept", "--home", back, *sealed)
        assert (code, told["problems"]) == (0, []), said
        assert self._known(back) == self._known(home)
        assert yicha("ledger", "fsck", "--home", back, "--json")[0] == 0
        discard(back)

    def test_a_plain_one_comes_back_serves_and_is_removed(self, home: Path, tmp_path: Path) -> None:
        assert yicha("backup", tmp_path / "plain", "--home", home)[0] == 0
        code, told, said = yicha("restore", tmp_path / "plain", "--home", tmp_path / "back", "--json")
        assert (code, told["problems"]) == (0, []), said
        assert self._known(tmp_path / "back") == self._known(home)
        with started(tmp_path / "back") as one:
            one.until_it_says(READY)
            assert health(f"http://127.0.0.1:{one.port}")["database"] == "ok"
        assert yicha("demo", "--remove", "--home", tmp_path / "back")[0] == 0
        assert not (tmp_path / "back").exists()

    @staticmethod
    def _known(home: Path) -> tuple[object, ...]:
        keys = {path.name: path.read_bytes() for path in (home / "keys").iterdir() if not path.name.startswith("tls.")}
        rows = query(home, "SELECT count(*), md5(string_agg(body, '' ORDER BY run)) FROM kernel_entry")
        return accounts(home), demo_day(home), keys, rows, sorted(path.name for path in (home / "files").rglob("*") if path.is_file())


@pytest.mark.nightly
def test_reset_begins_anew(home: Path) -> None:
    before = accounts(home)
    with started(home, "--reset") as one:
        one.until_it_says(READY)
        assert sum("first start" in line for line in one.lines) == 1
    after = accounts(home)
    assert [row["username"] for row in after] == [row["username"] for row in before]
    assert {row["password"] for row in after}.isdisjoint(row["password"] for row in before)


def test_passwords_differ_and_can_be_typed() -> None:
    made = [new_password() for _ in range(50)]
    assert len(set(made)) == len(made)
    assert {len(password) for password in made} == {14}
    assert all(password.isascii() for password in made)


def test_chinese_characters_are_two_columns_wide() -> None:
    assert padded("科室", 6) == "科室  "
    assert padded("abc", 2) == "abc "

"""kill -9 of everything that `demo --once` lives on, and a full disk: nothing acknowledged is lost, nothing is done twice."""

import os
import random
import re
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from yicha.config.embedded_postgres import ROOTS_PLACE
from yicha.demo.tests.running import Demo, Told, demo, exists
from yicha.demo.tests.small import small
from yicha.demo.tests.steps import act, expected, steps_of
from yicha.draws.batch.bundles import read_bundle
from yicha.engines.draw import verify

DATABASE_SECONDS, WORKER_SECONDS = 30.0, 5.0  # quality plan D1
BUNDLES = ("draws/subjects", "draws/officers", "public/subjects", "public/officers")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")


class Killer:
    """Kills what it is told at instants that only the seed knows, and measures how long each takes to come back."""

    def __init__(self, one: Demo, seed: int) -> None:
        self.one, self.chance = one, random.Random(seed)
        self.back: dict[str, list[float]] = {"postmaster": [], "backend": [], "worker": [], "worker at work": []}

    def wait(self, longest: float) -> None:
        deadline = time.monotonic() + self.chance.uniform(0.1, longest)
        while time.monotonic() < deadline and not self.one.over:
            time.sleep(0.01)

    def kill(self, kind: str) -> bool:
        """False if there was nothing left to kill."""
        victim, before = self._victim(kind), self._workers()
        if self.one.over or victim is None:
            return False
        begun = time.monotonic()
        os.kill(victim, signal.SIGKILL)
        self._until(lambda: not exists(victim))
        if kind == "worker":
            self._until(lambda: self.one.worker() not in {None, victim})
            self.back[kind].append(time.monotonic() - begun)
            self._until(lambda: self._workers() > before)
            self.back["worker at work"].append(time.monotonic() - begun)
        else:
            self._until(self.one.server.answers)
            self.back[kind].append(time.monotonic() - begun)
        return not self.one.over

    def _victim(self, kind: str) -> int | None:
        if kind == "backend":
            backends = self.one.backends()
            return self.chance.choice(backends) if backends else None
        return self.one.postmaster() if kind == "postmaster" else self.one.worker()

    def _workers(self) -> int:
        """How many have ever reported to the queue."""
        try:
            with psycopg.connect(self.one.server.url("yicha"), autocommit=True, connect_timeout=2) as link:
                row = link.execute("SELECT last_value FROM procrastinate_workers_id_seq").fetchone()
                return int(row[0]) if row else 0
        except psycopg.OperationalError:
            return 0

    def _until(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + DATABASE_SECONDS * 2
        while not true() and not self.one.over:
            assert time.monotonic() < deadline, self.one.lines
            time.sleep(0.02)

    def told(self) -> str:
        return "; ".join(
            f"{kind}: {len(seconds)} killed, back after {statistics.median(seconds):.1f} s (median), {max(seconds):.1f} s (longest)"
            for kind, seconds in self.back.items()
            if seconds
        )


def numbers(texts: list[str], pattern: str) -> list[int]:
    found = [re.fullmatch(pattern, text) for text in texts]
    return [int(one[1]) for one in found if one]


def judge(told: Told) -> None:
    """Everything that was promised, whatever was killed."""
    assert told.code == 0, told.lines
    facts, said = told.facts, told.answer
    assert (said["acknowledged_and_lost"], said["dead_letters"], said["ledger_problems"]) == (0, 0, [])
    assert facts["waiting"] == 0
    once = Counter((act(entry), entry["actor"], entry["key"]) for entry in facts["entries"] if entry["key"])
    assert {key for key, times in once.items() if times > 1} == set()
    assert numbers(sorted({key for _, _, key in once}), r"demo:(\d+)").__len__() == said["acknowledged"]
    assert set(facts["jobs"]) == {"succeeded"}
    assert set(Counter(row["visit_id"] for row in facts["inspections"]).values()) == {1}
    parts = [(row["inspection_id"], row["department"]) for row in facts["publications"]]
    concluded = {(row["inspection_id"], row["department"]) for row in facts["tasks"] if row["status"] == "concluded"}
    assert sorted(parts) == sorted(concluded)
    assert {row["status"] for row in facts["publications"]} == {"published"}
    require_no_gap(facts)


def require_no_gap(facts: dict[str, Any]) -> None:
    opened = numbers([row["number"] for row in facts["inspections"]], r"联综查〔2026〕(\d+)号")
    visits, draws = numbers(facts["visits"], r"990421-2026-V(\d{5})"), numbers(facts["draws"], r"990421-2026-D(\d+)")
    assert opened == list(range(1, len(facts["inspections"]) + 1))
    assert visits == list(range(1, len(facts["visits"]) + 1))
    assert draws == [1, 2]


def verified(out: Path) -> bool:
    return all(verify(read_bundle(out / bundle)).ok for bundle in BUNDLES)


class TestKills:
    def test_what_is_killed_comes_back_and_nothing_is_lost_or_done_twice(self, tmp_path: Path) -> None:
        with demo(tmp_path / "x") as one:
            killer = Killer(one, seed=1)
            one.until(lambda: one.says("officers are drawn"))
            for kind in ("worker", "postmaster"):
                killer.wait(2)
                assert killer.kill(kind)
            told = one.finish()
        judge(told)
        assert steps_of(told) == expected(told, one.out, small())
        assert verified(one.out)
        assert max(killer.back["postmaster"]) < DATABASE_SECONDS
        assert max(killer.back["worker"]) < WORKER_SECONDS

    @pytest.mark.nightly
    @pytest.mark.parametrize(("size", "longest"), [("small", 3), ("whole", 12)])
    def test_ten_kills_at_any_moment(self, size: str, longest: float, tmp_path: Path) -> None:
        kinds = ["postmaster", "worker", "backend"] * 3 + ["postmaster"]
        random.Random(size).shuffle(kinds)
        for attempt in range(100):
            with demo(tmp_path / f"x{attempt}", size=size) as one:
                one.until(lambda: one.says("norms, regions"))
                killer = Killer(one, seed=attempt)
                killer.wait(longest)
                while kinds and killer.kill(kinds[-1]):
                    kinds.pop()
                    killer.wait(longest)
                told = one.finish()
            sys.stderr.write(f"\n{size}: {killer.told()}; {told.answer.get('seconds')} s in all\n")
            judge(told)
            assert verified(one.out)
            if not kinds:
                return


class TestKilledItself:
    @pytest.mark.nightly
    @pytest.mark.parametrize("times", [1, 10])
    def test_the_next_start_works_and_clears_away_what_was_left(self, times: int, tmp_path: Path) -> None:
        chance, place = random.Random(times), tmp_path / "t"
        left: set[int] = set()
        for attempt in range(times):
            with demo(tmp_path / f"x{attempt}", temporary=place) as one:
                one.until(lambda: one.says("norms, regions"))
                time.sleep(chance.uniform(0, 15 if times > 1 else 2))
                left |= one.started()
                one.process.kill()
                one.process.wait()
        with demo(tmp_path / "last", temporary=place) as one:
            one.until(lambda: one.says("fewest visits"))
            assert list(filter(exists, left)) == []
            assert len(list(place.iterdir())) == 1
            if times > 1:
                judge(one.finish())
        assert list(place.iterdir()) == []


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[None]:
    place.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(place: Path) -> None:
    with (place / "ballast").open("wb", buffering=0) as ballast:
        for block in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while ballast.write(bytes(block)):
                    pass


@as_root
class TestFullDisk:
    def test_under_the_files_is_one_line_and_nothing_stays(self, tmp_path: Path) -> None:
        with small_disk(tmp_path / "t", 300), demo(tmp_path / "x", temporary=tmp_path / "t") as one:
            one.until(lambda: one.says("norms, regions"))
            fill(tmp_path / "t")
            started, found = one.started(), one.finish()
            assert [path.name for path in (tmp_path / "t").iterdir()] == ["ballast"]
        told_once(found, started)

    @pytest.mark.nightly
    def test_under_the_database_is_one_line_and_nothing_stays(self, tmp_path: Path) -> None:
        """Root's clusters lie in one place: here a small disk is put over it, for this process only."""
        if subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
            pytest.skip("this machine does not let root unshare mounts")
        over = f'mount -t tmpfs -o size=400m tmpfs {ROOTS_PLACE} && exec "$@"'
        with demo(tmp_path / "x", before=["unshare", "--mount", "sh", "-c", over, "sh"]) as one:
            one.until(lambda: one.says("accounts and posts"))
            fill(Path(f"/proc/{one.process.pid}/root{ROOTS_PLACE}"))
            started, found = one.started(), one.finish()
        told_once(found, started)
        assert list((tmp_path / "x/t").iterdir()) == []

    def test_from_the_start_is_one_line(self, tmp_path: Path) -> None:
        with small_disk(tmp_path / "t", 100), demo(tmp_path / "x", temporary=tmp_path / "t") as one:
            found = one.finish()
        told_once(found, set())


def told_once(found: Told, started: set[int]) -> None:
    assert found.code == 1, found.lines
    assert [line for line in found.lines if "空间不足" in line] == found.lines[-1:]
    assert "Traceback" not in "\n".join(found.lines)
    assert list(filter(exists, started)) == []

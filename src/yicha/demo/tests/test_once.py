"""The screen at the end, the exit code, and what is waited for."""

import json
from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from yicha.demo import once
from yicha.demo.steady import Steady
from yicha.kernel import outbox
from yicha.kernel.command_line import CannotRun
from yicha.kernel.testing import NOW, sql

WELL: dict[str, Any] = {
    "subjects": 300,
    "departments": 4,
    "lines": 51,
    "demands": 284,
    "alone_doors": 225,
    "doors": 147,
    "lower_bound": 147,
    "unplaced": 4,
    "unplaced_bound": 4,
    "repeat_visited": 23,
    "department_visits": 226,
    "breaches": [],
    "draw_problems": [],
    "draws": ["990421-2026-D1", "990421-2026-D2"],
    "subjects_bundle": "73640a53b2962583" + "0" * 48,
    "officers_bundle": "c171c09771501798" + "0" * 48,
    "posts": 460,
    "open_posts": 0,
    "notices": 149,
    "visits_carried_out": 30,
    "results_published": 89,
    "ledger_problems": [],
    "dead_letters": 0,
    "acknowledged": 535,
    "acknowledged_and_lost": 0,
    "seconds": 20.4,
}
BROKEN = {
    "breaches": ["一户两次"],
    "draw_problems": ["号票不符"],
    "ledger_problems": ["第 3 条不符"],
    "dead_letters": 1,
    "acknowledged_and_lost": 1,
}


class TestPromises:
    def test_all_kept(self) -> None:
        assert once._kept(WELL)

    @pytest.mark.parametrize("name", BROKEN)
    def test_any_broken_one_is_seen(self, name: str) -> None:
        assert not once._kept({**WELL, name: BROKEN[name]})


class TestScreen:
    def test_is_one_screen_in_both_languages(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        once._show(WELL, tmp_path)
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) <= 12
        assert all(" · " in line for line in lines)
        assert "225 → 147 次，少打扰 78 次" in "\n".join(lines)
        assert lines[-1].endswith(f"{tmp_path}")

    def test_names_no_folder_that_was_not_asked_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        once._show(WELL, None)
        assert "documents in" not in capsys.readouterr().out

    @pytest.mark.parametrize("name", BROKEN)
    def test_says_what_is_broken(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        once._show({**WELL, name: BROKEN[name]}, None)
        [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✗")]
        assert line.endswith(f" · {name}: {json.dumps(BROKEN[name], ensure_ascii=False)}")


@pytest.mark.django_db
class TestDrain:
    @pytest.fixture(autouse=True)
    def soon(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(once, "DRAIN_SECONDS", 0.2)

    @pytest.mark.parametrize("status", ["todo", "doing"])
    def test_waits_for_jobs_but_not_for_ever(self, status: str) -> None:
        outbox.deliver.defer(run="-", handler="none")
        sql("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", status)
        with pytest.raises(CannotRun, match="background jobs do not come to an end"):
            once.drain(Steady(NOW))

    @pytest.mark.parametrize("status", ["succeeded", "failed"])
    def test_what_has_ended_is_not_waited_for(self, status: str) -> None:
        outbox.deliver.defer(run="-", handler="none")
        sql("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", status)
        once.drain(Steady(NOW))

    def test_nor_the_clock(self) -> None:
        outbox.deliver.configure(queue="clock").defer(run="-", handler="none")
        assert ProcrastinateJob.objects.filter(status="todo").exists()
        once.drain(Steady(NOW))

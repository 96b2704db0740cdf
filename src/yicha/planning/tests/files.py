"""A small county as workbooks, and `programme build` on them: what the tests of the main job on files stand on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yicha.config.cli import main
from yicha.engines.planning.progress import silent
from yicha.orgs.testing import officer_row
from yicha.orgs.types import OfficerRow
from yicha.orgs.workbooks import available, write_officers
from yicha.planning.batch.inputs import Inputs
from yicha.planning.batch.job import Job, run_job
from yicha.planning.types import DepartmentLine, LineRow, PastCheck
from yicha.planning.workbooks import write_history, write_plans
from yicha.subjects.testing import subject_row
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import write_subjects

Capture = pytest.CaptureFixture[str]
YEAR = 2026
SEED = "5a" * 32
FIRM = "9199999931412580XT"  # an invented code with a right check digit
MARKET, FIRE, HEALTH = "市场监管局", "消防救援大队", "卫健局"
SPRING = (date(YEAR, 3, 2), date(YEAR, 6, 26))
AUTUMN = (date(YEAR, 9, 1), date(YEAR, 11, 27))


def plan_line(number: str = "SC-01", department: str = MARKET, **values: Any) -> DepartmentLine:
    plain: dict[str, Any] = {
        "line_id": number,
        "item_code": f"I-{number}",
        "item_name": f"{number}检查",
        "check_class": f"{number}类",
        "scope_query": "TRUE",
        "selection": "random",
        "ratio": "50%",
        "window": SPRING,
    }
    return DepartmentLine(department, LineRow(**(plain | values)))


def register(count: int, **values: Any) -> tuple[SubjectRow, ...]:
    return tuple(subject_row(number, **values) for number in range(count))


def teams(*departments: str, each: int = 4, **values: Any) -> tuple[OfficerRow, ...]:
    """Each department's officers have numbers of their own."""
    plain = {"skills": ()} | values
    return tuple(
        officer_row(100 * place + number, department=name, **plain) for place, name in enumerate(departments) for number in range(each)
    )


@dataclass(frozen=True)
class Files:
    """What stands in the four workbooks."""

    subjects: Sequence[SubjectRow] = field(default_factory=lambda: register(24))
    officers: Sequence[OfficerRow] = field(default_factory=lambda: teams(MARKET, FIRE, HEALTH))
    lines: Sequence[DepartmentLine] = field(
        default_factory=lambda: (plan_line(), plan_line("XF-01", FIRE), plan_line("WJ-01", HEALTH, window=AUTUMN))
    )
    past: Sequence[PastCheck] = ()

    def inputs(self, year: int = YEAR, first_day: date | None = None) -> Inputs:
        """As they are read, without files."""
        day = first_day or date(year, 1, 1)
        return Inputs(year, day, tuple(self.subjects), available(self.officers, year), tuple(self.lines), tuple(self.past))

    def job(self, year: int = YEAR, seed: str = SEED, first_day: date | None = None) -> Job:
        return run_job(self.inputs(year, first_day), bytes.fromhex(seed), silent)

    def write(self, folder: Path) -> "Written":
        folder.mkdir(parents=True, exist_ok=True)
        write_subjects(folder / "subjects.xlsx", self.subjects)
        write_officers(folder / "officers.xlsx", self.officers)
        write_plans(folder / "plans.xlsx", self.lines)
        write_history(folder / "history.xlsx", self.past)
        return Written(folder)


def rich() -> Files:
    """Of everything a little: classes, towns, sites of one enterprise, quiet weeks, caps, every kind of line, leave, skills, history."""
    subjects = [_rich_subject(number) for number in range(40)]
    sids = tuple(row.sid for row in subjects)
    officers = [
        *teams(MARKET, FIRE, HEALTH, each=5),
        officer_row(900, department=MARKET, skills=("食品",), leave=((date(YEAR, 3, 2), date(YEAR, 3, 20)),), towns=("东川镇", "西岭乡")),
        officer_row(901, department=MARKET, skills=("食品", "计量"), recusals=(sids[1], "NOBODY")),
        officer_row(902, department=FIRE, valid_to=date(YEAR - 1, 12, 31), skills=()),
        officer_row(903, department=FIRE, valid_to=date(YEAR, 6, 30), skills=()),
    ]
    past = [PastCheck(sid, "公共卫生", "省卫健委", "省", date(YEAR, 1, 20)) for sid in (sids[6], "GONE")]
    return Files(subjects, officers, _rich_lines(sids), past)


def _rich_subject(number: int) -> SubjectRow:
    return subject_row(
        number,
        town=("东川镇", "西岭乡", "未知")[number % 3],
        credit_class=("A", "B", "", "C", "D")[number % 5],
        uscc=FIRM if number in {3, 8, 13} else "",
        visit_cap=1 if number % 7 == 0 else None,
        blocked=(("2026-04-01", "2026-05-20"),) if number % 6 == 0 else (),
    )


def _rich_lines(sids: Sequence[str]) -> list[DepartmentLine]:
    days = (date(YEAR, 4, 8), date(YEAR, 4, 9))
    return [
        plan_line("SC-01", ratio="A:20%;B:50%;C:100%;D:100%", skills=("食品",), lead_rank=1),
        plan_line("SC-02", min_count=6, ratio="5%", scope_query="credit_class IS NULL", minutes=90),
        plan_line("SC-03", announced=False, ratio="20%", lead_rank=2),
        plan_line("SC-04", selection="full", ratio="", mode="online", scope_query="town = '西岭乡'"),
        plan_line("SC-05", selection="list", ratio="", sids=(*sids[:4], "NOBODY"), window=AUTUMN),
        plan_line("XF-01", FIRE, selection="full", ratio="", scope_query="town = '东川镇'"),
        plan_line("XF-02", FIRE, ratio="30%", mergeable=False, reason="疏散演练", window=AUTUMN),
        plan_line("XF-03", FIRE, ratio="10%", window=days),
        plan_line("XF-04", FIRE, ratio="10%", scope_query="name = '没有这一家'"),
        plan_line("WJ-01", HEALTH, ratio="40%", not_with=(("dept:" + FIRE, "采样须先行"),)),
        plan_line("WJ-02", HEALTH, ratio="30%", exemption="《传染病防治法》", mode="sampling", window=AUTUMN),
        plan_line("WJ-03", HEALTH, selection="list", ratio="", sids=tuple(sids[5:9]), check_class="公共卫生"),
    ]


@dataclass(frozen=True)
class Written:
    """Workbooks in a folder."""

    folder: Path

    def command(self, out: Path, *more: str, year: int | str = YEAR, seed: str | None = SEED, history: bool = False) -> list[str]:
        given = [word for name in ("subjects", "officers", "plans") for word in (f"--{name}", str(self.folder / f"{name}.xlsx"))]
        past = ["--history", str(self.folder / "history.xlsx")] if history else []
        chance = ["--seed", seed] if seed else []
        return ["programme", "build", *given, *past, "--year", str(year), *chance, "--out", str(out), *more]

    def build(self, out: Path, *more: str, **settings: Any) -> int:
        return main(self.command(out, *more, **settings))


def reversed_files(files: Files) -> Files:
    """The same rows in the opposite order."""
    return replace(files, **{name: tuple(reversed(getattr(files, name))) for name in ("subjects", "officers", "lines", "past")})


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def one_line(capsys: Capture) -> str:
    """What people are told: one line, nothing on standard output, never a traceback."""
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1, said.err
    return said.err

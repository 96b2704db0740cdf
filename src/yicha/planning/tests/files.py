"""A small county as workbooks, and `programme build` on them: what the tests of the main job on files stand on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

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

YEAR = 2026
SEED = "5a" * 32
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

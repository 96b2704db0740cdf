"""What was already checked: this year by superiors, last year by everybody."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from yicha.demo.county.chance import Chance
from yicha.demo.county.regions import department_code
from yicha.demo.county.scopes import tags_of
from yicha.demo.county.seeds import departments, places
from yicha.demo.county.types import PastResult
from yicha.inspections.types import Outcome
from yicha.planning.types import FilePlan, LineRow, PastCheck
from yicha.subjects.types import SubjectRow

_LEVELS = {"city": 70, "province": 30}
_SHARE_OF_LINES, _FEWEST, _MOST = 22, 1, 6
_PER_LINE_LAST_YEAR = 16
_USUAL = {
    Outcome.NO_PROBLEM: 740,
    Outcome.CORRECTED: 170,
    Outcome.PENDING: 35,
    Outcome.NOT_FOUND: 20,
    Outcome.NOT_PUBLISHED: 20,
    Outcome.NO_SUCH_BUSINESS: 10,
    Outcome.FALSE_PUBLICATION: 5,
}
_OF_BAD_CREDIT = {
    Outcome.NO_PROBLEM: 420,
    Outcome.CORRECTED: 330,
    Outcome.PENDING: 120,
    Outcome.NOT_FOUND: 60,
    Outcome.NOT_PUBLISHED: 40,
    Outcome.FALSE_PUBLICATION: 25,
    Outcome.REFUSED: 5,
}


def make_history(seed: str, year: int, plans: Sequence[FilePlan], subjects: Sequence[SubjectRow]) -> tuple[PastCheck, ...]:
    """Checks of the first weeks of the year by city and province: R-FREQ-2 takes these subjects out of the county's lines."""
    return tuple(check for plan in plans for line in plan.lines for check in _by_superiors(seed, year, plan, line, subjects))


def make_past_results(seed: str, year: int, plans: Sequence[FilePlan], subjects: Sequence[SubjectRow]) -> tuple[PastResult, ...]:
    """Last year's checks under lines like this year's."""
    return tuple(result for plan in plans for line in plan.lines for result in _last_year(seed, year - 1, plan, line, subjects))


def _by_superiors(seed: str, year: int, plan: FilePlan, line: LineRow, subjects: Sequence[SubjectRow]) -> Iterator[PastCheck]:
    chance = Chance(seed, "superior", plan.department, line.line_id)
    if not chance.percent(_SHARE_OF_LINES):
        return
    for row in chance.some(_pool(line, plan, subjects), chance.between(_FEWEST, _MOST)):
        level = chance.weighted(_LEVELS)
        on = date(year, 1, 6) + timedelta(days=chance.below(50))
        yield PastCheck(row.sid, line.check_class, _bureau(plan.department, level), level, on)


def _last_year(seed: str, year: int, plan: FilePlan, line: LineRow, subjects: Sequence[SubjectRow]) -> Iterator[PastResult]:
    chance = Chance(seed, "last year", plan.department, line.line_id)
    for row in chance.some(_pool(line, plan, subjects), chance.between(_PER_LINE_LAST_YEAR // 2, _PER_LINE_LAST_YEAR)):
        first, last = (day.replace(year=year) for day in line.window)
        on = first + timedelta(days=chance.below((last - first).days + 1))
        outcome = chance.weighted(_OF_BAD_CREDIT if row.credit_class in {"C", "D"} else _USUAL)
        yield PastResult(row.sid, plan.department, line.item_code, line.check_class, on, outcome)


def _pool(line: LineRow, plan: FilePlan, subjects: Sequence[SubjectRow]) -> list[SubjectRow]:
    """Those whose tags decide; lines that ask columns have no history here."""
    wanted = _tags_of_line(plan.department, line.line_id)
    return [row for row in subjects if row.status == "存续" and wanted.intersection(row.tags)]


def _tags_of_line(department: str, line_id: str) -> frozenset[str]:
    seed = next(seed for seed in departments() if department_code(seed.number) == department)
    lines = [line for item in seed.items for line in item.lines]
    return tags_of(lines[int(line_id.partition("-")[2]) - 1].pool)


def _bureau(department: str, level: str) -> str:
    """The office above, as it is called at its level."""
    seed = next(seed for seed in departments() if department_code(seed.number) == department)
    name = seed.name.removeprefix(places().city).removesuffix("青禾分局").partition("（")[0]
    above, brigade = (places().city, "支队") if level == "city" else (places().province, "总队")
    return above + name.replace("大队", brigade)

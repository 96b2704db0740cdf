"""Instances and programmes as plain JSON values, both ways (PLAN1 §5). Rows may come in any order: they are sorted by id here,
so that nothing later depends on the order of a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Protocol, TypeVar

from yicha.engines.planning.reading import REQUIRED, InputError, Row
from yicha.engines.planning.types import (
    WEEKS_MAX,
    Cause,
    Demand,
    Instance,
    Line,
    Loss,
    Mode,
    Officer,
    Params,
    Programme,
    Subject,
    Visit,
    VisitState,
)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)
_AS_THEY_ARE = {str, int, bool, type(None)}  # most values: asked first
_LARGE = 1 << 40  # a number of minutes beyond it is a mistake, and sums of such numbers leave 64 bits


def parse_instance(plain: Any) -> Instance:
    """The instance of a plain JSON value.

    Unknown fields are ignored, absent or null fields take the defaults of PLAN1 §5. Raises :class:`InputError` with the place of
    the first mistake: a missing field, a wrong kind, a repeated id, a reference to nothing, a week outside the year.
    """
    row = Row(plain, "")
    working_days = row.numbers("working_days", most=7)
    if not 1 <= len(working_days) <= WEEKS_MAX:
        raise row.bad("working_days", f"应有 1 至 {WEEKS_MAX} 周", f"must have 1 to {WEEKS_MAX} weeks")
    departments = row.texts("departments")
    lines = _by_id((_line(each, len(working_days)), each) for each in row.rows("lines"))
    officers = _by_id((_officer(each), each) for each in row.rows("officers"))
    subjects = _by_id((_subject(each), each) for each in row.rows("subjects"))
    demands = _by_id((_demand(each, lines, subjects), each) for each in row.rows("demands"))
    _require_departments(row, departments)
    return Instance(
        working_days=working_days,
        departments=departments,
        lines=lines,
        officers=tuple(officers.values()),
        subjects=subjects,
        demands=demands,
        params=_params(row.child("params")),
        previous=_previous(row, subjects, len(working_days)),
        rejected=row.tuples("rejected", str, int),
    )


def _by_id(pairs: Iterable[tuple[_Thing, Row]]) -> dict[str, _Thing]:
    found: dict[str, _Thing] = {}
    for thing, row in pairs:
        if thing.id in found:
            raise row.bad("id", f"编号 {thing.id} 重复", f"{thing.id} occurs twice")
        found[thing.id] = thing
    return {key: found[key] for key in sorted(found)}


def _require_departments(row: Row, departments: tuple[str, ...]) -> None:
    for key in ("lines", "officers"):
        for each in row.rows(key):
            if each.text("department") not in departments:
                raise each.bad("department", "部门不在 departments 中", "is not one of departments")


def _params(row: Row) -> Params:
    return Params(
        first_open_week=row.number("first_open_week", 0),
        overhead_minutes=row.number("overhead_minutes", 60, most=_LARGE),
        visit_minutes_max=row.number("visit_minutes_max", 420, most=_LARGE),
        departments_max=row.number("departments_max", None, least=1),
        load_ceiling_pct=row.number("load_ceiling_pct", 100, most=1000),
        class_cap=row.number("class_cap", 1),
        gap_weeks=row.number("gap_weeks", 8),
    )


def _line(row: Row, weeks: int) -> Line:
    line = Line(
        id=row.name("id"),
        department=row.name("department"),
        check_class=row.text("check_class"),
        mode=row.choice("mode", Mode),
        first_week=row.number("first_week", most=weeks - 1),
        last_week=row.number("last_week", most=weeks - 1),
        minutes=row.number("minutes", most=_LARGE),
        announced=row.flag("announced", default=True),
        items=row.texts("items"),
        skills=row.texts("skills"),
        min_officers=row.number("min_officers", 2, least=1, most=1000),
        lead_rank=row.number("lead_rank", None, least=None),
        exclusive=row.text("exclusive", None) or None,
        not_with=row.tuples("not_with", str, str),
        exempt=row.text("exempt", None) or None,
    )
    if line.last_week < line.first_week:
        raise row.bad("last_week", "早于 first_week", "is before first_week")
    return line


def _officer(row: Row) -> Officer:
    return Officer(
        id=row.name("id"),
        department=row.name("department"),
        minutes=row.number("minutes", most=_LARGE),
        skills=row.texts("skills"),
        absent=tuple(sorted(set(row.numbers("absent")))),
        recused=row.texts("recused"),
    )


def _subject(row: Row) -> Subject:
    return Subject(
        id=row.name("id"),
        township=row.text("township"),
        enterprise=row.text("enterprise", None) or None,
        name=row.text("name", ""),
        grid=row.text("grid", ""),
        x=row.number("x", 0, least=None),
        y=row.number("y", 0, least=None),
        blocked=row.tuples("blocked", int, int, str),
        visit_cap=row.number("visit_cap", None),
        organ_cap=row.number("organ_cap", None),
        done=row.tuples("done", str, str),
    )


def _demand(row: Row, lines: Mapping[str, Line], subjects: Mapping[str, Subject]) -> Demand:
    demand = Demand(id=row.name("id"), line=row.name("line"), subject=row.name("subject"))
    if demand.line not in lines:
        raise row.bad("line", f"没有计划行 {demand.line}", f"there is no line {demand.line}")
    if demand.subject not in subjects:
        raise row.bad("subject", f"没有监管对象 {demand.subject}", f"there is no subject {demand.subject}")
    return demand


def _previous(row: Row, subjects: Mapping[str, Subject], weeks: int) -> tuple[Visit, ...]:
    held: set[str] = set()
    visits = []
    for each in row.rows("previous", ()):
        visit = _visit(each, weeks)
        if visit.subject not in subjects:
            raise each.bad("subject", f"没有监管对象 {visit.subject}", f"there is no subject {visit.subject}")
        if twice := sorted(held & set(visit.demands)):
            raise each.bad("demands", f"{twice[0]} 已在另一次上门中", f"{twice[0]} is in another visit too")
        held |= set(visit.demands)
        visits.append(visit)
    return tuple(sorted(visits, key=visit_order))


def _visit(row: Row, weeks: int) -> Visit:
    return Visit(
        subject=row.name("subject"),
        week=row.number("week", most=weeks - 1),
        demands=row.texts("demands", REQUIRED),
        departments=row.texts("departments"),
        lead=row.text("lead", None),
        door=row.flag("door", default=True),
        state=row.choice("state", VisitState, "draft"),
        pinned=row.flag("pinned", default=False),
        lead_appointed=row.flag("lead_appointed", default=False),
    )


def visit_order(visit: Visit) -> tuple[int, str, tuple[str, ...]]:
    """The order in which visits are listed: week, subject, demands."""
    return visit.week, visit.subject, visit.demands


def parse_programme(plain: Any) -> Programme:
    """The programme of a plain JSON value; raises :class:`InputError` with the place of the first mistake."""
    row = Row(plain, "")
    certificates, minima = row.child("certificates"), row.child("minima")
    return Programme(
        visits=tuple(sorted((_visit(each, WEEKS_MAX) for each in row.rows("visits")), key=visit_order)),
        unplaced=tuple(_loss(row, i, pair) for i, pair in enumerate(row.tuples("unplaced", str, str))),
        lower_bound=row.number("lower_bound"),
        unplaced_bound=row.number("unplaced_bound"),
        certificates={key: certificates.texts(key) for key in sorted(certificates.plain)},
        minima={key: minima.number(key) for key in sorted(minima.plain)},
    )


def _loss(row: Row, place: int, pair: tuple[Any, ...]) -> Loss:
    demand, cause = pair
    if cause not in set(Cause):
        raise row.bad(f"unplaced[{place}]", f"未知的原因 {cause}", f"unknown cause {cause}")
    return Loss(demand, Cause(cause))


def to_plain(value: Instance | Programme) -> dict[str, Any]:
    """The plain JSON value of an instance or a programme: ``parse_…(to_plain(value)) == value``."""
    return _plain_programme(value) if isinstance(value, Programme) else _plain_instance(value)


def _plain_instance(instance: Instance) -> dict[str, Any]:
    return {
        "working_days": list(instance.working_days),
        "departments": list(instance.departments),
        "params": _plain(instance.params),
        "lines": [_plain(line) for line in instance.lines.values()],
        "officers": [_plain(officer) for officer in instance.officers],
        "subjects": [_plain(subject) for subject in instance.subjects.values()],
        "demands": [_plain(demand) for demand in instance.demands.values()],
        "previous": [_plain(visit) for visit in instance.previous],
        "rejected": [list(pair) for pair in instance.rejected],
    }


def _plain_programme(programme: Programme) -> dict[str, Any]:
    return {
        "visits": [_plain(visit) for visit in programme.visits],
        "unplaced": [[loss.demand, loss.cause.value] for loss in programme.unplaced],
        "lower_bound": programme.lower_bound,
        "unplaced_bound": programme.unplaced_bound,
        "certificates": {key: list(demands) for key, demands in programme.certificates.items()},
        "minima": dict(programme.minima),
    }


def _plain(thing: Params | Line | Officer | Subject | Demand | Visit) -> dict[str, Any]:
    kind: Any = type(thing)
    return {name: _listed(getattr(thing, name)) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _listed(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    return [_listed(each) for each in value] if isinstance(value, tuple) else value.value


__all__ = ["InputError", "parse_instance", "parse_programme", "to_plain", "visit_order"]

"""执法人员: invented people with certificates, qualifications, days to spare, and the absences of a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from yicha.demo.county.chance import Chance
from yicha.demo.county.codes import COUNTY
from yicha.demo.county.names import person_name
from yicha.demo.county.seeds import DepartmentSeed, departments
from yicha.orgs.types import OfficerRow

_DAYS = {"5": 12, "4": 14, "3": 36, "2": 30, "1.5": 8}
_VALIDITY = {"years": 79, "this year": 13, "expired": 8}
_SURE_OF_A_SKILL = 4  # the first officers of a department have all its qualifications, or a line could never be staffed
_WHOLE_AREA, _HAS_RECUSAL, _HAS_LEAVE, _LONG_LEAVE = 58, 12, 62, 4


@dataclass(frozen=True)
class _Setting:
    seed: str
    year: int
    towns: Sequence[str]
    subjects: Sequence[str]


def make_officers(seed: str, year: int, towns: Sequence[str], subjects: Sequence[str]) -> tuple[OfficerRow, ...]:
    """All departments'; `towns` and `subjects` (sids, for recusals) may be empty."""
    setting = _Setting(seed, year, towns, subjects)
    return tuple(_officer(setting, department, place) for department in departments() for place in range(1, department.staff + 1))


def _officer(setting: _Setting, department: DepartmentSeed, place: int) -> OfficerRow:
    chance = Chance(setting.seed, "officer", department.number, place)
    sure = place <= _SURE_OF_A_SKILL
    return OfficerRow(
        cert_no=f"{COUNTY}{department.number}{place:03d}",
        name=person_name(chance),
        department=department.short,
        valid_to=_valid_to(chance, setting.year, sure=sure),
        skills=tuple(skill for skill, share in department.skills.items() if sure or chance.percent(share)),
        days_per_week=Decimal(chance.weighted(_DAYS)),
        towns=() if sure or chance.percent(_WHOLE_AREA) else tuple(chance.some(setting.towns, chance.between(3, 5))),
        recusals=tuple(chance.some(setting.subjects, chance.between(1, 2))) if chance.percent(_HAS_RECUSAL) else (),
        leave=tuple(_leave(chance, setting.year)),
    )


def _valid_to(chance: Chance, year: int, *, sure: bool) -> date:
    case = "years" if sure else chance.weighted(_VALIDITY)
    if case == "years":
        return date(year + chance.between(1, 4), chance.between(1, 12), 28)
    return date(year, chance.between(3, 11), 15) if case == "this year" else date(year - 1, chance.between(6, 12), 15)


def _leave(chance: Chance, year: int) -> Iterator[tuple[date, date]]:
    if chance.percent(_LONG_LEAVE):
        yield _span(chance, year, 60, 130)
    elif chance.percent(_HAS_LEAVE):
        yield _span(chance, year, 4, 13)


def _span(chance: Chance, year: int, shortest: int, longest: int) -> tuple[date, date]:
    days = chance.between(shortest, longest)
    first = date(year, 1, 5) + timedelta(days=chance.below(355 - days))
    return first, first + timedelta(days=days)

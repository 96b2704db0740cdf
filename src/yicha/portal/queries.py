"""Gathered from other rooms for everybody. The house's own region is the only one that a portal speaks of."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yicha.disclosure.queries import article_published_at, none_because, result_published_at
from yicha.disclosure.types import Column
from yicha.draws.queries import challenges, public_draw, public_draws, standing
from yicha.draws.types import TEST_PARTY, Challenge, Fate
from yicha.inspections.queries import devices
from yicha.inspections.types import DeviceRow
from yicha.items.queries import items_in_force
from yicha.items.types import ItemClass, ItemRow
from yicha.kernel.actor import SYSTEM, Actor
from yicha.norms.queries import dictionary, norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments, seat
from yicha.planning.queries import doors_standing, exclusion_places, programmes, public_lines
from yicha.planning.types import ProgrammeRow, ProgrammeStatus, PublicLine
from yicha.portal.types import Asker, Challenged, ColumnRow, Plan, PublicItem
from yicha.subjects.queries import search, subjects_by_sid
from yicha.subjects.types import SubjectRow, SubjectStatus

MOST_ASKED = 10
TAIL = 4
WHOLE_CODE = re.compile(r"[0-9A-Z]{18}|LOC:[0-9A-Z._-]+")


def region() -> str:
    """Path of the region whose house this is; empty before it is set up."""
    return seat().region_path


def names(on: date) -> dict[str, str]:
    """Department code → name, of everybody who checks here."""
    return {found.code: found.name for found in departments(SYSTEM, on)} | {TEST_PARTY: "测试种子"}


def short_names(on: date) -> dict[str, str]:
    return {found.code: found.short_name or found.name for found in departments(SYSTEM, on)}


def item_names(year: int) -> dict[str, str]:
    """Item code → name, as the lists in force at the year's beginning have it."""
    return {item.code: item.name for item in items_in_force(SYSTEM, region(), date(year, 1, 1)).values()}


def ask(number: str, today: date, text: str) -> tuple[Asker, ...]:
    """Firms of the pool of a draw by name, initials, code or tail, and why each was drawn or not; NotFound while names are closed."""
    place = region()
    everybody = Actor("public", "公众", place)
    asked = [
        (one, standing(place, number, today, one.sid))
        for one in search(everybody, text, MOST_ASKED * 2)
        if one.state is SubjectStatus.ACTIVE
    ]
    found = [
        Asker(one.sid, one.name, one.town, (one.uscc or one.sid)[-TAIL:], stands) for one, stands in asked if stands.fate is not Fate.ABSENT
    ]
    code = text.strip().upper()
    if not found and WHOLE_CODE.fullmatch(code):
        found = [Asker(code, "", "", code[-TAIL:], standing(place, number, today, code))]
    return tuple(found[:MOST_ASKED])


def challenged(number: str, today: date) -> tuple[Challenged, ...]:
    """免抽说明 of a draw, with names where the register has them; NotFound while names are closed."""
    place = region()
    found = challenges(place, number, today)
    known = subjects_by_sid(Actor("public", "公众", place), [one.sid for one in found])
    entries = exclusion_places(public_draw(place, number).id, [one.sid for one in found])
    return tuple(_challenged(one, known.get(one.sid), entries.get(one.sid, ())) for one in found)


def _challenged(one: Challenge, subject: SubjectRow | None, entries: tuple[int, ...]) -> Challenged:
    code = (subject.uscc or one.sid) if subject else one.sid
    return Challenged(subject.name if subject else one.sid, code[-TAIL:], one.ticket, one.words, entries)


def plans(today: date) -> tuple[Plan, ...]:
    """The adopted programmes of this year, the one before and the next, in figures only."""
    place = region()
    years = (today.year + 1, today.year, today.year - 1)
    found = [row for year in years for row in programmes(SYSTEM, place, year) if row.status is ProgrammeStatus.ADOPTED]
    return tuple(_plan(row, today) for row in found)


def items(today: date) -> list[PublicItem]:
    """事项清单: what may be checked here today, and nothing else may (R-ITEM-1)."""
    place, known = region(), short_names(today)
    modes = {entry.value: entry.label for entry in dictionary("inspection_mode", place, today)}
    return [_item(row, known, modes) for row in items_in_force(SYSTEM, place, today).values()]


def _item(row: ItemRow, known: Mapping[str, str], modes: Mapping[str, str]) -> PublicItem:
    return PublicItem(
        code=row.code,
        name=row.name,
        department=known.get(row.department, row.department),
        partners=tuple(known.get(one.department, one.department) for one in row.partners),
        check_class=row.check_class,
        key=row.item_class is ItemClass.KEY,
        subjects=row.subjects,
        mode=modes.get(row.supervision_mode, row.supervision_mode),
        ratio=row.ratio,
        yearly_cap=row.yearly_cap,
        basis=row.legal_basis,
    )


def lines(today: date) -> list[PublicLine]:
    """The lines of the plans that were adopted for the next year, this one and the one before."""
    place = region()
    return [line for year in (today.year + 1, today.year, today.year - 1) for line in public_lines(SYSTEM, place, year)]


def announced_devices(today: date) -> list[DeviceRow]:
    """监控设备 in use whose places were made public, of every region that this house shows."""
    return devices(SYSTEM, today, announced=True)


def columns(today: date) -> tuple[ColumnRow, ...]:
    """How fresh each column of the portal is."""
    place = region()
    norms = norms_in_force(place, today)
    news, other = norms.whole(NormCode.PORTAL_NEWS_DAYS), norms.whole(NormCode.PORTAL_COLUMN_DAYS)
    drawn = max((one.drawn_at for one in public_draws(place) if one.drawn_at), default=None)
    planned = max((one.published_on for one in plans(today) if one.published_on), default=None)
    return (
        ColumnRow(_("检查结果"), "portal:results", _day(result_published_at(place)), "", other, today),
        ColumnRow(_("工作动态"), "portal:news", *_articles(place, Column.WORK_NEWS, today), news, today),
        ColumnRow(_("曝光台"), "portal:exposure", *_articles(place, Column.EXPOSURE_BOARD, today), other, today),
        ColumnRow(_("抽取"), "portal:draws", _day(drawn), "", other, today),
        ColumnRow(_("年度计划"), "portal:plans", planned, "", other, today),
    )


def _articles(place: str, column: Column, today: date) -> tuple[date | None, str]:
    return _day(article_published_at(place, column)), none_because(place, column, today)


def _day(at: datetime | None) -> date | None:
    return localdate(at) if at else None


def _plan(row: ProgrammeRow, today: date) -> Plan:
    known, doors = short_names(today), doors_standing(SYSTEM, row.id)
    by_department = Counter(code for _month, departments in doors for code in departments)
    by_month = Counter(month for month, _departments in doors)
    return Plan(
        row.year,
        dict(row.summary).get("alone_doors", 0),
        len(doors),
        tuple((known.get(code, code), count) for code, count in by_department.most_common()),
        tuple(sorted(by_month.items())),
        row.published_on,
        row.publish_by,
        row.late,
    )

"""Sets of open data beside results and plans: tasks, campaigns, handbooks, devices, reasons of withdrawal, freshness of columns."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from yicha.disclosure.queries import annulment_words, explained
from yicha.disclosure.types import Asked, Explained
from yicha.draws.queries import drawn_lists, public_draws
from yicha.draws.types import DrawKind, DrawnLine, DrawRow
from yicha.inspections.types import DeviceRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import NotFound
from yicha.planning.queries import campaigns
from yicha.planning.types import CampaignRow, CampaignStatus
from yicha.portal.queries import announced_devices, columns, item_names, names
from yicha.portal.types import ColumnRow
from yicha.portal.web.fields import Dataset, Field, Row, moment
from yicha.scenes.queries import handbook_of, public_scenes
from yicha.scenes.types import Handbook

MOST: Final = 100_000


def _tasks(region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    """Of every draw whose names are open: what each plan line gave to do, to whom. Who was drawn stands in the draw's own files."""
    known = names(on)
    for row in public_draws(region_path):
        if row.kind is DrawKind.SUBJECTS and (lines := _lines(row, on)):
            items = item_names(row.year)
            yield from (_task(row, line, known, items) for line in lines)


def _lines(row: DrawRow, on: date) -> tuple[DrawnLine, ...]:
    """None before it was drawn, and while its names are closed."""
    try:
        return tuple(drawn_lists(row.region_path, row.number, on).lines)
    except NotFound:
        return ()


def _task(row: DrawRow, line: DrawnLine, known: Mapping[str, str], items: Mapping[str, str]) -> Row:
    return {
        "draw": row.number,
        "line": line.id,
        "department": known.get(line.department, line.department),
        "item_code": line.item,
        "item": items.get(line.item, line.item),
        "pool": line.members,
        "drawn": line.selected,
        "void": row.void_because,
    }


def _campaigns(region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    known = names(on)
    return (_campaign(row, known) for row in campaigns(SYSTEM, region_path, statuses=[CampaignStatus.PUBLISHED]))


def _campaign(row: CampaignRow, known: Mapping[str, str]) -> Row:
    return {
        "name": row.name,
        "department": known.get(row.department, row.department),
        "reason": row.reason,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "approver": row.approver,
        "approval": row.number,
        "published_at": moment(row.published_at),
    }


def _handbooks(region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    books = (handbook_of(row, on) for row in public_scenes(region_path, on))
    return (_question(book, number) for book in books for number in range(len(book.questions)))


def _question(book: Handbook, place: int) -> Row:
    asked = book.questions[place]
    return {
        "handbook": book.code,
        "name": book.name,
        "version": book.version,
        "valid_from": book.valid_from.isoformat() if book.valid_from else "",
        "place": place + 1,
        "question": asked.content,
        "methods": "；".join(asked.methods),
        "departments": "；".join(asked.departments),
        "basis": "；".join(asked.bases),
    }


def _devices(_region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    known = names(on)
    return (_device(row, known) for row in announced_devices(on))


def _device(row: DeviceRow, known: Mapping[str, str]) -> Row:
    return {"number": row.number, "name": row.name, "place": row.place, "department": known.get(row.department, row.department)}


def _withdrawn(region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    known = names(on)
    return (_fallen(row, known) for row in explained(region_path, on, MOST))


def _fallen(row: Explained, known: Mapping[str, str]) -> Row:
    return {
        "department": known.get(row.department, row.department),
        "kind": str(annulment_words(row.annulment.kind)),
        "organ": row.annulment.organ,
        "number": row.annulment.number,
        "decided_on": row.annulment.decided_on.isoformat(),
        "reason": row.annulment.reason,
        "withdrawn_at": moment(row.withdrawn_at),
    }


def _columns(_region_path: str, _asked: Asked, on: date) -> Iterator[Row]:
    return map(_column, columns(on))


def _column(row: ColumnRow) -> Row:
    last = row.last.isoformat() if row.last else ""
    return {"column": str(row.words), "last": last, "days": row.days, "late": str(row.stale).lower(), "because": row.because}


DEPARTMENT: Final = Field(_("部门"))
FURTHER: Final = (
    Dataset(
        "tasks",
        _("抽查任务"),
        _("每行一次抽取中的一个计划行：哪个部门查多少家；抽中的是谁，在该次抽取的材料里"),
        {
            "draw": Field(_("抽取编号")),
            "line": Field(_("计划行编号")),
            "department": Field(_("检查主体")),
            "item_code": Field(_("事项编码")),
            "item": Field(_("检查项目")),
            "pool": Field(_("名录几家"), "integer"),
            "drawn": Field(_("抽中几家"), "integer"),
            "void": Field(_("作废理由，没有作废的为空")),
        },
        _tasks,
    ),
    Dataset(
        "campaigns",
        _("专项行动"),
        _("每行一个已公布的专项行动"),
        {
            "name": Field(_("名称")),
            "department": DEPARTMENT,
            "reason": Field(_("理由")),
            "first_day": Field(_("从哪天起"), "date"),
            "last_day": Field(_("到哪天止"), "date"),
            "approver": Field(_("批准机关")),
            "approval": Field(_("批准文号")),
            "published_at": Field(_("公布时间"), "date-time"),
        },
        _campaigns,
    ),
    Dataset(
        "handbooks",
        _("一业一册"),
        _("每行施行中的手册里的一个问题"),
        {
            "handbook": Field(_("手册编码")),
            "name": Field(_("手册名称")),
            "version": Field(_("第几版"), "integer"),
            "valid_from": Field(_("施行日期，没有的为空")),
            "place": Field(_("第几问"), "integer"),
            "question": Field(_("查什么")),
            "methods": Field(_("怎么查，多种用 ； 隔开")),
            "departments": Field(_("哪些部门查，多个用 ； 隔开")),
            "basis": Field(_("依据，多项用 ； 隔开")),
        },
        _handbooks,
    ),
    Dataset(
        "devices",
        _("监控设备"),
        _("每行一台已公布设置地点的设备"),
        {"number": Field(_("设备编号")), "name": Field(_("设备")), "place": Field(_("设置地点")), "department": DEPARTMENT},
        _devices,
    ),
    Dataset(
        "withdrawn",
        _("撤回说明"),
        _("每行一个因撤销、变更而撤下的结果，不写企业"),
        {
            "department": DEPARTMENT,
            "kind": Field(_("怎么处理的")),
            "organ": Field(_("作出决定的机关")),
            "number": Field(_("决定文号")),
            "decided_on": Field(_("决定日期"), "date"),
            "reason": Field(_("理由")),
            "withdrawn_at": Field(_("撤下时间，期满自动撤下的为空")),
        },
        _withdrawn,
    ),
    Dataset(
        "columns",
        _("栏目更新"),
        _("每行本站的一个栏目"),
        {
            "column": Field(_("栏目")),
            "last": Field(_("最近更新，没有内容的为空")),
            "days": Field(_("至多隔几天"), "integer"),
            "late": Field(_("该更新没有更新：true 是，false 不是")),
            "because": Field(_("本月没有符合条件的，理由")),
        },
        _columns,
    ),
)

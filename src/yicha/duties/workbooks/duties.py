"""The workbook of 职责: its columns, reading into `DutyEntry`, template and export; and rows as the instruments that they tell of."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from yicha.duties.types import AssignDuty, DutyEntry, Instrument, Part
from yicha.kernel.tables import DAY, VERBATIM, Block, Column, Draft, Layout, Record, choice, spoken, write_rows, write_template
from yicha.kernel.tables.readings import by_key

TITLE = "职责分工"
ONE_DAY = timedelta(days=1)
PARTS = choice({"牵头": Part.LEAD, "配合": Part.ASSIST, **{one.value: one for one in Part}})
INSTRUMENTS = choice(
    {
        "三定规定": Instrument.STAFFING_SCHEME,
        "权责清单": Instrument.POWER_LIST,
        "政府决定": Instrument.GOVERNMENT_DECISION,
        "职责争议裁定": Instrument.DISPUTE_DECISION,
        **{one.value: one for one in Instrument},
    }
)
DUTY_COLUMNS = (
    Column("item", "事项编码", required=True, aliases=("子项编码", "监管事项编码"), max_length=60, example="62079901010001"),
    Column("step", "环节", required=True, aliases=("监管环节",), max_length=40, example="检查", note="代码表 duty_step"),
    Column("area", "区域", required=True, aliases=("地区", "在哪里"), max_length=100, example="青禾县", note="本地区或下属乡镇"),
    Column("department", "部门", required=True, aliases=("单位", "责任部门"), max_length=100, example="市场监督管理局"),
    Column("part", "牵头或配合", PARTS, required=True, aliases=("职责",), example="牵头"),
    Column("share", "配合什么", VERBATIM, aliases=("分工",), max_length=400, note="配合的才填"),
    Column("first_day", "从哪天起", DAY, required=True, aliases=("起期",), max_length=40, example="2026-01-01"),
    Column("last_day", "到哪天止", DAY, aliases=("止期",), max_length=40, note="留空为长期"),
    Column("instrument", "依据种类", INSTRUMENTS, required=True, example="权责清单"),
    Column("basis", "依据文件", VERBATIM, required=True, aliases=("依据",), max_length=200, example="青禾县权责清单（2026年版）"),
)


@dataclass(frozen=True)
class Words:
    """How areas, departments and steps are written → their code; `doubt`: what speaks against a row that the register does not hold."""

    areas: Mapping[str, str]
    departments: Mapping[str, str]
    steps: Mapping[str, str]
    doubt: Callable[[DutyEntry], str]


def duty_layout(words: Words) -> Layout[DutyEntry]:
    said = {name: spoken(codes) for name, codes in _codes(words).items()}
    return Layout(
        TITLE,
        DUTY_COLUMNS,
        draft=lambda record: _placed(record, words),
        meet=_meet,
        block=_block,
        relate=_related,
        values=lambda row: _values(row, said),
    )


def _codes(words: Words) -> dict[str, Mapping[str, str]]:
    return {"area": words.areas, "department": words.departments, "step": words.steps}


def _placed(record: Record, words: Words) -> Draft[DutyEntry]:
    if record.refused:
        return Draft(record, "", None)
    values = {name: value for name, value in record.values.items() if value is not None}
    for name, codes in _codes(words).items():
        values[name] = codes.get(values[name], values[name])
        if not values[name]:
            record.note("unknown_code", "这样写的不止一个，请写代码", name)
    if values["area"] not in {"", *words.areas.values()}:
        record.note("unknown_code", f"本地区没有“{values['area']}”", "area")
    row = DutyEntry(**values)
    draft = Draft(record, row.key, row)
    if not draft.record.refused and (doubt := words.doubt(row)):
        record.note("not_allowed", doubt, "item")
    return draft


def _meet(draft: Draft[DutyEntry], known: DutyEntry) -> None:
    """WS-2.2: what an instrument gave is not rewritten by a file."""
    if draft.row is not None and draft.row != known:
        draft.record.note("held", "这条职责已经登记，内容不同", "item")


def _block(draft: Draft[DutyEntry]) -> Block:
    return Block("|".join(draft.row.place), loose=True) if draft.row else Block("", loose=False)


def _related(drafts: Sequence[Draft[DutyEntry]]) -> list[list[int]]:
    """Two leads of a place, or one department twice, at one time."""
    seen: dict[tuple[str, str, str], list[Draft[DutyEntry]]] = {}
    for draft in drafts:
        if draft.row is None:
            continue
        earlier = seen.setdefault(draft.row.place, [])
        clash = next((one for one in earlier if one.key != draft.key and one.row and _clash(one.row, draft.row)), None)
        if clash:
            draft.record.note("overlap", f"与{clash.where}期间重叠：同一天只有一个牵头部门，一个部门只担一样", "first_day")
        earlier.append(draft)
    return by_key(drafts)


def _clash(left: DutyEntry, right: DutyEntry) -> bool:
    """Of two that cannot stand together, the later begins while the earlier runs. One without an end is succeeded by a later one."""
    first, second = sorted((left, right), key=lambda row: row.first_day)
    together = left.department == right.department or left.part == right.part == Part.LEAD
    runs = first.first_day == second.first_day if first.last_day is None else first.last_day >= second.first_day
    return together and runs


def _values(row: DutyEntry, said: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """In words; `name`, how a preview calls the row."""
    words = {name: spelt.get(getattr(row, name), getattr(row, name)) for name, spelt in said.items()}
    return vars(row) | words | {"name": f"{row.item} {words['step']}"}


def write_duties(path: Path, rows: Iterable[DutyEntry], words: Words) -> None:
    """Reading it gives the rows again."""
    write_rows(path, TITLE, DUTY_COLUMNS, rows, duty_layout(words).values)


def write_duties_template(path: Path) -> None:
    write_template(path, TITLE, DUTY_COLUMNS)


def assignments(rows: Sequence[DutyEntry]) -> Iterator[AssignDuty]:
    """WS-2.2: the wider area and the earlier day first, so that nobody ceases to lead without a successor."""
    begins = {(row.place, row.first_day) for row in rows if row.part is Part.LEAD}
    for _given, group in groupby(sorted((_succeeded(row, begins) for row in rows), key=_order), key=_order):
        same = list(group)
        said = {name: value for name, value in vars(same[0]).items() if name not in {"item", "step"}}
        yield AssignDuty(items=tuple(row.item for row in same), steps=(same[0].step,), **said)


def _succeeded(row: DutyEntry, begins: Collection[tuple[tuple[str, str, str], date]]) -> DutyEntry:
    """A lead whose successor begins on the day after has no end of its own: the successor ends it."""
    after = row.last_day and row.last_day + ONE_DAY
    return replace(row, last_day=None) if row.part is Part.LEAD and (row.place, after) in begins else row


def _order(row: DutyEntry) -> tuple[Any, ...]:
    """Rows that one instrument gives at once stand together."""
    said = (row.step, row.department, row.part, row.instrument, row.basis, row.share, row.last_day or date.max)
    return (row.area.count("/"), row.first_day, row.area, *said)

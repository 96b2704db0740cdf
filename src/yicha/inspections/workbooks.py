"""The workbook of 监控设备: its columns, reading into `DeviceEntry`, template and export."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from yicha.inspections.types import STEP_NAMES, DeviceEntry, DeviceStep
from yicha.kernel.tables import DAY, NAME, Column, Draft, Kind, Layout, Record, clean, write_rows, write_template

TITLE = "监控设备"
COLUMNS = (
    Column("number", "设备编号", Kind(clean), required=True, aliases=("编号",), max_length=40, example="YY-01", note="设备标签上的编号"),
    Column("name", "设备", NAME, required=True, aliases=("设备名称",), max_length=80, example="油烟在线监测仪"),
    Column("department", "部门", required=True, aliases=("使用部门", "单位"), max_length=100, example="市场监督管理局"),
    Column("place", "设在哪里", required=True, aliases=("设置地点", "地点"), max_length=200, example="解放路 8 号后厨排烟口"),
    Column("legal_on", "法制审核日期", DAY, max_length=40, example="2026-03-06"),
    Column("legal_paper", "法制审核文号", max_length=200, example="法审〔2026〕3号"),
    Column("technical_on", "技术审核日期", DAY, max_length=40),
    Column("technical_paper", "技术审核文号", max_length=200),
    Column("notice_on", "公布设置地点日期", DAY, max_length=40),
    Column("notice_paper", "在哪里公布", max_length=200),
)


def device_layout(departments: Mapping[str, str], latest: date) -> Layout[DeviceEntry]:
    """`departments`: how they are written → code ("" if that is not clear); `latest`: the last day on which a step can have been done."""
    return Layout(TITLE, COLUMNS, draft=lambda record: _placed(record, departments, latest), meet=_meet, merge=_with_steps)


def _placed(record: Record, departments: Mapping[str, str], latest: date) -> Draft[DeviceEntry]:
    if record.refused:
        return Draft(record, record.values.get("number", ""), None)
    row = DeviceEntry(**{name: value for name, value in record.values.items() if value is not None})
    code = departments.get(row.department, "")
    if not code:
        record.note("unknown_code", f"部门“{row.department}”没有登记，或不止一个", "department")
    for step in DeviceStep:
        on, paper = step_of(row, step)
        if bool(on) is not bool(paper):
            record.note("missing", f"{STEP_NAMES[step]}的日期和文号要一起填", f"{step}_{'on' if paper else 'paper'}")
        if on and on > latest:
            record.note("bad_date", "日期还没有到", f"{step}_on")
    return Draft(record, row.number, replace(row, department=code))


def _meet(draft: Draft[DeviceEntry], known: DeviceEntry) -> None:
    """LYG-5.5: a device stays its department's, and each step is done once."""
    if draft.row is None:
        return
    if draft.row.department != known.department:
        draft.record.note("conflict", "已由其他部门登记", "department")
    for step in DeviceStep:
        said, held = step_of(draft.row, step), step_of(known, step)
        if said[0] and held[0] and said != held:
            draft.record.note("conflict", f"{STEP_NAMES[step]}已经登记过", f"{step}_on")


def _with_steps(known: DeviceEntry, row: DeviceEntry) -> DeviceEntry:
    """What a row does not say of a step stays: nobody undoes a review by an empty cell."""
    unsaid = [step for step in DeviceStep if not step_of(row, step)[0]]
    kept = {f"{step}_{what}": getattr(known, f"{step}_{what}") for step in unsaid for what in ("on", "paper")}
    return replace(row, **kept)


def step_of(row: DeviceEntry, step: DeviceStep) -> tuple[date | None, str]:
    return getattr(row, f"{step}_on"), getattr(row, f"{step}_paper")


def write_devices(path: Path, rows: Iterable[DeviceEntry]) -> None:
    """Reading it gives the rows again."""
    write_rows(path, TITLE, COLUMNS, rows)


def write_devices_template(path: Path) -> None:
    write_template(path, TITLE, COLUMNS)

"""The workbook of 会商通报: a row is one meeting or circular, with the tasks that follow, one a line of its cell."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from yicha.duties.types import MinutesEntry, MinutesKind, RecordMinutes, Task
from yicha.duties.workbooks.words import DepartmentWords
from yicha.kernel.tables import (
    DAY,
    VERBATIM,
    Column,
    Draft,
    Flaw,
    Kind,
    Layout,
    Record,
    choice,
    items,
    read_day,
    write_rows,
    write_template,
)

TITLE = "会商通报"
BY = ("department",)
KINDS = choice({"会商": MinutesKind.MEETING, "通报": MinutesKind.CIRCULAR, **{one.value: one for one in MinutesKind}})
LINES = re.compile(r"\r?\n")
PLAIN, SAVED = ("\\", "：", ":", "\r", "\n"), ("\\\\", "\\：", "\\:", "\\r", "\\n")
SPOKEN = {saved[1]: plain for plain, saved in zip(PLAIN, SAVED, strict=True)}


def _parts(line: str) -> list[str]:
    """Apart by colons; one with a backslash before it is a part of the words."""
    parts, rest = [""], iter(line)
    for letter in rest:
        if letter in "：:":
            parts.append("")
        else:
            parts[-1] += SPOKEN.get(following := next(rest, ""), following) if letter == "\\" else letter
    return [part.strip() for part in parts]


def _task(line: str) -> Task:
    parts = _parts(line)
    match parts:
        case [department, what, due_by]:
            return Task(department, what, read_day(due_by))
        case [department, what, due_by, done_on, result]:
            return Task(department, what, read_day(due_by), read_day(done_on), result)
    raise Flaw("not_allowed", f"“{line}”应写成 部门：做什么：期限，办结的再写：办结日期：结果")


def _tasks(text: str) -> tuple[Task, ...]:
    return tuple(_task(line) for line in LINES.split(text) if line.strip())


def _shown(tasks: tuple[Task, ...]) -> str:
    return "\n".join(map(_line, tasks))


def _line(task: Task) -> str:
    done = [task.done_on.isoformat(), task.result] if task.done_on else []
    return "：".join(map(_saved, [task.department, task.what, task.due_by.isoformat(), *done]))


def _saved(text: str) -> str:
    for plain, saved in zip(PLAIN, SAVED, strict=True):
        text = text.replace(plain, saved)
    return text


MINUTES_COLUMNS = (
    Column("title", "事由", VERBATIM, required=True, aliases=("标题",), max_length=200, example="餐饮场所联合整治会商"),
    Column("kind", "类型", KINDS, required=True, example="会商"),
    Column("held_on", "日期", DAY, required=True, aliases=("会商日期", "通报日期"), max_length=40, example="2026-03-05"),
    Column("department", "部门", required=True, aliases=("召集部门", "发文部门"), max_length=100, example="市场监督管理局"),
    Column(
        "parties", "参加或收到的部门", items(), required=True, max_length=4_000, example="消防救援大队;卫生健康局", note="多个用分号隔开"
    ),
    Column("text", "内容", VERBATIM, required=True, aliases=("议定内容",), max_length=10_000, example="统一疏散通道的检查口径"),
    Column(
        "tasks",
        "后续任务",
        Kind(_tasks, _shown),
        max_length=30_000,
        example="消防救援大队：复核疏散通道：2026-04-30",
        note="一行一项；办结的再写：办结日期：结果",
    ),
)


def minutes_layout(words: DepartmentWords[MinutesEntry]) -> Layout[MinutesEntry]:
    return Layout(
        TITLE,
        MINUTES_COLUMNS,
        draft=lambda record: _placed(record, words),
        meet=_meet,
        values=lambda row: _said(row, words),
    )


def _placed(record: Record, words: DepartmentWords[MinutesEntry]) -> Draft[MinutesEntry]:
    """Departments in lists are written as those in columns are."""
    if not record.refused:
        codes = words.departments
        record.values["parties"] = tuple(codes.get(one, one) for one in record.values["parties"])
        record.values["tasks"] = tuple(
            replace(one, department=codes.get(one.department, one.department)) for one in record.values.get("tasks") or ()
        )
        if "" in {*record.values["parties"], *(one.department for one in record.values["tasks"])}:
            record.note("unknown_code", "这样写的不止一个，请写代码", "parties")
    return words.placed(record, MinutesEntry, BY)


def _said(row: MinutesEntry, words: DepartmentWords[MinutesEntry]) -> dict[str, Any]:
    called = words.names()
    parties = tuple(called.get(one, one) for one in row.parties)
    tasks = tuple(replace(one, department=called.get(one.department, one.department)) for one in row.tasks)
    return words.said(row, row.title, BY) | {"parties": parties, "tasks": tasks}


def _meet(draft: Draft[MinutesEntry], known: MinutesEntry) -> None:
    """WS-2.3: what is on record is not rewritten by a file; a task is closed by its department on the page."""
    if draft.row is not None and draft.row != known:
        draft.record.note("held", "这次会商或通报已经登记，内容不同", "title")


def write_minutes(path: Path, rows: Iterable[MinutesEntry], words: DepartmentWords[MinutesEntry]) -> None:
    """Reading it gives the rows again."""
    write_rows(path, TITLE, MINUTES_COLUMNS, rows, minutes_layout(words).values)


def write_minutes_template(path: Path) -> None:
    write_template(path, TITLE, MINUTES_COLUMNS)


def recording_of(region_path: str, row: MinutesEntry) -> RecordMinutes:
    return RecordMinutes(region_path, row.department, row.kind, row.title, row.held_on, row.parties, row.text, row.tasks)

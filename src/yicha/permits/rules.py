"""What must hold before permits are taken over, what they change of a subject, and until when they are checked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TypeVar

from yicha.engines.deadlines import BEIJING, WorkingCalendar, due
from yicha.engines.quality import local_sid
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.norms.types import NormCode, NormsInForce
from yicha.permits.types import CheckState, DefinePermitKind, PermitRow, PermitStatus
from yicha.subjects.types import SubjectRow

UNKNOWN_TOWN = "未知"
Check = TypeVar("Check")


def require_kind(command: DefinePermitKind, items: Collection[str], departments: Collection[str]) -> None:
    """GX-6.3b: a kind of permit names items in force and a department that answers for the check."""
    if not command.code.strip() or not command.name.strip():
        raise RuleBroken("请写明许可类别的编码和名称", clause="GX-6.3b")
    missing = [code for code in command.items if code not in items]
    if missing or not command.items:
        raise RuleBroken("许可类别须对应已生效的监管事项", clause="GX-6.3b", exits=(Exit("先公布这些事项"),))
    if command.department not in departments:
        raise RuleBroken("这个部门不存在", clause="GX-6.3b", exits=(Exit("选本地区现有的部门"),))


def require_rows(rows: Sequence[PermitRow], kinds: Collection[str]) -> None:
    """GX-6.3b: each permit once, of a kind that is known, with a holder; otherwise nobody would know what to check."""
    numbers = [row.number for row in rows]
    if len(set(numbers)) != len(numbers):
        raise RuleBroken("同一许可编号出现两次", clause="GX-6.3b")
    if any(not row.number.strip() or not row.name.strip() or not row.issuer.strip() for row in rows):
        raise RuleBroken("许可须有编号、持有人和许可机关", clause="GX-6.3b")
    unknown = [row.kind for row in rows if row.kind not in kinds]
    if unknown:
        raise RuleBroken(f"许可类别 {unknown[0]} 还没有登记", clause="GX-6.3b", exits=(Exit("先登记许可类别及其监管事项"),))
    if any(row.valid_to is not None and row.valid_to < row.granted_on for row in rows):
        raise RuleBroken("许可有效期早于许可日期", clause="GX-6.3b")


def require_same_place(region_path: str, held: Collection[str]) -> None:
    """R-SUB-1: a feed takes no permit over from another region."""
    if any(path != region_path for path in held):
        raise RuleBroken("有许可已登记在其他地区", clause="R-SUB-1", exits=(Exit("从文件中去掉这些行"),))


def sid_of(row: PermitRow) -> str:
    """LYG-2.4: the holder as the register knows it: its number, else its code, else name and address."""
    return row.sid or row.uscc or local_sid(row.name, row.address)


def subject_of(row: PermitRow, kind: str, known: SubjectRow | None) -> SubjectRow:
    """LYG-2.4: a permit creates its holder, or adds what the register lacks; what the register says is not overwritten."""
    begun = known or SubjectRow(sid=sid_of(row), name=row.name, uscc=row.uscc)
    tags = tuple(tag for tag in begun.tags if tag != kind)
    return replace(
        begun,
        tags=(*tags, kind) if row.status is PermitStatus.VALID else tags,
        address=begun.address or row.address or None,
        scope=begun.scope or row.scope or None,
        town=row.town if row.town and begun.town == UNKNOWN_TOWN else begun.town,
    )


def check_by(granted_on: date, norms: NormsInForce, calendar: WorkingCalendar) -> date | None:
    """LYG-2.4: the last day of the 批后核查, counted from the grant. The number is a norm; None where none held yet."""
    if NormCode.POST_APPROVAL_CHECK not in norms.rows:
        return None
    return due(datetime.combine(granted_on, time(12), BEIJING), [norms.term(NormCode.POST_APPROVAL_CHECK)], calendar).day


def answering(checks: Iterable[tuple[date, Check]], granted_on: date) -> Check | None:
    """LYG-2.4: the first check on the day of the grant or later is the 批后核查, whichever arrived first, it or the permit."""
    later = [(day, check) for day, check in checks if day >= granted_on]
    return min(later, key=lambda each: each[0], default=(None, None))[1]


def state_of(status: PermitStatus, checked: bool, until: date | None, today: date) -> CheckState:  # noqa: FBT001 one of three facts
    """LYG-2.4: a check is owed until it was made; not of a permit that no longer holds, or from before there was such a clock."""
    if checked:
        return CheckState.CHECKED
    if status is PermitStatus.CANCELLED or until is None:
        return CheckState.NOT_OWED
    return CheckState.OVERDUE if today > until else CheckState.DUE


def differs(held: Mapping[str, object], values: Mapping[str, object]) -> bool:
    return any(held[name] != value for name, value in values.items())

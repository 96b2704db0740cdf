"""Officers: who may be drawn and sign, and what an import changes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from yicha.kernel.refusals import Exit, RuleBroken
from yicha.orgs.rules.inputs import require_days, require_text
from yicha.orgs.types import PROFILE, OfficerChanges, OfficerRow, RecusalStatus

Days = tuple[date, date]

RENEW = Exit("先办理执法证延期", "orgs.officer.renew_certificate")


def is_certified(valid_to: date | None, on: date) -> bool:
    """R-SUB-3. A certificate without an end is valid until one is registered."""
    return valid_to is None or on <= valid_to


def require_certificate(valid_to: date | None, on: date) -> None:
    """R-SUB-3: an officer whose certificate has expired can neither be drawn nor sign."""
    if not is_certified(valid_to, on):
        raise RuleBroken(f"执法证已于 {valid_to} 到期，不能参加检查和签字", clause="R-SUB-3", exits=(RENEW,))


def require_later(valid_to: date, current: date | None, on: date) -> None:
    """R-SUB-3: a renewal reaches further than the old certificate and than today."""
    if valid_to < on or (current is not None and valid_to <= current):
        raise RuleBroken("延期后的有效期要晚于原有效期和今天", clause="R-SUB-3")


def absences(first_day: date, last_day: date, valid_to: date | None, leave: Iterable[Days]) -> tuple[Days, ...]:
    """LYG-4.2, R-SUB-3: the parts of first_day..last_day on leave or without certificate, in order; may overlap. Both ends included."""
    uncertified = [(valid_to + timedelta(days=1), last_day)] if valid_to is not None and valid_to < last_day else []
    spans = ((max(begin, first_day), min(end, last_day)) for begin, end in [*leave, *uncertified])
    return tuple(sorted((begin, end) for begin, end in spans if begin <= end))


def counts_for_draws(status: RecusalStatus, *, by_party: bool) -> bool:
    """R-SUB-3, 处罚法 §43: what officers declare of themselves counts at once; what a party asks for counts when the head upholds it.

    Otherwise an enterprise could choose its officers by asking often enough.
    """
    return status is RecusalStatus.UPHELD or (status is RecusalStatus.DECLARED and not by_party)


def require_own_subject(own: str, sid: str) -> None:
    """R-SUB-3, 处罚法 §43: a party asks for itself."""
    if own != sid:
        raise RuleBroken("只能就本企业申请回避", clause="R-SUB-3")


def require_other_decider(declared_by: str, decider: str) -> None:
    """R-SUB-3, 处罚法 §43: the head of the organ decides, not who declared it."""
    if declared_by == decider:
        raise RuleBroken("回避由本机关负责人决定，申报人不能自己决定", clause="R-SUB-3")


def require_rows(rows: Collection[OfficerRow]) -> None:
    """LYG-4.2: an import has rows, each certificate once, each with a name and possible numbers."""
    if not rows:
        raise RuleBroken("没有可登记的执法人员", clause="LYG-4.2")
    twice = [cert_no for cert_no, count in Counter(row.cert_no for row in rows).items() if count > 1]
    if twice:
        raise RuleBroken(f"执法证号 {twice[0]} 出现两次", clause="LYG-4.2")
    for row in rows:
        _require_row(row)


def _require_row(row: OfficerRow) -> None:
    require_text(row.cert_no, 40, "执法证号", "LYG-4.2")
    require_text(row.name, 60, f"执法证号 {row.cert_no} 的姓名", "LYG-4.2")
    for text in (*row.skills, *row.towns, *row.recusals):
        require_text(text, 60, f"执法证号 {row.cert_no} 的资格、区域或回避主体", "LYG-4.2")
    if not 0 <= row.days_per_week <= 7:  # noqa: PLR2004 a week
        raise RuleBroken(f"执法证号 {row.cert_no}：每周可用天数应在 0 到 7 之间", clause="LYG-4.2")
    for begin, end in row.leave:
        require_days(begin, end, "LYG-4.2")


def compare_officers(known: Mapping[str, OfficerRow], rows: Collection[OfficerRow]) -> OfficerChanges:
    """LYG-4.2. Departments are codes here. Leave and recusals are only ever added, so known ones missing in a row change nothing."""
    new = tuple(row.cert_no for row in rows if row.cert_no not in known)
    changed = tuple(
        row.cert_no for row in rows if row.cert_no in known and _differs(known[row.cert_no], completed(known[row.cert_no], row))
    )
    return OfficerChanges(new, changed, tuple(row.cert_no for row in rows if row.cert_no not in {*new, *changed}))


def completed(known: OfficerRow, row: OfficerRow) -> OfficerRow:
    """LYG-4.2: what a workbook does not say of the person stays as it was."""
    return replace(row, **{name: getattr(row, name) or getattr(known, name) for name in PROFILE})


def _differs(known: OfficerRow, row: OfficerRow) -> bool:
    adds = set(row.leave) - set(known.leave) or set(row.recusals) - set(known.recusals)
    return bool(adds) or replace(row, leave=(), recusals=()) != replace(known, leave=(), recusals=())

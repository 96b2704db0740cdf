"""The file in which a higher level dispatches a joint task, and the one with which we answer (domain §1.5).

    in    {"taskInfo": {taskNo, taskName, taskStartTime, status: 分发, initiateUnitName, unionDeptNo, unionDeptName, supervisionMatterCode,
           inspectContent, inspectClaim, remark, superviseObjects: [{type, name, credentialsValue}]}}
    out   {"taskInfo": {taskNo, taskName, status},
           "supervisionProcess": {"taskDetails": [a unit each], "feedbackUnitInfo": {admInspection …}}}

Several units stand in one field, apart by commas, or in a list. What is not named here is kept with the file and not read.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, Final

from yicha.engines.deadlines import BEIJING
from yicha.inspections.types import Outcome
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.levels.types import CheckRecord, Dispatch, DispatchedSubject, UnitRow, UnitStatus, UpperTaskRow

WORDS: Final[Mapping[UnitStatus, str]] = {
    UnitStatus.DISPATCHED: "分发",
    UnitStatus.CLAIMED: "认领",
    UnitStatus.ENDED: "结束",
    UnitStatus.FED_BACK: "反馈",
    UnitStatus.RETURNED: "退回",
}
RESULTS: Final[Mapping[Outcome, str]] = {
    Outcome.NO_PROBLEM: "未发现问题",
    Outcome.NOT_PUBLISHED: "未按规定公示应当公示的信息",
    Outcome.FALSE_PUBLICATION: "公示信息隐瞒真实情况、弄虚作假",
    Outcome.NOT_FOUND: "通过登记的住所（经营场所）无法联系",
    Outcome.CORRECTED: "发现问题已责令改正",
    Outcome.REFUSED: "不配合检查情节严重",
    Outcome.NO_SUCH_BUSINESS: "未发现开展本次抽查涉及的经营活动",
    Outcome.PENDING: "发现问题待后续处理",
}
DAY = len("2026-03-02")


def read_dispatch(content: bytes) -> Dispatch:
    """YX-2.8: what the file says; RuleBroken naming the field that cannot be read."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unreadable("文件不是 JSON") from error
    info = said.get("taskInfo") if isinstance(said, dict) else None
    if not isinstance(info, dict):
        raise _unreadable("文件里没有 taskInfo")
    if info.get("status", WORDS[UnitStatus.DISPATCHED]) != WORDS[UnitStatus.DISPATCHED]:
        raise _unreadable("status 不是“分发”")
    return Dispatch(
        number=_text(info, "taskNo"),
        name=_text(info, "taskName"),
        started_on=_day(_text(info, "taskStartTime")),
        initiator=_text(info, "initiateUnitName"),
        matter=_text(info, "supervisionMatterCode"),
        content=_text(info, "inspectContent"),
        demands=_text(info, "inspectClaim"),
        remark=_text(info, "remark"),
        units=tuple(zip_longest(_many(info, "unionDeptNo"), _many(info, "unionDeptName"), fillvalue="")),
        subjects=tuple(map(_subject, _listed(info, "superviseObjects"))),
    )


def _unreadable(what: str) -> RuleBroken:
    return RuleBroken(f"读不懂任务文件：{what}", clause="YX-2.8", exits=(Exit("请上级按约定的格式重发"),))


def _text(info: Mapping[str, Any], field: str) -> str:
    value = info.get(field) or ""
    if not isinstance(value, str):
        raise _unreadable(f"{field} 应当是文字")
    return value.strip()


def _many(info: Mapping[str, Any], field: str) -> list[str]:
    value = info.get(field) or []
    parts = value if isinstance(value, list) else str(value).replace("，", ",").split(",")
    return [str(part).strip() for part in parts]


def _listed(info: Mapping[str, Any], field: str) -> list[Any]:
    value = info.get(field) or []
    if not isinstance(value, list):
        raise _unreadable(f"{field} 应当是列表")
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:DAY])
    except ValueError as error:
        raise _unreadable("taskStartTime 不是日期") from error


def _subject(row: Any) -> DispatchedSubject:
    if not isinstance(row, dict):
        raise _unreadable("superviseObjects 的每一项应当是对象")
    found = DispatchedSubject(_text(row, "name"), _text(row, "credentialsValue") or _text(row, "code"), _text(row, "type"))
    if not found.name or not found.code:
        raise _unreadable("监管对象缺少名称或代码")
    return found


def write_feedback(task: UpperTaskRow, names: Mapping[str, str], checks: Sequence[CheckRecord]) -> bytes:
    """YX-2.8: our answer. Penalties, coercion and other actions are not yet kept here: their lists are empty."""
    answer = {
        "taskInfo": {"taskNo": task.number, "taskName": task.name, "status": WORDS[task.status]},
        "supervisionProcess": {
            "taskDetails": [_unit(task, unit, names) for unit in task.units],
            "feedbackUnitInfo": {
                "admInspection": [_check(one, names) for one in checks],
                "admPunishment": [],
                "admForce": [],
                "other": [],
            },
        },
    }
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def _unit(task: UpperTaskRow, unit: UnitRow, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "unionUnitType": "dept",
        "unionUnitNo": unit.department,
        "unionUnitName": names.get(unit.department, unit.department),
        "status": WORDS[unit.status],
        "supervisionMatterCode": task.matter,
        "claimTime": _moment(unit.claimed_at),
        "endTime": _moment(unit.ended_at),
        "endReason": unit.end_reason or unit.returned_because,
        "feedbackTime": _moment(unit.fed_back_at),
        "feedbackSuggestion": unit.suggestion,
    }


def _check(one: CheckRecord, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "check_action_code": one.number,
        "supervise_item_implement_code": one.item_code,
        "check_action_name": one.item_name,
        "implement_institution": names.get(one.department, one.department),
        "implement_institution_code": one.department,
        "administrative_cp": one.subject,
        "administrative_cp_ui_code": one.code,
        "check_date": _moment(one.checked_at),
        "check_result": RESULTS[one.result],
        "check_personnel_code": list(one.officers),
    }


def _moment(at: datetime | None) -> str:
    """As the clocks there show it: the layout has no zone."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S") if at else ""

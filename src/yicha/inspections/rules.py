"""What must hold on site (domain §3, R-PROC, R-SUB-3, R-ITEM-2)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from yicha.inspections.types import Outcome, PointAnswer, PointResult
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.planning.types import OfficerRow

CLEAN = frozenset({Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS, Outcome.NOT_FOUND})


def require_own_department(actor: Actor, department: str, clause: str) -> None:
    if not actor.acts_for(department):
        raise NotPermitted("只能办理本部门的部分", clause=clause, exits=(Exit("请该部门办理", department),))


def require_announced(announced: bool) -> None:  # noqa: FBT001 what the visit's lines say
    """R-PROC-2: what the law does not announce gets no notice."""
    if not announced:
        raise RuleBroken("本次检查依法不预先告知", clause="R-PROC-2", exits=(Exit("到场后亮证亮码"),))


def require_notified(announced: bool, notified: bool) -> None:  # noqa: FBT001 as above
    """R-PROC-2, LYG-4.3e: who is to be told was told before anybody comes."""
    if announced and not notified:
        raise RuleBroken("还没有发出检查通知书", clause="LYG-4.3e", exits=(Exit("先发出通知书"),))


def require_code(shown: str, code: str) -> None:
    """R-PROC-3: no code, no entry."""
    if shown != code:
        raise RuleBroken("检查码不符，不得入企检查", clause="R-PROC-3", exits=(Exit("出示本次检查的检查码"),))


def require_day(day: date, first_day: date, last_day: date) -> None:
    """LYG-4.3a: on a day of the visit's week, or after a change that is on record."""
    if not first_day <= day <= last_day:
        raise RuleBroken(
            f"本次检查安排在 {first_day} 至 {last_day}", clause="LYG-4.3a", exits=(Exit("在安排的日期检查"), Exit("由联席办调整"))
        )


def require_drawn(cert_no: str, team: Collection[OfficerRow]) -> None:
    """R-SUB-3: only who was drawn for the visit."""
    if cert_no not in {one.cert_no for one in team}:
        raise RuleBroken("您不是本次检查抽中的执法人员", clause="R-SUB-3", exits=(Exit("由抽中的人员检查"), Exit("按规定更换人员并留痕")))


def require_full_team(wanted: Mapping[str, int], team: Sequence[OfficerRow]) -> None:
    """R-SUB-3: so many officers of each department as the law wants, at least two."""
    for department, count in wanted.items():
        present = sum(one.department == department for one in team)
        if present < count:
            raise RuleBroken(f"{department} 只有 {present} 名执法人员，须有 {count} 名", clause="R-SUB-3", exits=(Exit("补抽执法人员"),))


def require_team_of(officers: Sequence[str], department: str, team: Sequence[OfficerRow], least: int) -> None:
    """R-SUB-3, R-SUB-2: who signs was drawn for this department, and they are enough."""
    drawn = {one.cert_no for one in team if one.department == department}
    if len(set(officers)) < least or not set(officers) <= drawn:
        raise RuleBroken(f"检查人员须是抽中的本部门执法人员，不少于 {least} 人", clause="R-SUB-3", exits=(Exit("按规定更换人员并留痕"),))


def require_form_kept(answers: Sequence[PointAnswer], asked: Mapping[str, Collection[str]]) -> None:
    """R-ITEM-2: the questions of the published form, each once, no more and no fewer."""
    answered = [(answer.item_code, answer.point) for answer in answers]
    wanted = {(item, point) for item, points in asked.items() for point in points}
    if len(set(answered)) != len(answered) or set(answered) != wanted:
        stray = sorted(set(answered) ^ wanted)
        raise RuleBroken(
            f"检查内容与检查单不一致：{stray[0] if stray else '重复作答'}", clause="R-ITEM-2", exits=(Exit("按检查单逐项填写"),)
        )


def require_outcome_fits(outcome: Outcome, answers: Sequence[PointAnswer], note: str) -> None:
    """LYG-4.4a: no problem is what no answer contradicts, and a problem is described."""
    failed = [answer for answer in answers if answer.result is PointResult.FAIL]
    if bool(failed) == (outcome in CLEAN):
        raise RuleBroken("检查结果与逐项结论不一致", clause="LYG-4.4a", exits=(Exit("核对不合格项"), Exit("改检查结果")))
    if any(not answer.note for answer in failed) and not note:
        raise RuleBroken("不合格项须写明情况", clause="LYG-4.4a", exits=(Exit("在该项或总体情况中写明"),))


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("取消检查必须说明原因", clause="LYG-4.3a")

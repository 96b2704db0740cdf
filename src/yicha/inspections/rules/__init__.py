"""What must hold before, on and after a visit (domain §3, R-PROC, R-SUB-3, R-ITEM-2)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from yicha.engines.forms import AnswerKind, asked_now, worst
from yicha.inspections.rules.door_marks import sign_at_door
from yicha.inspections.types import (
    Answer,
    AnswerRow,
    InspectionStatus,
    KnownResult,
    Outcome,
    PointAnswer,
    PointResult,
    Question,
    SignRecord,
    TaskStatus,
    values_of,
)
from yicha.items.types import ItemRow
from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotPermitted, RuleBroken
from yicha.planning.types import OfficerRow, ValidResult, VisitRow

CLEAN = frozenset({Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS, Outcome.NOT_FOUND})
FOUND = frozenset({Outcome.NOT_PUBLISHED, Outcome.FALSE_PUBLICATION, Outcome.CORRECTED, Outcome.PENDING})
ADOPTING = re.compile(r"采用 .+ 的结果（\d{4}-\d{2}-\d{2}）")
BEFORE = frozenset({InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED, InspectionStatus.HELD})
OVER = frozenset({InspectionStatus.CLOSED, InspectionStatus.CANCELLED})
UNDECIDED = frozenset({PointResult.NOT_CHECKED, PointResult.NOT_APPLICABLE})
NEED_WORDS = frozenset({PointResult.FAIL, *UNDECIDED})
STROKES = re.compile(r"(?=.{8,20000}\Z)(M\d{1,3} \d{1,3}( L\d{1,3} \d{1,3})+ ?)+")
ABSENCE = "absence"  # what a photograph of a closed door answers
# Without 0 1 I L O U: what a person reads aloud or copies by hand is what stood there.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH, ENTERPRISE_CODE_LENGTH = 12, 16  # 59 and 78 bits
COMPOUND_FAMILIES = frozenset({"欧阳", "司马", "上官", "诸葛", "司徒", "令狐", "皇甫", "尉迟", "公孙", "慕容", "东方", "夏侯", "端木"})


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


def require_code(shown: str, code: str, uscc: str, signs: Collection[str]) -> None:
    """R-PROC-3: no code, no entry. The code of the inspection, the credit code that the firm's licence carries, or the sign at its door."""
    typed = plain_code(shown)
    if typed != code and not (uscc and uscc in typed) and sign_at_door(shown) not in signs:
        raise RuleBroken(
            "检查码不符，不得入企检查", clause="R-PROC-3", exits=(Exit("出示本次检查的检查码"), Exit("扫企业的营业执照或门口的监督码"))
        )


def require_day(day: date, first_day: date, last_day: date) -> None:
    """LYG-4.3a: on a day of the visit's week, or after a change that is on record."""
    if not first_day <= day <= last_day:
        raise RuleBroken(
            f"本次检查安排在 {first_day} 至 {last_day}", clause="LYG-4.3a", exits=(Exit("在安排的日期检查"), Exit("由联席办调整"))
        )


def require_items_in_force(planned: VisitRow, items: Mapping[str, ItemRow]) -> None:
    """R-ITEM-1: a department comes only with an item that is in force today."""
    lawful = {demand.department for demand in planned.demands if demand.item_code in items}
    ways = (Exit("由联席办从本次检查中去掉该部门"), Exit("取消本次检查"))
    for department in planned.departments:
        if department not in lawful:
            raise RuleBroken(f"{department} 本次检查的事项已经停用", clause="R-ITEM-1", exits=ways)


def require_drawn(cert_no: str, team: Collection[OfficerRow]) -> None:
    """R-SUB-3: only who was drawn for the visit."""
    if cert_no not in {one.cert_no for one in team}:
        raise RuleBroken("您不是本次检查抽中的执法人员", clause="R-SUB-3", exits=(Exit("由抽中的人员检查"), Exit("按规定更换人员并留痕")))


def require_full_team(wanted: Collection[tuple[str, int]], team: Sequence[OfficerRow]) -> None:
    """R-SUB-3: so many officers of each department that checks as the law wants, at least two."""
    for department, count in wanted:
        present = sum(one.department == department for one in team)
        if present < count:
            raise RuleBroken(f"{department} 只有 {present} 名执法人员，须有 {count} 名", clause="R-SUB-3", exits=(Exit("补抽执法人员"),))


def require_team_of(officers: Sequence[str], department: str, team: Sequence[OfficerRow], least: int) -> None:
    """R-SUB-3, R-SUB-2: who signs was drawn for this department, and they are enough."""
    drawn = {one.cert_no for one in team if one.department == department}
    if len(set(officers)) < least or not set(officers) <= drawn:
        raise RuleBroken(f"检查人员须是抽中的本部门执法人员，不少于 {least} 人", clause="R-SUB-3", exits=(Exit("按规定更换人员并留痕"),))


def require_another_holder(holder: str, taker: str) -> None:
    """YX-2.4: who answers for the part has nothing to take over."""
    if holder == taker:
        raise RuleBroken("这部分本来就由您负责", clause="YX-2.4", exits=(Exit("接着办"),))


def require_evidence_of_absence(words: str, photos: int) -> None:
    """LYG-4.4a: that nobody was there is shown by a photograph and by what was seen."""
    if not photos or not words.strip():
        raise RuleBroken("要有现场照片，并写明看到的情况", clause="LYG-4.4a", exits=(Exit("拍门头和现场"), Exit("写明看到的情况")))


def require_part_in(actor: Actor, departments: Collection[str]) -> None:
    """R-SUB-3: only who takes part in the visit."""
    if not any(actor.acts_for(code) for code in departments):
        raise NotPermitted("只能由参加本次检查的部门办理", clause="R-SUB-3", exits=(Exit("请参加的部门办理"),))


def require_before_the_visit(status: InspectionStatus) -> None:
    """R-SUB-3: who comes along is fixed before anybody enters."""
    if status not in BEFORE:
        raise RuleBroken("随行人员在入企前确定", clause="R-SUB-3", exits=(Exit("由抽中的执法人员检查"),))


def require_companion(name: str, number: str, named: Collection[str], drawn: Collection[str]) -> None:
    """R-SUB-2, R-SUB-3: named with a number of his own, once, and no officer of this visit."""
    if not name.strip() or not number:
        raise RuleBroken("写明姓名和证件号", clause="R-SUB-3", exits=(Exit("填写姓名和证件号"),))
    if number in named or number in drawn:
        raise RuleBroken("此人已在本次检查的人员中", clause="R-SUB-2", exits=(Exit("核对证件号"),))


def require_not_over(status: InspectionStatus) -> None:
    """GX-4.3b: help is asked for as long as there is a visit."""
    if status in OVER:
        raise RuleBroken("这次检查已经结束", clause="GX-4.3b", exits=(Exit("拨打 110"),))


def require_unanswered(*, answered: bool) -> None:
    """GX-4.3b: the first answer stands."""
    if answered:
        raise RuleBroken("这个请求已经答复", clause="GX-4.3b", exits=(Exit("与现场人员直接联系"),))


def require_undecided(*, decided: bool) -> None:
    """R-PROC-1: an urgency is approved or refused once."""
    if decided:
        raise RuleBroken("这次检查已经补批", clause="R-PROC-1", exits=(Exit("看补批意见"),))


def require_approved_or_refused(*, waits: bool) -> None:
    """R-PROC-1: of what was entered in urgency nothing is concluded before the head of the leading department has decided."""
    if waits:
        raise RuleBroken("情况紧急先查的，补批以后才能核定", clause="R-PROC-1", exits=(Exit("请牵头部门负责人补批"),))


def require_checking(status: InspectionStatus) -> None:
    """R-PROC-3: nothing is checked before the code was shown, nor after the visit was closed or cancelled."""
    if status is not InspectionStatus.STARTED:
        raise RuleBroken("只有已扫码入企、未办结的检查可以填写", clause="R-PROC-3", exits=(Exit("先亮证亮码"),))


def require_not_stopped(status: InspectionStatus) -> None:
    """WY-5.8b: what the legal supervisor has stopped nobody concludes or returns until he decides."""
    if status is InspectionStatus.STOPPED:
        raise RuleBroken("这次检查已被叫停", clause="WY-5.8b", exits=(Exit("等行政执法监督机构决定恢复或终止"),))


def require_no_objection(status: InspectionStatus) -> None:
    """LYG-4.3d: while the enterprise's objection is open nobody enters."""
    if status is InspectionStatus.HELD:
        raise RuleBroken("企业对这次检查提出了异议，裁定前不得上门", clause="LYG-4.3d", exits=(Exit("等行政执法监督机构裁定"),))


def require_told(status: InspectionStatus, objected: bool) -> None:  # noqa: FBT001 whether it did before
    """LYG-4.3e: who has its notice may object before anybody comes; once."""
    if objected:
        raise RuleBroken("对这次检查已经提过异议", clause="LYG-4.3e", exits=(Exit("有新的事实，在现场向检查人员陈述，写入笔录"),))
    if status is not InspectionStatus.NOTIFIED:
        raise RuleBroken(
            "只有已通知、还没有上门的检查可以提异议", clause="LYG-4.3e", exits=(Exit("在现场陈述，写入笔录"), Exit("对结果申请复议或诉讼"))
        )


def require_caller(caller: str, on_its_own: bool) -> None:  # noqa: FBT001 whether the enterprise writes itself
    """LYG-4.3e: what a clerk writes down for an enterprise names who called."""
    if not (on_its_own or caller.strip()):
        raise RuleBroken("写明是谁来电、电话多少", clause="LYG-4.3e", exits=(Exit("填写来电人和电话"),))


def require_unsigned(signed: bool) -> None:  # noqa: FBT001 whether there is a record
    """R-PROC-5: what the firm has signed nobody changes."""
    if signed:
        raise RuleBroken("企业已签字，检查记录已锁定", clause="R-PROC-5", exits=(Exit("在本部门结果中另行说明"),))


def require_signed(signed: bool) -> None:  # noqa: FBT001 as above
    """R-PROC-5: no result without the record that the firm signed, or refused to sign before a witness."""
    if not signed:
        raise RuleBroken("企业还没有签字", clause="R-PROC-5", exits=(Exit("请企业签字"), Exit("记录拒签原因，请见证人签")))


def adopts(note: str) -> bool:
    """R-EVID-1: whether the words beside an answer take an earlier result over."""
    return ADOPTING.fullmatch(note) is not None


def require_known(notes: Mapping[str, str], known: Mapping[str, KnownResult]) -> None:
    """R-EVID-1: what is taken over is known, in order and still valid on the day."""
    if any(question not in known or note != known[question].adopting for question, note in notes.items()):
        raise RuleBroken("要采用的结果查不到，或者已过有效期", clause="R-EVID-1", exits=(Exit("再查这一问"),))


def require_asked(questions: Collection[str], form: Mapping[str, Question], departments: frozenset[str]) -> None:
    """R-ITEM-2: questions of the published form, and of those only what these departments ask; each once."""
    if not questions or len(set(questions)) != len(questions) or any(departments.isdisjoint(_askers(form.get(key))) for key in questions):
        raise RuleBroken("检查内容与本部门的检查单不一致", clause="R-ITEM-2", exits=(Exit("按检查单逐项填写"),))


def _askers(question: Question | None) -> tuple[str, ...]:
    return question.departments if question else ()


def judged(answer: Answer, question: Question) -> Answer:
    """R-ITEM-2: what is measured or chosen decides its result: 不合格 if it is for any department that asks."""
    if answer.result is PointResult.NOT_APPLICABLE and not question.may_lack:
        raise RuleBroken(f"这一问不能答不适用：{question.content}", clause="R-ITEM-2", exits=(Exit("查不了的，写明未检查的原因"),))
    if question.kind is AnswerKind.VERDICT or (answer.result in UNDECIDED and not answer.value):
        return replace(answer, value="")
    try:
        return replace(answer, result=worst(question, answer.value))
    except ValueError as error:
        raise RuleBroken(f"答案不对：{question.content}", clause="R-ITEM-2", exits=(Exit("数值题填数字"), Exit("选择题选一项"))) from error


def require_complete(form: Sequence[Question], answers: Mapping[str, AnswerRow]) -> None:
    """R-ITEM-2, LYG-4.4a: every question answered; a failure described, what was not checked explained."""
    keys = asked_now(form, values_of(answers))
    asked = [question for question in form if question.key in keys]
    missing = [question for question in asked if question.key not in answers]
    if missing:
        raise RuleBroken(
            f"还有 {len(missing)} 问没有回答：{missing[0].content}", clause="R-ITEM-2", exits=(Exit("逐问回答"), Exit("未检查的写明原因"))
        )
    bare = [question for question in asked if answers[question.key].result in NEED_WORDS and not answers[question.key].note.strip()]
    if bare:
        raise RuleBroken(
            f"{len(bare)} 问不合格、不适用或未检查，没有写明情况：{bare[0].content}", clause="LYG-4.4a", exits=(Exit("写明情况"),)
        )


def checked_again_without_words(
    form: Sequence[Question], answers: Mapping[str, AnswerRow], known: Mapping[str, KnownResult]
) -> list[ValidResult]:
    """R-EVID-1: what was found in order not long ago is taken over, or there is a reason to check it again; either stands in the words
    of the answer. Of these neither does.
    """
    keys = asked_now(form, values_of(answers))
    return [known[one.key].result for one in form if one.key in keys and one.key in known and not answers[one.key].note.strip()]


def require_settled(form: Sequence[Question], answers: Mapping[str, AnswerRow]) -> None:
    """LYG-4.4a: where two officers found different things a person decides before anybody signs; none of the two wins by itself."""
    torn = [question.content for question in form if question.key in answers and answers[question.key].differs]
    if torn:
        raise RuleBroken(f"{len(torn)} 问两人所记不同，还没有定：{torn[0]}", clause="LYG-4.4a", exits=(Exit("看两处记录，定一个"),))


def require_door(*, door: bool) -> None:
    """R-MODE-1: nobody comes to a door for what is checked off-site, and nothing is shown or reported there."""
    if not door:
        raise RuleBroken("这是非现场检查，不上门", clause="R-MODE-1", exits=(Exit("在办公室开始非现场检查"),))


def require_no_door(*, door: bool) -> None:
    """R-MODE-1: what was planned for the door is checked there."""
    if door:
        raise RuleBroken("这次检查安排的是上门", clause="R-MODE-1", exits=(Exit("亮码入企"), Exit("由联席办改为非现场检查")))


def require_nobody_signed(command: SignRecord) -> None:
    """R-PROC-5: an off-site check has no signature; whoever signed, or refused to, stood somewhere."""
    if command.person or command.strokes or command.refused_because or command.witness:
        raise RuleBroken("非现场检查没有现场签字", clause="R-PROC-5", exits=(Exit("企业的意见写在陈述里"),))


def require_signature(command: SignRecord) -> None:
    """R-PROC-5: signed by a person with a name, or refused with a reason before a witness with a name; never both."""
    signed = bool(command.strokes and command.person.strip() and not command.refused_because and not command.witness)
    refused = bool(not command.strokes and command.refused_because.strip() and command.witness.strip())
    if not (signed or refused):
        raise RuleBroken(
            "要么由企业现场负责人签字，要么写明拒签原因并由见证人签名",
            clause="R-PROC-5",
            exits=(Exit("写姓名并签字"), Exit("写拒签原因和见证人姓名")),
        )
    if command.strokes and not STROKES.fullmatch(command.strokes):
        raise RuleBroken("签字内容无法辨认", clause="R-PROC-5", exits=(Exit("重写"),))


def require_outcome_fits(outcome: Outcome, answers: Sequence[PointAnswer]) -> None:
    """LYG-4.4a: no problem is what no answer contradicts, and a problem has an answer that shows it."""
    failed = any(answer.result is PointResult.FAIL for answer in answers)
    if (failed and outcome in CLEAN) or (not failed and outcome in FOUND):
        raise RuleBroken("检查结果与逐项结论不一致", clause="LYG-4.4a", exits=(Exit("核对不合格项"), Exit("改检查结果")))


def require_correction(status: TaskStatus, before: str, outcome: Outcome) -> None:
    """LYG-4.4a: only what a head has confirmed is corrected, and into something else; before that it is returned."""
    if status is not TaskStatus.CONCLUDED:
        raise RuleBroken("结果还没有核定，不用更正", clause="LYG-4.4a", exits=(Exit("由部门负责人退回"),))
    if before == outcome:
        raise RuleBroken("更正后的结果和原来一样", clause="LYG-4.4a", exits=(Exit("选另一个结果，或不予支持"),))


def require_reason(reason: str, clause: str = "LYG-4.3a") -> None:
    if not reason.strip():
        raise RuleBroken("必须说明原因", clause=clause, exits=(Exit("写明原因"),))


def plain_code(typed: str) -> str:
    """A code as people type it: any case, with spaces or hyphens between the groups, or the whole address of a scanned QR."""
    return re.sub(r"[\s-]", "", typed.rpartition("/v/")[2].partition("?m=")[0]).upper()


def grouped(code: str) -> str:
    """In fours, as it stands on paper."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def enterprise_digest(code: str) -> str:
    """What the database holds of the firm's secret code: it has 78 bits, so a plain digest cannot be searched through."""
    return sha256(f"firm:{plain_code(code)}".encode()).hexdigest()


def masked(name: str) -> str:
    """GX-5.4b: 张某. The public sees the family name."""
    family = name[:2] if name[:2] in COMPOUND_FAMILIES else name[:1]
    return f"{family}某"

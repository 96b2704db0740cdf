"""What is answered, to which question, in which words (R-ITEM-2, R-EVID-1)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from yicha.engines.forms import AnswerKind, asked_now, worst
from yicha.inspections.types import Answer, AnswerRow, KnownResult, PointResult, Question, values_of
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.planning.types import ValidResult

ADOPTING = re.compile(r"采用 .+ 的结果（\d{4}-\d{2}-\d{2}）")
UNDECIDED = frozenset({PointResult.NOT_CHECKED, PointResult.NOT_APPLICABLE})
NEED_WORDS = frozenset({PointResult.FAIL, *UNDECIDED})


def adopts(note: str) -> bool:
    """R-EVID-1: whether the words beside an answer take an earlier result over."""
    return ADOPTING.fullmatch(note) is not None


def require_known(notes: Mapping[str, str], known: Mapping[str, KnownResult]) -> None:
    """R-EVID-1: what is taken over is known, in order and still valid on the day."""
    if any(question not in known or note != known[question].adopting for question, note in notes.items()):
        raise RuleBroken("要采用的结果查不到，或者已过有效期", clause="R-EVID-1", exits=(Exit("再查这一问"),))


def require_sheets(inspections: Sequence[int]) -> None:
    """R-ITEM-2: answers of at least one visit, of each once."""
    if not inspections or len(set(inspections)) != len(inspections):
        raise RuleBroken("没有要保存的内容，或同一次检查写了两份", clause="R-ITEM-2", exits=(Exit("每次检查填写一份"),))


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

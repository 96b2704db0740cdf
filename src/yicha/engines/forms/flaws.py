"""Why a form could not be filled in."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.forms.points import AnswerKind, CheckPoint, PointResult

KEY = re.compile(r"[A-Z][A-Z0-9-]{0,15}")
VERDICTS = (PointResult.PASS.value, PointResult.FAIL.value, PointResult.NOT_APPLICABLE.value)


@dataclass(frozen=True)
class Flaw:
    """`point` is the code of the point that is wrong."""

    point: str
    message: str


def flaws(points: Sequence[CheckPoint]) -> tuple[Flaw, ...]:
    """All that is wrong with one item's form, in the order of its points; empty if it can be published."""
    by_code = {point.code: point for point in points}
    times = Counter(point.code for point in points)
    found = [Flaw(code, "检查项编号重复") for code, count in times.items() if count > 1]
    for point in points:
        said = [*_wording(point), *_answer(point), *_needs(point), *_condition(point, by_code)]
        found += [Flaw(point.code, message) for message in said]
    return tuple(found)


def _wording(point: CheckPoint) -> Iterator[str]:
    if not point.code or not point.content.strip():
        yield "检查项没有编号或内容"
    if point.question and not KEY.fullmatch(point.question):
        yield "同问编号只用大写字母、数字和连字符，不超过 16 位"


def _answer(point: CheckPoint) -> Iterator[str]:
    limit = point.limit
    if (point.kind is AnswerKind.NUMBER) != (limit is not None):
        yield "数值题要有单位和限值，其他题没有"
    if limit and not limit.unit:
        yield "限值没有单位"
    if limit and limit.least is None and limit.most is None:
        yield "限值没有上限也没有下限"
    if limit and limit.least is not None and limit.most is not None and limit.least > limit.most:
        yield "限值的下限高于上限"
    if (point.kind is AnswerKind.CHOICE) != (len(set(point.choices)) > 1):
        yield "选择题至少两个不同的选项，其他题没有"
    if not set(point.failing) <= set(point.choices):
        yield "不合格的选项不在选项里"


def _needs(point: CheckPoint) -> Iterator[str]:
    if point.sample and (point.sample.least < 1 or not point.sample.of):
        yield "抽查要写明数量和对象"
    if any(proof.least < 1 for proof in point.proofs):
        yield "证据数量至少为 1"


def _condition(point: CheckPoint, by_code: Mapping[str, CheckPoint]) -> Iterator[str]:
    wanted = point.shown_if
    if wanted is None:
        return
    target = by_code.get(wanted.point)
    if target is None:
        yield f"显示条件里的检查项 {wanted.point} 不存在"
    elif wanted.answer not in _answers(target):
        yield f"显示条件里的答案“{wanted.answer}”不可能出现"
    elif _circles(point, by_code):
        yield "显示条件绕成了圈"


def _answers(point: CheckPoint) -> tuple[str, ...]:
    if point.kind is AnswerKind.TEXT:
        return ()
    return (*point.choices, PointResult.NOT_APPLICABLE.value) if point.kind is AnswerKind.CHOICE else VERDICTS


def _circles(point: CheckPoint, by_code: Mapping[str, CheckPoint]) -> bool:
    seen: set[str] = set()
    at: CheckPoint | None = point
    while at is not None and at.shown_if is not None:
        if at.code in seen:
            return True
        seen.add(at.code)
        at = by_code.get(at.shown_if.point)
    return False

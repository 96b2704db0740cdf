"""What a question of a form says beside its words: as pages, handbook and workbook write it."""

from collections.abc import Iterator, Mapping, Sequence

from yicha.engines.forms import AnswerKind, CheckPoint, Evidence, PointResult, Question

PROOFS = {Evidence.PHOTO: "照片", Evidence.DOCUMENT: "资料", Evidence.MEASUREMENT: "测量记录", Evidence.SAMPLE: "样品"}
COUNTED = {Evidence.PHOTO: "张", Evidence.DOCUMENT: "份", Evidence.MEASUREMENT: "份", Evidence.SAMPLE: "件"}
ANSWERS = {PointResult.PASS.value: "合格", PointResult.FAIL.value: "不合格", PointResult.NOT_APPLICABLE.value: "不适用"}


def needs_of(question: Question) -> tuple[str, ...]:
    """抽查2种以上 · 照片1张 · ≤5000 元: what an officer has to look at and bring home."""
    samples = (f"抽查{sample.least}{sample.of}以上" for sample in question.samples)
    proofs = (f"{PROOFS[proof.kind]}{proof.least}{COUNTED[proof.kind]}" for proof in question.proofs)
    limits = dict.fromkeys(filter(None, (_limit(one.point) for one in question.asked)))
    choices = ("／".join(question.choices),) if question.choices else ()
    absent = () if question.may_lack else ("不得缺项",)
    return (*samples, *limits, *choices, *proofs, *absent)


def _limit(point: CheckPoint) -> str:
    if point.kind is not AnswerKind.NUMBER or point.limit is None:
        return ""
    low, high, unit = point.limit.least, point.limit.most, point.limit.unit
    if low is not None and high is not None:
        return f"{low}～{high} {unit}"
    return f"不低于 {low} {unit}" if high is None else f"不超过 {high} {unit}"


def conditions_of(question: Question, form: Sequence[Question]) -> tuple[str, ...]:
    """第3问答“制作”: when it is asked; empty if somebody asks it anyway."""
    if not question.conditional:
        return ()
    places = {(one.item, one.point.code): place for place, each in enumerate(form, 1) for one in each.asked}
    return tuple(dict.fromkeys(_conditions(question, places)))


def _conditions(question: Question, places: Mapping[tuple[str, str], int]) -> Iterator[str]:
    for one in question.asked:
        if wanted := one.point.shown_if:
            yield f"第{places[one.item, wanted.point]}问答“{ANSWERS.get(wanted.answer, wanted.answer)}”"

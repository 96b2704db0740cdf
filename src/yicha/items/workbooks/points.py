"""The cells of a check point: what its form wants besides words, each in one cell that people can read and write."""

import re
from decimal import Decimal
from typing import Final

from yicha.items.types import AnswerKind, Evidence, Limit, Proof, Sample, ShownIf
from yicha.kernel.tables import FLAG, Column, Flaw, Kind, choice, clean, items

ANSWERS: Final = {
    "合格与否": AnswerKind.VERDICT,
    "数值": AnswerKind.NUMBER,
    "选择": AnswerKind.CHOICE,
    "描述": AnswerKind.TEXT,
    **{kind.value: kind for kind in AnswerKind},
}
PROOFS: Final = {
    "照片": Evidence.PHOTO,
    "资料": Evidence.DOCUMENT,
    "测量记录": Evidence.MEASUREMENT,
    "样品": Evidence.SAMPLE,
    **{kind.value: kind for kind in Evidence},
}
NUMBER: Final = r"-?\d{1,9}(?:\.\d{1,9})?"
LIMIT_TEXT: Final = re.compile(rf"({NUMBER})?~({NUMBER})? ?(\S.*)")
SAMPLE_TEXT: Final = re.compile(r"(\d{1,4}) ?(\S.*)")
PROOF_TEXT: Final = re.compile(r"([^\d ]+) ?(\d{1,3})?")


def lines(written: str) -> str:
    """A text of several lines, each without noise."""
    return "\n".join(line for part in written.splitlines() if (line := clean(part)))


def _limit(written: str) -> Limit:
    """`0~8 ℃`, `~0.5 mg/kg`: both ends included, an open end left out."""
    found = LIMIT_TEXT.fullmatch(clean(written))
    if found is None:
        raise Flaw("bad_limit", f"“{clean(written)}”请写成 0~8 ℃，一头不限的留空")
    least, most, unit = found.groups()
    return Limit(unit, Decimal(least) if least else None, Decimal(most) if most else None)


def _show_limit(limit: Limit) -> str:
    least, most = ("" if end is None else f"{end:f}" for end in (limit.least, limit.most))
    return f"{least}~{most} {limit.unit}"


def _sample(written: str) -> Sample:
    """`2 种食品`."""
    found = SAMPLE_TEXT.fullmatch(clean(written))
    if found is None:
        raise Flaw("bad_sample", f"“{clean(written)}”请写成 2 种食品")
    return Sample(int(found[1]), found[2])


def _proofs(written: str) -> tuple[Proof, ...]:
    """`照片 2;资料`."""
    found = [PROOF_TEXT.fullmatch(part) for part in items().parse(written)]
    if None in found:
        raise Flaw("bad_proof", f"“{clean(written)}”请写成 照片 2;资料 1")
    return tuple(Proof(choice(PROOFS).parse(one[1]), int(one[2] or 1)) for one in found if one)


def _shown_if(written: str) -> ShownIf:
    """`检查项编码=答案`."""
    point, _, answer = clean(written).partition("=")
    if not point or not answer:
        raise Flaw("bad_condition", f"“{clean(written)}”请写成 检查项编码=答案")
    return ShownIf(point, answer)


LINES = Kind(lines)
COLUMNS: Final = (
    Column("point_code", "检查项编码", max_length=60, example="62079901010001-01", note="留空即依次编号"),
    Column("point_content", "检查内容", LINES, max_length=400, example="食品经营许可证在有效期内", note="一行一个检查项"),
    Column("point_method", "操作要领", LINES, max_length=1_000),
    Column("point_basis", "处罚依据", LINES, max_length=1_000, example="《食品安全法》第一百二十二条"),
    Column("point_clause", "检查依据", LINES, max_length=1_000),
    Column("point_question", "同问编号", max_length=16, note="编号相同即同一问，哪个部门问都算"),
    Column("point_kind", "答法", choice(ANSWERS), example="合格与否", note="留空为合格与否"),
    Column("point_limit", "限值", Kind(_limit, _show_limit), max_length=60, note="数值题填：0~8 ℃，一头不限的留空"),
    Column("point_choices", "选项", items(60), max_length=600, note="选择题填，用分号隔开"),
    Column("point_failing", "不合格选项", items(60), max_length=600),
    Column("point_sample", "抽查", Kind(_sample, lambda one: f"{one.least} {one.of}"), max_length=60, note="如 2 种食品"),
    Column(
        "point_proofs",
        "证据",
        Kind(_proofs, lambda proofs: ";".join(f"{choice(PROOFS).show(one.kind)} {one.least}" for one in proofs)),
        max_length=200,
        note="照片、资料、测量记录、样品，带数量，用分号隔开",
    ),
    Column("point_may_lack", "可不适用", FLAG, note="留空为是"),
    Column("point_shown_if", "显示条件", Kind(_shown_if, lambda one: f"{one.point}={one.answer}"), max_length=140, note="检查项编码=答案"),
    Column("point_slight", "首违不罚事项", max_length=60, note="首违不罚、轻微免罚清单里的事项，照清单写；不在清单的留空"),
)
PARTS: Final = {column.name: column.name.removeprefix("point_") for column in COLUMNS}  # column → part of a check point


def shown(part: str, value: object) -> str:
    """A part of a check point as a cell says it."""
    column = next(column for column in COLUMNS if PARTS[column.name] == part)
    return "" if value in (None, "", ()) else column.kind.show(value)

"""Forms for the tests of this engine."""

from typing import Any

from hypothesis import strategies as st

from yicha.engines.forms import CheckPoint, Proof, Ref, Sample, Sheet, ShownIf, words_key
from yicha.engines.forms.points import Evidence

SAMPLES = (None, Sample(1, "种"), Sample(3, "种"), Sample(2, "份"))
PROOFS = ((), (Proof(Evidence.PHOTO),), (Proof(Evidence.PHOTO, 3), Proof(Evidence.DOCUMENT)), (Proof(Evidence.DOCUMENT, 2),))
WORDS = ("证照齐全", "证照是否齐全", "通道畅通", "台账完整", "人员持证", "标签合格")


def point(code: str, content: str = "", **more: Any) -> CheckPoint:
    return CheckPoint(code, content or f"第{code}项", **more)


def sheet(department: str, *points: CheckPoint, item: str = "") -> Sheet:
    return Sheet(department, item or f"{department}-1", f"{department}的事项", points)


@st.composite
def forms(draw: st.DrawFn) -> tuple[Sheet, ...]:
    """Up to four sheets that share wordings and keys, with chains of conditions that never turn back."""
    departments = draw(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4, unique=True))
    return tuple(draw(_sheets(department)) for department in departments)


@st.composite
def _sheets(draw: st.DrawFn, department: str) -> Sheet:
    count = draw(st.integers(1, 5))
    points: list[CheckPoint] = []
    for number in range(count):
        chosen: st.SearchStrategy[ShownIf | None] = st.none()
        if points:
            earlier = [ShownIf(one.code, answer) for one in points for answer in ("pass", "fail")]
            chosen = st.sampled_from((None, *earlier))
        points.append(draw(_points(str(number), chosen)))
    return sheet(department, *points)


def _points(code: str, shown_if: st.SearchStrategy[ShownIf | None]) -> st.SearchStrategy[CheckPoint]:
    return st.builds(
        CheckPoint,
        st.just(code),
        st.sampled_from((*WORDS, f"只有第{code}项这样问")),
        question=st.sampled_from(("", "", "Q1", "Q2")),
        sample=st.sampled_from(SAMPLES),
        proofs=st.sampled_from(PROOFS),
        may_lack=st.booleans(),
        shown_if=shown_if,
    )


@st.composite
def confirmed(draw: st.DrawFn, sheets: tuple[Sheet, ...]) -> tuple[frozenset[Ref], ...]:
    """Some points that a person has called the same."""
    refs = [Ref(one.item, each.code, words_key(each.content)) for one in sheets for each in one.points]
    return tuple(draw(st.lists(st.frozensets(st.sampled_from(refs), min_size=2, max_size=3), max_size=2))) if len(refs) > 1 else ()

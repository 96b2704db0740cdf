"""Forms for the tests of this engine."""

from typing import Any

from hypothesis import strategies as st

from yicha.engines.forms import AnswerKind, CheckPoint, Proof, Ref, Sample, Sheet, ShownIf, words_key
from yicha.engines.forms.points import Evidence

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
        earlier = (
            st.builds(ShownIf, st.sampled_from([one.code for one in points]), st.sampled_from(["pass", "fail"])) if points else st.none()
        )
        points.append(draw(_points(str(number), st.none() | earlier)))
    return sheet(department, *points)


def _points(code: str, shown_if: st.SearchStrategy[ShownIf | None]) -> st.SearchStrategy[CheckPoint]:
    return st.builds(
        CheckPoint,
        st.just(code),
        st.sampled_from(WORDS) | st.just(f"只有第{code}项这样问"),
        question=st.sampled_from(["", "", "Q1", "Q2"]),
        sample=st.none() | st.builds(Sample, st.integers(1, 4), st.sampled_from(["种", "份"])),
        proofs=st.lists(st.builds(Proof, st.sampled_from(Evidence), st.integers(1, 3)), max_size=2, unique_by=lambda one: one.kind).map(
            tuple
        ),
        may_lack=st.booleans(),
        kind=st.just(AnswerKind.VERDICT),
        shown_if=shown_if,
    )


@st.composite
def confirmed(draw: st.DrawFn, sheets: tuple[Sheet, ...]) -> tuple[frozenset[Ref], ...]:
    """Some points that a person has called the same."""
    refs = [Ref(one.item, each.code, words_key(each.content)) for one in sheets for each in one.points]
    return tuple(draw(st.lists(st.frozensets(st.sampled_from(refs), min_size=2, max_size=3), max_size=2))) if len(refs) > 1 else ()

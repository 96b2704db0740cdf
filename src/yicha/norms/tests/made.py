"""Makers of rows and periods for this room's tests."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from yicha.norms.tests.naive import DAYS
from yicha.norms.types import NormRow, NormUnit, Tag

PLACES = ["", "62", "62/6207", "62/6207/620799", "62/6299"]


def row(code: str = "test.a", amount: int | None = 5, since: date = DAYS[0], **more: object) -> NormRow:
    fields = {"unit": NormUnit.COUNT, "basis": "测试", "tag": Tag.PROPOSED} | more
    return NormRow(code=code, amount=None if amount is None else Decimal(amount), since=since, **fields)  # type: ignore[arg-type]  # a column by its name


@st.composite
def periods(draw: st.DrawFn, code: str = "test.a", region_path: str = "", least: int = 0) -> list[NormRow]:
    """Disjoint periods with gaps and repetitions; the last may be open."""
    edges = sorted(draw(st.sets(st.sampled_from(DAYS), min_size=2 * least, max_size=6)))
    if len(edges) % 2:
        edges.pop()
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    amounts = [draw(st.integers(1, 3)) for _ in pairs]
    opened = draw(st.booleans())
    return [
        row(code, amount, first, text=f"第{amount}种", region_path=region_path, until=None if opened and number == len(pairs) else last)
        for number, ((first, last), amount) in enumerate(zip(pairs, amounts, strict=True), 1)
    ]

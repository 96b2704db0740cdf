from dataclasses import dataclass

import pytest

from yicha.shell.sorting import in_order
from yicha.shell.types import Column


@dataclass(frozen=True)
class Row:
    code: str
    until: int | None


ROWS = [Row("b", None), Row("c", 2), Row("a", 1), Row("d", None)]
COLUMNS = (Column("code", "编码"), Column("until", "到", number=True))


@pytest.mark.parametrize(
    ("asked", "codes"),
    [("", "bcad"), ("code", "abcd"), ("-code", "dcba"), ("until", "acbd"), ("-until", "cabd"), ("__class__", "bcad"), ("--code", "bcad")],
)
def test_rows_come_in_the_order_asked_for(asked: str, codes: str) -> None:
    assert "".join(row.code for row in in_order(ROWS, asked, COLUMNS)) == codes

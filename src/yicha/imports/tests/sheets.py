"""Small registers as files."""

import csv
from io import StringIO

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION
from yicha.subjects.queries import active_subjects
from yicha.subjects.types import SubjectRow

CODES = [invented_uscc(number) for number in range(10)]
HEADER = ["主体名称", "统一社会信用代码", "乡镇街道", "地址"]
WRONG = CODES[0][:-1] + ("0" if CODES[0][-1] != "0" else "1")


def sheet(*rows: list[str]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode()


def line(number: int, town: str = "城关镇") -> list[str]:
    return [f"第{number}饭店", CODES[number], town, f"人民路{number}号"]


def register() -> dict[str, SubjectRow]:
    return {row.sid: row for row in active_subjects(SYSTEM, REGION, NOW.date())}

"""For the tests of other rooms: the shipped norms and calendar in the database, or just one norm of one's own."""

from datetime import date, datetime, time
from decimal import Decimal

from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, made_once
from yicha.norms.actions.load_calendar import load_calendar
from yicha.norms.actions.load_norms import load_norms
from yicha.norms.queries import history
from yicha.norms.types import LoadCalendar, LoadNorms, NormRow, NormUnit, Tag
from yicha.norms.workbooks import shipped_calendar, shipped_norms

SINCE = date(2024, 1, 1)


@made_once
def load_shipped(at: datetime = NOW) -> None:
    load_norms(SYSTEM, LoadNorms(shipped_norms()), at)
    load_calendar(SYSTEM, LoadCalendar(shipped_calendar()), at)


def put_norm(code: str, amount: int, unit: NormUnit = NormUnit.COUNT, *, region_path: str = "", since: date = SINCE) -> None:
    """This amount, from this day on or from today if that is later and the place has ruled of it before."""
    _put(NormRow(code, unit, "测试", Tag.PROPOSED, since, amount=Decimal(amount), region_path=region_path))


def put_text(code: str, text: str, *, region_path: str = "", since: date = SINCE) -> None:
    """As `put_norm`, a norm that is a word."""
    _put(NormRow(code, NormUnit.TEXT, "测试", Tag.PROPOSED, since, text=text, region_path=region_path))


def _put(row: NormRow) -> None:
    """A place's first word is loaded on its first day, or it would not hold before today."""
    ruled = row.key in {known.key for known in history(row.code)}
    begun = datetime.combine(row.since, time(12), NOW.tzinfo)
    load_norms(SYSTEM, LoadNorms((row,)), NOW if ruled else min(NOW, begun))

"""Invented subjects with every column that the register has, for properties."""

from datetime import date

from hypothesis import strategies as st

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.subjects.types import SubjectRow

TEXTS = st.text(alphabet="甲乙店Aa1=+-@'\"，,;；%_（）𠮷㐂路号", min_size=1, max_size=10)
MAYBE = st.none() | TEXTS
DAY = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
DEGREES = st.decimals(-89, 89, places=4).map(lambda value: f"{value:f}")
ROWS = st.builds(
    SubjectRow,
    sid=st.integers(1, 10**6).map(invented_uscc),
    name=TEXTS,
    etype=MAYBE,
    industry=MAYBE,
    scope=MAYBE,
    province=MAYBE,
    city=MAYBE,
    county=MAYBE,
    town=TEXTS,
    address=MAYBE,
    lon=st.none() | DEGREES,
    lat=st.none() | DEGREES,
    credit_class=st.sampled_from(["", "A", "B", "C", "D"]),
    tags=st.lists(st.text(alphabet="甲乙Aa1=", min_size=1, max_size=5), unique=True, max_size=3).map(tuple),
    reg_date=st.none() | DAY,
    status=MAYBE,
    blocked=st.lists(st.tuples(DAY, DAY).map(lambda days: (min(days), max(days))), max_size=2, unique=True).map(
        lambda spans: tuple(sorted(spans))
    ),
    visit_cap=st.none() | st.integers(0, 366),
).map(lambda row: SubjectRow(**{**vars(row), "uscc": row.sid}))

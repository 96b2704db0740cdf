"""Numbers of documents without gaps, such as 联综查〔2026〕1号.

The counter's row is locked until the transaction ends, so a number that was given out and then rolled back is given out again.
A sequence would leave a gap there, and `max + 1` gives one number to two. Take the number as late in the use case as you can.
"""

from django.db import connection

TAKE = """
INSERT INTO kernel_counter (series, region, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (series, region, year) DO UPDATE SET last = kernel_counter.last + excluded.last RETURNING last
"""


def next_number(series: str, region: str, year: int) -> int:
    """1, 2, 3 … for each series, region and year. Only inside a use case."""
    return next_numbers(series, region, year, 1)[0]


def next_numbers(series: str, region: str, year: int, count: int) -> range:
    """The next `count` numbers at once: for a use case that makes many documents."""
    if count < 1:
        return range(0)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [series, region, year, count])
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)


def document_number(prefix: str, series: str, region: str, year: int) -> str:
    """`prefix` is what stands before the year, e.g. 联综查."""
    return f"{prefix}〔{year}〕{next_number(series, region, year)}号"

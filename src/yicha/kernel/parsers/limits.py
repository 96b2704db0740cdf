"""What a file may cost."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Quality C3. A deployment passes its norms; these are the values of the contract."""

    workbook_bytes: int = 20 * MEGABYTE
    stream_bytes: int = 1024 * MEGABYTE  # .csv and .parquet
    unpacked_bytes: int = 200 * MEGABYTE
    ratio: int = 100
    workbook_rows: int = 200_000
    stream_rows: int = 5_000_000
    area: int = 8_000_000  # rows × columns of one sheet up to its last cell: the parser holds them all
    memory_bytes: int = 512 * MEGABYTE
    cpu_seconds: int = 30
    stream_cpu_seconds: int = 300  # five million rows of Parquet take about a minute


LIMITS = Limits()


def letter_of(index: int) -> str:
    """The spreadsheet's name of a column, from 0: A, B, … Z, AA."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def index_of(letters: str) -> int:
    """The place of a column from 0 by the spreadsheet's name of it; -1 of no name."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1

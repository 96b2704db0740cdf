"""登记后续行为: what a department without a system of its own did after a check, entered on a page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EnterMeasure:
    """After `check`, a record of ours: a penalty, a coercive measure, another. `said`: the columns that nobody knows yet."""

    check: int
    table: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MeasureEntered:
    record: int
    check: int
    table: str

    @property
    def about(self) -> str:
        return f"exchange_record:{self.record}"


@dataclass(frozen=True)
class CorrectMeasure:
    """All columns that were entered, as they ought to be; the rest is taken from the check once more."""

    record: int
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MeasureCorrected:
    record: int
    version: int

    @property
    def about(self) -> str:
        return f"exchange_record:{self.record}"

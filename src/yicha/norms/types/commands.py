"""What may be done to norms, and what has then happened."""

from dataclasses import dataclass

from yicha.norms.types.values import NormRow, YearRow


@dataclass(frozen=True)
class LoadNorms:
    """For each code and region named here, all its periods from the first one named on; other norms are left alone."""

    rows: tuple[NormRow, ...]


@dataclass(frozen=True)
class NormsLoaded:
    """`digest` is that of the rows as they were handed in; `codes` are those of which something changed."""

    digest: str
    added: int
    ended: int
    withdrawn: int
    unchanged: int
    codes: tuple[str, ...]

    @property
    def about(self) -> str:
        return "norms"


@dataclass(frozen=True)
class LoadCalendar:
    """Whole years; a year not named here is left alone."""

    years: tuple[YearRow, ...]


@dataclass(frozen=True)
class CalendarLoaded:
    digest: str
    added: int
    removed: int
    years: tuple[int, ...]

    @property
    def about(self) -> str:
        return "calendar"

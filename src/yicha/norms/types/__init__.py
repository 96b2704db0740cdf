"""What other rooms may see of 法定参数 and 工作日历."""

from yicha.norms.types.codes import GAMES, QUOTAS, NormCode
from yicha.norms.types.commands import CalendarLoaded, LoadCalendar, LoadNorms, NormsLoaded
from yicha.norms.types.permissions import NormPermission
from yicha.norms.types.values import (
    COUNTRY,
    DICTIONARY,
    ClauseRow,
    DayRow,
    DictionaryEntry,
    NormRow,
    NormsInForce,
    NormUnit,
    Tag,
    YearRow,
    missing,
)

__all__ = [
    "COUNTRY",
    "DICTIONARY",
    "GAMES",
    "QUOTAS",
    "CalendarLoaded",
    "ClauseRow",
    "DayRow",
    "DictionaryEntry",
    "LoadCalendar",
    "LoadNorms",
    "NormCode",
    "NormPermission",
    "NormRow",
    "NormUnit",
    "NormsInForce",
    "NormsLoaded",
    "Tag",
    "YearRow",
    "missing",
]

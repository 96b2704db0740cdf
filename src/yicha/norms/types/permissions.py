from enum import StrEnum


class NormPermission(StrEnum):
    LOAD = "norms.norm.load"
    LOAD_CALENDAR = "norms.calendar.load"

from enum import StrEnum


class NormPermission(StrEnum):
    READ = "norms.norm.read"
    LOAD = "norms.norm.load"
    LOAD_CALENDAR = "norms.calendar.load"

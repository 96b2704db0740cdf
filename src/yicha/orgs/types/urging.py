"""催办: somebody who answers for a place asks a department to see to what is overdue."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class UrgeDepartment:
    """`matter` names the thing, the same on every day (`missed`, `filing:7`); `title` and `link` are what the department reads."""

    region_path: str
    department: str
    matter: str
    title: str
    link: str


@dataclass(frozen=True)
class DepartmentUrged:
    region_path: str
    department: str
    matter: str
    title: str

    @property
    def about(self) -> str:
        return f"department:{self.department}"


@dataclass(frozen=True)
class UrgingListing:
    department: str
    matter: str
    title: str
    link: str
    urged_by: str
    at: datetime

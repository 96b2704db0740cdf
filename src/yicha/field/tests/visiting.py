"""A visit with its phones, for the tests of cases."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from yicha.field.testing import Phone
from yicha.inspections.testing import officer, planned
from yicha.inspections.types import InspectionRow

POSITION = {"lat": 40123456, "lon": 107123456, "m": 12}
SAID = "40.12346,107.12346（±12 米）"  # what the record says of it
HELP = {"ground": "violence", "words": "有人动手", "place": "后厨"}  # what the app sends, and what the office hears


@dataclass
class Visit:
    """A visit that has begun: Zhang and Su of the lead department, Bai of another one; what both ask, and what only one asks."""

    row: InspectionRow
    at: datetime
    phones: dict[str, Phone] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.row.id)

    @property
    def lead(self) -> str:
        return planned(self.row).lead

    @property
    def other(self) -> str:
        return next(one for one in planned(self.row).departments if one != self.lead)

    @property
    def zhang(self) -> Phone:
        return self._phone("zhang", self.lead, 0)

    @property
    def su(self) -> Phone:
        return self._phone("su", self.lead, 1)

    @property
    def bai(self) -> Phone:
        return self._phone("bai", self.other, 0)

    def _phone(self, name: str, department: str, place: int) -> Phone:
        if name not in self.phones:
            self.phones[name] = Phone(officer(self.row, department, place), self.at)
            self.phones[name].pull(self.row.id)
        return self.phones[name]

    def pull(self) -> None:
        for phone in self.phones.values():
            phone.pull(self.row.id)

    def later(self, **time: int) -> datetime:
        return self.at + timedelta(**time)

    def paths(self, *departments: str, without: str = "") -> list[str]:
        """Questions that all of these ask."""
        found: dict[str, dict[str, Any]] = self.zhang.visits[self.id]["paths"]
        asked = [path for path, what in found.items() if path.startswith("q/") and set(departments) <= set(what["depts"])]
        return [path for path in asked if without not in found[path]["depts"]]

    @property
    def shared(self) -> str:
        return self.paths(self.lead, self.other)[0]

    @property
    def own(self) -> str:
        return self.paths(self.lead, without=self.other)[0]

    def heads(self, path: str) -> dict[str, Any]:
        """As the office has them now."""
        self.zhang.pull(self.row.id)
        found: dict[str, Any] = self.zhang.visits[self.id]["heads"].get(path, {})
        return found

    def said(self, path: str) -> set[str]:
        return {value["v"] for value in self.heads(path).values()}

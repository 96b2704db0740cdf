"""officers.jsonl: the officers of a draw, published by salted numbers only (docs/vdr1.md §6)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import canon, demand_ascending
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite
from yicha.engines.draw.types import Officer, Week

NAME = "officers.jsonl"
PID_SIZE = SALT_SIZE = 16
WORKING_DAYS = 5  # of the week that `minutes` are given for


class OfficerRow(NamedTuple):
    """A row of the full officers.jsonl with its salted number."""

    pid: str
    salt: bytes
    officer: Officer

    def commitment(self, suite: Suite) -> bytes:
        """The entry of the tree."""
        return suite.tagged("leaf", self.salt, self.officer.id.encode(), canon(_record(self.officer)))

    def full(self) -> dict[str, Any]:
        """The row of the full bundle."""
        return {"id": self.officer.id, "record": _record(self.officer), "salt": self.salt.hex()}

    def closed(self, suite: Suite) -> dict[str, Any]:
        """The row of the public bundle."""
        return {"com": self.commitment(suite).hex(), "pid": self.pid}


def officer_row(suite: Suite, salt: bytes, officer: Officer) -> OfficerRow:
    """The officer under his salted number."""
    return OfficerRow(suite.tagged("officer", salt, officer.id.encode())[:PID_SIZE].hex(), salt, officer)


def read_officers(rows: Iterable[Mapping[str, Any]], suite: Suite) -> list[OfficerRow]:
    """The rows of a full officers.jsonl; DrawError for a row that is none, or two of one officer."""
    found = []
    for number, row in enumerate(rows, 1):
        _FULL(f"{NAME}:{number}", row)
        found.append(officer_row(suite, bytes.fromhex(row["salt"]), _officer(row["id"], row["record"])))
    demand_ascending(NAME, (row.pid for row in found))
    if len({row.officer.id for row in found}) != len(found):
        raise DrawError(f"{NAME}：同一执法证号出现两次", f"{NAME}: an officer stands twice")
    return found


def minutes_in(officer: Officer, number: int, week: Week) -> int:
    """What the officer can give in that week; nothing if absent or if the certificate ends before the week does."""
    expired = officer.valid_to is not None and officer.valid_to < week.last
    return 0 if expired or number in officer.absent else officer.minutes * week.days // WORKING_DAYS


def _record(officer: Officer) -> dict[str, Any]:
    return {
        "absent": sorted(officer.absent),
        "booked": {str(week): list(visits_and_minutes) for week, visits_and_minutes in officer.booked.items()},
        "department": officer.department,
        "minutes": officer.minutes,
        "name": officer.name,
        "recused": list(officer.recused),
        "skills": list(officer.skills),
        "towns": list(officer.towns),
        "valid_to": officer.valid_to.isoformat() if officer.valid_to else "",
    }


def _officer(number: str, record: Mapping[str, Any]) -> Officer:
    return Officer(
        id=number,
        department=record["department"],
        minutes=record["minutes"],
        name=record["name"],
        skills=tuple(record["skills"]),
        towns=tuple(record["towns"]),
        recused=tuple(record["recused"]),
        absent=tuple(record["absent"]),
        valid_to=date.fromisoformat(record["valid_to"]) if record["valid_to"] else None,
        booked={int(week): (visits, minutes) for week, (visits, minutes) in record["booked"].items()},
    )


_TEXTS = shapes.list_of(shapes.text)
_RECORD = shapes.fields(
    absent=shapes.ascending(shapes.count),
    booked=shapes.mapping(shapes.decimal, shapes.row_of(shapes.count, shapes.count)),
    department=shapes.text,
    minutes=shapes.count,
    name=shapes.text,
    recused=shapes.list_of(shapes.sid),
    skills=_TEXTS,
    towns=_TEXTS,
    valid_to=shapes.blank_or(shapes.day),
)
_FULL = shapes.fields(id=shapes.nonempty, record=_RECORD, salt=shapes.hexes(SALT_SIZE))

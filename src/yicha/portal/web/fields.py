"""What a set of open data is made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime

from yicha.disclosure.types import Asked

Row = Mapping[str, str | int]
Rows = Callable[[str, Asked, date], Iterable[Row]]


@dataclass(frozen=True)
class Field:
    """A column of the CSV and a key of the JSON. `kind` is one of JSON Schema's types or formats."""

    words: str | Promise
    kind: str = "string"

    @property
    def plain(self) -> dict[str, str]:
        typed = {"type": "integer"} if self.kind == "integer" else {"type": "string"}
        return typed | {"description": str(self.words)} | ({"format": self.kind} if "date" in self.kind else {})


@dataclass(frozen=True)
class Dataset:
    name: str
    title: str | Promise
    about: str | Promise
    fields: Mapping[str, Field]
    rows: Rows

    @property
    def columns(self) -> tuple[tuple[str, Field], ...]:
        """For templates, which would take a column called `items` for the method."""
        return tuple(self.fields.items())


def moment(at: datetime | None) -> str:
    return localtime(at).isoformat(timespec="seconds") if at else ""

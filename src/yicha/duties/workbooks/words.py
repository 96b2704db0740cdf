"""How workbooks write departments, and what all registers of the room ask of a row before it may come in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from yicha.kernel.tables import Draft, Record, spoken


class Entry(Protocol):
    @property
    def key(self) -> str: ...


Row = TypeVar("Row", bound=Entry)


@dataclass(frozen=True)
class DepartmentWords(Generic[Row]):
    """How departments are written → their code; `doubt`: what speaks against a row that the register does not hold."""

    departments: Mapping[str, str]
    doubt: Callable[[Row], str]

    def placed(self, record: Record, row: type[Row], columns: tuple[str, ...]) -> Draft[Row]:
        """The record as a row; `columns` name departments, the first of them takes what speaks against it."""
        if record.refused:
            return Draft(record, "", None)
        values = {name: value for name, value in record.values.items() if value is not None}
        for name in columns:
            values[name] = self.departments.get(values[name], values[name])
            if not values[name]:
                record.note("unknown_code", "这样写的不止一个，请写代码", name)
        made = row(**values)
        draft = Draft(record, made.key, made)
        if not draft.record.refused and (doubt := self.doubt(made)):
            record.note("not_allowed", doubt, columns[0])
        return draft

    def names(self) -> dict[str, str]:
        """Code → how a workbook writes it."""
        return spoken(self.departments)

    def said(self, row: Row, name: str, columns: tuple[str, ...]) -> dict[str, Any]:
        """In words; `name`, how a preview calls the row."""
        words = self.names()
        return vars(row) | {column: words.get(getattr(row, column), getattr(row, column)) for column in columns} | {"name": name}

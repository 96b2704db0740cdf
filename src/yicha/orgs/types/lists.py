"""列设置、视图: how a person keeps the lists. `listing` names a list of the program (`items`, `subjects`), a column its key there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChooseColumns:
    """`off`: what is left out from now on; empty: every column is shown."""

    listing: str
    off: tuple[str, ...]


@dataclass(frozen=True)
class SaveView:
    """A filter as the address says it (`q=食品&department=SCJG`). A name that is there already is given the new filter."""

    listing: str
    name: str
    query: str


@dataclass(frozen=True)
class DropView:
    view: int


@dataclass(frozen=True)
class _OfList:
    account: str
    listing: str

    @property
    def about(self) -> str:
        return f"account:{self.account}"


@dataclass(frozen=True)
class ColumnsChosen(_OfList):
    off: tuple[str, ...]


@dataclass(frozen=True)
class ViewSaved(_OfList):
    name: str
    query: str


@dataclass(frozen=True)
class ViewDropped(_OfList):
    name: str


@dataclass(frozen=True)
class ViewRow:
    id: int
    name: str
    query: str


@dataclass(frozen=True)
class KeptList:
    off: frozenset[str] = frozenset()
    views: tuple[ViewRow, ...] = ()

"""What the screens of the list show, as frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yicha.items.types.review import ItemStance
from yicha.items.types.rows import ItemClass, ItemRow, ItemStatus, MainItemRow, Revision


class Standing(StrEnum):
    """What the list may be narrowed to."""

    IN_FORCE = "in_force"
    PROPOSED = "proposed"
    RETURNED = "returned"
    FUTURE = "future"
    ENDED = "ended"


@dataclass(frozen=True)
class ItemFilter:
    text: str = ""
    department: str = ""
    check_class: str = ""
    item_class: str = ""
    standing: str = ""
    joint: bool = False


@dataclass(frozen=True)
class ListedItem:
    """A code in the list: its version in force, else its latest one; `pending`: what is proposed above it."""

    code: str
    name: str
    department: str
    check_class: str
    item_class: ItemClass
    standing: Standing
    version: int
    partners: tuple[str, ...]
    points: int
    valid_from: date
    last_day: date | None
    revision: Revision | None
    pending: ItemStatus | None


@dataclass(frozen=True)
class OpinionRow:
    department: str
    stance: ItemStance
    note: str
    at: datetime


@dataclass(frozen=True)
class ItemVersion:
    """One version of an item with its life. `row.valid_to` may have been cut by a later version."""

    region_path: str
    version: int
    status: ItemStatus
    row: ItemRow
    main: MainItemRow | None
    revision: Revision | None
    because: str
    proposed_at: datetime
    decided_at: datetime | None
    returned_because: str
    withdrawn_because: str
    overruled: str
    opinions: tuple[OpinionRow, ...]

"""From the table to frozen values."""

from datetime import date, timedelta
from typing import Any

from yicha.items.models import Item, MainItem
from yicha.items.types import (
    AuthorityLevel,
    CheckPoint,
    ItemClass,
    ItemRow,
    ItemStance,
    ItemStatus,
    ItemVersion,
    MainItemRow,
    OpinionRow,
    Partner,
    Revision,
)
from yicha.kernel.events import from_plain

PLAIN = (
    *(
        "code",
        "name",
        "department",
        "check_class",
        "legal_basis",
        "power_item_code",
        "subject_kind",
        "subjects",
        "supervision_form",
        "supervision_mode",
    ),
    *("process", "result", "catalogue_code", "joint_version", "off_site", "simple", "ratio", "yearly_cap"),
)
TUPLES = ("scope", "crimes", "materials")
MAIN = ("code", "name", "department", "line", "power_item_code", "licence", "licence_code", "active")
ONE_DAY = timedelta(days=1)


def row_of(item: Item) -> ItemRow:
    """Wants `select_related("main_item")`."""
    plain: dict[str, Any] = {name: getattr(item, name) for name in PLAIN} | {name: tuple(getattr(item, name)) for name in TUPLES}
    return ItemRow(
        **plain,
        item_class=ItemClass(item.item_class),
        valid_from=item.first_day,
        valid_to=item.first_day if item.valid.isempty else item.valid.upper,
        check_points=tuple(from_plain(CheckPoint, point) for point in item.check_points),
        main_item=item.main_item.code if item.main_item else "",
        authority_level=AuthorityLevel(item.authority_level) if item.authority_level else None,
        partners=tuple(Partner(*pair) for pair in zip(item.partners, item.shares, strict=True)),
    )


def main_row(main: MainItem) -> MainItemRow:
    return MainItemRow(**{name: getattr(main, name) for name in MAIN})


def version_of(item: Item) -> ItemVersion:
    """With the opinions of its present round; wants `main_item` and `opinions`."""
    said = [opinion for opinion in item.opinions.all() if opinion.round == item.round]
    return ItemVersion(
        region_path=item.region_path,
        version=item.version,
        status=ItemStatus(item.status),
        row=row_of(item),
        main=main_row(item.main_item) if item.main_item else None,
        revision=revision_of(item),
        because=item.because,
        proposed_at=item.proposed_at,
        decided_at=item.decided_at,
        returned_because=item.returned_because,
        withdrawn_because=item.withdrawn_because,
        overruled=item.overruled,
        opinions=tuple(OpinionRow(one.department, ItemStance(one.stance), one.note, one.at) for one in said),
    )


def revision_of(item: Item) -> Revision | None:
    return Revision(item.revision) if item.revision else None


def last_day_of(item: Item) -> date | None:
    """The last day in force; None of one without end."""
    end = item.first_day if item.valid.isempty else item.valid.upper
    return end - ONE_DAY if end else None

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from yicha.items.models import DECIDED, OPEN, Item, LawTask, MainItem
from yicha.items.queries.rows import PLAIN, TUPLES, row_of
from yicha.items.rules import review
from yicha.items.states import INITIAL, TRANSITIONS
from yicha.items.types import ItemPermission, ItemRow, ItemsProposed, ItemStatus, LawTaskStatus, ProposeItems
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.states import step
from yicha.kernel.use_case import use_case


@use_case(may=ItemPermission.PROPOSE, clause="WS-2.1 YX-2.3 WY-5.2")
def propose_items(actor: Actor, command: ProposeItems, at: datetime, /) -> ItemsProposed:
    """A department proposes its list. A row equal to what is in force or already proposed is left alone."""
    if not actor.covers(command.region_path):
        absent("WS-2.1")
    mains = _required(actor, command)
    held = _held(command)
    review.require_codes_own(command.department, _owners(held))
    written = [row for row in command.rows if not _stands(row, held.get(row.code, []))]
    decided = {row.code for row in written if any(item.status in DECIDED for item in held.get(row.code, ()))}
    review.require_reason(decided, command.revision, command.because)
    for row in written:
        _write(command, row, held.get(row.code, []), mains, at)
    _close_tasks(command, [row.code for row in written], at)
    changed = sum(row.code in held for row in written)
    return ItemsProposed(command.region_path, command.department, len(written) - changed, changed, len(command.rows) - len(written))


def _required(actor: Actor, command: ProposeItems) -> Mapping[str, MainItem]:
    review.require_own(actor, command.department)
    review.require_rows_of(command.department, command.rows)
    review.require_each_code_once(command.rows)
    for row in command.rows:
        review.require_proposable(row)
    found = MainItem.objects.filter(region_path=command.region_path, code__in=[row.main_item for row in command.rows])
    mains = {main.code: main for main in found}
    review.require_main_items(command.rows, mains)
    return mains


def _held(command: ProposeItems) -> dict[str, list[Item]]:
    """The versions of each code, oldest first, locked."""
    found = Item.objects.select_for_update(of=("self",)).select_related("main_item").order_by("version")
    held: dict[str, list[Item]] = {}
    for item in found.filter(region_path=command.region_path, code__in=[row.code for row in command.rows]):
        held.setdefault(item.code, []).append(item)
    return held


def _owners(held: Mapping[str, Sequence[Item]]) -> dict[str, str]:
    """Code → whose it is. What the joint review has sent back and nobody ever decided is nobody's again."""
    return {code: found[-1].department for code, found in held.items() if {item.status for item in found} != {ItemStatus.RETURNED}}


def _close_tasks(command: ProposeItems, codes: Sequence[str], at: datetime) -> None:
    """WS-2.1: a proposal answers what a changed law asked of the item, and the question of one law whether a new item is needed."""
    open_ones = LawTask.objects.filter(
        law_change__region_path=command.region_path, department=command.department, status=LawTaskStatus.OPEN
    )
    asked = Q(code__in=codes) | Q(code="", law_change=command.law_change)
    if codes:
        open_ones.filter(asked).update(status=LawTaskStatus.PROPOSED, closed_at=at)


def _stands(row: ItemRow, versions: Sequence[Item]) -> bool:
    return bool(versions) and review.stands(row, ItemStatus(versions[-1].status), row_of(versions[-1]))


def _write(command: ProposeItems, row: ItemRow, versions: Sequence[Item], mains: Mapping[str, MainItem], at: datetime) -> None:
    """Into the open proposal, or as the next version."""
    item = next((one for one in versions if one.status in OPEN), None)
    if item is None:
        item = Item(region_path=command.region_path, version=versions[-1].version + 1 if versions else 1, status=INITIAL)
    else:
        item.status = step(TRANSITIONS, ItemStatus(item.status), "propose", clause="WS-2.1")
    for name, value in _values(row).items():
        setattr(item, name, value)
    item.main_item = mains.get(row.main_item)
    item.revision, item.because = command.revision or "", command.because
    item.proposed_at, item.round, item.returned_because = at, item.round + 1, ""
    try:
        item.save()
    except IntegrityError as error:
        raise broken_limit(error, review.LIMITS) from error


def _values(row: ItemRow) -> dict[str, object]:
    plain = {name: getattr(row, name) for name in PLAIN} | {name: list(getattr(row, name)) for name in TUPLES}
    return plain | {
        "item_class": row.item_class,
        "authority_level": row.authority_level or "",
        "first_day": row.valid_from,
        "valid": DateRange(row.valid_from, row.valid_to),
        "check_points": to_plain(row)["check_points"],
        "partners": [partner.department for partner in row.partners],
        "shares": [partner.share for partner in row.partners],
    }

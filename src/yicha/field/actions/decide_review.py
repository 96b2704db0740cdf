from datetime import datetime

from yicha.field import rules
from yicha.field.actions._bench import author_of, set_up
from yicha.field.actions._effects import Effects
from yicha.field.models import Decision, Operation
from yicha.field.queries import undecided
from yicha.field.queries.registers import Author
from yicha.field.types import DecideReview, FieldPermission, ReviewDecided
from yicha.inspections.queries import held_inspection
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.DECIDE, clause="LYG-4.4a YX-2.12")
def decide_review(actor: Actor, command: DecideReview, at: datetime, /) -> ReviewDecided:
    """待组长定: what could not count by itself is taken over, or let lie, by a person with a reason; once, and nothing of it is deleted."""
    rules.require_reason(command.reason)
    held_inspection(actor, command.inspection)
    found = undecided(actor).filter(inspection=command.inspection, op__in=command.ops)
    rows = list(found.select_related("lane").order_by("pk"))
    if len(rows) != len(set(command.ops)) or not rows:
        absent("LYG-4.4a")
    if command.adopt:
        for lane in dict.fromkeys(row.lane for row in rows):
            _adopt(actor, [row for row in rows if row.lane == lane], at)
    Decision.objects.bulk_create(
        Decision(operation=row, adopted=command.adopt, reason=command.reason, decided_by=actor.id, decided_at=at) for row in rows
    )
    return ReviewDecided(command.inspection, command.ops, command.adopt, command.reason)


def _adopt(actor: Actor, rows: list[Operation], at: datetime) -> None:
    """In the name of who recorded it, by the hand of who decides: the inspection's own rules ask whether he may."""
    lane = rows[0].lane
    if lane is None:
        absent("LYG-4.4a")
    bench = set_up(lane, author_of(lane), [row.text for row in rows], {row.visit for row in rows}, at)
    effects = Effects(bench, actor)
    for row in rows:
        rules.require_adoptable(row.kind, adopted=bench.office.adopt(row.op))
        case = bench.cases[row.visit]
        case.touched.add(row.path)
        case.board.authors[row.op] = Author(row.officer, row.about)
    effects.settle(*bench.cases.values())

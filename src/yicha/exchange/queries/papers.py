"""What the number in a message stands for: an inspection, as a department that takes part in it may know it."""

from yicha.exchange.types import PaperItem, PaperRow
from yicha.inspections.queries import numbered_inspection
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.planning.queries import visit
from yicha.subjects.queries import facts_of


def paper(actor: Actor, number: str) -> PaperRow:
    """With the items and the result of the actor's own department; NotFound where it has no part, as if there were none."""
    row = numbered_inspection(actor, number)
    own = next((task for task in row.tasks if task.department == actor.department), None) or absent("GX-5.2b")
    planned = visit(actor, row.visit)
    codes = {demand.item_code for demand in planned.demands if demand.department == own.department}
    items = items_in_force(actor, row.region_path, planned.first_day, codes).values()
    concluded = own.concluded_at is not None and own.outcome is not None
    return PaperRow(
        number=row.number,
        sid=planned.sid,
        name=planned.name,
        uscc=planned.uscc,
        town=planned.town,
        address=facts_of(actor, planned.sid).address,
        first_day=planned.days[0],
        last_day=planned.days[1],
        starts_at=planned.starts_at,
        lead=planned.lead,
        departments=planned.departments,
        items=tuple(PaperItem(item.code, item.name, item.legal_basis) for item in items),
        status=own.status.value,
        outcome=own.outcome.value if concluded and own.outcome else "",
        concluded_at=own.concluded_at,
    )

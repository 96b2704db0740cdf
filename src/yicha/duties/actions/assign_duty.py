from collections.abc import Iterable
from datetime import date, datetime
from itertools import product

from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.duties.models import Duty
from yicha.duties.queries import departments_of, items_of, require_covered, steps
from yicha.duties.queries.duties import ONE_DAY
from yicha.duties.rules import duties as rules
from yicha.duties.types import AssignDuty, DutyAssigned, DutyPermission, Instrument, Part
from yicha.kernel.actor import Actor
from yicha.kernel.limits import broken_limit
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case


@use_case(may=DutyPermission.ASSIGN, clause="WY-5.2 WS-2.2 GX-2.3")
def assign_duty(actor: Actor, command: AssignDuty, at: datetime, /) -> DutyAssigned:
    """One instrument, any number of items and steps. A new lead begins where the one before ends, so that no day is without."""
    require_covered(actor, command.area, "WY-5.2")
    rules.require_instrument(command)
    rules.require_department(command.department, departments_of(command.area, command.first_day))
    rules.require_steps(command.steps, steps(command.area, command.first_day))
    if command.instrument is not Instrument.DISPUTE_DECISION:  # a decision may come before the item is in the list
        rules.require_items(command.items, items_of(command.area, command.first_day, command.items))
    hold(f"duties:{command.area}")  # two who put a lead in the same place at once would wait for each other without end
    try:
        cut = _end_before(command)
        made = Duty.objects.bulk_create(_duties(command))
        _remember(cut, made)
        check_successors()
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    return DutyAssigned(command.area, command.items, command.steps, command.department, command.part, tuple(duty.pk for duty in made))


def check_successors() -> None:
    """Now, not at the commit: a refusal is to say which rule it was."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS duties_lead_has_successor IMMEDIATE")
        cursor.execute("SET CONSTRAINTS duties_lead_has_successor DEFERRED")


def _end_before(command: AssignDuty) -> list[Duty]:
    """The lead before, and what the department itself did there, end on the day before. Those that do."""
    later = DateRange(command.first_day, None)
    place = {"region_path": command.area, "item__in": command.items, "step__in": command.steps}
    held = Duty.objects.select_for_update().filter(valid__overlap=later, **place)
    cut = [duty for duty in held if duty.department == command.department or (command.part is Part.LEAD and duty.part == Part.LEAD)]
    for duty in cut:
        duty.uncut, duty.uncut_because = duty.valid, duty.ended_because
        duty.valid, duty.ended_because = ended(duty.valid, command.first_day), command.basis
        duty.save()
    return cut


def _remember(cut: Iterable[Duty], made: Iterable[Duty]) -> None:
    """Which new duty took whose place."""
    places = {(duty.item, duty.step): duty for duty in made}
    for duty in cut:
        duty.cut_by = places[(duty.item, duty.step)]
        duty.save(update_fields=["cut_by"])


def ended(valid: DateRange, until: date) -> DateRange:
    """What ends before it began was never in force: its range becomes empty."""
    return DateRange(valid.lower, max(valid.lower, until))


def _duties(command: AssignDuty) -> Iterable[Duty]:
    valid = DateRange(command.first_day, command.last_day and command.last_day + ONE_DAY)
    for item, step in product(dict.fromkeys(command.items), dict.fromkeys(command.steps)):
        yield Duty(
            region_path=command.area,
            item=item,
            step=step,
            department=command.department,
            part=command.part,
            share=command.share if command.part is Part.ASSIST else "",
            valid=valid,
            instrument=command.instrument,
            basis=command.basis,
        )

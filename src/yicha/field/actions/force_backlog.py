from datetime import datetime

from django.utils import timezone

from yicha.field import rules
from yicha.field.actions._bench import author_of, set_up
from yicha.field.actions._effects import Effects
from yicha.field.actions._writing import write_down
from yicha.field.models import Lane
from yicha.field.queries import held_days, held_since, held_visits
from yicha.field.types import BacklogForced, FieldPermission, ForceBacklog
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch, of_department
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.FORCE, clause="LYG-4.4a YX-2.12")
def force_backlog(actor: Actor, command: ForceBacklog, at: datetime, /) -> BacklogForced:
    """缺号照收: after the days of the norm, or once the phone is lost, what waits is judged; which numbers are missing is on record."""
    lane = fetch(actor, of_department(actor, Lane.objects.all()), clause="LYG-4.4a", pk=command.lane)
    days = held_days(lane.region_path, timezone.localdate(at))
    rules.require_waited(held_since(lane.pk), days, at, lost=bool(lane.wipe))
    author = author_of(lane)
    bench = set_up(lane, author, (), held_visits(lane.pk), at)
    effects = Effects(bench, author)
    bench.office.effect = effects
    before = set(bench.numbers.gaps)
    bench.office.force(bench.numbers)
    effects.settle(*bench.cases.values())
    recorded = write_down(bench)
    return BacklogForced(lane.pk, tuple(sorted(bench.numbers.gaps - before)), recorded)

"""The only place where events meet handlers: `Handler(event, use case, command of event, when it is wanted)`."""

from yicha.draws.types import DrawKind, DrawRun
from yicha.kernel.outbox import Handler, wire
from yicha.planning.actions.staff_visits import staff_visits
from yicha.planning.types import StaffVisits

HANDLERS: list[Handler] = [
    Handler(DrawRun, staff_visits, lambda event: StaffVisits(event.draw), lambda event: event.kind is DrawKind.OFFICERS),
]

wire(HANDLERS)

"""What the worker does by the clock: firms that are late are reminded, and after the last reminder the order goes up."""

from datetime import datetime

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.followups.actions.remind_order import remind_order
from yicha.followups.queries import late_orders
from yicha.followups.types import RemindOrder
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly


@app.periodic(cron="30 8 * * *", periodic_id="late_orders")
@app.task(queue=CLOCK, queueing_lock="late_orders", pass_context=True)
@visibly
def remind_late_orders(context: JobContext, timestamp: int = 0) -> None:
    remind_late(now())


def remind_late(at: datetime) -> int:
    """How many were reminded or went up."""
    found = late_orders(at)
    for pk in found:
        remind_order(SYSTEM, RemindOrder(pk), at)
    return len(found)

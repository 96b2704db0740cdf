"""What the worker does by the clock: whistles nobody answered in time go up."""

from datetime import datetime

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly
from yicha.levels.actions.escalate_whistle import escalate_whistle
from yicha.levels.queries import whistles_overdue
from yicha.levels.types import EscalateWhistle


@app.periodic(cron="*/5 * * * *", periodic_id="whistles")
@app.task(queue=CLOCK, queueing_lock="whistles", pass_context=True)
@visibly
def escalate_silent_whistles(context: JobContext, timestamp: int = 0) -> None:
    escalate_overdue(now())


def escalate_overdue(at: datetime) -> int:
    overdue = whistles_overdue(at)
    for pk in overdue:
        escalate_whistle(SYSTEM, EscalateWhistle(pk), at)
    return len(overdue)

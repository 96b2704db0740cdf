"""What the clock does for phones."""

from datetime import datetime

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.field.actions.force_backlog import force_backlog
from yicha.field.queries import overdue_lanes
from yicha.field.types import ForceBacklog
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly


@app.periodic(cron="43 * * * *", periodic_id="field-backlog")
@app.task(queue=CLOCK, queueing_lock="field-backlog", pass_context=True)
@visibly
def force_old_backlogs(context: JobContext, timestamp: int = 0) -> None:
    """What has waited longer than the norm is taken without what never came."""
    force_overdue(now())


def force_overdue(at: datetime) -> int:
    overdue = overdue_lanes(at)
    for lane in overdue:
        force_backlog(SYSTEM, ForceBacklog(lane), at)
    return len(overdue)

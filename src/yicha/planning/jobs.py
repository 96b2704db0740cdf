"""What the worker does by the clock: after the term, silence is consent."""

from datetime import datetime

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly
from yicha.norms.queries import working_days
from yicha.planning.actions.close_consultation import close_consultation
from yicha.planning.queries import consultations_over
from yicha.planning.types import CloseConsultation


@app.periodic(cron="11 * * * *", periodic_id="consultations")
@app.task(queue=CLOCK, queueing_lock="consultations", pass_context=True)
@visibly
def close_silent_consultations(context: JobContext, timestamp: int = 0) -> None:
    close_overdue(now())


def close_overdue(at: datetime) -> int:
    over = consultations_over(working_days().day_of(at))
    for pk in over:
        close_consultation(SYSTEM, CloseConsultation(pk), at)
    return len(over)

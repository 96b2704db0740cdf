"""What the worker does by the clock. `queueing_lock` only here, on jobs that no request enqueues: its unique index makes
the second transaction wait for the first one's commit, so in a use case it would be a lock on everybody.
"""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from yicha.kernel import cosigning, files, ledger
from yicha.kernel.clock import now
from yicha.kernel.outbox import visibly

CLOCK = "clock"
KEPT_HOURS = 24 * 30  # of what was done; what failed is kept until an official has dealt with it


@app.periodic(cron="* * * * *", periodic_id="sweep")
@app.task(queue=CLOCK, queueing_lock="sweep")
async def sweep(timestamp: int = 0, seconds: float = 30.0) -> int:
    """Jobs of a killed worker stay `doing` and would block their aggregate for ever."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        if job.queue == CLOCK:  # the clock has made the next one, or will; two of them may not wait
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
        else:
            await app.job_manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="31 * * * *", periodic_id="forget")
@app.task(queue=CLOCK, queueing_lock="forget")
async def forget(timestamp: int = 0) -> None:
    """The clock alone makes 20,000 jobs a day."""
    await app.job_manager.delete_old_jobs(nb_hours=1, queue=CLOCK, include_failed=True)
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)


@app.periodic(cron="* * * * * */5", periodic_id="ledger")
@app.task(queue=CLOCK, queueing_lock="ledger", pass_context=True)
@visibly
def append_to_ledger(context: JobContext, timestamp: int = 0) -> None:
    ledger.sequence()


@app.periodic(cron="* * * * * 40", periodic_id="witnesses")
@app.task(queue=CLOCK, queueing_lock="witnesses", pass_context=True)
@visibly
def ask_witnesses(context: JobContext, timestamp: int = 0) -> None:
    cosigning.ask_witnesses(now())


@app.periodic(cron="7 * * * *", periodic_id="anchor")
@app.task(queue=CLOCK, queueing_lock="anchor", pass_context=True)
@visibly
def anchor_today(context: JobContext, timestamp: int = 0) -> None:
    """Tried every hour, done once a day: a worker that slept at midnight misses nothing."""
    cosigning.anchor_today(now())


@app.periodic(cron="17 3 * * *", periodic_id="files")
@app.task(queue=CLOCK, queueing_lock="files", pass_context=True)
@visibly
def remove_forgotten_files(context: JobContext, timestamp: int = 0) -> None:
    files.remove_forgotten()

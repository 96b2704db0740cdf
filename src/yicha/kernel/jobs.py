"""What the worker does by the clock. `queueing_lock` only here, on jobs that no request enqueues: its unique index makes
the second transaction wait for the first one's commit, so in a use case it would be a lock on everybody.
"""

from asgiref.sync import sync_to_async
from procrastinate.contrib.django import app

from yicha.kernel import files, ledger


@app.periodic(cron="* * * * *", periodic_id="sweep")
@app.task(queue="clock", queueing_lock="sweep")
async def sweep(timestamp: int = 0, seconds: float = 30.0) -> int:
    """Jobs of a killed worker stay `doing` and would block their aggregate for ever."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="* * * * * */5", periodic_id="ledger")
@app.task(queue="clock", queueing_lock="ledger")
async def append_to_ledger(timestamp: int = 0) -> None:
    await sync_to_async(ledger.sequence)()


@app.periodic(cron="17 3 * * *", periodic_id="files")
@app.task(queue="clock", queueing_lock="files")
async def remove_forgotten_files(timestamp: int = 0) -> None:
    await sync_to_async(files.remove_forgotten)()

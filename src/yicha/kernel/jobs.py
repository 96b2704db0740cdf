"""What the worker does by the clock. `queueing_lock` only here, on jobs that no request enqueues: its unique index makes
the second transaction wait for the first one's commit, so in a use case it would be a lock on everybody.
"""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *", periodic_id="sweep")
@app.task(queue="clock", queueing_lock="sweep")
async def sweep(timestamp: int = 0, seconds: float = 30.0) -> int:
    """Jobs of a killed worker stay `doing` and would block their aggregate for ever."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)

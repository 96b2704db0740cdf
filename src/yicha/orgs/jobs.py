"""What the worker does by the clock: tell the trail of refused sign-ins, sweep away sessions that are over."""

from django.db import connection
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly
from yicha.orgs.actions.record_refused_sign_ins import record_refused_sign_ins
from yicha.orgs.models import Account, Session
from yicha.orgs.types import OrgPermission, RecordRefusedSignIns

EMPTIED = "DELETE FROM orgs_attempt WHERE due < %s AND failed = 0 AND turned_away = 0"
TAKEN = "UPDATE orgs_attempt SET failed = 0, turned_away = 0 FROM held WHERE orgs_attempt.key = held.key"
COUNTED = f"""
WITH held AS (SELECT key, account, failed, turned_away FROM orgs_attempt WHERE failed > 0 OR turned_away > 0 FOR UPDATE),
     taken AS ({TAKEN} RETURNING held.*)
SELECT account, sum(failed), sum(turned_away) FROM taken GROUP BY account ORDER BY account
"""  # noqa: S608 no word of it comes from outside


@app.periodic(cron="*/10 * * * *", periodic_id="refused-sign-ins")
@app.task(queue=CLOCK, queueing_lock="refused-sign-ins", pass_context=True)
@visibly
def tell_refused_sign_ins(context: JobContext, timestamp: int = 0) -> None:
    report_refused()


@app.periodic(cron="43 * * * *", periodic_id="sessions")
@app.task(queue=CLOCK, queueing_lock="sessions", pass_context=True)
@visibly
def sweep_sessions(context: JobContext, timestamp: int = 0) -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def report_refused() -> int:
    """One entry for each account since the last time, and one for all that belongs to no account; buckets that are empty go."""
    at = now()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        rows = cursor.fetchall()
        cursor.execute(EMPTIED, [at.timestamp()])
    regions = dict(Account.objects.filter(pk__in=[account for account, *_ in rows]).values_list("pk", "region__path"))
    for account, failed, turned_away in rows:
        counting = Actor("system", "系统", regions.get(account, ""), permissions=frozenset({OrgPermission.RECORD_REFUSED}))
        record_refused_sign_ins(counting, RecordRefusedSignIns(account, int(failed), int(turned_away)), at)
    return len(rows)

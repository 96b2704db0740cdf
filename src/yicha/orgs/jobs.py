"""What the worker does by the clock: tell the trail of refused sign-ins, sweep away sessions that are over, make long files."""

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.clock import now
from yicha.kernel.files import store
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly
from yicha.kernel.refusals import Refusal
from yicha.orgs.actions.finish_export import finish_export
from yicha.orgs.actions.record_refused_sign_ins import record_refused_sign_ins
from yicha.orgs.models import Account, Session
from yicha.orgs.queries.accounts import actor_of_department
from yicha.orgs.queries.exports import exports_to_make
from yicha.orgs.rules import exports as rules
from yicha.orgs.types import ExportListing, FinishExport, Leaving, OrgPermission, RecordRefusedSignIns

CHUNK = 1 << 20
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


@app.periodic(cron="* * * * * */5", periodic_id="exports")
@app.task(queue=CLOCK, queueing_lock="exports", pass_context=True)
@visibly
def make_exports(context: JobContext, timestamp: int = 0) -> None:
    make_long_files()


def make_long_files() -> int:
    """The files of exports that were too long for a page. A worker that dies meanwhile leaves its one to the next."""
    waiting = exports_to_make()
    for asked in waiting:
        try:
            made = _made(asked)
        except Refusal as refused:
            made = FinishExport(asked.id, fault=refused.message)
        finish_export(SYSTEM, made, now())
    return len(waiting)


def _made(asked: ExportListing) -> FinishExport:
    """As whoever took the rows reads them today: no others than were released, and no more."""
    at, query = now(), QueryDict(urlsplit(asked.address).query)
    reader = actor_of_department(asked.requested_by, asked.region_path, asked.department, at)
    rules.require_right(reader, asked.right)
    leaving: Leaving = import_string(settings.YICHA_EXPORTS[asked.kind])(reader, query, at)
    taking = leaving.taking
    rules.require_same((asked.kind, asked.address), (taking.kind, taking.address), asked.rows, taking.rows)
    with TemporaryDirectory() as folder:
        path = Path(folder) / leaving.name
        leaving.write(path)
        with path.open("rb") as file:
            kept = store(iter(lambda: file.read(CHUNK), b""), limit=path.stat().st_size)
    return FinishExport(asked.id, kept.digest, leaving.name)


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

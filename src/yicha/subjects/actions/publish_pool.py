from datetime import date, datetime

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.engines.scope import QueryRefused, parse_query
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.limits import broken_limit
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.use_case import use_case
from yicha.subjects.models import Pool, PoolVersion
from yicha.subjects.queries import subjects_by_sid
from yicha.subjects.rules.limits import LIMITS
from yicha.subjects.rules.pools import require_begins, require_known, require_pool
from yicha.subjects.rules.register import require_own
from yicha.subjects.types import PoolPublished, PublishPool, SubjectPermission
from yicha.subjects.workbooks import ASKED


@use_case(may=SubjectPermission.KEEP_POOL, clause="GX-5.4 LYG-4.2")
def publish_pool(actor: Actor, command: PublishPool, at: datetime, /) -> PoolPublished:
    """专项库, or its next version: the one before ends the day before."""
    if not actor.covers(command.region_path):
        absent("GX-5.4")
    require_pool(command)
    _require_readable(command.rule)
    require_known(command.sids, subjects_by_sid(actor, command.sids))
    pool, _ = Pool.objects.select_for_update().get_or_create(
        region_path=command.region_path, name=command.name.strip(), defaults={"department": actor.department}
    )
    require_own(actor, pool.department, "GX-5.4")
    number = _end_last(pool, command.first_day, timezone.localdate(at)) + 1
    said = {"rule": command.rule.strip(), "sids": sorted(set(command.sids)), "basis": command.basis}
    try:
        PoolVersion.objects.create(pool=pool, number=number, valid=DateRange(command.first_day, None), **said)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return PoolPublished(pool.pk, pool.region_path, pool.name, number, command.first_day)


def _require_readable(rule: str) -> None:
    try:
        if rule.strip():
            parse_query(rule, ASKED)
    except QueryRefused as refused:
        raise RuleBroken(str(refused), clause="GX-5.4") from None


def _end_last(pool: Pool, first_day: date, today: date) -> int:
    """The number of the version before; 0 if there is none. One that was taken back with its import was never in force."""
    last = pool.versions.filter(valid__isempty=False).order_by("-number").first()
    require_begins(first_day, today, last.valid.lower if last else None)
    if last is not None and (last.valid.upper is None or last.valid.upper > first_day):
        last.valid = DateRange(last.valid.lower, first_day)
        last.save(update_fields=["valid"])
    return pool.versions.order_by("-number").values_list("number", flat=True).first() or 0

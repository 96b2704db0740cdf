from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.locks import hold
from yicha.kernel.use_case import use_case
from yicha.subjects.models import PoolVersion
from yicha.subjects.queries import pools_lock
from yicha.subjects.types import POOL_TAKEN_BACK, PoolsTakenBack, SubjectPermission, TakeBackPools


@use_case(may=SubjectPermission.TAKE_BACK, clause="LYG-4.2")
def take_back_pools(actor: Actor, command: TakeBackPools, at: datetime, /) -> PoolsTakenBack:
    """Follows from the undoing of an import. The version that it had brought was never in force; the one before runs on as it did."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    hold(pools_lock(command.region_path))
    names = [*command.removed, *(row.name for row in command.restored)]
    running = PoolVersion.objects.filter(pool__region_path=command.region_path, pool__name__in=names, valid__upper_inf=True)
    taken = [version.pk for version in running.select_for_update(of=("self",))]
    PoolVersion.objects.filter(pk__in=taken).update(valid=DateRange(empty=True), ended_because=POOL_TAKEN_BACK)
    for row in command.restored:
        before = PoolVersion.objects.filter(pool__region_path=command.region_path, pool__name=row.name, valid__isempty=False)
        PoolVersion.objects.filter(pk=before.order_by("-number").values("pk")[:1]).update(valid=DateRange(row.first_day, None))
    return PoolsTakenBack(command.region_path, command.source, len(command.removed), len(command.restored))

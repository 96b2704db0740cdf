import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet
from psycopg.types.range import DateRange

from yicha.engines.deadlines import BEIJING
from yicha.kernel.actor import Actor
from yicha.kernel.events import canonical, to_plain
from yicha.kernel.use_case import use_case
from yicha.norms import queries
from yicha.norms.models import Norm
from yicha.norms.rules import Revision, by_key, require_one_at_a_time, require_own_place, require_sound, revision, ruled_above
from yicha.norms.types import LoadNorms, NormPermission, NormRow, NormsLoaded

ONE_LOAD_AT_A_TIME = "LOCK TABLE norms_norm IN SHARE ROW EXCLUSIVE MODE"


@use_case(may=NormPermission.LOAD, clause="WS-2.3 GX-2.4")
def load_norms(actor: Actor, command: LoadNorms, at: datetime, /) -> NormsLoaded:
    """Only differences are written. What changes ends the period before it; what held before today, by a region above too, is never
    touched.
    """
    require_sound(command.rows)
    require_one_at_a_time(command.rows)
    require_own_place(actor, command.rows)
    with connection.cursor() as cursor:
        cursor.execute(ONE_LOAD_AT_A_TIME)
    known, today = by_key(queries.known_norms()), at.astimezone(BEIJING).date()
    revisions = {
        key: revision(known.get(key, ()), wanted, today, above=ruled_above(known, key)) for key, wanted in by_key(command.rows).items()
    }
    _write(revisions.values())
    queries.forget()
    return _event(command, revisions)


def _write(revisions: Iterable[Revision]) -> None:
    """Endings first: the database refuses two periods at once even for a moment."""
    added: list[NormRow] = []
    for each in revisions:
        for row in each.withdrawn:
            _period(row).update(valid=DateRange(empty=True))
        for row in each.ended:
            _period(row).update(valid=_valid(row))
        added += each.added
    Norm.objects.bulk_create([_table_row(row) for row in added])


def _period(row: NormRow) -> QuerySet[Norm]:
    return Norm.objects.filter(code=row.code, region_path=row.region_path, valid__startswith=row.since)


def _valid(row: NormRow) -> DateRange:
    return DateRange(row.since, None if row.until is None else row.end)


def _table_row(row: NormRow) -> Norm:
    fields = ("code", "region_path", "amount", "text", "unit", "counted_from", "basis", "tag")
    return Norm(valid=_valid(row), **{name: getattr(row, name) for name in fields})


def _event(command: LoadNorms, revisions: Mapping[tuple[str, str], Revision]) -> NormsLoaded:
    return NormsLoaded(
        digest="sha256:" + hashlib.sha256(canonical(to_plain(command)).encode()).hexdigest(),
        added=sum(len(each.added) for each in revisions.values()),
        ended=sum(len(each.ended) for each in revisions.values()),
        withdrawn=sum(len(each.withdrawn) for each in revisions.values()),
        unchanged=sum(each.unchanged for each in revisions.values()),
        codes=tuple(sorted({code for (code, _), each in revisions.items() if each.changes})),
    )

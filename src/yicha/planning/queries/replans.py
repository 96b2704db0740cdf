"""Reads of 重新排期."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from yicha.draws.queries import names_closed
from yicha.engines.planning import Instance, Programme, parse_programme
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.events import from_plain
from yicha.kernel.jurisdiction import read, within
from yicha.planning import models
from yicha.planning.queries.programmes import instance_of_digest, programme
from yicha.planning.queries.sealing import sealed_name
from yicha.planning.types import Comparison, ReplanChange, ReplanRow, VisitRow, VisitStatus


def replans(actor: Actor, programme: int) -> list[ReplanRow]:
    """Of a programme, the latest first."""
    found = within(actor, models.Replan.objects.filter(programme=programme)).select_related("programme").order_by("-pk")
    return [_row(row) for row in found]


def replan_row(actor: Actor, pk: int) -> ReplanRow:
    return _row(read(actor, models.Replan.objects.select_related("programme"), clause="GX-4.4", pk=pk))


def replan_files(actor: Actor, pk: int) -> tuple[Instance, Programme, Comparison]:
    """What the engine was given, what it answered, what that changes. Every name is in it: for use cases."""
    row = read(actor, models.Replan.objects.exclude(comparison=""), clause="GX-4.4", pk=pk)
    return instance_of_digest(row.instance), parse_programme(json.loads(content_of(row.result))), _comparison(row)


def replaced_by(actor: Actor, rows: Sequence[VisitRow]) -> dict[int, list[VisitRow]]:
    """The visits that gave way → those of the rows that hold their work now, however often it was moved."""
    replaced = within(actor, models.Replaced.objects.filter(visit__in=[row.id for row in rows]), "visit__region_path")
    gone = set(replaced.values_list("visit_id", flat=True))
    work = {row.id: {(row.programme, one.line) for one in row.demands if one.line} for row in rows}
    stands = [row for row in rows if row.status is not VisitStatus.CANCELLED]
    return {number: [one for one in stands if work[number] & work[one.id]] for number in work if number in gone}


def comparison_shown(actor: Actor, pk: int, at: datetime) -> Comparison | None:
    """As people see it, None while it is computed. Whoever is by law not told before has no name while those of the draw are closed."""
    row = read(actor, models.Replan.objects.all(), clause="GX-4.4", pk=pk)
    if not row.comparison:
        return None
    found = _comparison(row)
    if not names_closed(actor, programme(actor, row.programme_id).draw, at):
        return found
    return replace(found, changes=(*filter(_told, found.changes), *(_unsaid(one) for one in found.changes if not _told(one))))


def _comparison(row: models.Replan) -> Comparison:
    return from_plain(Comparison, json.loads(content_of(row.comparison)))


def _told(change: ReplanChange) -> bool:
    return change.announced


def _unsaid(change: ReplanChange) -> ReplanChange:
    """A reason might say who it is."""
    return replace(change, visit=0, number="", sid="", name=sealed_name(), why=None)


def _row(row: models.Replan) -> ReplanRow:
    return ReplanRow(
        id=row.pk,
        programme=row.programme_id,
        year=row.programme.year,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        first_day=row.first_day,
        reason=row.reason,
        base=row.base,
        compared=bool(row.comparison),
        adopted_at=row.adopted_at,
        adopted_by=row.adopted_by,
        record=row.record,
    )

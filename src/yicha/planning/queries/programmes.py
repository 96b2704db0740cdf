"""Reads of programmes: what the engine was given, what it answered, what people made of it."""

import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from django.db.models import OuterRef, Subquery

from yicha.engines.planning import Instance, Programme, parse_instance, parse_programme
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.events import from_text
from yicha.kernel.jurisdiction import read, within
from yicha.norms.queries import norms_in_force
from yicha.planning import models
from yicha.planning.rules.publishing import publish_by
from yicha.planning.types import Board, OpinionRow, ProgrammeRow, ProgrammeStatus, Stance, VersionRow

T = TypeVar("T")


def programme(actor: Actor, pk: int) -> ProgrammeRow:
    return _programme(read(actor, _programmes(), clause="LYG-4.3a", pk=pk))


def programmes(actor: Actor, region_path: str, *years: int) -> list[ProgrammeRow]:
    found = within(actor, _programmes().filter(region_path=region_path, year__in=years)).order_by("pk")
    return [_programme(row) for row in found]


def programme_files(actor: Actor, pk: int) -> tuple[Instance, Programme]:
    """What the engine was given and what it answered, as kept."""
    row = read(actor, models.Programme.objects.exclude(instance=""), clause="LYG-4.3a", pk=pk)
    return instance_of_digest(row.instance), PROGRAMMES.get(row.result)


@lru_cache(maxsize=2)
def instance_of_digest(digest: str) -> Instance:
    """What its digest names never changes, and an instance is frozen."""
    return parse_instance(json.loads(content_of(digest)))


def versions(actor: Actor, pk: int) -> list[VersionRow]:
    """All of them, the newest first."""
    found = read(actor, models.Programme.objects.all(), clause="GX-4.4", pk=pk).versions.order_by("-number")
    return [VersionRow(pk, row.number, row.parent, row.what, row.made_by, row.made_at) for row in found]


def opinions(actor: Actor, pk: int) -> list[OpinionRow]:
    found = read(actor, models.Programme.objects.all(), clause="GX-4.4", pk=pk).opinions.order_by("department")
    return [OpinionRow(row.department, Stance(row.stance), *_said(row)) for row in found]


def _said(row: models.Opinion) -> tuple[str, int, bool, bool | None, str]:
    return row.note, row.round, row.silent, row.accepted, row.decision


def consultations_over(on: date) -> list[int]:
    """Programmes whose term for opinions is over while somebody has said nothing; for the clock."""
    found = models.Programme.objects.filter(status=ProgrammeStatus.CONSULTING, opinions_by__lt=on).exclude(awaited=[])
    return list(found.order_by("pk").values_list("pk", flat=True))


def _programmes() -> Any:
    """With number and board of the newest version."""
    newest = models.ProgrammeVersion.objects.filter(programme=OuterRef("pk")).order_by("-number")
    return models.Programme.objects.annotate(
        newest_number=Subquery(newest.values("number")[:1]), newest_board=Subquery(newest.values("board")[:1])
    )


class Recent(Generic[T]):
    """The last values by digest: what that names never changes, and whoever makes one may put it in, so that nobody parses it."""

    def __init__(self, parse: Callable[[bytes], T], most: int) -> None:
        self.parse, self.most = parse, most
        self.held: dict[str, T] = {}

    def put(self, digest: str, value: T) -> None:
        self.held = dict([*self.held.items(), (digest, value)][-self.most :])  # as a whole: threads look into it

    def get(self, digest: str) -> T:
        found = self.held.get(digest)
        if found is None:
            found = self.parse(content_of(digest))
            self.put(digest, found)
        return found


PROGRAMMES: Final = Recent(lambda content: parse_programme(json.loads(content)), 2)
BOARDS: Final = Recent(lambda content: from_text(Board, content.decode()), 4)


def board_of_digest(digest: str) -> Board:
    """A kept board. Whoever asks has checked that the actor may see the programme."""
    return BOARDS.get(digest)


def board(actor: Actor, pk: int) -> Board:
    """What the programme shows now."""
    return board_of_digest(programme(actor, pk).board)


def _programme(row: Any) -> ProgrammeRow:
    return ProgrammeRow(
        id=row.pk,
        region_path=row.region_path,
        year=row.year,
        draw=row.draw_id,
        staffing_draw=row.staffing_draw_id,
        status=ProgrammeStatus(row.status),
        instance=row.instance,
        result=row.result,
        summary=tuple(sorted(row.summary.items())),
        engine=row.engine,
        board=row.newest_board or "",
        version=row.newest_number or 0,
        round=row.round,
        opinions_by=row.opinions_by,
        awaited=tuple(row.awaited),
        publish_by=row.publish_by,
        published_on=row.published_on,
    )


def annual_plan_due(region_path: str, year: int) -> date:
    """R-PLAN-1: the last day on which the region's plan of a year is lawfully published."""
    return publish_by(year, norms_in_force(region_path, date(year, 1, 1)))

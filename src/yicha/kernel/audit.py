"""Searching the trail: who saw or changed what, when, by which clause. For the audit administrator and who supervises.

Only what people of the actor's region did is found. What the system did by itself has no region; who asks for a whole home
(`whole_home`, the caller knows) gets that as well.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.events import SHOWN, name_of
from yicha.kernel.jurisdiction import within
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotPermitted
from yicha.kernel.trail import TrailRow, row_of
from yicha.kernel.types import KernelPermission

COUNTED = 10_000
"""Counting goes so far and no further; more is shown as “more than”."""


@dataclass(frozen=True)
class TrailFilter:
    """What is empty does not limit. `person` is also found as the one who was stood in for; `clause` is one of the entry's."""

    person: str = ""
    event: str = ""
    about: str = ""
    clause: str = ""
    since: datetime | None = None
    until: datetime | None = None  # not included
    reads_only: bool = False


@dataclass(frozen=True)
class TrailPage:
    rows: tuple[TrailRow, ...]
    total: int
    more_than_counted: bool


def search(actor: Actor, asked: TrailFilter, *, first: int = 0, size: int = 50, whole_home: bool = False) -> TrailPage:
    """Newest first. Costs an index scan when a person, a thing or a time is given."""
    _demand(actor, KernelPermission.READ_TRAIL)
    found = _found(actor, asked, whole_home=whole_home)
    total = found.order_by()[: COUNTED + 1].count()
    return TrailPage(_rows(found[first : first + size]), min(total, COUNTED), total > COUNTED)


def reads(actor: Actor, *, since: datetime, until: datetime, about: str = "", size: int = 500) -> tuple[TrailRow, ...]:
    """Sealed or personal data that were shown in a time (events marked `shows`), newest first, at most `size`."""
    _demand(actor, KernelPermission.READ_READS)
    return _rows(_found(actor, TrailFilter(about=about, since=since, until=until, reads_only=True))[:size])


def acts(actor: Actor, events: Collection[type], *, since: datetime, until: datetime, size: int) -> tuple[TrailRow, ...]:
    """What people of the actor's region did of some kinds in a time, newest first, at most `size`. What one use case made another do is
    left out, because its cause is there. Callers ask for their own permission.
    """
    found = _found(actor, TrailFilter(since=since, until=until)).filter(event__in=[name_of(event) for event in events], cause=None)
    return _rows(found[:size])


def kinds(actor: Actor) -> tuple[str, ...]:
    """The events there are, for the choice of the filter."""
    _demand(actor, KernelPermission.READ_TRAIL)
    return tuple(Entry.objects.order_by("event").values_list("event", flat=True).distinct())


def _found(actor: Actor, asked: TrailFilter, *, whole_home: bool = False) -> QuerySet[Entry]:
    mine = within(actor, Entry.objects.all(), "region")
    found = mine | Entry.objects.filter(region="") if whole_home else mine
    wanted = Q()
    if asked.person:
        wanted &= Q(actor=asked.person) | Q(stands_in_for=asked.person)
    if asked.event:
        wanted &= Q(event=asked.event)
    if asked.about:
        wanted &= Q(about=asked.about)
    if asked.reads_only:
        wanted &= Q(event__in=sorted(SHOWN))
    if asked.since:
        wanted &= Q(at__gte=asked.since)
    if asked.until:
        wanted &= Q(at__lt=asked.until)
    return _of_clause(found.filter(wanted), asked.clause).select_related("payload").order_by("-at", "-xact", "-run")


def _of_clause(found: QuerySet[Entry], clause: str) -> QuerySet[Entry]:
    """Whole words: LYG-4.3 is not LYG-4.3a."""
    if not clause:
        return found
    ends = Q(clause=clause) | Q(clause__startswith=f"{clause} ") | Q(clause__endswith=f" {clause}") | Q(clause__contains=f" {clause} ")
    return found.filter(ends)


def _rows(found: Sequence[Entry] | QuerySet[Entry]) -> tuple[TrailRow, ...]:
    return tuple(row_of(entry) for entry in found)


def _demand(actor: Actor, permission: str) -> None:
    if not actor.may(permission):
        raise NotPermitted(f"{actor.name}没有权限查看")

"""Reads of what a subject is also known by, and of registrations that are or may be one subject."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models.functions import Coalesce

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.kernel.outbox import outstanding
from yicha.subjects import models
from yicha.subjects.rules.register import may_end
from yicha.subjects.types import DuplicatesAsked, FoundSubject, IdentifierRow, MergeRow, Opening, Scheme, SubjectStatus, SuspicionRow

ONE_DAY = timedelta(days=1)


def survivors(sids: Iterable[str]) -> dict[str, str]:
    """Number → the number of who stands for it now: itself, unless it was merged. Numbers that nobody has stay out."""
    return dict(models.Subject.objects.filter(sid__one_of=set(sids)).order_by().values_list("sid", Coalesce("merged_into_id", "sid")))


def numbers_of(sids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Number → all numbers under which something of the same subject is kept, who stands for it first."""
    stands = survivors(sids)
    numbers = {root: [root] for root in stands.values()}
    for sid, root in models.Subject.objects.filter(merged_into__in=numbers).order_by("sid").values_list("sid", "merged_into_id"):
        numbers[root].append(sid)
    return {sid: tuple(numbers[root]) for sid, root in stands.items()}


def sids_of(actor: Actor, sid: str) -> tuple[str, ...]:
    """All numbers under which something of this subject is kept, its own first."""
    found = read(actor, models.Subject.objects.all(), sid=sid)
    own = found.merged_into_id or sid
    return (own, *models.Subject.objects.filter(merged_into=own).order_by("sid").values_list("sid", flat=True))


def identifiers_of(actor: Actor, sid: str) -> tuple[IdentifierRow, ...]:
    """Names first; of merged registrations too."""
    found = models.Identifier.objects.filter(subject__in=sids_of(actor, sid)).order_by("-scheme", "code", "pk")
    return tuple(_identifier(actor, row) for row in found)


def _identifier(actor: Actor, row: models.Identifier) -> IdentifierRow:
    days = (row.valid.lower, last_day(row.valid.upper))
    who = (row.department, may_end(actor, row.department))
    return IdentifierRow(row.pk, Scheme(row.scheme), row.code, row.issuer, *days, row.source, row.waived, *who)


def last_day(upper: date | None) -> date | None:
    """PostgreSQL keeps the day after."""
    return None if upper is None else upper - ONE_DAY


def openings_of(actor: Actor, sid: str) -> tuple[Opening, ...]:
    found = within(actor, models.Opening.objects.filter(subject=sid), "subject__region_path").order_by("first", "opens", "pk")
    return tuple(map(_opening, found))


def openings_by_sid(sids: Iterable[str]) -> dict[str, tuple[Opening, ...]]:
    """营业时间 of many at once, for who has the subjects already; of whom it is not known nothing."""
    found: dict[str, list[Opening]] = {}
    for row in models.Opening.objects.filter(subject__in=list(sids)).order_by("first", "opens", "pk"):
        found.setdefault(row.subject_id, []).append(_opening(row))
    return {sid: tuple(rows) for sid, rows in found.items()}


def _opening(row: models.Opening) -> Opening:
    return Opening(tuple(row.weekdays), row.opens, row.closes, (row.first, row.last))


def merges_of(actor: Actor, sid: str) -> tuple[MergeRow, ...]:
    """What stands as part of this subject, the latest first."""
    found = models.Merge.objects.filter(undone_on=None, merged__in=sids_of(actor, sid)[1:]).select_related("merged").order_by("-pk")
    return tuple(MergeRow(row.merged_id, row.merged.name, row.merged.uscc, row.survivor_id, row.reason, row.by, row.on) for row in found)


def sites_of(actor: Actor, sid: str) -> tuple[FoundSubject, ...]:
    """The doors of the enterprise behind a subject, this one among them."""
    own = read(actor, models.Subject.objects.all(), sid=sid)
    found = within(actor, models.Subject.objects.filter(enterprise=own.enterprise, merged_into=None)).order_by("sid")
    return tuple(FoundSubject(row.sid, row.name, row.uscc, row.town, row.address or "", SubjectStatus(row.state)) for row in found)


def holders_of_old_numbers(numbers: Collection[str]) -> dict[str, str]:
    """原注册号 → the number of who has it, or once had."""
    found = models.Identifier.objects.filter(scheme=Scheme.REGISTRATION, code__one_of=numbers).order_by("pk")
    return dict(found.values_list("code", "subject_id"))


def duplicates_awaited(region_path: str) -> bool:
    """Whether the worker has still to search this register."""
    return outstanding(DuplicatesAsked, DuplicatesAsked(region_path).about)


def suspicions(actor: Actor) -> tuple[SuspicionRow, ...]:
    """Pairs that wait for a person, the likeliest first. What is merged or closed in the meantime waits no more."""
    both = {f"{side}__{name}": value for side in ("left", "right") for name, value in (("state", "active"), ("merged_into", None))}
    found = models.Suspicion.objects.filter(dismissed_by="", **both)
    rows = within(actor, found, "left__region_path").order_by("-likeness", "pk")
    return tuple(SuspicionRow(row.pk, row.left_id, row.right_id, row.why, row.likeness) for row in rows)

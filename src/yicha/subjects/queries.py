"""Reads of the register, in the actor's jurisdiction only."""

from collections.abc import Iterable
from dataclasses import fields

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within
from yicha.subjects.models import Subject
from yicha.subjects.types import SubjectRow, SubjectStatus

COLUMNS = [field.name for field in fields(SubjectRow)]


def subject(actor: Actor, sid: str) -> SubjectRow:
    return _row(read(actor, Subject.objects.all(), sid=sid).__dict__)


def active_subject(actor: Actor, region_path: str, sid: str, clause: str) -> SubjectRow:
    """One that may be visited: of the region, and not closed."""
    found = Subject.objects.filter(region_path=region_path, state=SubjectStatus.ACTIVE)
    return _row(read(actor, found, clause=clause, sid=sid).__dict__)


def active_subjects(actor: Actor, region_path: str) -> list[SubjectRow]:
    """The pool of a region, in the order of sid: the same rows in the same order for everybody."""
    found = within(actor, Subject.objects.filter(region_path=region_path, state=SubjectStatus.ACTIVE)).order_by("sid")
    return [_row(values) for values in found.values(*COLUMNS)]


def subjects_by_sid(actor: Actor, sids: Iterable[str]) -> dict[str, SubjectRow]:
    found = within(actor, Subject.objects.filter(sid__in=list(sids)))
    return {values["sid"]: _row(values) for values in found.values(*COLUMNS)}


def _row(values: dict[str, object]) -> SubjectRow:
    kept = {name: values[name] for name in COLUMNS}
    kept["tags"] = tuple(values["tags"])  # type: ignore[arg-type]  # an array column
    kept["blocked"] = tuple((first, last) for first, last in values["blocked"])  # type: ignore[attr-defined]  # a JSON column
    return SubjectRow(**kept)  # type: ignore[arg-type]  # the columns are the fields

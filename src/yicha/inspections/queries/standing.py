"""Visits and their forms as one act meets them: what it has read, it does not read again further down."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from yicha.inspections.queries.forms import merged_forms
from yicha.inspections.types import Question
from yicha.kernel.actor import Actor
from yicha.planning.queries import visits_by_id
from yicha.planning.types import VisitRow


@dataclass
class _Read:
    """By who asked and the visit."""

    visits: dict[tuple[str, int], VisitRow] = field(default_factory=dict)
    forms: dict[tuple[str, int], tuple[Question, ...]] = field(default_factory=dict)


_read: ContextVar[_Read | None] = ContextVar("what this act has read", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within one act that changes neither plans nor lists of items, and holds the visits' inspections locked."""
    token = _read.set(_Read())
    try:
        yield
    finally:
        _read.reset(token)


def standing_visits(actor: Actor, pks: Collection[int]) -> dict[int, VisitRow]:
    """`visits_by_id`."""
    known = (_read.get() or _Read()).visits
    missing = [pk for pk in pks if (actor.id, pk) not in known]
    known |= {(actor.id, pk): row for pk, row in visits_by_id(actor, missing).items()} if missing else {}
    return {pk: known[actor.id, pk] for pk in pks if (actor.id, pk) in known}


def standing_forms(actor: Actor, visits: Collection[VisitRow]) -> dict[int, tuple[Question, ...]]:
    """`merged_forms`."""
    known = (_read.get() or _Read()).forms
    missing = [planned for planned in visits if (actor.id, planned.id) not in known]
    known |= {(actor.id, pk): form for pk, form in merged_forms(actor, missing).items()} if missing else {}
    return {planned.id: known[actor.id, planned.id] for planned in visits}

"""Whose business a row is. Every fetch goes through here, so that a foreign row and no row are the same answer.

A `region_path` column wants `db_collation="C"`: only then does its index serve “this region and below”.
"""

from typing import Any, Never, TypeVar

from django.db.models import Model, Q, QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.refusals import Exit, NotFound, NotPermitted

M = TypeVar("M", bound=Model)

ABSENT = "没有找到，或不在您的管辖范围"


def within(actor: Actor, queryset: QuerySet[M], path: str = "region_path") -> QuerySet[M]:
    """The rows of the actor's region and below; without a region none."""
    if actor.system:
        return queryset
    if not actor.region:
        return queryset.none()
    return queryset.filter(Q(**{path: actor.region}) | Q(**{f"{path}__startswith": f"{actor.region}/"}))


def of_department(actor: Actor, queryset: QuerySet[M], department: str = "department") -> QuerySet[M]:
    """The rows of the actor's own department, or of all if it acts for the whole region."""
    if actor.system or actor.whole_region:
        return queryset
    if not actor.department:
        return queryset.none()
    return queryset.filter(**{department: actor.department})


def fetch(actor: Actor, queryset: QuerySet[M], *, clause: str = "", path: str = "region_path", **lookup: Any) -> M:
    """One row in jurisdiction, locked until the end of the transaction. Only the row itself, not what it refers to."""
    found = within(actor, queryset, path).select_for_update(of=("self",)).filter(**lookup).first()
    return found if found is not None else absent(clause)


def read(actor: Actor, queryset: QuerySet[M], *, clause: str = "", path: str = "region_path", **lookup: Any) -> M:
    """As `fetch`, without the lock: for queries."""
    found = within(actor, queryset, path).filter(**lookup).first()
    return found if found is not None else absent(clause)


def absent(clause: str = "") -> Never:
    raise NotFound(ABSENT, clause=clause)


def require_own_department(actor: Actor, department: str, clause: str, words: str) -> None:
    """Only for the department itself, or for who acts for the whole region; `words` say whose it is."""
    if not actor.acts_for(department):
        raise NotPermitted(words, clause=clause, exits=(Exit("请该部门办理", department),))

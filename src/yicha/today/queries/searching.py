"""One search over subjects, items, visits and departments. Names of departments are also found by their pinyin initials."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from yicha.engines.search import reads
from yicha.inspections.types import InspectionPermission
from yicha.items.queries import items_found
from yicha.items.types import ItemPermission
from yicha.kernel.actor import Actor
from yicha.orgs.queries import departments
from yicha.orgs.types import OrgPermission
from yicha.planning.queries import visits_numbered
from yicha.subjects.queries import search
from yicha.subjects.types import SubjectPermission, SubjectStatus
from yicha.today.queries.desk import page
from yicha.today.types import Found, FoundGroup

MOST = 10
SHORTEST_NUMBER = 3


def find(actor: Actor, text: str, at: datetime) -> tuple[FoundGroup, ...]:
    """What the actor may see of what a text names, group by group; groups without a hit are left out."""
    said = text.strip()
    groups = _groups(actor, said, at) if said else ()
    return tuple(group for group in groups if group.found)


def _groups(actor: Actor, text: str, at: datetime) -> Iterator[FoundGroup]:
    if actor.may(SubjectPermission.READ):
        yield FoundGroup(_("监管对象"), tuple(_subjects(actor, text)), page("subjects:subjects", q=text))
    if actor.may(InspectionPermission.READ) and len(text) >= SHORTEST_NUMBER:
        yield FoundGroup(_("检查任务"), tuple(_visits(actor, text, at)), page("inspections:visits", q=text))
    if actor.may(ItemPermission.READ):
        yield FoundGroup(_("监管事项"), tuple(_items(actor, text, at)))
    if actor.may(OrgPermission.READ):
        yield FoundGroup(_("部门"), tuple(_departments(actor, text, at)))


def _subjects(actor: Actor, text: str) -> Iterator[Found]:
    for row in search(actor, text, MOST):
        closed = _("已注销") if row.state is SubjectStatus.CLOSED else ""
        note = " · ".join(part for part in (row.uscc or "", row.town or "", closed) if part)
        yield Found(row.name, note, page("dossier:dossier", row.sid))


def _visits(actor: Actor, text: str, at: datetime) -> Iterator[Found]:
    for _pk, number, name, first_day in visits_numbered(actor, text, MOST, at.date()):
        yield Found(number, f"{name} · {first_day.isoformat()}", page("inspections:visits", q=number))


def _items(actor: Actor, text: str, at: datetime) -> Iterator[Found]:
    for row in items_found(actor, actor.region, at.date(), text, MOST):
        yield Found(row.name, f"{row.code} · {row.check_class}", page("items:item", row.code))


def _departments(actor: Actor, text: str, at: datetime) -> Iterator[Found]:
    for row in departments(actor, at.date()):
        if text in row.name or text in row.short_name or reads(row.name, text) or reads(row.short_name, text):
            yield Found(row.name, row.short_name, page("inspections:visits", department=row.code))

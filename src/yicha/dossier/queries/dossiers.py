"""All of one subject. Costs some twenty queries, however long its history."""

from collections.abc import Iterable
from datetime import datetime

from yicha.dossier.queries.acts import Desk
from yicha.dossier.types import Act, ClassLine, Dossier
from yicha.inspections.queries import adopted_for
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.norms.queries import dictionary
from yicha.orgs.queries import departments
from yicha.planning.queries import year_left
from yicha.subjects.queries import details, subject
from yicha.subjects.types import SubjectStatus

CREDIT = "credit_risk_class"


def dossier_of(actor: Actor, sid: str, at: datetime) -> Dossier:
    """Of a subject in the actor's jurisdiction; NotFound otherwise."""
    row, today = subject(actor, sid), at.date()
    names = {found.code: found.short_name or found.name for found in departments(actor, today)}
    held = details(actor, sid, today)
    merged = {one.merged: one.name for one in held.merges}
    desk = Desk(actor, row, names, (row.sid, *merged), merged, today)
    acts = desk.acts()
    left = year_left(actor, row, today)
    classes = {item.check_class for item in items_in_force(actor, actor.region, today).values()}
    credit = {entry.value: entry.label for entry in dictionary(CREDIT, actor.region, today)}
    return Dossier(
        subject=row,
        closed_because=held.closed_because if held.state is SubjectStatus.CLOSED else None,
        credit=credit.get(row.credit_class, ""),
        left=left,
        lines=tuple(ClassLine(row, desk.on_the_day(left.used(row.check_class)), left.may(row.check_class)) for row in left.ledger),
        unused=tuple(sorted(classes.difference(left.classes))),
        coming=tuple(sorted((act for act in acts if act.ahead(today)), key=lambda act: act.on)),
        past=_latest_first(act for act in acts if not act.ahead(today)),
        recusals=desk.recused(),
        names=names,
        adopted=adopted_for(actor, (row.sid, *merged)),
        details=held,
        tags=tuple(dict.fromkeys((*row.tags, *(one.tag for one in held.tags if one.holds(today)), *held.pools))),
    )


def _latest_first(acts: Iterable[Act]) -> tuple[Act, ...]:
    return tuple(sorted(acts, key=lambda act: (act.on, act.at.isoformat() if act.at else ""), reverse=True))

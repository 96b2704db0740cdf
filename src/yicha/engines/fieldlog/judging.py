"""FIELD1 §7: why an operation cannot count, the first reason first."""

from collections.abc import Callable, Sequence

from yicha.engines.fieldlog.operations import SIGNATURES, VALUES, Kind, Operation
from yicha.engines.fieldlog.outcomes import Why
from yicha.engines.fieldlog.visits import Visit

MOST_HEADS = 16
"""Values of one path that stand side by side; one more waits for a person."""

Test = Callable[[Visit, str, Operation], bool]


def obstacle(visit: Visit | None, user: str, op: Operation) -> Why:
    """`Why.NONE`: it may count. Who calls for help is heard in any case."""
    if op.kind is Kind.HELP:
        return Why.NONE
    department = visit.officers.get(user, "") if visit else ""
    if visit is None or not department:
        return Why.REASSIGNED
    return next((why for why, holds in _tests(op.kind) if holds(visit, department, op)), Why.NONE)


def _tests(kind: Kind) -> Sequence[tuple[Why, Test]]:
    if kind in VALUES:
        return (*EVERYBODY, *OF_A_VALUE)
    if kind in SIGNATURES:
        return (*EVERYBODY, *OF_A_SIGNATURE)
    if kind is Kind.CONCLUDE:
        return (*EVERYBODY, *OF_A_CONCLUSION)
    return (*EVERYBODY, *OF_AN_ORDER) if kind is Kind.ORDER else EVERYBODY


def _not_started(visit: Visit, _: str, op: Operation) -> bool:
    return not visit.started and op.kind is not Kind.ARRIVE


def _form_changed(visit: Visit, _: str, op: Operation) -> bool:
    """The same question under another form is the same question; a path that is no question has no form."""
    if op.form == visit.form:
        return False
    then, present = visit.former.get(op.form, {}).get(op.path), visit.paths.get(op.path)
    return then is None or present is None or then != present.hash


def _not_yours(visit: Visit, department: str, op: Operation) -> bool:
    return op.path not in visit.paths or department not in visit.paths[op.path].departments


def _crowded(visit: Visit, _: str, op: Operation) -> bool:
    heads = visit.register(op.path).heads.keys() - set(op.base)
    return op.kind is Kind.ANSWER and len(heads) >= MOST_HEADS


EVERYBODY: tuple[tuple[Why, Test], ...] = (
    (Why.WITHDRAWN, lambda visit, _, __: visit.withdrawn),
    (Why.CERTIFICATE, lambda visit, _, op: not visit.certified(op)),
    (Why.NOT_STARTED, _not_started),
)
OF_A_VALUE: tuple[tuple[Why, Test], ...] = (
    (Why.FORM_CHANGED, _form_changed),
    (Why.NOT_YOURS, _not_yours),
    (Why.CONCLUDED, lambda visit, department, _: visit.signed or not visit.is_open(department)),
    (Why.CROWDED, _crowded),
)
OF_A_SIGNATURE: tuple[tuple[Why, Test], ...] = (
    (Why.CONCLUDED, lambda visit, _, __: visit.signed),
    (Why.UNRESOLVED, lambda visit, _, __: visit.unsettled()),
    (Why.UNSEEN, lambda visit, _, op: op.body.get("covers") != visit.covers()),
)
OF_AN_ORDER: tuple[tuple[Why, Test], ...] = (
    (Why.NOT_YOURS, lambda visit, own, op: not visit.checks_for(own, op.part(own))),
    (Why.UNRESOLVED, lambda visit, own, op: visit.unsettled(op.part(own))),
    (Why.UNSEEN, lambda visit, own, op: op.body.get("covers") != visit.covers(op.part(own))),
)
OF_A_CONCLUSION: tuple[tuple[Why, Test], ...] = (
    OF_AN_ORDER[0],
    (Why.CONCLUDED, lambda visit, own, op: not visit.is_open(op.part(own))),
    *OF_AN_ORDER[1:],
)

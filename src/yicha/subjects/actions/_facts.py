"""Between the facts of a form and the row of the register."""

from yicha.engines.search import vector_of
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.subjects.models import Subject
from yicha.subjects.queries.details import UNKNOWN_TOWN
from yicha.subjects.rules import register as rules
from yicha.subjects.types import SubjectFacts

AS_IT_IS = ("name", "uscc", "grid")
EMPTY_IS_NULL = ("etype", "industry", "scope", "address", "lon", "lat", "reg_date", "status")


def own_subject(actor: Actor, sid: str, clause: str) -> Subject:
    """In jurisdiction, locked, and standing for itself."""
    subject = fetch(actor, Subject.objects.defer("words", "other_words"), clause=clause, sid=sid)
    rules.require_not_merged(_name(subject.merged_into_id))
    return subject


def _name(sid: str | None) -> str | None:
    return Subject.objects.values_list("name", flat=True).get(pk=sid) if sid else None


def fill(subject: Subject, facts: SubjectFacts) -> None:
    """`facts.uscc` has been checked. What the row is found by is written with it."""
    for name in AS_IT_IS:
        setattr(subject, name, getattr(facts, name).strip())
    for name in EMPTY_IS_NULL:
        setattr(subject, name, getattr(facts, name).strip() or None)
    subject.town = facts.town.strip() or UNKNOWN_TOWN
    subject.declared_kind = facts.kind
    subject.enterprise = subject.uscc or subject.sid
    subject.words = vector_of([subject.name], [subject.uscc, subject.sid])

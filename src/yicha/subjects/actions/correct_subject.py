from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._facts import fill, own_subject
from yicha.subjects.actions._words import refresh_words
from yicha.subjects.models import Identifier, Subject
from yicha.subjects.queries.details import facts_in
from yicha.subjects.rules import register as rules
from yicha.subjects.rules.identities import checked_uscc
from yicha.subjects.types import Corrected, CorrectSubject, Scheme, SubjectCorrected, SubjectPermission

FORMER = {"name": Scheme.FORMER_NAME, "uscc": Scheme.FORMER_USCC}


@use_case(may=SubjectPermission.REGISTER, clause="LYG-4.2 YX-2.7")
def correct_subject(actor: Actor, command: CorrectSubject, at: datetime, /) -> SubjectCorrected:
    """更正: the trail keeps each old value; a former name or code also stays findable."""
    subject = own_subject(actor, command.sid, "LYG-4.2")
    rules.require_facts(command.facts)
    rules.require_text(command.source, rules.REASON, "依据")
    before = facts_in(subject)
    kept = command.facts.uscc == before.uscc  # one that was accepted once is not asked for again
    after = replace(command.facts, uscc=before.uscc if kept else checked_uscc(command.facts.uscc, command.waived))
    corrected = rules.corrections(before, after)
    fill(subject, after)
    subject.save(update_fields=["words", *(field for field in _columns(corrected))])
    _keep_former(subject, corrected, timezone.localdate(at))
    return SubjectCorrected(subject.sid, corrected, command.source, command.waived)


def _columns(corrected: Iterable[Corrected]) -> Iterable[str]:
    for one in corrected:
        yield "declared_kind" if one.field == "kind" else one.field
        if one.field == "uscc":
            yield "enterprise"


def _keep_former(subject: Subject, corrected: Iterable[Corrected], today: date) -> None:
    former = [Identifier(subject=subject, scheme=FORMER[one.field], code=one.old) for one in corrected if one.field in FORMER and one.old]
    for one in former:
        one.valid, one.source = DateRange(None, today), "更正"
    Identifier.objects.bulk_create(former)
    if former:
        refresh_words([subject.sid])

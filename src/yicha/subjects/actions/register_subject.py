from dataclasses import replace
from datetime import datetime
from itertools import count

from django.db import IntegrityError

from yicha.engines.quality import local_sid
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent, fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.use_case import use_case
from yicha.subjects.actions._facts import fill
from yicha.subjects.models import Subject
from yicha.subjects.rules import register as rules
from yicha.subjects.rules.identities import checked_uscc
from yicha.subjects.rules.limits import LIMITS
from yicha.subjects.types import RegisterSubject, SubjectPermission, SubjectRegistered


@use_case(may=SubjectPermission.REGISTER, clause="LYG-4.2 YX-2.7")
def register_subject(actor: Actor, command: RegisterSubject, at: datetime, /) -> SubjectRegistered:
    """One subject of any kind by hand, or a further site of an enterprise."""
    if not actor.covers(command.region_path):
        absent("LYG-4.2")
    rules.require_facts(command.facts)
    rules.require_text(command.source, rules.REASON, "依据")
    sid, uscc = _site(actor, command) if command.site_of else _alone(command)
    subject = Subject(sid=sid, region_path=command.region_path)
    fill(subject, replace(command.facts, uscc=uscc))
    try:
        subject.save(force_insert=True)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    return SubjectRegistered(sid, command.source, command.waived)


def _alone(command: RegisterSubject) -> tuple[str, str]:
    uscc = checked_uscc(command.facts.uscc, command.waived)
    sid = uscc or local_sid(command.facts.name, command.facts.address)
    known = Subject.objects.filter(uscc=uscc) if uscc else Subject.objects.filter(sid=sid)
    rules.require_not_registered(known.values_list("name", flat=True).first())
    return sid, uscc


def _site(actor: Actor, command: RegisterSubject) -> tuple[str, str]:
    """The code is the enterprise's; the number is the code with the next free number of a site. The lock makes siblings wait."""
    parent = fetch(actor, Subject.objects.filter(region_path=command.region_path), clause="LYG-4.2", sid=command.site_of)
    rules.require_enterprise(parent.uscc)
    taken = set(Subject.objects.filter(sid__startswith=f"{parent.uscc}-").values_list("sid", flat=True))
    return next(sid for number in count(2) if (sid := f"{parent.uscc}-{number}") not in taken), parent.uscc

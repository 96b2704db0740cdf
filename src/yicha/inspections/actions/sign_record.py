from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from yicha.engines.forms import Question, asked_now
from yicha.inspections import models
from yicha.inspections.actions._site import Site, unsigned_site
from yicha.inspections.queries import answers, known_results, merged_form
from yicha.inspections.rules.answers import checked_again_without_words, require_complete, require_settled
from yicha.inspections.rules.evidence import record_text, signed_of
from yicha.inspections.rules.signing import require_nobody_signed, require_signature
from yicha.inspections.types import AnswerRow, InspectionPermission, PointResult, RecordSigned, SignRecord, values_of
from yicha.kernel.actor import Actor
from yicha.kernel.events import to_plain
from yicha.kernel.use_case import use_case
from yicha.planning.queries import require_not_known


@use_case(may=InspectionPermission.RECORD, clause="LYG-4.4a R-PROC-5 R-ITEM-2 R-EVID-1")
def sign_record(actor: Actor, command: SignRecord, at: datetime, /) -> RecordSigned:
    """签完锁定: the firm signs what was found, or refuses before a witness; an off-site check is locked without it. After it no answer
    and no evidence changes.
    """
    moment = command.moment or at
    site = unsigned_site(actor, command.inspection, moment, "R-PROC-5")
    form, given = merged_form(actor, site.planned), answers(actor, site.inspection.pk)
    _require_whole(site, form, given)
    keys = asked_now(form, values_of(given))
    asked = [question for question in form if question.key in keys]
    (require_signature if site.planned.door else require_nobody_signed)(command)
    record = models.SiteRecord.objects.create(
        inspection=site.inspection,
        person=command.person,
        position=command.position,
        strokes=command.strokes,
        refused_because=command.refused_because,
        witness=command.witness,
        off_site=not site.planned.door,
        recusal=command.recusal,
        statement=command.statement,
        questions=len(asked),
        failed=sum(given[question.key].result is PointResult.FAIL for question in asked),
        evidence=site.inspection.evidence.count(),
        fingerprint=_fingerprint(site, given, command, moment),
        officer=site.officer,
        at=moment,
    )
    return RecordSigned(
        site.inspection.pk,
        site.officer,
        refused=bool(command.refused_because),
        questions=record.questions,
        failed=record.failed,
        evidence=record.evidence,
        fingerprint=record.fingerprint,
    )


def _require_whole(site: Site, form: Sequence[Question], given: Mapping[str, AnswerRow]) -> None:
    """Every question has its answer, and what is known already says why it was asked again."""
    require_complete(form, given)
    require_settled(form, given)
    known = known_results(site.planned, form)
    require_not_known(checked_again_without_words(form, given, known), "")


def _fingerprint(site: Site, given: Mapping[str, AnswerRow], command: SignRecord, at: datetime) -> str:
    last = site.inspection.evidence.order_by("-place").values_list("chain", flat=True).first() or ""
    found = [to_plain(given[key]) for key in sorted(given)]
    return sha256(record_text(site.inspection.number, found, last, signed_of(command), at).encode()).hexdigest()

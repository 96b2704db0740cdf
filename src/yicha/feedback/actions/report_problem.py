import secrets
from datetime import datetime

from django.db import IntegrityError

from yicha.feedback.models import DoorPhoto, DoorReport, DoorSender
from yicha.feedback.queries.shops import seal_contact
from yicha.feedback.rules import reports as rules
from yicha.feedback.types import DoorReportMade, FeedbackPermission, ReportProblem
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.files import own_file
from yicha.kernel.limits import broken_limit
from yicha.kernel.locks import hold
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments, holders
from yicha.orgs.types import DepartmentKind
from yicha.subjects.queries import region_of, subject


@use_case(may=FeedbackPermission.REPORT, clause="GX-5.4b")
def report_problem(actor: Actor, command: ReportProblem, at: datetime, /) -> DoorReportMade:
    """随手拍: by anybody at the door. It waits at the joint office; neither who nor from where is kept."""
    shop = subject(actor, command.sid)
    rules.require_matter(command.matter, command.photos)
    photos = [own_file(actor, file, clause=rules.CLAUSE).id for file in dict.fromkeys(command.photos)]
    place, today = region_of(actor, shop.sid), at.date()
    norms = norms_in_force(place, today)
    hold(f"door:{shop.sid}:{today}")
    try:
        _count(command.sender, at, norms.whole(NormCode.DOOR_REPORTS_PER_ADDRESS))
        made = DoorReport.objects.create(
            region_path=place,
            number=f"{today:%Y%m%d}{secrets.randbelow(10**8):08d}",
            secret=command.secret,
            subject_id=shop.sid,
            matter=command.matter.strip(),
            contact=seal_contact(command.contact.strip()),
            made_at=at,
            made_on=today,
            place=DoorReport.objects.filter(subject_id=shop.sid, made_on=today).count() + 1,
            most=norms.whole(NormCode.DOOR_REPORTS_PER_SHOP),
        )
    except IntegrityError as error:
        raise broken_limit(error, rules.LIMITS) from error
    DoorPhoto.objects.bulk_create(DoorPhoto(report=made, place=number, file=file) for number, file in enumerate(photos, start=1))
    text, link = f"{shop.name}：{made.matter[:60]}", f"/feedback/reports/{made.pk}/"
    notify([Message(account, "扫码反映", text, link) for account in _joint_office(at)], at)
    return DoorReportMade(made.pk, made.number)


def _joint_office(at: datetime) -> list[str]:
    offices = [found.code for found in departments(SYSTEM, at.date()) if found.kind is DepartmentKind.LEAD_OFFICE]
    return holders(Role.COORDINATOR, offices, at)


def _count(mark: str, at: datetime, most: int) -> None:
    """What was counted on other days is forgotten."""
    DoorSender.objects.exclude(day=at.date()).delete()
    hold(f"door-sender:{mark}")
    row = DoorSender.objects.filter(pk=mark).first() or DoorSender(mark=mark, day=at.date(), number=0)
    row.number, row.most = row.number + 1, most
    row.save()

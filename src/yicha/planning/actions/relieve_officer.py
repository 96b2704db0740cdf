from datetime import datetime

from django.db import IntegrityError
from django.urls import reverse

from yicha.draws.queries import assigned
from yicha.draws.queries import draw as draw_of
from yicha.kernel.actor import Actor, Role
from yicha.kernel.home_kind import is_demo_database
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.limits import broken_limit
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import accounts_of_officers, holders
from yicha.planning.models import Relief, VisitOfficer
from yicha.planning.queries import visit
from yicha.planning.rules import relieving
from yicha.planning.rules.filing import require_witnessed
from yicha.planning.rules.limits import LIMITS
from yicha.planning.types import OfficerRelieved, PlanningPermission, RelieveOfficer


@use_case(may=PlanningPermission.STAFF, clause="R-SUB-3 YX-2.7b")
def relieve_officer(actor: Actor, command: RelieveOfficer, at: datetime, /) -> OfficerRelieved:
    """What the draw of one post said: the one who was drawn stands in the visit where the other stood. Both and the heads are told."""
    relief = fetch(actor, Relief.objects.all(), clause="YX-2.7b", path="visit__region_path", draw=command.draw)
    require_witnessed(is_test=draw_of(actor, command.draw).is_test, demo=is_demo_database())
    planned = visit(actor, relief.visit_id)
    lost = relieving.lost_officer(planned, relief.cert_no)
    (post,) = assigned(actor, command.draw)[planned.number]
    relief.successor = post.cert_no
    relief.save()
    try:
        VisitOfficer.objects.filter(visit=planned.id, cert_no=lost.cert_no).update(cert_no=post.cert_no, name=post.name)
    except IntegrityError as error:
        raise broken_limit(error, LIMITS) from error
    told = [*accounts_of_officers([lost.cert_no, post.cert_no]), *holders(Role.DEPARTMENT_HEAD, [relief.department], at)]
    text = f"{planned.name} · {planned.first_day:%Y-%m-%d}：{lost.name} → {post.name}（{relief.reason}）"
    notify([Message(account, "检查人员已换人", text, reverse("inspections:check")) for account in sorted(set(told))], at)
    return OfficerRelieved(planned.id, command.draw, relief.department, lost.cert_no, post.cert_no, relief.reason)

"""`/duties/register.xlsx`: the register's workbook, which can be imported again, through the door by which every file of rows leaves."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.duties.queries import duty_entries, duty_words
from yicha.duties.types import DutyPermission
from yicha.duties.workbooks import write_duties
from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking


@requires(DutyPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """All duties of the region and below, those that are over too."""
    rows, address = duty_entries(actor, actor.region), address_of("duties:register", query, ())
    taking = Taking("duty_register", DutyPermission.READ, address, _("全部职责"), len(rows))
    return Leaving(taking, f"duty-register-{at:%Y%m%d}.xlsx", lambda path: write_duties(path, rows, duty_words(actor.region, at.date())))

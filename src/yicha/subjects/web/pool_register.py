"""`/pools/register.xlsx`: the register's workbook, which can be imported again, through the door by which every file of rows leaves."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.subjects.queries import pool_entries
from yicha.subjects.types import SubjectPermission
from yicha.subjects.workbooks.pools import fits, write_pools


@requires(SubjectPermission.KEEP_POOL)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """It leaves a mark in the trail: who took how many rows."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """The pools that have not ended, with their lists."""
    rows, address = pool_entries(actor), address_of("subjects:pool_register", query, ())
    taking = Taking("pool_register", SubjectPermission.KEEP_POOL, address, _("专项库和名单"), len(rows))
    return Leaving(taking, f"pool-register-{at:%Y%m%d}.{'xlsx' if fits(rows) else 'csv'}", lambda path: write_pools(path, rows))

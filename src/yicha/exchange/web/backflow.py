"""回流: what came back to a town, or to each of them for who looks after all."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.exchange.queries import backflow, backflow_standings, layout_of
from yicha.exchange.types import ExchangePermission, Operation
from yicha.exchange.web.words import names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now

PAGE: Final = 50
OPERATIONS: Final = {Operation.INSERT: _("新增"), Operation.UPDATE: _("更正"), Operation.DELETE: _("撤回")}


@require_safe
@requires(ExchangePermission.READ_BACKFLOW)
def backflow_list(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), now().date()
    region, names = request.GET.get("region", "").replace("\0", ""), names_of(actor, today)
    page = Paginator(backflow(actor, today, region_path=region), PAGE).get_page(request.GET.get("page"))
    rows = [
        (one, layout_of(one.table, one.at.date()).name, names.get(one.department, one.department), OPERATIONS[one.operation])
        for one in page
    ]
    told = {"rows": rows, "page": page, "places": backflow_standings(actor, today), "region": region, "own": actor.region}
    return render(request, "exchange/backflow.html", told)

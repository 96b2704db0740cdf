"""迁入: what other regions have given up for this one."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of, regions
from yicha.orgs.types import Leaving, Taking
from yicha.shell.lines import Line, lines_asked, page_asked
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked
from yicha.shell.types import Column
from yicha.subjects.actions.take_in import take_in
from yicha.subjects.queries import arrivals
from yicha.subjects.types import SubjectPermission, TakeIn
from yicha.subjects.web.asking import Page, ask
from yicha.subjects.web.forms import ArrivalForm

NAME = Column("name", gettext_lazy("名称"))
COLUMNS = (
    Column("uscc", gettext_lazy("统一社会信用代码")),
    Column("from_region", gettext_lazy("从哪里来")),
    Column("address", gettext_lazy("原地址")),
)
ACT = Column("act", gettext_lazy("办理"), sorts=False)


@requires(SubjectPermission.MOVE)
@require_GET
def arrival_list(request: HttpRequest) -> HttpResponse:
    told = page_asked(lines(actor_of(request)), request.GET, (NAME, *COLUMNS)) | {"columns": (*COLUMNS, ACT)}
    return render(request, "subjects/arrivals.html", told)


@requires(SubjectPermission.MOVE)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    rows, chosen = lines_asked(lines(actor), query, (NAME, *COLUMNS)), columns_asked(query, COLUMNS)
    shown, words = (NAME, *(COLUMNS if chosen is None else chosen)), query.get("q", "").strip() or _("全部")
    taking = Taking("arrivals", SubjectPermission.MOVE, address_of("subjects:export_arrivals", query, ("q",)), words, len(rows))
    return Leaving(taking, f"arrivals-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("迁入"), shown, (row.cells for row in rows)))


def lines(actor: Actor) -> list[Line]:
    return [Line(row, {name: getattr(row, name) for name in ("name", "uscc", "from_region", "address")}) for row in arrivals(actor)]


@requires(SubjectPermission.MOVE)
@require_http_methods(["GET", "POST"])
def arrival(request: HttpRequest, sid: str) -> HttpResponse:
    actor = actor_of(request)
    form = ArrivalForm([one.name for one in regions(actor) if one.path != actor.region], request.POST or None)
    found = next((one for one in arrivals(actor) if one.sid == sid), None) or absent("R-SUB-1")
    note = _("从%(region)s迁来，原地址 %(address)s") % {"region": found.from_region, "address": found.address}
    page = Page(_("迁入"), reverse("subjects:arrivals"), found.name, note, "R-SUB-1")

    def act() -> str:
        return reverse("subjects:details", args=[take_in(actor, TakeIn(sid, **form.cleaned_data), now()).sid])

    return ask(request, page, form, act, gettext_lazy("已迁入"))

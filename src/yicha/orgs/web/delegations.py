"""`/delegations/`: instruments that move competence for a time, within an area."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.end_delegation import end_delegation
from yicha.orgs.queries import delegation_lines, departments, regions
from yicha.orgs.types import DelegatePower, DelegationKind, DelegationLine, EndDelegation, OrgPermission
from yicha.orgs.web.officer_forms import DelegationForm
from yicha.shell.answers import done, see_other
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE = 50
NAME = Column("kind_name", gettext_lazy("种类"))
COLUMNS = (
    Column("giver", gettext_lazy("谁的权力")),
    Column("taker", gettext_lazy("交给谁")),
    Column("area", gettext_lazy("在哪里")),
    Column("items", gettext_lazy("事项"), sorts=False),
    Column("legal_basis", gettext_lazy("法律依据"), sorts=False),
    Column("holds", gettext_lazy("有效")),
)
ACT = Column("act", gettext_lazy("办理"), sorts=False)


@requires(OrgPermission.READ)
@require_GET
def delegation_list(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    may = {"may_give": actor.may(OrgPermission.DELEGATE_POWER), "may_end": actor.may(OrgPermission.END_DELEGATION)}
    page = Paginator(listed(actor, request.GET, at.date()), PER_PAGE).get_page(request.GET.get("page"))
    columns = (*COLUMNS, ACT) if may["may_end"] else COLUMNS
    shown = {"page": page, "rows": page.object_list, "columns": columns, "own": actor.department, "all": actor.whole_region}
    return render(request, "orgs/delegations.html", shown | may)


def listed(actor: Actor, query: QueryDict, on: date) -> list[DelegationLine]:
    """In the order that the address asks for."""
    return in_order(delegation_lines(actor, on), query.get("sort", ""), (NAME, *COLUMNS))


def cells(line: DelegationLine) -> dict[str, str]:
    """In the words of the page."""
    said = line.listing
    days = f"{said.first_day.isoformat()} – {said.last_day.isoformat() if said.last_day else ''}".strip()
    return {
        "kind_name": line.kind_name,
        "giver": line.giver,
        "taker": line.taker,
        "area": line.area,
        "items": "、".join(said.items),
        "legal_basis": said.legal_basis,
        "holds": "、".join(filter(None, (_("有效") if line.holds else _("不在有效期"), days, said.ended_because))),
    }


@requires(OrgPermission.DELEGATE_POWER)
@require_http_methods(["GET", "POST"])
def new_delegation(request: HttpRequest) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    everybody = [(one.code, one.name) for one in departments(actor, at.date())]
    own = [pair for pair in everybody if actor.acts_for(pair[0])]
    form = DelegationForm(own, everybody, [(one.code, one.name) for one in regions(actor)], request.POST or None)
    if form.is_valid() and done(form, lambda: delegate_power(actor, _command(form), at), Refusal):
        messages.success(request, _("已生效的那天起，由接收单位办理"))
        return see_other(reverse("orgs:delegations"))
    return render(request, "orgs/new_delegation.html", {"form": form}, status=422 if form.errors else 200)


def _command(form: DelegationForm) -> DelegatePower:
    return DelegatePower(**{**form.cleaned_data, "kind": DelegationKind(form.cleaned_data["kind"])})


@requires(OrgPermission.END_DELEGATION)
@require_POST
def end(request: HttpRequest, delegation: int) -> HttpResponseBase:
    ended = end_delegation(actor_of(request), EndDelegation(delegation, request.POST.get("reason", "")), now())
    messages.success(request, _("%(day)s之后由原部门办理") % {"day": ended.last_day.isoformat()})
    return see_other(reverse("orgs:delegations"))

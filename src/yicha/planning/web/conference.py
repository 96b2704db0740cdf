"""The joint conference: what departments answer, what is on the table, adoption, and the draw of officers that follows."""

import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import NotFound
from yicha.kernel.tables import write_workbook
from yicha.planning.actions.adopt_programme import adopt_programme
from yicha.planning.actions.decide_opinion import decide_opinion
from yicha.planning.actions.freeze_staffing import freeze_staffing
from yicha.planning.actions.give_opinion import give_opinion
from yicha.planning.actions.open_consultation import open_consultation
from yicha.planning.queries import officers_wanted, programme, versions
from yicha.planning.types import AdoptProgramme, DecideOpinion, FreezeStaffing, GiveOpinion, OpenConsultation, PlanningPermission, Stance
from yicha.planning.web.board_pages import BoardPage, Filter
from yicha.planning.web.boards import board_view, most_rounds
from yicha.planning.web.ceremony import CeremonyForm, offered
from yicha.planning.web.materials import sheets
from yicha.planning.web.opinions import DecisionForm, OpinionForm, said
from yicha.shell.answers import see_other
from yicha.shell.sheets import saved

EVERYTHING = Filter(-1, "", "", frozenset(), "")
SALT = 32


def _page(request: HttpRequest, pk: int) -> BoardPage:
    row = programme(actor_of(request), pk)
    if not row.board:
        raise NotFound("还没有合并结果")
    return board_view(actor_of(request), row, EVERYTHING, now())


@requires(PlanningPermission.GIVE_OPINION)
@require_POST
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    actor, form = actor_of(request), OpinionForm(request.POST)
    if not form.is_valid():
        return render(request, "planning/opinion.html", {"form": form, "row": programme(actor, pk)}, status=422)
    stance = Stance(form.cleaned_data["stance"])
    give_opinion(actor, GiveOpinion(pk, actor.department, stance, form.cleaned_data["note"]), now())
    messages.success(request, _("已答复意见"))
    return see_other(reverse("planning:board", args=[pk]))


@requires(PlanningPermission.CONSULT)
@require_POST
def consult(request: HttpRequest, pk: int) -> HttpResponse:
    """征集意见: the first round or a further one."""
    opened = open_consultation(actor_of(request), OpenConsultation(pk), now())
    messages.success(request, _("已请 %(count)s 个部门答复，%(day)s 止") % {"count": len(opened.asked), "day": opened.opinions_by})
    return see_other(reverse("planning:board", args=[pk]))


@requires(PlanningPermission.CONSULT)
@require_POST
def decide(request: HttpRequest, pk: int, department: str) -> HttpResponse:
    """裁定: what becomes of a wish when the rounds are used up."""
    form = DecisionForm(request.POST, auto_id=f"{department}_%s")
    if form.is_valid():
        accepted = form.cleaned_data["accepted"] == "yes"
        decide_opinion(actor_of(request), DecideOpinion(pk, department, accepted, form.cleaned_data["reason"]), now())
        messages.success(request, _("已裁定"))
        return see_other(reverse("planning:adopt", args=[pk]))
    return render(request, "planning/adopt.html", _before(request, pk, {department: form}) | {"refused": form}, status=422)


@requires(PlanningPermission.READ)
@require_GET
def materials(request: HttpRequest, pk: int) -> HttpResponse:
    """What the members of the conference have before them; to be printed."""
    page = _page(request, pk)
    shown = {"page": page, "row": page.row, "said": said(page), "versions": versions(actor_of(request), pk), "at": now()}
    return render(request, "planning/materials.html", shown)


@requires(PlanningPermission.READ)
@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    page = _page(request, pk)
    name = f"programme-{page.row.year}-v{page.row.version}.xlsx"
    return saved(name, lambda path: write_workbook(path, sheets(page, said(page))))


@requires(PlanningPermission.ADOPT)
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """审定: first what follows from it, then the act."""
    if request.method == "POST":
        done = adopt_programme(actor_of(request), AdoptProgramme(pk), now())
        messages.success(request, _("已审定，%(visits)s 次检查列入计划") % {"visits": done.visits})
        return see_other(reverse("planning:board", args=[pk]))
    return render(request, "planning/adopt.html", _before(request, pk))


def _before(request: HttpRequest, pk: int, refused: Mapping[str, DecisionForm] = MappingProxyType({})) -> dict[str, Any]:
    """What is to be known before adoption; wishes are decided here when the rounds are used up."""
    page = _page(request, pk)
    wishes = [one for one in said(page) if one.open]
    last = page.row.round >= most_rounds(page.row, now()) and not page.row.awaited
    may_decide = last and actor_of(request).may(PlanningPermission.CONSULT)
    silent = [page.title(code) for code in page.row.awaited]
    forms = {one.code: refused.get(one.code, DecisionForm(auto_id=f"{one.code}_%s")) for one in wishes if may_decide}
    objections = [(one, forms.get(one.code)) for one in wishes]
    told = {"objections": objections, "silent": silent, "may_decide": may_decide}
    return {"page": page, "row": page.row, "blocked": bool(wishes or silent)} | told


@requires(PlanningPermission.FREEZE_STAFFING)
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest, pk: int) -> HttpResponse:
    """抽执法人员: who takes part in the seed, then the frozen frame goes to the draw."""
    page, actor = _page(request, pk), actor_of(request)
    form = CeremonyForm(offered(actor, page.row.year, now()), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        command = FreezeStaffing(pk, form.parties, form.beacon, secrets.token_hex(SALT))
        return see_other(draw_address(freeze_staffing(actor, command, now()).draw, reverse("planning:board", args=[pk])))
    told = {"form": form, "row": page.row, "wanted": officers_wanted(actor, pk, now().date())}
    return render(request, "planning/ceremony.html", told, status=422 if form.errors else 200)


def draw_address(draw: int, otherwise: str) -> str:
    """Where the draw is held."""
    try:
        return reverse("draws:draw", args=[draw])
    except NoReverseMatch:
        return otherwise

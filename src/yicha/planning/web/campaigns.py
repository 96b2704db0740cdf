"""专项行动: proposed by a department, approved by a document, published within a month."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import norms_in_force
from yicha.planning.actions.approve_campaign import approve_campaign
from yicha.planning.actions.propose_campaign import propose_campaign
from yicha.planning.actions.publish_campaign import publish_campaign
from yicha.planning.queries import campaign, campaigns
from yicha.planning.rules.campaigns import PER_YEAR
from yicha.planning.types import ApproveCampaign, CampaignRow, CampaignStatus, PlanningPermission, ProposeCampaign, PublishCampaign
from yicha.planning.web.line_form import day_field, text_field
from yicha.planning.web.plan_pages import names_of
from yicha.planning.web.words import CAMPAIGNS
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form

TONES = {
    CampaignStatus.PROPOSED: "soon",
    CampaignStatus.APPROVED: "soon",
    CampaignStatus.REFUSED: "late",
    CampaignStatus.PUBLISHED: "good",
}


class CampaignForm(Form):
    name = forms.CharField(label=_("名称"), max_length=100)
    reason = forms.CharField(label=_("整治什么问题"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    first_day = day_field(_("从"))
    last_day = day_field(_("到"))


class ApprovalForm(Form):
    approver = text_field(_("批准机关"), 100, help_text=_("县级以上政府，或垂直管理部门的上一级机关"))
    number = text_field(_("批准文号"), 100, help_text=_("如青政发〔2026〕3号"))
    decided_on = forms.DateField(label=_("批准日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = text_field(_("意见（不批准须说明理由）"), 400, widget=forms.Textarea(attrs={"rows": 2}))


@requires(PlanningPermission.READ)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    titles = names_of(at.year)
    rows = [_shown(row, titles.get(row.department, row.department), at) for row in campaigns(actor, actor.region)]
    cap = norms_in_force(actor.region, at.date()).whole(PER_YEAR)
    return render(
        request, "planning/campaigns.html", {"rows": rows, "cap": cap, "may_propose": actor.may(PlanningPermission.PROPOSE_CAMPAIGN)}
    )


def _shown(row: CampaignRow, department: str, at: datetime) -> dict[str, Any]:
    overdue = row.status is CampaignStatus.APPROVED and row.publish_by is not None and at.date() > row.publish_by
    return {
        "row": row,
        "department": department,
        "words": CAMPAIGNS[row.status],
        "tone": "late" if overdue else TONES[row.status],
        "overdue": overdue,
    }


@requires(PlanningPermission.PROPOSE_CAMPAIGN)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = CampaignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refused_at(form):
            propose_campaign(actor, ProposeCampaign(actor.region, actor.department, **form.cleaned_data), now())
            messages.success(request, gettext("已报批，批准以前不能列入计划"))
            return see_other(reverse("planning:campaigns"))
    return render(request, "planning/campaign_new.html", {"form": form}, status=422 if form.errors else 200)


@requires(PlanningPermission.READ)
@require_GET
def campaign_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, campaign(actor_of(request), pk), ApprovalForm())


@requires(PlanningPermission.APPROVE_CAMPAIGN)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may registers the document that approves it, or why not."""
    actor = actor_of(request)
    row = campaign(actor, pk)
    form = ApprovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _decided(actor, form, pk, approved=request.POST.get("approved") == "yes"):
        messages.success(request, gettext("已登记"))
        return see_other(reverse("planning:campaign", args=[pk]))
    return _page(request, row, form)


def _page(request: HttpRequest, row: CampaignRow, form: ApprovalForm) -> HttpResponse:
    at = now()
    shown = _shown(row, names_of(at.year).get(row.department, row.department), at)
    told = shown | _acts(actor_of(request), row) | {"form": form}
    return render(request, "planning/campaign.html", told, status=422 if form.errors else 200)


def _decided(actor: Actor, form: ApprovalForm, pk: int, *, approved: bool) -> bool:
    with refused_at(form):
        approve_campaign(actor, ApproveCampaign(pk, approved, **form.cleaned_data), now())
    return not form.errors


def _acts(actor: Actor, row: CampaignRow) -> dict[str, Any]:
    return {
        "may_approve": row.status is CampaignStatus.PROPOSED and actor.may(PlanningPermission.APPROVE_CAMPAIGN),
        "may_publish": row.status is CampaignStatus.APPROVED and actor.may(PlanningPermission.PUBLISH_CAMPAIGN),
    }


@requires(PlanningPermission.PUBLISH_CAMPAIGN)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    done = publish_campaign(actor_of(request), PublishCampaign(pk), now())
    messages.success(request, gettext("已公布，晚于规定期限") if done.late else gettext("已公布"))
    return see_other(reverse("planning:campaign", args=[pk]))

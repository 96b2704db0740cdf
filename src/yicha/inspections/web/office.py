"""The office: which visits there are, and one of them with everything that is known of it."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.queries import (
    DeskRows,
    absence_of,
    adopted_at,
    answers,
    assistance,
    companions,
    evidence,
    inspections,
    known_results,
    merged_form,
    monday,
    objection_of,
    site_record,
    urgency_of,
    visible_inspection,
    weeks,
)
from yicha.inspections.types import CancelInspection, InspectionPermission, InspectionRow, InspectionStatus, SiteRow
from yicha.inspections.web.after import see
from yicha.inspections.web.cards import office_rows, parts_of, record_lines, steps_of, timeline
from yicha.inspections.web.entrusting import may_end, may_entrust
from yicha.inspections.web.forms import FilterForm, ReasonForm
from yicha.inspections.web.labels import COMPANIONS, GROUNDS_OF_ASSISTANCE
from yicha.inspections.web.names import holders_on, names_on, teams
from yicha.inspections.web.stopping import may_go
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.trail import history
from yicha.planning.queries import reliefs_of, visit
from yicha.planning.queries import visit as planned_visit
from yicha.planning.types import PlanningPermission, VisitRow
from yicha.shell.sorting import order_asked
from yicha.shell.types import Column
from yicha.subjects.queries import changed_among, subject

PER_PAGE = 50
COLUMNS = (
    Column("number", gettext_lazy("文号")),
    Column("days", gettext_lazy("检查日期")),
    Column("departments", gettext_lazy("部门"), sorts=False),
    Column("status", gettext_lazy("状态"), sorts=False),
    Column("submitted", gettext_lazy("已交部门"), number=True),
    Column("left", gettext_lazy("时限"), sorts=False),
)
OVER = frozenset({InspectionStatus.CLOSED, InspectionStatus.CANCELLED})
STOPPABLE = frozenset({InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED})


@requires(InspectionPermission.READ)
@require_GET
def visit_list(request: HttpRequest) -> HttpResponse:
    """The visits of this week, until something else is asked for."""
    actor, at = actor_of(request), now()
    names, here = names_on(actor, at.date()), monday(at.date())
    asked = _asked(request.GET, here)
    form = FilterForm(asked, sorted({here, *weeks(actor)}), dict(names.short) if actor.whole_region else {})
    rows = DeskRows(actor, form.wanted(), at, order_asked(request.GET, COLUMNS))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = office_rows(actor, page.object_list, names)
    context = {"form": form, "page": page, "rows": lines, "query": asked.urlencode(), "columns": COLUMNS}
    context |= {"wanted": any(line.wants_notice for line in lines)}
    return render(request, "inspections/visits.html", context | {"filtered": form.changed_data, "may": actor.permissions, "here": here})


def _asked(query: QueryDict, here: date) -> QueryDict:
    if FilterForm.base_fields.keys() & query.keys():
        return query
    asked = query.copy()
    asked["week"] = here.isoformat()
    return asked


@requires(InspectionPermission.READ)
@require_GET
def of_plan(request: HttpRequest, visit: int) -> HttpResponse:
    """From a planned visit, as calendars know it, to its inspection."""
    actor = actor_of(request)
    found = inspections(actor, planned_visit(actor, visit).region_path, visits=[visit])
    return redirect("inspections:visit", found[0].id) if found else absent("GX-4.4")


@requires(InspectionPermission.READ)
@require_GET
def visit_page(request: HttpRequest, inspection: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row = visible_inspection(actor, inspection, at.date())
    planned, names = visit(actor, row.visit), names_on(actor, at.date())
    whole = SiteRow(
        row, planned, subject(actor, planned.sid).address or "", "", "", merged_form(actor, planned), answers(actor, inspection), (), None
    )
    context = {
        "row": row,
        "planned": planned,
        "site": whole,
        "parts": parts_of(whole, names, holders_on(actor, row)),
        "teams": teams(planned, names),
    }
    found = known_results(planned, whole.form)
    adopted = adopted_at(actor, inspection)
    context |= {"known": [(question, found[question.key], question.key in adopted) for question in whole.form if question.key in found]}
    context |= {"steps": steps_of(row), "lead": names.one(planned.lead), "others": names.of(planned.departments[1:])}
    context |= {
        "record": site_record(actor, inspection),
        "evidence": evidence(actor, inspection),
        "reliefs": reliefs_of(actor, row.visit),
        "absence": absence_of(actor, inspection),
        "companions": [(one, COMPANIONS[one.role]) for one in companions(actor, inspection)],
        "assistance": [(one, GROUNDS_OF_ASSISTANCE[one.ground]) for one in assistance(actor, inspections=[inspection])],
        "urgency": urgency_of(actor, inspection, at),
        "changed": changed_among([planned.sid]).get(planned.sid, ""),
        "trail": timeline(history(actor, f"inspection:{inspection}"), names),
    }
    context |= _may(actor, row, planned) | {"raised": objection_of(actor, inspection, at)}
    return render(request, "inspections/visit.html", context)


def _may(actor: Actor, row: InspectionRow, planned: VisitRow) -> dict[str, object]:
    """Which acts the page offers."""
    leads, supervises = actor.acts_for(planned.lead), actor.may(InspectionPermission.STOP)
    notifies = actor.may(InspectionPermission.NOTIFY) and leads and planned.announced
    return {
        "may_notify": notifies and row.status is InspectionStatus.SCHEDULED,
        "may_print": row.notice and any(actor.acts_for(task.department) for task in row.tasks),
        "may_withdraw": bool(may_go(actor, row, planned)),
        "may_entrust": bool(may_entrust(actor, row, planned)),
        "may_end_entrustment": may_end(actor, row),
        "may_prove": actor.may(InspectionPermission.OPEN_ORIGINAL),
        "may_cancel": actor.may(InspectionPermission.CANCEL) and row.status in STOPPABLE,
        "may_accompany": actor.may(InspectionPermission.NAME_COMPANION) and row.status in STOPPABLE,
        "may_relieve": actor.may(PlanningPermission.FREEZE_STAFFING) and row.status not in OVER,
        "may_object": actor.may(InspectionPermission.OBJECT) and leads and row.status is InspectionStatus.NOTIFIED,
        "may_settle": actor.may(InspectionPermission.DECIDE_OBJECTION) and row.status is InspectionStatus.HELD,
        "may_approve": actor.may(InspectionPermission.DECIDE_URGENCY) and leads,
        "may_stop": supervises and row.status is InspectionStatus.STARTED,
        "may_decide": supervises and row.status is InspectionStatus.STOPPED,
    }


@requires(InspectionPermission.READ)
@require_GET
def record_page(request: HttpRequest, inspection: int) -> HttpResponse:
    """现场检查笔录 to be read and printed."""
    actor = actor_of(request)
    row = visible_inspection(actor, inspection, now().date())
    planned, names = visit(actor, row.visit), names_on(actor, now().date())
    site = SiteRow(
        row, planned, subject(actor, planned.sid).address or "", "", "", merged_form(actor, planned), answers(actor, inspection), (), None
    )
    context = {"row": row, "planned": planned, "site": site, "lines": record_lines(site, names), "teams": teams(planned, names)}
    return render(
        request, "inspections/record.html", context | {"record": site_record(actor, inspection), "evidence": evidence(actor, inspection)}
    )


@requires(InspectionPermission.CANCEL)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, inspection: int) -> HttpResponse:
    actor = actor_of(request)
    row = visible_inspection(actor, inspection, now().date())
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel_inspection(actor, CancelInspection(inspection, form.cleaned_data["reason"]), now())
        return see("visit", inspection)
    context = {"row": row, "planned": visit(actor, row.visit), "form": form, "title": _("取消检查")}
    return render(request, "inspections/cancel.html", context)

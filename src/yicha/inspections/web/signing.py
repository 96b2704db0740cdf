"""The end of a visit: the firm signs or does not, each department files its result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import site
from yicha.inspections.types import InspectionPermission, Outcome, PointResult, RecordResults, SignRecord, SiteRow, TaskRow
from yicha.inspections.web.after import see
from yicha.inspections.web.cards import parts_of, saved_at
from yicha.inspections.web.forms import ResultForm, SignForm
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import RuleBroken

SAID_WITHOUT_FAULT = [Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS, Outcome.NOT_FOUND, Outcome.REFUSED]
FAILED = [Outcome.CORRECTED, Outcome.PENDING, Outcome.NOT_PUBLISHED, Outcome.FALSE_PUBLICATION, Outcome.REFUSED]


@requires(InspectionPermission.RECORD)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, inspection: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row, form, refusal = site(actor, inspection, at), SignForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            sign_record(actor, SignRecord(inspection, **form.cleaned_data), at)
            return see("submit", inspection)
        except RuleBroken as broken:
            refusal = broken
    parts = parts_of(row, names_on(actor, at.date()), {})
    context = {"site": row, "form": form, "parts": parts, "refusal": refusal, "saved": saved_at(row)}
    return render(request, "inspections/sign.html", context, status=409 if refusal else 200)


@requires(InspectionPermission.RECORD)
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, inspection: int, department: str = "") -> HttpResponse:
    """The own department's part, or one that has entrusted it."""
    actor, at = actor_of(request), now()
    row = site(actor, inspection, at)
    task = _part_of(row, department or row.department)
    form, refusal = _result_form(request, row, task), None
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        command = RecordResults(inspection, task.department, Outcome(found["outcome"]), tuple(found["officers"]), found["note"])
        try:
            record_results(actor, command, at)
            return see("site", inspection)
        except RuleBroken as broken:
            refusal = broken
    context = {"site": row, "form": form, "refusal": refusal, "mine": names_on(actor, at.date()).one(task.department)}
    return render(request, "inspections/submit.html", context, status=409 if refusal else 200)


def _part_of(row: SiteRow, department: str) -> TaskRow:
    """To whom the department does not check it is not there."""
    asking = row.departments & {department}
    return next((one for one in row.inspection.tasks if one.department in asking), None) or absent("LYG-4.4a")


def _result_form(request: HttpRequest, row: SiteRow, task: TaskRow) -> ResultForm:
    asked = [question.key for question in row.asked if task.department in question.departments]
    own = [row.answers[key] for key in asked if key in row.answers]
    outcomes = FAILED if any(answer.result is PointResult.FAIL for answer in own) else SAID_WITHOUT_FAULT
    team = [(one.cert_no, f"{one.name}（{one.cert_no}）") for one in row.planned.officers if one.department == task.checked_by]
    initial: dict[str, object] = {
        "outcome": task.outcome or outcomes[0],
        "officers": [cert_no for cert_no, _name in team],
        "note": task.note,
    }
    return ResultForm(request.POST or None, outcomes, team, initial)

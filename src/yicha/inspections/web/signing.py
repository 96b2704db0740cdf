"""The end of a visit: the firm signs or does not, each department files its result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yicha.inspections.actions.record_results import record_results
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.queries import site
from yicha.inspections.types import InspectionPermission, Outcome, PointResult, RecordResults, SignRecord, SiteRow
from yicha.inspections.web.after import see
from yicha.inspections.web.cards import parts_of, saved_at
from yicha.inspections.web.forms import ResultForm, SignForm
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken

CLEAN = [Outcome.NO_PROBLEM, Outcome.NO_SUCH_BUSINESS, Outcome.NOT_FOUND, Outcome.REFUSED]
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
def submit(request: HttpRequest, inspection: int) -> HttpResponse:
    """The own department's part only."""
    actor, at = actor_of(request), now()
    row = site(actor, inspection, at)
    form, refusal = _result_form(request, row), None
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        command = RecordResults(inspection, row.department, Outcome(found["outcome"]), tuple(found["officers"]), found["note"])
        try:
            record_results(actor, command, at)
            return see("site", inspection)
        except RuleBroken as broken:
            refusal = broken
    context = {"site": row, "form": form, "refusal": refusal, "mine": names_on(actor, at.date()).one(row.department)}
    return render(request, "inspections/submit.html", context, status=409 if refusal else 200)


def _result_form(request: HttpRequest, row: SiteRow) -> ResultForm:
    own = [row.answers[question.key] for question in row.own if question.key in row.answers]
    outcomes = FAILED if any(answer.result is PointResult.FAIL for answer in own) else CLEAN
    team = [(one.cert_no, f"{one.name}（{one.cert_no}）") for one in row.planned.officers if one.department == row.department]
    initial: dict[str, object] = {
        "outcome": row.task.outcome or outcomes[0],
        "officers": [cert_no for cert_no, _name in team],
        "note": row.task.note,
    }
    return ResultForm(request.POST or None, outcomes, team, initial)

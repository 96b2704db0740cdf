"""One question of the merged form: answered by one tap, kept at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yicha.engines.forms import AnswerKind
from yicha.inspections.actions.record_answers import record_answers
from yicha.inspections.queries import devices, site
from yicha.inspections.types import Answer, InspectionPermission, PointResult, Question, RecordAnswers, SiteRow
from yicha.inspections.web.after import see
from yicha.inspections.web.cards import line_of, needs_of, next_place, saved_at
from yicha.inspections.web.forms import AnswerForm, EvidenceForm, RestForm
from yicha.inspections.web.labels import RESULTS
from yicha.inspections.web.names import names_on
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent

BUTTONS = (PointResult.PASS, PointResult.FAIL, PointResult.NOT_APPLICABLE)


@requires(InspectionPermission.RECORD)
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, inspection: int, place: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row = site_at(request, inspection, place)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and (answer := form.chosen(row.form[place - 1].key)):
        record_answers(actor, RecordAnswers(inspection, (answer,)), at)
        if not request.headers.get("HX-Request"):
            return see("question", inspection, place)
        return question_page(request, site_at(request, inspection, place), place, "inspections/parts/question.html")
    return question_page(request, row, place, "inspections/question.html")


@requires(InspectionPermission.RECORD)
@require_http_methods(["GET", "POST"])
def rest(request: HttpRequest, inspection: int) -> HttpResponse:
    """其余全部合格, after the count was read; or why the rest could not be checked."""
    actor, at = actor_of(request), now()
    row, form = site(actor, inspection, at), RestForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and row.plain:
        result, note = PointResult(form.cleaned_data["result"]), form.cleaned_data["note"].strip()
        record_answers(actor, RecordAnswers(inspection, tuple(Answer(one.key, result, note) for one in row.plain)), at)
        return see("site", inspection)
    return render(request, "inspections/rest.html", {"site": row, "form": form})


def buttons_of(question: Question) -> list[PointResult]:
    """What one tap can say: of a number or a choice only that there is none."""
    plain = question.kind is AnswerKind.VERDICT
    return [one for one in BUTTONS if (plain or one is BUTTONS[-1]) and (question.may_lack or one is not BUTTONS[-1])]


def site_at(request: HttpRequest, inspection: int, place: int) -> SiteRow:
    row = site(actor_of(request), inspection, now())
    return row if 1 <= place <= len(row.form) else absent("R-ITEM-2")


def question_page(request: HttpRequest, row: SiteRow, place: int, template: str) -> HttpResponse:
    line = line_of(row, place, names_on(actor_of(request), now().date()))
    buttons = [(one.value, *RESULTS[one]) for one in buttons_of(line.question)]
    context = {"site": row, "line": line, "buttons": buttons, "next": next_place(row, place), "saved": saved_at(row)}
    context |= {"needs": needs_of(line.question), "pieces": EvidenceForm(None, devices(actor_of(request), now().date()))}
    context |= {"known": row.known.get(line.question.key)}
    context |= {"fail": PointResult.FAIL.value, "whole": len(row.form), "before": place - 1, "left": len(row.unanswered)}
    return render(request, template, context | {"open": line.own and not row.record and bool(row.inspection.started_at)})

"""登记后续行为: penalties, coercion and other measures of a department without a system, entered after its check."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yicha.exchange.actions.correct_measure import correct_measure
from yicha.exchange.actions.enter_measure import enter_measure
from yicha.exchange.queries import checks_behind, measures_entered, problems_found, record
from yicha.exchange.rules.entering import LETTERS, asked, require_check, require_entered, require_measure
from yicha.exchange.rules.layouts import CHECKS, Layout, layout_of
from yicha.exchange.types import CorrectMeasure, EnterMeasure, ExchangePermission, RecordRow, RecordStatus
from yicha.exchange.web.forms import MeasureForm
from yicha.exchange.web.words import STATUSES, TONES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.norms.queries import dictionary
from yicha.shell.answers import done, see_other

FOUND = "1"  # 案件来源: 检查发现
PENALTY = "punish_action"
SHOWN = ("check_action_code", "check_action_name", "administrative_cp", "administrative_cp_ui_code", "address_registered", "check_date")


def offered(actor: Actor, row: RecordRow) -> dict[str, Any]:
    """For the page of a record: what was entered after it, what may be, and whether this may be corrected."""
    own, today = actor.may(ExchangePermission.ENTER) and actor.acts_for(row.department), now().date()
    standing = not row.withdrawn_because and row.status not in {RecordStatus.HELD, RecordStatus.WITHDRAWN}
    may_enter = own and standing and row.table == CHECKS and not row.given_by
    return {
        "measures": [_line(one) for one in measures_entered(actor, row.id)],
        "kinds": [(table, layout_of(table, today).name) for table in LETTERS] if may_enter else [],
        "may_correct": own and row.follows and not row.withdrawn_because and row.status is not RecordStatus.BATCHED,
    }


def _line(row: RecordRow) -> dict[str, Any]:
    layout = layout_of(row.table, row.last.mapped_at.date())
    name = dict(row.last.content)[row.table.replace("_action", "_action_name")]
    return {"row": row, "kind": layout.name, "name": name, "status": STATUSES[row.status], "tone": TONES[row.status]}


@require_safe
@requires(ExchangePermission.READ)
def after_check(request: HttpRequest, inspection: int, department: str) -> HttpResponse:
    """From a follow-up: the penalty after that check, ready to be entered; who does not enter sees the check and what followed."""
    actor = actor_of(request)
    checks = checks_behind(actor, inspection, department) or absent("YX-2.15")
    check = next((one for one in checks if offered(actor, one)["kinds"]), None)
    return redirect("exchange:enter_measure", check.id, PENALTY) if check else redirect("exchange:record", checks[0].id)


@require_http_methods(["GET", "POST"])
@requires(ExchangePermission.ENTER)
def enter(request: HttpRequest, pk: int, table: str) -> HttpResponse:
    actor, check = actor_of(request), record(actor_of(request), pk)
    require_measure(table)
    require_check(check.table, check.given_by, check.status)
    layout = layout_of(table, now().date())
    form = _form(request, check, layout, _proposed(actor, pk))
    made: list[int] = []

    def act() -> None:
        made.append(enter_measure(actor, EnterMeasure(pk, table, form.said), now()).record)

    if form.is_bound and form.is_valid() and done(form, act):
        messages.success(request, _("已登记，随下一批上报"))
        return see_other(reverse("exchange:record", args=made))
    return _page(request, check, layout, form)


@require_http_methods(["GET", "POST"])
@requires(ExchangePermission.ENTER)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    actor, row = actor_of(request), record(actor_of(request), pk)
    require_entered(row.follows)
    check, layout = record(actor, row.follows or 0), layout_of(row.table, now().date())
    form = _form(request, check, layout, dict(row.last.content))
    if form.is_bound and form.is_valid() and done(form, lambda: correct_measure(actor, CorrectMeasure(pk, form.said), now())):
        messages.success(request, _("已更正，随下一批上报"))
        return see_other(reverse("exchange:record", args=[pk]))
    return _page(request, check, layout, form, row)


def _proposed(actor: Actor, check: int) -> dict[str, str]:
    """What the officers wrote at the door."""
    found = problems_found(actor, check)
    bases = dict.fromkeys(one.basis for one in found if one.basis)
    return {"case_source": FOUND, "punish_truth": "；".join(one.content for one in found), "punish_according": "；".join(bases)}


def _beside(actor: Actor, check: RecordRow) -> list[tuple[int, str]]:
    """The other items of the same check."""
    rows = checks_behind(actor, check.inspection_id, check.department) if check.inspection_id else []
    return [(one.id, dict(one.last.content)["check_action_name"]) for one in rows if one.id != check.id and offered(actor, one)["kinds"]]


def _form(request: HttpRequest, check: RecordRow, layout: Layout, initial: Mapping[str, str]) -> MeasureForm:
    columns = asked(layout, layout_of(CHECKS, now().date()))
    tables = {column.dictionary: dictionary(column.dictionary, check.region_path, now().date()) for column in columns if column.dictionary}
    entries = {name: [(one.value, one.label) for one in found] for name, found in tables.items()}
    return MeasureForm(columns, entries, request.POST or None, initial=dict(initial))


def _page(request: HttpRequest, check: RecordRow, layout: Layout, form: MeasureForm, row: RecordRow | None = None) -> HttpResponse:
    content, labels = dict(check.last.content), layout_of(CHECKS, check.last.mapped_at.date()).labels
    known = [(labels[name], content[name]) for name in SHOWN if content.get(name)]
    beside = [] if row else _beside(actor_of(request), check)
    told = {"check": check, "layout": layout, "form": form, "known": known, "row": row, "beside": beside}
    return render(request, "exchange/measure.html", told, status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)

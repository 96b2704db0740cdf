"""The officer's phone: where to go, what is open there, the code that is shown at the door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from yicha.inspections.actions.begin_off_site import begin_off_site
from yicha.inspections.actions.scan_in import scan_in
from yicha.inspections.queries import mark_now, my_visits, site
from yicha.inspections.types import BeginOffSite, InspectionPermission, InspectionStatus, ScanIn, SiteRow, TaskStatus
from yicha.inspections.web.after import see
from yicha.inspections.web.cards import next_place, parts_of, record_lines, saved_at, status_of
from yicha.inspections.web.forms import CodeForm
from yicha.inspections.web.names import Names, holders_on, names_on, teams
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.documents import qr_svg
from yicha.kernel.refusals import RuleBroken
from yicha.shell.answers import done
from yicha.shell.forms import Form

HELD = frozenset({TaskStatus.SIGNED, TaskStatus.CHECKING})
BOXES = ("waiting", "checking", "done")


@requires(InspectionPermission.RECORD)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    names = names_on(actor, at.date())
    rows = my_visits(actor, at)
    chosen = request.GET.get("box", BOXES[0])
    rows = sorted(rows, key=_when)
    boxes = {name: [row for row in rows if _box(row) == name] for name in BOXES}
    today = [row for row in boxes[BOXES[0]] if row.planned.first_day <= at.date() <= row.planned.last_day]
    cards = [_card(row, names) for row in boxes.get(chosen, [])]
    context = {"boxes": boxes, "chosen": chosen, "cards": cards, "today": len(today), "at": at}
    return render(request, "inspections/mine.html", context)


@requires(InspectionPermission.RECORD)
@require_GET
def overview(request: HttpRequest, inspection: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    names, row = names_on(actor, at.date()), site(actor, inspection, at)
    lines = record_lines(row, names)
    context = _card(row, names) | {"lines": lines, "next": next_place(row, 0), "saved": saved_at(row)}
    context |= {"may_take_over": row.task.status in HELD and row.task.holder != actor.id}
    context |= {
        "parts": parts_of(row, names, holders_on(actor, row.inspection)),
        "own": [line for line in lines if line.own],
        "others_lines": [line for line in lines if not line.own],
        "handed_in": [one for one in row.evidence if not one.officer],
    }
    return render(request, "inspections/site.html", context)


@requires(InspectionPermission.SCAN_IN)
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, inspection: int) -> HttpResponse:
    """亮码入企: the code for the firm to scan; what the officer scanned or typed begins the visit."""
    actor, at = actor_of(request), now()
    row, form, refusal = site(actor, inspection, at), CodeForm(request.POST or None), None
    if not row.planned.door:
        return _off_site(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            scan_in(
                actor, ScanIn(inspection, form.cleaned_data["code"], request.build_absolute_uri("/"), place=form.cleaned_data["place"]), at
            )
            return see("site", inspection)
        except RuleBroken as broken:
            refusal = broken
    address = request.build_absolute_uri(f"/v/{row.inspection.code}?m={mark_now(row.inspection.code, at)}")
    context = _card(row, names_on(actor, at.date())) | {"form": form, "refusal": refusal, "qr": qr_svg(address, fluid=True)}
    return render(request, "inspections/code.html", context, status=409 if refusal else 200)


def _off_site(request: HttpRequest, row: SiteRow) -> HttpResponse:
    """非现场检查: nothing is shown at a door."""
    actor, at, form = actor_of(request), now(), Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        command = BeginOffSite(row.inspection.id, request.build_absolute_uri("/"))
        if done(form, lambda: begin_off_site(actor, command, at)):
            return see("site", row.inspection.id)
    context = _card(row, names_on(actor, at.date())) | {"form": form}
    return render(request, "inspections/off_site.html", context, status=409 if form.errors else 200)


def _when(row: SiteRow) -> tuple[bool, str, str]:
    """By day and hour; what stands still comes last, so that the first is the next to go to."""
    hour = row.planned.starts_at
    return row.inspection.status is InspectionStatus.HELD, row.planned.days[0].isoformat(), hour.isoformat() if hour else ""


def _box(row: SiteRow) -> str:
    """Where a visit stands for this officer: his own department's part counts."""
    if row.inspection.status in {InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED, InspectionStatus.HELD}:
        return BOXES[0]
    return BOXES[1] if row.task.status is TaskStatus.CHECKING else BOXES[2]


def _card(row: SiteRow, names: Names) -> dict[str, object]:
    planned = row.planned
    return {
        "site": row,
        "lead": names.one(planned.lead),
        "others": names.of(code for code in planned.departments if code != planned.lead),
        "teams": teams(planned, names),
        "status": status_of(row.inspection.status, announced=planned.announced),
        "mine": names.one(row.department),
        "items": len({demand.item_code for demand in planned.demands}),
    }

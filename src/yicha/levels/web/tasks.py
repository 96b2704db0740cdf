"""上级任务: the desk, one task, and the file that goes back."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yicha.duties.queries import names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.uploads import upload
from yicha.levels.actions.receive_task import receive_task
from yicha.levels.queries import check_records, upper_task, upper_tasks
from yicha.levels.rules.exchange import read_dispatch, write_feedback
from yicha.levels.types import LevelPermission, ReceiveTask, TaskReceived, TaskSubjectRow, UnitRow, UnitStatus, UpperTaskRow
from yicha.levels.web.forms import EndForm, ExecuteForm, ReasonForm, SuggestionForm, TaskFileForm
from yicha.levels.web.responses import acted, item_choices
from yicha.levels.web.words import UNIT_TONES, UNITS
from yicha.norms.queries import until
from yicha.planning.queries import visits_of
from yicha.planning.types import VisitStatus
from yicha.shell.answers import see_other
from yicha.shell.forms import Form

PER_PAGE, LIMIT = 30, 4 * 1024 * 1024
OPEN = (UnitStatus.DISPATCHED, UnitStatus.CLAIMED, UnitStatus.ENDED)


@require_GET
@requires(LevelPermission.READ)
def tasks_page(request: HttpRequest) -> HttpResponse:
    """All tasks; who receives them brings the file here."""
    return _listed(request, TaskFileForm())


@require_POST
@requires(LevelPermission.RECEIVE)
def receive(request: HttpRequest) -> HttpResponse:
    actor, form = actor_of(request), TaskFileForm(request.POST, request.FILES)
    made: list[TaskReceived] = []
    if acted(request, form, lambda said: made.append(_receive(actor, said["document"])), _("已接收")):
        return see_other(reverse("levels:task", args=[made[0].task]))
    return _listed(request, form)


def _listed(request: HttpRequest, form: TaskFileForm) -> HttpResponse:
    actor = actor_of(request)
    rows, names = upper_tasks(actor), names_of(actor.region, now().date())
    page = Paginator([shown_task(row, names) for row in rows], PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "form": form if actor.may(LevelPermission.RECEIVE) else None}
    return render(request, "levels/tasks.html", told, status=422 if form.errors else 200)


def _receive(actor: Actor, document: Any) -> TaskReceived:
    content = document.read(LIMIT + 1)
    said = read_dispatch(content)
    kept = upload(actor, [content], now(), kind="upper_task", name=document.name, limit=LIMIT)
    return receive_task(actor, ReceiveTask(actor.region, kept.file, said), now())


def shown_task(row: UpperTaskRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "status": UNITS[row.status],
        "tone": UNIT_TONES[row.status],
        "units": [_unit(row, unit, names) for unit in row.units],
        "unknown": sum(not one.sid for one in row.subjects),
    }


def _unit(row: UpperTaskRow, unit: UnitRow, names: dict[str, str]) -> dict[str, Any]:
    last = unit.feed_back_by or row.claim_by
    clock = until(last, now(), unit.fed_back_at) if unit.status is not UnitStatus.RETURNED else None
    name = names.get(unit.department, unit.department)
    return {"unit": unit, "name": name, "status": UNITS[unit.status], "tone": UNIT_TONES[unit.status], "clock": clock}


@require_GET
@requires(LevelPermission.READ)
def task_page(request: HttpRequest, task: int) -> HttpResponse:
    return render(request, "levels/task.html", one_task(actor_of(request), task))


def one_task(actor: Actor, pk: int, **forms: Form) -> dict[str, Any]:
    """What the page of a task shows; `forms`: one that was refused, `execute_7` for the subject of that key."""
    row = upper_task(actor, pk)
    names = names_of(row.region_path, now().date())
    mine = row.unit(actor.department)
    made = {name: forms.get(name) or (make() if may else None) for name, (may, make) in _acts(actor, mine).items()}
    works = mine is not None and mine.status is UnitStatus.CLAIMED and actor.may(LevelPermission.EXECUTE)
    subjects = [_subject(actor, one, names, forms, works=works) for one in row.subjects]
    told = {"subjects": subjects, "mine": mine, "refused": next(iter(forms.values()), None)}
    answered = any(unit.status in {UnitStatus.FED_BACK, UnitStatus.RETURNED} for unit in row.units)
    return shown_task(row, names) | told | made | {"answered": answered, "may_claim": made["give_back"] is not None}


def _acts(actor: Actor, mine: UnitRow | None) -> dict[str, tuple[bool, Callable[[], Form]]]:
    """The forms of what this person may do now."""
    status = mine.status if mine else None
    return {
        "give_back": (status is UnitStatus.DISPATCHED and actor.may(LevelPermission.CLAIM), ReasonForm),
        "end": (status is UnitStatus.CLAIMED and actor.may(LevelPermission.END), EndForm),
        "feed_back": (status is UnitStatus.ENDED and actor.may(LevelPermission.FEED_BACK), SuggestionForm),
    }


def _subject(actor: Actor, one: TaskSubjectRow, names: dict[str, str], forms: dict[str, Form], *, works: bool) -> dict[str, Any]:
    visits = [(visit, names.get(visit.department, visit.department)) for visit in one.visits]
    open_now = works and one.sid and all(visit.department != actor.department for visit in one.visits)
    form = forms.get(f"execute_{one.id}") or (execute_form(actor, one) if open_now else None)
    return {"one": one, "visits": visits, "form": form}


def execute_form(actor: Actor, subject: TaskSubjectRow, *args: Any) -> ExecuteForm:
    planned = [
        one
        for one in visits_of(actor, subject.sid, now().date())
        if actor.department in one.departments and one.status is not VisitStatus.CANCELLED
    ]
    visits = [(str(one.id), f"{one.number} {one.first_day}") for one in planned]
    choices = {"visit": [("", _("另排有因检查")), *visits], "item": item_choices(actor, now().date())}
    return ExecuteForm(choices, *args, prefix=f"s{subject.id}")


@require_GET
@requires(LevelPermission.READ)
def feedback_file(request: HttpRequest, task: int) -> HttpResponse:
    """What goes back to the higher level, as it stands now."""
    actor = actor_of(request)
    row = upper_task(actor, task)
    content = write_feedback(row, names_of(row.region_path, now().date()), check_records(actor, row))
    sent = {"Content-Disposition": f'attachment; filename="feedback-{row.id}.json"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/json", headers=sent)

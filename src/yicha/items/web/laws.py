"""立改废释: the register of changed laws, and what each department answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.engines.deadlines import Light
from yicha.items.actions.answer_law_task import answer_law_task
from yicha.items.actions.register_law_change import register_law_change
from yicha.items.queries import affected_items, law_change, law_changes
from yicha.items.types import (
    AnswerLawTask,
    ItemPermission,
    LawChangeRow,
    LawTaskRow,
    LawTaskStatus,
    RegisterLawChange,
    Revision,
)
from yicha.items.web.facts import Speaker
from yicha.items.web.words import REVISIONS
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.tables.writing import Cell
from yicha.orgs.queries import departments
from yicha.orgs.types import DepartmentKind
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

UNPROCESSABLE = 422
OUTCOMES = {
    LawTaskStatus.OPEN: gettext_lazy("待答复"),
    LawTaskStatus.PROPOSED: gettext_lazy("已提新版"),
    LawTaskStatus.UNCHANGED: gettext_lazy("不需修改"),
}


PER_PAGE = 50
NAME = Column("instrument", gettext_lazy("法律文件"))
COLUMNS = (
    Column("kind", gettext_lazy("变动")),
    Column("in_force_on", gettext_lazy("施行日")),
    Column("summary", gettext_lazy("改了什么"), sorts=False),
    Column("open", gettext_lazy("待答复"), number=True),
)


class ChangeForm(Form):
    kind = forms.ChoiceField(label=gettext_lazy("变动"), choices=[(one.value, REVISIONS[one]) for one in Revision])
    instrument = forms.CharField(label=gettext_lazy("法律文件"), max_length=200, help_text=gettext_lazy("不带书名号，如 食品安全法"))
    article = forms.CharField(
        label=gettext_lazy("条款"), max_length=100, required=False, help_text=gettext_lazy("如 第一百一十条；引用它的事项排在前面")
    )
    in_force_on = forms.DateField(label=gettext_lazy("施行日"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    summary = forms.CharField(label=gettext_lazy("改了什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@requires(ItemPermission.READ)
@require_GET
def laws(request: HttpRequest) -> HttpResponse:
    """The register; `?owed=open` or `late` shows the tasks that its figures count."""
    actor, at = actor_of(request), now()
    rows, speaker = law_changes(actor, actor.region, at), Speaker(actor.region, at.date())
    owed = [task for row in rows for task in row.tasks if task.status is LawTaskStatus.OPEN]
    late = [task for task in owed if is_late(task)]
    shown = {"open": owed, "late": late}.get(request.GET.get("owed", ""))
    register = Paginator(listed(rows, request.GET), PER_PAGE).get_page(request.GET.get("page"))
    page: dict[str, Any] = {"rows": [(row, REVISIONS[row.kind]) for row in register], "page": register, "columns": COLUMNS}
    page |= {"owed": len(owed), "late": len(late), "asked": request.GET.get("owed")}
    tasks = [task_line(actor, task, speaker) for task in shown] if shown is not None else None
    return render(request, "items/laws.html", page | {"tasks": tasks, "may_register": actor.may(ItemPermission.REGISTER_LAW_CHANGE)})


def listed(rows: Iterable[LawChangeRow], query: QueryDict) -> list[LawChangeRow]:
    """In the order that the address asks for."""
    return in_order(rows, query.get("sort", ""), (NAME, *COLUMNS))


def cells(row: LawChangeRow) -> dict[str, Cell]:
    """In the words of the page."""
    return {
        "instrument": f"《{row.instrument}》{row.article}",
        "kind": str(REVISIONS[row.kind]),
        "in_force_on": row.in_force_on,
        "summary": row.summary,
        "open": f"{row.open} / {len(row.tasks)}",
    }


def is_late(task: LawTaskRow) -> bool:
    return task.clock.light is Light.OVER


def task_line(actor: Actor, task: LawTaskRow, speaker: Speaker) -> dict[str, Any]:
    open_one = task.status is LawTaskStatus.OPEN
    return {
        "task": task,
        "department": speaker.short.get(task.department, task.department),
        "outcome": OUTCOMES[task.status],
        "open": open_one,
        "mine": open_one and actor.may(ItemPermission.ANSWER_LAW_TASK) and actor.acts_for(task.department),
    }


@requires(ItemPermission.READ)
@require_GET
def law(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row, speaker = law_change(actor, pk, at), Speaker(actor.region, at.date())
    return render(request, "items/law.html", _law_page(actor, row, speaker))


def _law_page(actor: Actor, row: LawChangeRow, speaker: Speaker) -> dict[str, Any]:
    return {
        "row": row,
        "kind": REVISIONS[row.kind],
        "tasks": [task_line(actor, task, speaker) for task in row.tasks],
        "done": len(row.tasks) - row.open,
    }


@requires(ItemPermission.REGISTER_LAW_CHANGE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """First the instrument (in the address), then the affected items with what changed."""
    actor, at = actor_of(request), now()
    sent = request.POST if request.method == "POST" else None
    form = ChangeForm(sent, initial=request.GET.dict() | {"in_force_on": request.GET.get("in_force_on") or at.date()})
    if sent is not None and form.is_valid() and (answer := _registered(request, form)):
        return answer
    asked = sent or request.GET
    instrument, article = asked.get("instrument", ""), asked.get("article", "")
    found = affected_items(actor, actor.region, instrument, article, at.date()) if instrument else []
    speaker = Speaker(actor.region, at.date())
    ticked = set(request.POST.getlist("code")) if sent is not None else {one.code for one in found}
    page = {"form": form, "looked": bool(instrument), "found": [(one, speaker.short.get(one.department, one.department)) for one in found]}
    chosen = {"ticked": ticked, "departments": _inspecting(actor, speaker), "chosen": set(request.POST.getlist("department"))}
    return render(request, "items/law_new.html", page | chosen, status=UNPROCESSABLE if form.is_bound and form.errors else 200)


def _inspecting(actor: Actor, speaker: Speaker) -> list[tuple[str, str]]:
    return [(one.code, one.short_name) for one in departments(actor, speaker.on) if one.kind is DepartmentKind.DEPARTMENT]


def _registered(request: HttpRequest, form: ChangeForm) -> HttpResponse | None:
    actor, said = actor_of(request), form.cleaned_data
    codes, asked = tuple(request.POST.getlist("code")), tuple(request.POST.getlist("department"))
    what = (Revision(said["kind"]), said["instrument"], said["article"], said["in_force_on"], said["summary"])
    with refused_at(form):
        done = register_law_change(actor, RegisterLawChange(actor.region, *what, codes, asked), now())
        messages.success(request, _("已登记，%(count)s 项任务交给主管部门") % {"count": done.tasks})
        return see_other(reverse("items:law", args=[done.law_change]))
    return None


@requires(ItemPermission.ANSWER_LAW_TASK)
@require_POST
def answer(request: HttpRequest, task: int) -> HttpResponse:
    """不需修改, with the reason."""
    answer_law_task(actor_of(request), AnswerLawTask(task, request.POST.get("reason", "")), now())
    messages.success(request, _("已答复：不需修改"))
    return see_other(reverse("items:laws") + "?owed=open")

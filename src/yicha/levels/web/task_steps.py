"""What a department does about a task from above."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.levels.actions.claim_task import claim_task
from yicha.levels.actions.end_task import end_task
from yicha.levels.actions.execute_task import execute_task
from yicha.levels.actions.feed_task_back import feed_task_back
from yicha.levels.actions.give_task_back import give_task_back
from yicha.levels.queries import upper_task
from yicha.levels.types import ClaimTask, EndTask, ExecuteTask, FeedTaskBack, GiveTaskBack, LevelPermission
from yicha.levels.web.forms import EndForm, ReasonForm, SuggestionForm
from yicha.levels.web.tasks import execute_form, one_task
from yicha.shell.answers import see_other, steps_on
from yicha.shell.numbers import whole

_stepped = steps_on("levels/task.html", "levels:task", one_task)


@require_POST
@requires(LevelPermission.CLAIM)
def claim(request: HttpRequest, task: int) -> HttpResponse:
    actor = actor_of(request)
    done = claim_task(actor, ClaimTask(task, actor.department), now())
    messages.success(request, _("已认领，%(day)s 前反馈") % {"day": done.feed_back_by})
    return see_other(reverse("levels:task", args=[task]))


@require_POST
@requires(LevelPermission.CLAIM)
def give_back(request: HttpRequest, task: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> object:
        return give_task_back(actor, GiveTaskBack(task, actor.department, said["reason"]), now())

    return _stepped(request, task, ("give_back", ReasonForm(request.POST)), act, _("已退回"))


@require_POST
@requires(LevelPermission.EXECUTE)
def execute(request: HttpRequest, task: int, subject: int) -> HttpResponse:
    actor = actor_of(request)
    one = next((found for found in upper_task(actor, task).subjects if found.id == subject and found.sid), None) or absent("YX-2.8")

    def act(said: dict[str, Any]) -> object:
        what = (subject, whole(said["visit"]), said["item"], said["visit_on"])
        return execute_task(actor, ExecuteTask(task, actor.department, *what), now())

    return _stepped(request, task, (f"execute_{subject}", execute_form(actor, one, request.POST)), act, _("已安排检查"))


@require_POST
@requires(LevelPermission.END)
def end(request: HttpRequest, task: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> object:
        return end_task(actor, EndTask(task, actor.department, said["reason"]), now())

    return _stepped(request, task, ("end", EndForm(request.POST)), act, _("本部门任务已结束，请分管领导反馈"))


@require_POST
@requires(LevelPermission.FEED_BACK)
def feed_back(request: HttpRequest, task: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> object:
        return feed_task_back(actor, FeedTaskBack(task, actor.department, said["suggestion"]), now())

    return _stepped(request, task, ("feed_back", SuggestionForm(request.POST)), act, _("已反馈"))

"""谁问什么: which questions of several departments are one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from yicha.engines.forms import Asked, Question, Ref, words_key
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken
from yicha.scenes.actions.confirm_same import confirm_same
from yicha.scenes.queries import form_of, scene
from yicha.scenes.types import ConfirmSame, ScenePermission
from yicha.scenes.web.cards import card_of, lines_of
from yicha.scenes.web.words import names_on


@requires(ScenePermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def same(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `question` (keys of the questions to be joined, or one to be parted) and `same`."""
    refusal = None
    if request.method == "POST":
        try:
            confirm_same(actor_of(request), _command(request, pk), now())
            return HttpResponseRedirect(reverse("scenes:same", args=(pk,)), status=303)
        except RuleBroken as broken:
            refusal = broken
    return render(request, "scenes/same.html", _shown(request, pk) | {"refusal": refusal}, status=409 if refusal else 200)


def _command(request: HttpRequest, pk: int) -> ConfirmSame:
    actor = actor_of(request)
    row = scene(actor, pk)
    chosen = request.POST.getlist("question")
    points = {ref_of(one) for question in form_of(actor, row, now().date()).questions if question.key in chosen for one in question.asked}
    return ConfirmSame(pk, tuple(sorted(points)), request.POST.get("same") == "yes")


def ref_of(one: Asked) -> Ref:
    return Ref(one.item, one.point.code, words_key(one.point.content))


def _shown(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, on = actor_of(request), now().date()
    row, names = scene(actor, pk), names_on(on)
    card = card_of(actor, row, names, on)
    confirmed = [question for question in card.form.questions if any({ref_of(one) for one in question.asked} & group for group in row.same)]
    return {
        "row": row,
        "card": card,
        "lines": lines_of(card.form.questions, row.content.departments),
        "departments": [names.get(code, code) for code in row.content.departments],
        "suspects": [tuple(_said(question, names) for question in pair) for pair in card.form.suspects],
        "confirmed": [_said(question, names) for question in confirmed],
    }


def _said(question: Question, names: dict[str, str]) -> dict[str, Any]:
    return {"key": question.key, "wordings": question.wordings, "departments": [names.get(code, code) for code in question.departments]}

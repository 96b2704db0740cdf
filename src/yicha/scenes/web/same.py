"""谁问什么: which questions of several departments are one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from yicha.engines.forms import Question, Ref, refs_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken
from yicha.scenes.actions.confirm_same import confirm_same
from yicha.scenes.actions.tell_apart import tell_apart
from yicha.scenes.queries import form_of, scene
from yicha.scenes.types import ConfirmSame, ScenePermission, TellApart
from yicha.scenes.web.cards import card_of, lines_of
from yicha.scenes.web.words import names_on
from yicha.shell.answers import see_other


@requires(ScenePermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def same(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `question` (keys of the questions to be joined, of the pair that is told apart, or of one to be parted) and `same`."""
    refusal = None
    if request.method == "POST":
        try:
            _said_by(request, pk)
            return see_other(reverse("scenes:same", args=(pk,)))
        except RuleBroken as broken:
            refusal = broken
    return render(request, "scenes/same.html", _shown(request, pk) | {"refusal": refusal}, status=409 if refusal else 200)


def _said_by(request: HttpRequest, pk: int) -> None:
    actor, points = actor_of(request), _points(request, pk)
    if request.POST.get("same") == "yes":
        confirm_same(actor, ConfirmSame(pk, points), now())
    else:
        tell_apart(actor, TellApart(pk, points), now())


def _points(request: HttpRequest, pk: int) -> tuple[Ref, ...]:
    actor = actor_of(request)
    row = scene(actor, pk)
    chosen = request.POST.getlist("question")
    asked = [one for question in form_of(actor, row, now().date()).questions if question.key in chosen for one in question.asked]
    return tuple(sorted(refs_of(asked)))


def _shown(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, on = actor_of(request), now().date()
    row, names = scene(actor, pk), names_on(on)
    card = card_of(actor, row, names, on)
    confirmed = [question for question in card.form.questions if any(refs_of(question.asked) & group for group in row.same)]
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

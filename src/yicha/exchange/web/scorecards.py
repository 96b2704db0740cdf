"""数据质量: how good what each department provided was, and what was wrong with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yicha.exchange.queries import CHECKS, by_provider, crossed_by_provider, faults_found, layout_of
from yicha.exchange.types import ExchangePermission, FaultCount, ProviderCount
from yicha.exchange.web.words import FAMILIES, names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now

MOST = 30
GOOD, FAIR = 0.95, 0.8


@require_safe
@requires(ExchangePermission.READ)
def scorecards(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), now().date()
    names, labels = names_of(actor, today), layout_of(CHECKS, today).labels
    cards = sorted((_card(one, names) for one in by_provider(actor, today)), key=lambda one: one["correct"])
    found = faults_found(actor)
    crossed = [(names.get(one.department, one.department), one) for one in crossed_by_provider(actor, today)]
    told = {
        "crossed": crossed,
        "cards": cards,
        "families": _families(found),
        "faults": [_fault(one, names, labels) for one in found[:MOST]],
    }
    return render(request, "exchange/scorecards.html", told)


def _card(one: ProviderCount, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": one,
        "name": names.get(one.department, one.department),
        "correct": round(100 * one.correct, 1),
        "timely": None if one.timely is None else round(100 * one.timely, 1),
        "tone": "good" if one.correct >= GOOD else "soon" if one.correct >= FAIR else "late",
    }


def _families(found: list[FaultCount]) -> list[tuple[str, int]]:
    """All six, and what the other side found beyond them."""
    counted = [(str(words), sum(one.times for one in found if one.family is family)) for family, words in FAMILIES.items()]
    return [*counted, (_("对方"), sum(one.times for one in found if one.family is None))]


def _fault(one: FaultCount, names: dict[str, str], labels: dict[str, str]) -> dict[str, Any]:
    return {
        "row": one,
        "name": names.get(one.department, one.department),
        "family": FAMILIES[one.family] if one.family else _("对方"),
        "label": labels.get(one.column, one.column),
    }

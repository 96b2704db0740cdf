"""The list of scenes and the page of one."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.scenes.queries import coming_scenes, ended_scenes, open_scenes, scene, scenes_in_force, templates, versions
from yicha.scenes.types import SceneItem, ScenePermission, SceneRow, SceneStatus
from yicha.scenes.web.cards import Card, card_of, lines_of, tag_of
from yicha.scenes.web.forms import OfferForm, PublishForm, ReasonForm, ReviewForm
from yicha.scenes.web.words import MODES, STEPS, names_on
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE = 30
TABS = {"in_force": _("施行"), "open": _("办理中"), "templates": _("模板"), "ended": _("已停用")}
NAME = Column("name", _("场景"))
COLUMNS = (
    Column("lead", _("部门")),
    Column("subjects", _("对象"), number=True),
    Column("items", _("事项"), number=True),
    Column("questions", _("检查单")),
    Column("state", _("状态")),
    Column("valid_from", _("施行日")),
)
STOPPABLE = (SceneStatus.SUGGESTED, SceneStatus.PROPOSED, SceneStatus.RETURNED)
CHANGEABLE = (SceneStatus.PROPOSED, SceneStatus.RETURNED)


@require_safe
@requires(ScenePermission.READ)
def scenes(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), now().date()
    found, tab = by_tab(actor, on), tab_asked(request.GET)
    counts = {name: len(rows) for name, rows in found.items()} | {"templates": len(templates())}
    tabs = [(name, words, counts[name]) for name, words in TABS.items()]
    page: Page[Any] = Paginator(listed(actor, found.get(tab, ()), request.GET, on), PER_PAGE).get_page(request.GET.get("page"))
    cards = carded(actor, page.object_list, on)
    shown = {"tabs": tabs, "tab": tab, "page": page, "cards": cards, "columns": COLUMNS}
    return render(request, "scenes/scenes.html", shown | {"templates": templates() if tab == "templates" else {}} | _rights(actor))


def tab_asked(query: QueryDict) -> str:
    wanted = str(query.get("tab", ""))
    return wanted if wanted in TABS else "in_force"


def by_tab(actor: Actor, on: date) -> dict[str, tuple[SceneRow, ...]]:
    return {
        "in_force": (*scenes_in_force(actor, actor.region, on), *coming_scenes(actor, actor.region, on)),
        "open": tuple(open_scenes(actor, actor.region)),
        "ended": tuple(ended_scenes(actor, actor.region, on)),
    }


def listed(actor: Actor, rows: Sequence[SceneRow], query: QueryDict, on: date) -> Sequence[SceneRow | Card]:
    """In the order that the address asks for. What a card counts is counted of all only where it decides that order."""
    asked = query.get("sort", "")
    return in_order(carded(actor, rows, on), asked, (NAME, *COLUMNS)) if asked else rows


def carded(actor: Actor, rows: Iterable[SceneRow | Card], on: date) -> list[Card]:
    names = names_on(on)
    return [row if isinstance(row, Card) else card_of(actor, row, names, on) for row in rows]


def _rights(actor: Actor) -> dict[str, bool]:
    return {"may_propose": actor.may(ScenePermission.PROPOSE), "may_suggest": actor.may(ScenePermission.SUGGEST)}


@require_safe
@requires(ScenePermission.READ)
def scene_page(request: HttpRequest, pk: int) -> HttpResponse:
    actor, on = actor_of(request), now().date()
    row, names = scene(actor, pk), names_on(on)
    card = card_of(actor, row, names, on)
    return render(
        request,
        "scenes/scene.html",
        {
            "card": card,
            "row": row,
            "lines": lines_of(card.form.questions, row.content.departments),
            "departments": [names.get(code, code) for code in row.content.departments],
            "duties": [(names.get(one.department, one.department), one.duty) for one in row.content.members],
            "items": [_item(actor, place, item, row, names) for place, item in enumerate(row.content.items)],
            "findings": [(one, names.get(one.department, one.department)) for one in row.findings],
            "mode": MODES.get(row.content.rules.mode, row.content.rules.mode),
            "versions": [(one, tag_of(one, on)) for one in versions(actor, row)],
            "steps": STEPS,
            "step": _step(row, on),
        }
        | _acts(actor, row, on),
    )


def _item(actor: Actor, place: int, item: SceneItem, row: SceneRow, names: dict[str, str]) -> dict[str, Any]:
    mine = row.status in CHANGEABLE and actor.may(ScenePermission.PROPOSE) and actor.acts_for(item.department)
    return {
        "item": item,
        "place": place,
        "department": names.get(item.department, item.department),
        "form": OfferForm(auto_id=f"id_{place}_%s") if mine and item.offer and not item.code else None,
    }


def _acts(actor: Actor, row: SceneRow, on: date) -> dict[str, Any]:
    """What this person may do now."""
    lead = actor.may(ScenePermission.PROPOSE) and actor.acts_for(row.content.lead)
    reviewing = row.status is SceneStatus.PROPOSED or (row.status is SceneStatus.REVIEWED and actor.may(ScenePermission.REVIEW))
    publishing = row.status is SceneStatus.REVIEWED and actor.may(ScenePermission.PUBLISH)
    first_day = {"valid_from": on + timedelta(days=1)}
    return {
        "may_edit": (row.status is SceneStatus.SUGGESTED and actor.may(ScenePermission.PROPOSE)) or (lead and row.status in CHANGEABLE),
        "may_same": lead and row.status in CHANGEABLE,
        "may_revise": lead and row.in_force(on),
        "review": ReviewForm() if reviewing and actor.may(ScenePermission.REVIEW) else None,
        "publish": PublishForm(initial=first_day) if publishing else None,
        "withdraw": ReasonForm() if row.status is SceneStatus.PUBLISHED and actor.may(ScenePermission.WITHDRAW) else None,
        "drop": ReasonForm() if row.status in STOPPABLE and actor.may(ScenePermission.DROP) else None,
    }


def _step(row: SceneRow, on: date) -> int:
    """How far, for the stepper."""
    order = {SceneStatus.SUGGESTED: 1, SceneStatus.PROPOSED: 2, SceneStatus.RETURNED: 1, SceneStatus.REVIEWED: 3}
    if row.status in order:
        return order[row.status]
    return len(STEPS) if row.in_force(on) or (row.valid_to and row.valid_to <= on) else len(STEPS) - 1

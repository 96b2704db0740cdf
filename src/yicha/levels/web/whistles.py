"""吹哨报到: the desk, one whistle, and whistling."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.duties.queries import departments_of, names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.levels.actions.blow_whistle import blow_whistle
from yicha.levels.queries import patrol, whistles
from yicha.levels.queries import whistle as whistle_of
from yicha.levels.types import BlowWhistle, LevelPermission, MusterStatus, WhistleBlown, WhistleRow, WhistleStatus
from yicha.levels.web.forms import NoteForm, ReasonForm, ReleaseForm, ResultForm, VisitForm, WhistleForm
from yicha.levels.web.responses import acted, area_choices, item_choices
from yicha.levels.web.words import MUSTER_TONES, MUSTERS, STATUSES, TONES
from yicha.norms.queries import until_moment
from yicha.orgs.queries import place_name
from yicha.orgs.types import DepartmentKind
from yicha.shell.answers import see_other
from yicha.shell.forms import Form
from yicha.subjects.queries import meant

PER_PAGE = 30
WAITING = (WhistleStatus.CALLED, WhistleStatus.ESCALATED)
INSPECTING = (DepartmentKind.DEPARTMENT,)


@require_GET
@requires(LevelPermission.READ)
def whistles_page(request: HttpRequest) -> HttpResponse:
    """`?status=` narrows."""
    actor, wanted = actor_of(request), request.GET.get("status", "")
    rows, names = whistles(actor), names_of(actor.region, now().date())
    shown = [shown_whistle(row, names) for row in rows if wanted in {"", row.status}]
    tabs = [(status.value, words, sum(row.status is status for row in rows)) for status, words in STATUSES.items()]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "tabs": tabs, "all": len(rows), "wanted": wanted, "may_whistle": actor.may(LevelPermission.WHISTLE)}
    return render(request, "levels/whistles.html", told)


def shown_whistle(row: WhistleRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "town": place_name(row.area),
        "status": STATUSES[row.status],
        "tone": TONES[row.status],
        "raised_by": names.get(row.raised_by, row.raised_by),
        "clock": until_moment(row.report_by, now(), row.gathered_at) if row.status is not WhistleStatus.WITHDRAWN else None,
        "silent": [names.get(code, code) for code in row.silent] if row.status in WAITING else [],
        "asked": len(row.musters),
        "answered": len(row.musters) - len(row.silent),
    }


@require_GET
@requires(LevelPermission.READ)
def whistle_page(request: HttpRequest, whistle: int) -> HttpResponse:
    return render(request, "levels/whistle.html", one_whistle(actor_of(request), whistle))


def one_whistle(actor: Actor, pk: int, **forms: Form) -> dict[str, Any]:
    """What the page of a whistle shows; `forms`: one that was refused."""
    row = whistle_of(actor, pk)
    names = names_of(row.area, now().date())
    musters = [(names.get(one.department, one.department), one, MUSTERS[one.status], MUSTER_TONES[one.status]) for one in row.musters]
    visits = [(one, names.get(one.department, one.department)) for one in row.visits]
    told = {"musters": musters, "visits": visits, "refused": next(iter(forms.values()), None)}
    made = {name: forms.get(name) or (make() if may else None) for name, (may, make) in _acts(actor, row, names).items()}
    return shown_whistle(row, names) | told | made


def _acts(actor: Actor, row: WhistleRow, names: dict[str, str]) -> dict[str, tuple[bool, Callable[[], Form]]]:
    """The forms of what this person may do now."""
    own = actor.may(LevelPermission.WHISTLE) and actor.acts_for(row.raised_by)
    mine = next((one for one in row.musters if one.department == actor.department), None)
    gathered, waiting = row.status is WhistleStatus.GATHERED, row.status in WAITING
    asked = mine is not None and mine.status is MusterStatus.ASKED
    come = mine is not None and mine.status is MusterStatus.REPORTED and all(one.department != actor.department for one in row.visits)
    return {
        "report": (waiting and asked and actor.may(LevelPermission.REPORT), NoteForm),
        "release": (waiting and actor.may(LevelPermission.RELEASE), lambda: ReleaseForm({"department": silent_choices(row, names)})),
        "visit": (gathered and come and bool(row.sid) and actor.may(LevelPermission.VISIT), lambda: visit_form(actor)),
        "close": (gathered and own, ResultForm),
        "withdraw": (waiting and own, ReasonForm),
    }


def silent_choices(row: WhistleRow, names: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, names.get(code, code)) for code in row.silent]


def visit_form(actor: Actor, *args: Any) -> VisitForm:
    return VisitForm({"item": item_choices(actor, now().date())}, *args)


@require_http_methods(["GET", "POST"])
@requires(LevelPermission.WHISTLE)
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = WhistleForm(_choices(actor), request.POST or None, initial=_begun(actor, request.GET))
    form.seek("subject", partial(meant, actor))
    made: list[WhistleBlown] = []
    if request.method == "POST" and acted(request, form, lambda said: made.append(_blow(actor, said)), _("已吹哨，点名部门已收到通知")):
        return see_other(reverse("levels:whistle", args=[made[0].whistle]))
    return render(request, "levels/new_whistle.html", {"form": form}, status=422 if form.errors else 200)


def _begun(actor: Actor, query: QueryDict) -> dict[str, object]:
    """From the page of a subject, or from a patrol that found something."""
    number = query.get("patrol", "")
    if not number.isdecimal():
        return {"subject": query.get("subject", "")}
    seen = patrol(actor, int(number))
    return {"patrol": seen.id, "area": seen.area, "place": seen.place, "matter": seen.found, "subject": seen.sid}


def _choices(actor: Actor) -> dict[str, Any]:
    known = departments_of(actor.region, now().date()).values()
    called = [(row.code, row.short_name or row.name) for row in known if row.kind in INSPECTING and row.code != actor.department]
    return {"area": area_choices(actor), "departments": called}


def _blow(actor: Actor, said: dict[str, Any]) -> WhistleBlown:
    what = (said["area"], actor.department, said["place"], said["matter"], tuple(said["departments"]))
    return blow_whistle(actor, BlowWhistle(*what, said["subject"], said["patrol"] or 0), now())

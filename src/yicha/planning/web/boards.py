"""合并台: ask for a merging, look at it, amend it, take amendments back. Parse, one action or query, answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yicha.draws.queries import draws
from yicha.draws.types import DrawKind, DrawPermission, DrawRow, DrawStatus
from yicha.engines.deadlines import Reading, week_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.clock import now
from yicha.kernel.outbox import setback
from yicha.kernel.refusals import RuleBroken
from yicha.norms.queries import norms_in_force, until, working_days
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments
from yicha.planning.actions.amend_programme import amend_programme
from yicha.planning.actions.ask_merge import ask_merge
from yicha.planning.actions.place_late import place_late
from yicha.planning.actions.undo_amendment import undo_amendment
from yicha.planning.queries import (
    board_sealing,
    board_under,
    is_of_plans,
    late_waiting,
    officers_wanted,
    opened_late,
    opinions,
    programme,
    programmes,
    standing,
    versions,
)
from yicha.planning.rules.instances import PlanYear
from yicha.planning.types import (
    Amending,
    AmendProgramme,
    AskMerge,
    MergeAsked,
    PlaceLate,
    PlanningPermission,
    ProgrammeAmended,
    ProgrammeRow,
    ProgrammeStatus,
    UndoAmendment,
    VisitStatus,
)
from yicha.planning.web.board_pages import BoardPage, Filter
from yicha.planning.web.board_parts import Said
from yicha.planning.web.opinions import OpinionForm, said
from yicha.planning.web.responses import day
from yicha.planning.web.words import PROGRAMME_WORDS, STEPS
from yicha.planning.web.years import year_of, years_around
from yicha.shell.answers import see_other
from yicha.shell.numbers import whole

DRAFTS = (ProgrammeStatus.GENERATED, ProgrammeStatus.CONSULTING)
SHOWN = "shown"  # which version board.js shows, that sends it
MOVING = {Amending.MOVE, Amending.REJECT}
LONGEST_REASON = 200
STEP_OF = {ProgrammeStatus.CONSULTING: 2, ProgrammeStatus.ADOPTED: 3}  # of the six; before, its tasks are being made
STEP_BY_VISITS = {VisitStatus.PUBLISHED: 3, VisitStatus.NOTIFIED: 4, VisitStatus.DONE: 6}


@requires(PlanningPermission.READ)
@require_GET
def programme_list(request: HttpRequest) -> HttpResponse:
    """The programme of the year that holds; else what can be merged."""
    actor, at = actor_of(request), now()
    year = year_of(request, at)
    rows = [row for row in programmes(actor, actor.region, year) if row.status is not ProgrammeStatus.DISCARDED]
    if len(rows) == 1 and "all" not in request.GET:
        return HttpResponseRedirect(reverse("planning:board", args=[rows[0].id]))
    drawn = [
        one
        for one in draws(actor, actor.region, year)
        if one.kind is DrawKind.SUBJECTS and one.status is DrawStatus.DRAWN and one.replaces is None and is_of_plans(actor, one)
    ]
    return render(request, "planning/programmes.html", _listed(actor, rows, drawn, year, at))


def _listed(actor: Actor, rows: Sequence[ProgrammeRow], drawn: Sequence[DrawRow], year: int, at: datetime) -> dict[str, Any]:
    open_year = not any(row.status is ProgrammeStatus.ADOPTED for row in rows)
    return {
        "rows": [(row, PROGRAMME_WORDS[row.status], dict(row.summary)) for row in reversed(rows)],
        "drawn": drawn[-1:],
        "year": year,
        "years": years_around(at),
        "may_merge": open_year and actor.may(PlanningPermission.MERGE),
        "first_day": max(at.date(), date(year, 1, 1)),
    }


@requires(PlanningPermission.MERGE)
@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    at = now()
    asked = ask_merge(actor_of(request), AskMerge(whole(request.POST.get("draw", "")), day(request, "first_day", at.date())), at)
    return see_other(reverse("planning:board", args=[asked.programme]))


@requires(PlanningPermission.READ)
@require_GET
def board_page(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    row = programme(actor, pk)
    if not row.board:
        return render(request, "planning/merging.html", _merging(actor, row))
    return render(request, "planning/board.html", _shown(request, board_view(actor, row, Filter.of(request.GET), at)))


@requires(PlanningPermission.READ)
@require_GET
def merge_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked again and again while the worker computes; when it is done, the browser goes to the board."""
    actor = actor_of(request)
    row = programme(actor, pk)
    answer = render(request, "planning/parts/merging.html", _merging(actor, row))
    if row.board:
        answer["HX-Redirect"] = reverse("planning:board", args=[pk])
    return answer


def _merging(actor: Actor, row: ProgrammeRow) -> dict[str, Any]:
    failed = setback(MergeAsked, f"programme:{row.id}") if row.status is ProgrammeStatus.MERGING else None
    words = failed.error.partition(": ")[2] if failed else ""
    return {"row": row, "failed": failed, "words": words, "may_merge": actor.may(PlanningPermission.MERGE), "steps": STEPS}


@requires(PlanningPermission.READ)
@require_GET
def visit_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit beside the board."""
    row, at = programme(actor_of(request), pk), now()
    return render(request, "planning/parts/aside.html", _beside(request, board_view(actor_of(request), row, Filter.of(request.GET), at)))


@requires(PlanningPermission.READ)
@require_GET
def board_pieces(request: HttpRequest, pk: int) -> HttpResponse:
    """The board under another filter, for board.js: without the frame of the page and what no filter changes."""
    row, at = programme(actor_of(request), pk), now()
    page = board_view(actor_of(request), row, Filter.of(request.GET), at)
    return render(request, "planning/parts/pieces.html", _pieces(request, page))


def _clock(row: ProgrammeRow, at: datetime) -> Reading | None:
    """What runs: the term for opinions while somebody is awaited, else the day by which a draft has to be published."""
    last_day = row.opinions_by if row.awaited else row.publish_by if row.status in DRAFTS else None
    return until(last_day, at) if last_day else None


def _beside(request: HttpRequest, page: BoardPage, refused: RuleBroken | None = None) -> dict[str, Any]:
    """What the board itself and the visit beside it show."""
    actor, row = actor_of(request), page.row
    history = versions(actor, row.id)
    return {
        "page": page,
        "row": row,
        "status": PROGRAMME_WORDS[row.status],
        "may_amend": row.status in DRAFTS and actor.may(PlanningPermission.AMEND),
        "said": said(page),
        "versions": history,
        "undo": history[0] if history[0].parent else None,
        "refused": refused,
        "week_choices": _week_choices(page),
    }


def _pieces(request: HttpRequest, page: BoardPage, refused: RuleBroken | None = None) -> dict[str, Any]:
    """What board.js puts into the page that is open: the board, and above it the step and what may be done."""
    actor, row, beside = actor_of(request), page.row, _beside(request, page, refused)
    draft, adopted = row.status in DRAFTS, row.status is ProgrammeStatus.ADOPTED
    return beside | {
        "steps": STEPS,
        "step": _step(actor, row),
        "may_adopt": draft and actor.may(PlanningPermission.ADOPT),
        "may_staff": adopted and actor.may(PlanningPermission.FREEZE_STAFFING) and officers_wanted(actor, row.id, page.at.date()),
        "may_place": adopted and actor.may(PlanningPermission.PLACE_LATE) and late_waiting(actor, row.id, page.at.date()),
        "may_replan": adopted and actor.may(PlanningPermission.REPLAN),
        "may_consult": _may_consult(actor, row, beside["said"], page.at),
        "clock": _clock(row, page.at),
    }


def _step(actor: Actor, row: ProgrammeRow) -> int:
    """GX-4.4: an adopted programme stands where the last of its visits stands, as 任务进程 says it."""
    stands = [STEP_BY_VISITS[status] for status in standing(actor, row.id)] if row.status is ProgrammeStatus.ADOPTED else []
    return min(stands, default=STEP_OF.get(row.status, 1))


def _shown(request: HttpRequest, page: BoardPage, refused: RuleBroken | None = None) -> dict[str, Any]:
    actor, row = actor_of(request), page.row
    return _pieces(request, page, refused) | {
        "sealed": sum(not visit.sid for visit in page.board.visits),
        "may_open": actor.may(DrawPermission.READ_SEALED),
        "may_answer": actor.department in row.awaited and actor.may(PlanningPermission.GIVE_OPINION),
        "opinion_form": OpinionForm(),
    }


def board_view(actor: Actor, row: ProgrammeRow, chosen: Filter, at: datetime) -> BoardPage:
    titles = {found.code: found.short_name for found in departments(SYSTEM, date(row.year, 1, 1))}
    sealing = board_sealing(actor, row, at)
    return BoardPage(
        row=row,
        board=board_under(row.board, sealing),
        sealing=sealing,
        titles=titles,
        year=PlanYear.of(row.year, working_days()),
        filter=chosen,
        at=at,
        path=reverse("planning:board", args=[row.id]),
        said=opinions(actor, row.id),
        this_week=week_of(at.date()) if at.year == row.year else -1,
        late=opened_late(actor, row, at.date()),
    )


def _week_choices(page: BoardPage) -> list[tuple[int, str]]:
    """Where the chosen visit may go."""
    return [(week, page.week_words(week)) for week in page.chosen.weeks if week != page.chosen.week] if page.chosen else []


def most_rounds(row: ProgrammeRow, at: datetime) -> int:
    """GX-4.4: how often departments are asked before the coordinator decides."""
    return norms_in_force(row.region_path, at.date()).whole(NormCode.CONSULTATION_ROUNDS_MAX)


def _may_consult(actor: Actor, row: ProgrammeRow, answers: Sequence[Said], at: datetime) -> bool:
    """GX-4.4: the first round, or a further one where wishes are open."""
    if row.status not in DRAFTS or not actor.may(PlanningPermission.CONSULT):
        return False
    return not row.round or (any(one.open for one in answers) and not row.awaited and row.round < most_rounds(row, at))


@requires(PlanningPermission.AMEND)
@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """固定、取消固定、换周、拆分、不同意、撤回不同意. A refusal is shown at the card, with the article and what is possible."""
    actor, at = actor_of(request), now()
    page = board_view(actor, programme(actor, pk), Filter.of(request.GET), at)
    key, act = request.POST.get("visit", ""), request.POST.get("act", "")
    if act not in set(Amending):
        return see_other(_back(request, pk, key))
    week, told = whole(request.POST.get("week", ""), -1), {name: request.POST.get(name, "") for name in ("department", "reason")}
    command = AmendProgramme(pk, key, Amending(act), week, told["department"], told["reason"][:LONGEST_REASON])
    try:
        done = amend_programme(actor, command, at)
    except RuleBroken as refused:
        return _refused(request, page, refused)
    return _amended(request, page, done, key, moved=command.act in MOVING)


@requires(PlanningPermission.PLACE_LATE)
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """补入: what a replacement or a later wave brought, as a page of this programme offers it."""
    done = place_late(actor_of(request), PlaceLate(pk), now())
    told = {"visits": done.visits, "joined": len(done.joined), "gone": len(done.withdrawn)}
    messages.success(request, _("新增 %(visits)s 次上门，并入 %(joined)s 次已有的，撤下 %(gone)s 次") % told)
    if done.unplaced:
        messages.warning(
            request, _("%(count)s 项排不进剩下的日子：%(names)s") % {"count": len(done.unplaced), "names": "、".join(done.unplaced)}
        )
    return see_other(reverse("planning:board", args=[pk]))


@requires(PlanningPermission.AMEND)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    page = board_view(actor, programme(actor, pk), Filter.of(request.GET), at)
    try:
        done = undo_amendment(actor, UndoAmendment(pk, whole(request.POST.get("version", ""))), at)
    except RuleBroken as refused:
        return _refused(request, page, refused)
    return _amended(request, page, done, page.filter.visit)


def _refused(request: HttpRequest, page: BoardPage, refused: RuleBroken) -> HttpResponse:
    if SHOWN in request.POST:
        return render(request, "planning/parts/pieces.html", _pieces(request, _under(request, page, page), refused), status=refused.status)
    return render(request, "planning/board.html", _shown(request, page, refused), status=refused.status)


def _amended(request: HttpRequest, before: BoardPage, done: ProgrammeAmended, key: str, *, moved: bool = False) -> HttpResponse:
    """The board anew; to board.js, which says what it shows, only what differs."""
    messages.success(request, _("%(what)s。现在共 %(doors)s 次，v%(version)s") % vars(done))
    if SHOWN not in request.POST:
        return see_other(_back(request, done.programme, key, moved=moved))
    row = programme(actor_of(request), done.programme)
    board, chosen = board_under(row.board, before.sealing), replace(before.filter, visit=key)
    page = _under(request, before, replace(before, row=row, board=board, filter=chosen))
    if moved and page.named and page.named.week not in {week.week for week in page.seen}:
        page = replace(page, filter=replace(chosen, start=-1))  # its new week
    return render(request, "planning/parts/pieces.html", _pieces(request, page))


def _under(request: HttpRequest, before: BoardPage, page: BoardPage) -> BoardPage:
    """The page as it differs from the one before, if that is what the browser shows: somebody else may have amended it meanwhile."""
    return replace(page, stood=before if request.POST[SHOWN] == str(before.row.version) else None)


def _back(request: HttpRequest, pk: int, key: str, *, moved: bool = False) -> str:
    """To the board as it was; a visit that has moved is shown in its new week."""
    chosen = Filter.of(request.GET)
    return reverse("planning:board", args=[pk]) + (chosen.address(visit=key, **{"from": ""}) if moved else chosen.address(visit=key))

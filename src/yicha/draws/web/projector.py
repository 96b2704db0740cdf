"""What the room sees: the countdown (03a), then the result (03b). Names never roll."""

from datetime import datetime
from typing import Any

import segno
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import is_logged, line_figures, witnesses
from yicha.draws.types import DrawKind, DrawPermission, DrawRow, LineFigures
from yicha.draws.web import words
from yicha.draws.web.results import LineResult, drawn_rows, line_results, result_of, teams
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now

ON_THE_WALL = 15  # in letters that are read at 5 m (wall.css)
TEAMS_ON_THE_WALL = 8


@require_safe
@requires(DrawPermission.READ)
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    row = draw_of(actor_of(request), pk)
    told = _common(request, row)
    if row.drawn_at is None:
        return render(request, "draws/countdown.html", told | {"figures": _figures(request, row, told["known"])})
    return render(request, "draws/result.html", told | _result(request, row, told["known"]))


@require_safe
@requires(DrawPermission.READ)
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The wall asks this every few seconds, and loads anew when it changes."""
    row = draw_of(actor_of(request), pk)
    return JsonResponse({"state": _state(row, _witnesses(row), now())})


def _state(row: DrawRow, witnesses: int, at: datetime) -> str:
    done = [f"{bool(one.commitment):d}{one.revealed:d}" for one in row.participants]
    return "-".join([row.status, *done, f"{witnesses}", f"{row.number_out(at):d}", str(row.beacon_value is not None)])


def _witnesses(row: DrawRow) -> int:
    return witnesses(row.id, row.beacon.due) if row.sealed_at else 0


def _common(request: HttpRequest, row: DrawRow) -> dict[str, Any]:
    actor, at = actor_of(request), now()
    known = words.names(actor, at.date())
    address = public_address(request, row)
    found = _witnesses(row)
    return {
        "row": row,
        "title": words.title(row),
        "known": known,
        "at": at,
        "state": _state(row, found, at),
        "step": words.step(row, at),
        "out": row.number_out(at),
        "nobody": words.nobody_knows(row, at),
        "witnesses": found,
        "parties": words.parties(row, actor, known),
        "revealed": sum(one.revealed for one in row.participants),
        "waiting": words.waiting_for(row, known),
        "address": address,
        "qr": qr(address),
    }


def _result(request: HttpRequest, row: DrawRow, known: dict[str, str]) -> dict[str, Any]:
    actor, today = actor_of(request), now().date()
    found = result_of(row, today)
    shown = {"found": found, "logged": found is not None and is_logged(row.region_path, row.number)}
    if row.kind is DrawKind.OFFICERS:
        page = Paginator(teams(actor, row, known), TEAMS_ON_THE_WALL).get_page(request.GET.get("page"))
        return shown | {"teams": page, "page": page}
    if found is None:
        return shown | {"figures": _figures(request, row, known)}
    lines = line_results(found, words.line_names(actor, row, known), _("不逐行公开"))
    told = [one for one in lines if one.selected] if row.replaces else lines  # of a replacement where somebody was lost
    return shown | _wall(request, row, told or lines)


def _figures(request: HttpRequest, row: DrawRow, known: dict[str, str]) -> list[tuple[str, LineFigures]]:
    name = words.line_names(actor_of(request), row, known)
    return words.figures(line_figures(actor_of(request), row.id), name, replaces=row.replaces is not None)


def _wall(request: HttpRequest, row: DrawRow, lines: list[LineResult]) -> dict[str, Any]:
    """The tabs of the lines, and of one line what fits on the wall."""
    line = next((one for one in lines if one.id == request.GET.get("line")), lines[0])
    page = Paginator(line.sids, ON_THE_WALL).get_page(request.GET.get("page"))
    sids = line.sids[page.start_index() - 1 : page.end_index()] if line.sids else ()
    drawn = drawn_rows(actor_of(request), row, now().date(), sids, page.start_index() - 1)
    groups = {one.group: one for one in reversed(lines)}  # the first line of each
    mine = [one for one in lines if one.group == line.group]
    wall = {"page": page, "drawn": drawn, "last": _last(line)}
    return {"groups": list(groups.values())[::-1], "lines": mine, "line": line, **wall}


def _last(line: LineResult) -> str:
    """The greatest ticket that was drawn below the cut: the cut lies just above it."""
    return f"{int(line.cut, 16) - 1:064x}"[:8] if line.cut and int(line.cut, 16) else ""


def public_address(request: HttpRequest, row: DrawRow) -> str:
    """Where everybody finds the draw (contract): on the wall, on paper, in the QR."""
    return request.build_absolute_uri(f"/public/draws/{row.number}/")


def qr(text: str) -> SafeString:
    return mark_safe(segno.make(text, error="m", micro=False).svg_inline(border=0, dark="#12344D", omitsize=True))  # noqa: S308 made here

"""Draws for everybody: the list, one draw with what the reader's own browser checks, the files of its public bundle."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yicha.draws.queries import (
    drawn_lists,
    is_logged,
    log_of,
    manifest_seen,
    public_draw,
    public_draws,
    public_exclusions,
    public_files,
    public_zip,
    replays,
    witnesses_in_time,
)
from yicha.draws.queries import inquiry as proof_of
from yicha.draws.types import DrawKind, DrawnLine, DrawnLists, DrawRow, DrawStatus, Fate
from yicha.kernel.access import public
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import NotFound
from yicha.portal.queries import ask, challenged, item_names, names, region, short_names
from yicha.portal.types import Asker
from yicha.portal.web.caching import cached
from yicha.portal.web.pages import MINUTES

WHY = "anybody may check a draw"
HIGHEST = 0xFFFF
BEHIND = ("manifest.json", "seed.json", "result.json", "assignment.json")
LOG = ("log/checkpoint", "log/proofs.jsonl", "log/sealed")
FILES = ("manifest.json", "pool.jsonl", "officers.jsonl", "seed.json", "result.json", "assignment.json")


@require_safe
@public(WHY)
@cached(5 * MINUTES)
def draws(request: HttpRequest) -> HttpResponse:
    rows = public_draws(region())
    voids = sum(row.status is DrawStatus.VOID for row in rows)
    at = now()
    shown = [(row, title(row), row.without_result(at)) for row in rows]
    return render(request, "portal/draws.html", {"rows": shown, "voids": voids})


@require_safe
@public(WHY)
@cached(MINUTES)
def draw(request: HttpRequest, number: str) -> HttpResponse:
    today, known = now().date(), names(now().date())
    rows = public_draws(region())
    row = next((one for one in rows if one.number == number), None) or absent("YX-2.7b")
    found, seen = _lists(row), manifest_seen(row)
    logged = found is not None and is_logged(row.region_path, row.number)
    who = request.GET.get("who", "")[:100].strip()
    told = {
        "row": row,
        "title": title(row),
        "found": found,
        "behind": next((one for one in rows if one.id == row.replaces), None),
        "closed": row.drawn_at is not None and not row.opens_on(today),
        "seen": seen,
        "witnesses": witnesses_in_time(seen, row.beacon.due),
        "logged": logged,
        "replays": [(known.get(one.department, one.department), one) for one in replays(row.id)],
        "stalled": row.without_result(now()),
        "excluded": public_exclusions(row.region_path, row.number),
        "lines": _named(row, found) if found else [],
        "parties": [(known.get(one.department, one.department), one) for one in row.participants],
        "revealed": sum(one.revealed for one in row.participants),
        "challenges": challenged(number, today) if found and row.kind is DrawKind.SUBJECTS else (),
        "attempts": [(one, title(one)) for one in _attempts(row, rows)],
        "files": (*FILES, *(LOG if logged else ()), *(deep + name for deep in _behind(found) for name in BEHIND)),
        "who": who,
        "askers": [_bar(one) for one in ask(number, today, who)] if found and who and row.kind is DrawKind.SUBJECTS else [],
        "size": (found.size + 99_999) // 100_000 / 10 if found else 0,
    }
    return render(request, "portal/draw.html", told)


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    content = public_zip(region(), number, now().date())
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{number}.zip"'})


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def verifier(request: HttpRequest) -> HttpResponse:
    """A page to be kept, with the outsiders' program in it: it checks a bundle without this site and without network."""
    program = Path(str(finders.find("draws/verify_draw.js"))).read_text(encoding="utf-8")
    page = render(request, "portal/verifier.html", {"program": program})
    page["Content-Disposition"] = 'attachment; filename="verify_draw.html"'
    return page


@require_safe
@public("fingerprints and hashes only, from the seal on: whoever keeps them can prove later that nothing was changed")
@cached(MINUTES)
def log(request: HttpRequest, number: str) -> HttpResponse:
    """What of a draw stands in the log, with its proofs: each row as in `log/proofs.jsonl` (docs/vdr1.md §9)."""
    public_draw(region(), number.replace("\0", ""))
    return JsonResponse(log_of(region(), number), json_dumps_params={"ensure_ascii": False})


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def inquiry(request: HttpRequest, number: str, sid: str) -> HttpResponse:
    """One subject's answer with its proof, byte for byte."""
    content = proof_of(region(), number, now().date(), sid)
    headers = {"Content-Disposition": f'attachment; filename="{number}-{sid.replace(":", "-")}.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@require_safe
@public(WHY)
@cached(60 * MINUTES)
def file(request: HttpRequest, number: str, file: str) -> HttpResponse:
    """One file of the bundle, byte for byte: the verifier hashes what it gets."""
    content = public_files(region(), number, now().date()).get(file)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


def _behind(found: DrawnLists | None) -> list[str]:
    """The folders of the draws behind a replacement."""
    return ["first/" * (depth + 1) for depth in range(found.behind)] if found else []


def title(row: DrawRow) -> str:
    return _("%(year)s年第%(number)s号") % {"year": row.year, "number": row.number.rpartition("-D")[2]}


def _attempts(row: DrawRow, rows: list[DrawRow]) -> list[DrawRow]:
    """The numbers before this one of its kind and year: each attempt stands, with its reason if it was void."""
    same = [one for one in rows if (one.kind, one.year) == (row.kind, row.year)]
    return [one for one in reversed(same) if one.id < row.id]


def _lists(row: DrawRow) -> DrawnLists | None:
    try:
        return drawn_lists(row.region_path, row.number, now().date())
    except NotFound:
        return None


def _named(row: DrawRow, found: DrawnLists) -> list[tuple[str, DrawnLine]]:
    short, items = short_names(now().date()), item_names(row.year)
    return [(f"{short.get(line.department, line.department)} {items.get(line.item, line.item)}", line) for line in found.lines]


def _bar(one: Asker) -> dict[str, Any]:
    """Where the ticket and the cut lie between 0000 and ffff, in a hundred parts."""
    stands = one.standing
    ticket, cut = (int(text[:4], 16) * 100 / HIGHEST if text else 0 for text in (stands.ticket, stands.cut))
    return {
        "one": one,
        "drawn": stands.fate in {Fate.DRAWN, Fate.LISTED},
        "fate": stands.fate.value,
        "ticket": f"{ticket:.1f}",
        "cut": f"{cut:.1f}",
    }

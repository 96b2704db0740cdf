"""Results, plans, where to turn, what this is."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.disclosure.queries import annulment_words, explained, find, latest, outcome_words, results_of
from yicha.disclosure.types import Asked, Count, FoundResults, PublicationRow
from yicha.kernel.access import public
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.planning.queries import GROUND_TERMS, GROUND_WORDS, campaigns, grounds
from yicha.planning.types import CampaignStatus, GroundCount
from yicha.portal.queries import announced_devices, region, short_names
from yicha.portal.queries import plans as plans_of
from yicha.portal.web.caching import cached
from yicha.portal.web.kept import versioned
from yicha.portal.web.words import said_of, tone_of

PAGE, MOST = 20, 200
MINUTES = 60
YEAR = 4  # digits


@versioned
@require_safe
@public("published results are for everybody")
def results(request: HttpRequest) -> HttpResponse:
    asked = asked_of(request)
    known = short_names(now().date())
    if not asked.anything:
        newest = [said_of(one, known) for one in latest(region(), PAGE, now().date())]
        return render(request, "portal/results.html", {"asked": asked, "rows": newest, "query": ""})
    return render(request, "portal/results.html", _found(request, asked, known))


def asked_of(request: HttpRequest) -> Asked:
    """What stands in the address. A year that is none narrows nothing."""
    given = {name: request.GET.get(name, "")[:100].replace("\0", "") for name in ("q", "outcome", "department", "year")}
    year = given["year"] if given["year"].isascii() and given["year"].isdigit() and len(given["year"]) == YEAR else "0"
    return Asked(given["q"].strip(), given["outcome"], given["department"], int(year))


def _found(request: HttpRequest, asked: Asked, known: dict[str, str]) -> dict[str, Any]:
    number = request.GET.get("page", "1")
    start = PAGE * (min(int(number), 10_000) - 1) if number.isascii() and number.isdigit() and 0 < len(number) < PAGE and int(number) else 0
    found = find(region(), asked, start, PAGE, now().date())
    page = Paginator(range(found.total), PAGE).get_page(number)
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "asked": asked,
        "found": found,
        "rows": [said_of(one, known) for one in found.results],
        "page": page,
        "query": query.urlencode(),
        "facets": _facets(request, asked, found, known),
    }


def _facets(request: HttpRequest, asked: Asked, found: FoundResults, known: dict[str, str]) -> list[dict[str, Any]]:
    """What narrows the question: each value with the number of checks that it would leave of the text alone."""
    kinds: tuple[tuple[str, tuple[Count, ...], Any], ...] = (
        ("outcome", found.outcomes, outcome_words),
        ("department", found.departments, lambda code: known.get(code, code)),
        ("year", found.years, str),
    )
    return [
        {
            "name": name,
            "all": _with(request, name, ""),
            "any": not getattr(asked, name),
            "links": [
                {
                    "words": words(one.value),
                    "number": one.number,
                    "href": _with(request, name, one.value),
                    "current": one.value == str(getattr(asked, name)),
                }
                for one in counts
            ],
        }
        for name, counts, words in kinds
    ]


def _with(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"


@versioned
@require_safe
@public("published results are for everybody")
def subject(request: HttpRequest, sid: str) -> HttpResponse:
    """All that was published of one. One of whom nothing is published and one who does not exist are the same answer."""
    today, sid = now().date(), sid.replace("\0", "")
    known = short_names(today)
    rows = [said_of(one, known) for one in results_of(region(), sid, today)]
    if not rows:
        raise Http404
    parts = [[_part(part, known) for part in one.result.parts] for one in rows]
    first = rows[0].result.first
    return render(request, "portal/subject.html", {"first": first, "rows": list(zip(rows, parts, strict=True)), "title": first.name})


def _part(part: PublicationRow, known: dict[str, str]) -> dict[str, Any]:
    """What one department says, and what it said before it corrected it."""
    return {
        "department": known.get(part.department, part.department),
        "outcome": outcome_words(part.outcome),
        "tone": tone_of(part.outcome),
        "row": part,
        "former": [(one, outcome_words(one.before)) for one in reversed(part.corrected)],
    }


@versioned
@require_safe
@public("why a result was taken off is public (行政处罚法§48); of whom it spoke is not said")
def withdrawn(request: HttpRequest) -> HttpResponse:
    today = now().date()
    known = short_names(today)
    rows = [
        (one, known.get(one.department, one.department), annulment_words(one.annulment.kind)) for one in explained(region(), today, MOST)
    ]
    return render(request, "portal/withdrawn.html", {"rows": rows})


@require_safe
@public("adopted programmes in figures, without a name of who will be visited")
@cached(60 * MINUTES)
def plans(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/plans.html", {"plans": plans_of(now().date())})


@require_safe
@public("checks outside the plan in figures, without a name, and the campaigns that were published")
@cached(60 * MINUTES)
def outside(request: HttpRequest) -> HttpResponse:
    today = now().date()
    years = [(year, [_ground(row) for row in grounds(SYSTEM, region(), year)]) for year in (today.year, today.year - 1)]
    years = [(year, rows) for year, rows in years if year == today.year or any(row["row"].checks for row in rows)]
    known = short_names(today)
    running = [(row, known.get(row.department, row.department)) for row in campaigns(SYSTEM, region(), statuses=[CampaignStatus.PUBLISHED])]
    return render(request, "portal/outside.html", {"years": years, "campaigns": running})


def _ground(row: GroundCount) -> dict[str, Any]:
    return {"words": GROUND_WORDS[row.ground], "terms": GROUND_TERMS[row.ground], "row": row}


@require_safe
@public("where monitoring devices stand is public (行政处罚法§41)")
@cached(60 * MINUTES)
def devices(request: HttpRequest) -> HttpResponse:
    today = now().date()
    known = short_names(today)
    rows = [(one, known.get(one.department, one.department)) for one in announced_devices(today)]
    return render(request, "portal/devices.html", {"rows": rows})


@require_safe
@public("where to turn with an objection or a report")
@cached(60 * MINUTES)
def problems(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/problems.html", {"about": request.GET.get("about", "")[:60]})


@require_safe
@public("what this site is and how it works")
@cached(60 * MINUTES)
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")

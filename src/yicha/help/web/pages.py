"""`/docs/`: help for everybody, in the language of the reader."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yicha.help.queries import article, chapters, guides, terms
from yicha.help.web.samples import samples
from yicha.kernel.access import actor_of, public
from yicha.kernel.clock import now
from yicha.orgs.queries import seat

OPEN = "how the program works and what the clauses say is nobody's secret"


@require_safe
@public(OPEN)
def index(request: HttpRequest) -> HttpResponse:
    language = get_language() or ""
    return render(request, "help/index.html", {"guides": guides(language), "terms": terms(language)})


@require_safe
@public(OPEN)
def guide(request: HttpRequest, role: str) -> HttpResponse:
    found = {one.role: one for one in guides(get_language() or "")}
    if role not in found:
        raise Http404
    return render(request, "help/guide.html", {"guide": found[role], "guides": found.values()})


@require_safe
@public(OPEN)
def clauses(request: HttpRequest) -> HttpResponse:
    return render(request, "help/clauses.html", {"chapters": chapters(get_language() or "")})


@require_safe
@public(OPEN)
def clause(request: HttpRequest, code: str) -> HttpResponse:
    at, region = now(), actor_of(request).region or seat().region_path
    found = article(code, get_language() or "", region, at.date())
    if found is None:
        raise Http404
    return render(request, "help/clause.html", {"article": found, "on": at.date()})


@require_safe
@public(OPEN)
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "help/components.html", samples(now(), request))

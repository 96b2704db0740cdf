"""The one door by which rows leave as a file, for the lists of every room."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from yicha.kernel.access import actor_of
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.actions.take_export import take_export
from yicha.orgs.queries import asking_first, release_of
from yicha.orgs.types import Leaving, TakeExport
from yicha.shell.sheets import saved

Finding = Callable[[Actor, QueryDict, datetime], Leaving]


def take_out(request: HttpRequest, leaving: Finding, query: QueryDict | None = None, *, at_once: bool = False) -> HttpResponse:
    """What the address asks for, with a mark in the trail: who took how many rows, by which filter.

    Many rows are asked for first; what is too long for a page is made by the worker, unless it must be had at once.
    """
    actor, at, release = actor_of(request), now(), release_of(request.POST)
    found = leaving(actor, request.GET if query is None else query, at)
    if asking := asking_first(actor, found.taking, release, at):
        return redirect(asking)
    if take_export(actor, TakeExport(found.taking, release, at_once=at_once), at).later:
        return redirect("orgs:exports")
    return saved(found.name, found.write)

"""What is answered to a form that was sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from yicha.kernel.access import actor_of
from yicha.kernel.refusals import Refusal, RuleBroken
from yicha.kernel.spoken import spoken


def see_other(address: str) -> HttpResponseRedirect:
    """After a change of state the browser gets the page anew, so that reloading does nothing twice."""
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


@contextmanager
def refused_at(form: forms.Form, kind: type[Refusal] = RuleBroken) -> Iterator[None]:
    """What a rule refuses inside is said at the form, with the lawful ways out; the form keeps what was written.

    Where a name was typed that may not exist, `kind` is Refusal: that too is said there.
    """
    try:
        yield
    except kind as refused:
        form.add_error(None, in_one_line(refused))


def done(form: forms.Form, act: Callable[[], object], kind: type[Refusal] = RuleBroken) -> bool:
    """Whether it was done; if not, the form says why."""
    with refused_at(form, kind):
        act()
        return True
    return False


class Step(Protocol):
    """`named`: the form, called as on the page; `act` gets what it says; `told`: what was done, else what `act` answers."""

    def __call__(
        self,
        request: HttpRequest,
        pk: int,
        named: tuple[str, forms.Form],
        act: Callable[[dict[str, Any]], object],
        told: str | Promise = "",
    ) -> HttpResponse: ...


def steps_on(template: str, route: str, shown: Callable[..., dict[str, Any]]) -> Step:
    """The steps taken on the page of one thing: done, the page anew; refused, the page with the form that says why.

    `shown(actor, pk, **{name: form})` gives what the page shows.
    """

    def step(
        request: HttpRequest, pk: int, named: tuple[str, forms.Form], act: Callable[[dict[str, Any]], object], told: str | Promise = ""
    ) -> HttpResponse:
        (name, form), said = named, list[object]()
        if form.is_valid() and done(form, lambda: said.append(act(form.cleaned_data))):
            messages.success(request, str(told or said[0]))
            return see_other(reverse(route, args=[pk]))
        return render(request, template, shown(actor_of(request), pk, **{name: form}), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    return step


def in_one_line(refused: Refusal) -> str:
    """The refusal and its ways out, in the language of who hears it."""
    told = {"what": spoken(refused.message), "ways": _("；").join(spoken(way.what) for way in refused.exits)}
    return _("%(what)s。可以：%(ways)s") % told if refused.exits else told["what"]

"""What is answered to a form that was sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django import forms
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

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


def in_one_line(refused: Refusal) -> str:
    """The refusal and its ways out, in the language of who hears it."""
    told = {"what": spoken(refused.message), "ways": _("；").join(spoken(way.what) for way in refused.exits)}
    return _("%(what)s。可以：%(ways)s") % told if refused.exits else told["what"]

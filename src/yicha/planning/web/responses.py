"""Answers that several screens of this room give."""

from datetime import date

from django.http import HttpRequest, HttpResponseRedirect

SEE_OTHER = 303


def redirect(address: str) -> HttpResponseRedirect:
    """After a change of state the browser gets the page anew, so that reloading does nothing twice."""
    answer = HttpResponseRedirect(address)
    answer.status_code = SEE_OTHER
    return answer


def day(request: HttpRequest, name: str, otherwise: date) -> date:
    """A day of a form, or `otherwise`."""
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return otherwise

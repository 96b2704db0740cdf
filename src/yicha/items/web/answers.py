"""Answers that several screens of this room give."""

from django.http import HttpResponseRedirect

SEE_OTHER = 303


def redirect(address: str) -> HttpResponseRedirect:
    """After a change of state the browser gets the page anew, so that reloading does nothing twice."""
    answer = HttpResponseRedirect(address)
    answer.status_code = SEE_OTHER
    return answer

"""Answers that several screens of this room give."""

from django.http import HttpResponseRedirect

SEE_OTHER = 303


def redirect(address: str) -> HttpResponseRedirect:
    """After a change of state the browser gets the page anew, so that reloading does nothing twice."""
    answer = HttpResponseRedirect(address)
    answer.status_code = SEE_OTHER
    return answer


def whole(text: str) -> int:
    """A number of an address or a form; 0 if it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("1000000000") else 0

"""Where a page goes after an act."""

from django.http import HttpResponseRedirect
from django.urls import reverse


class See(HttpResponseRedirect):
    """303: look there, with GET."""

    status_code = 303


def see(name: str, *arguments: object) -> See:
    return See(reverse(f"inspections:{name}", args=arguments))

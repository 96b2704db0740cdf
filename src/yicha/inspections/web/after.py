"""Where a page goes after an act."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from yicha.shell.answers import see_other


def see(name: str, *arguments: object) -> HttpResponseRedirect:
    return see_other(reverse(f"inspections:{name}", args=arguments))

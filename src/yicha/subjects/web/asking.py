"""One form on one page: ask, do, go on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form


@dataclass(frozen=True)
class Page:
    """`title` is also the button's word. `back`: where it came from and where it goes on, with its name."""

    title: str | Promise
    back: str
    back_name: str
    note: str | Promise = ""
    clause: str = ""
    template: str = "subjects/form.html"


def ask(request: HttpRequest, page: Page, form: Form, act: Callable[[], str], done: str | Promise, **more: Any) -> HttpResponse:
    """`act` does it and says where to go on; a refusal is told at the form, where it can be mended."""
    if request.method == "POST" and form.is_valid():
        with refused_at(form):
            address = act()
            messages.success(request, str(done))
            return see_other(address)
    return render(request, page.template, {"form": form, "page": page, **more}, status=422 if form.errors else 200)

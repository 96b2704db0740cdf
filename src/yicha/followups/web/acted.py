"""What every step answers: done, the page anew; refused, the page with the form and why."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise

from yicha.followups.web.pages import one_follow_up
from yicha.kernel.access import actor_of
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form


def acted(
    request: HttpRequest, pk: int, named: tuple[str, Form], act: Callable[[dict[str, Any]], object], told: str | Promise
) -> HttpResponse:
    name, form = named
    if form.is_valid() and done(form, lambda: act(form.cleaned_data)):
        messages.success(request, str(told))
        return see_other(reverse("followups:follow_up", args=[pk]))
    return render(request, "followups/follow_up.html", one_follow_up(actor_of(request), pk, **{name: form}), status=422)

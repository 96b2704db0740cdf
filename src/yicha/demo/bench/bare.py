"""The naive way: Django views over the same tables and nothing else. No sign-in, no jurisdiction, no menu, no headers.

Views and addresses of a server of its own, under the settings `yicha.config.bare_settings`.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path

from yicha.kernel.access import public

PAGE, RESULTS = 50, 20
Subject: Any = apps.get_model("subjects", "Subject")  # past the room's door, as the naive way goes
Publication: Any = apps.get_model("disclosure", "Publication")
BENCH = public("only in a measurement, on this machine, over invented subjects")


@BENCH
def listed(request: HttpRequest) -> HttpResponse:
    """As a tutorial has it: filter, paginate, render."""
    found = Subject.objects.order_by("sid")
    if text := request.GET.get("q"):
        found = found.filter(name__icontains=text)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "bench/bare_list.html", {"page": page})


@BENCH
def one(request: HttpRequest, sid: str) -> HttpResponse:
    return render(request, "bench/bare_one.html", {"subject": get_object_or_404(Subject, pk=sid)})


@BENCH
def results(request: HttpRequest) -> HttpResponse:
    """Each column of its own: 公示 by name, code, town or item."""
    asked = request.GET.get("q", "")
    anywhere = reduce(or_, (Q(**{f"{column}__icontains": asked}) for column in ("name", "uscc", "town", "said")))
    found = Publication.objects.annotate(said=Cast("items", TextField())).filter(anywhere, status="published").order_by("-checked_at")
    return render(request, "bench/bare_results.html", {"page": Paginator(found, RESULTS).get_page(request.GET.get("page"))})


urlpatterns: list[URLPattern] = [path("subjects/", listed), path("subjects/<str:sid>/", one), path("public/", results)]

"""The naive way: three Django views over the same table and nothing else. No sign-in, no jurisdiction, no menu, no headers.

Views and addresses of a server of its own, under the settings `yicha.config.bare_settings`.
"""

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path

from yicha.kernel.access import public

PAGE = 50
Subject: Any = apps.get_model("subjects", "Subject")  # past the room's door, as the naive way goes
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


urlpatterns: list[URLPattern] = [path("subjects/", listed), path("subjects/<str:sid>/", one)]

"""One step of a ceremony each: parse, one use case, back to the page. A form that cannot be read is shown again."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.propose_void import propose_void
from yicha.draws.actions.record_beacon import record_beacon
from yicha.draws.actions.rehearse_draw import rehearse_draw
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.actions.run_draw import run_draw
from yicha.draws.actions.seal_manifest import seal_manifest
from yicha.draws.actions.type_beacon import type_beacon
from yicha.draws.actions.void_draw import void_draw
from yicha.draws.queries import draw as draw_of
from yicha.draws.types import (
    CommitReveal,
    DrawPermission,
    ProposeVoid,
    RecordBeacon,
    RehearseDraw,
    RevealSecret,
    RunDraw,
    SealManifest,
    TypeBeacon,
    VoidDraw,
)
from yicha.draws.web import forms
from yicha.draws.web.pages import ceremony
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.shell.answers import see_other
from yicha.shell.forms import Form


@require_POST
@requires(DrawPermission.COMMIT)
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> str:
        commit_reveal(actor, CommitReveal(pk, actor.department, said["commitment"]), now())
        return _("承诺已提交，秘密数请收好")

    return _step(request, pk, "commit_form", forms.CommitForm(request.POST), act)


@require_POST
@requires(DrawPermission.SEAL)
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    seal_manifest(actor_of(request), SealManifest(pk), now())
    return _back(request, pk, _("清单已封存，改一字指纹就变"))


@require_POST
@requires(DrawPermission.REVEAL)
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)

    def act(said: dict[str, Any]) -> str:
        reveal_secret(actor, RevealSecret(pk, actor.department, said["secret"]), now())
        return _("种子已交出，与承诺相符")

    return _step(request, pk, "reveal_form", forms.RevealForm(request.POST), act)


@require_POST
@requires(DrawPermission.RECORD_BEACON)
def beacon(request: HttpRequest, pk: int) -> HttpResponse:
    """The first typing, its correction by the same person, the second by another, or who sets the first aside."""
    actor, at = actor_of(request), now()
    row = draw_of(actor, pk)
    if row.is_test:
        record_beacon(actor, RecordBeacon(pk, ""), at)
        return _back(request, pk, _("试验抽取，没有公开随机数"))
    first = row.beacon_typed_by in {"", actor.id}

    def act(said: dict[str, Any]) -> str:
        fallback = said.get("fallback", False)
        if first or said["instead"]:
            type_beacon(actor, TypeBeacon(pk, said["value"], fallback), at)
            return _("第一遍已录入，请另一人录第二遍")
        record_beacon(actor, RecordBeacon(pk, said["value"], fallback), at)
        return _("两遍一致，公开随机数已登记")

    return _step(request, pk, "beacon_form", forms.BeaconForm(row, actor.id, at, request.POST), act)


@require_POST
@requires(DrawPermission.RUN)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    run_draw(actor_of(request), RunDraw(pk, tuple(request.POST.getlist("missing"))), now())
    return _back(request, pk, _("已抽取，任何人都可以重算"))


@require_POST
@requires(DrawPermission.REHEARSE)
def rehearse(request: HttpRequest, pk: int) -> HttpResponse:
    if not settings.YICHA_DEMO:
        raise Http404

    def act(said: dict[str, Any]) -> str:
        rehearse_draw(actor_of(request), RehearseDraw(pk, said["seed"]), now())
        return _("已用测试种子抽取，抽取包注明未经见证")

    return _step(request, pk, "seed_form", forms.SeedForm(request.POST), act)


@require_POST
@requires(DrawPermission.VOID)
def suggest_void(request: HttpRequest, pk: int) -> HttpResponse:
    def act(said: dict[str, Any]) -> str:
        propose_void(actor_of(request), ProposeVoid(pk, said["reason"]), now())
        return _("已提议作废，等另一人确认，司法监督已收到")

    return _step(request, pk, "void_form", forms.VoidForm(request.POST), act)


@require_POST
@requires(DrawPermission.VOID)
def void(request: HttpRequest, pk: int) -> HttpResponse:
    void_draw(actor_of(request), VoidDraw(pk, request.POST.get("reason", "")), now())
    return _back(request, pk, _("已作废，原因和次数公开"))


def _step(request: HttpRequest, pk: int, name: str, form: Form, act: Callable[[dict[str, Any]], str]) -> HttpResponse:
    if not form.is_valid():
        return render(request, "draws/draw.html", ceremony(request, pk, **{name: form, "refused": form}), status=422)
    return _back(request, pk, act(form.cleaned_data))


def _back(request: HttpRequest, pk: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return see_other(reverse("draws:draw", args=[pk]))

"""A notary or a deputy takes part from the own phone: a link, no account; the secret stays in that browser until the reveal."""

import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yicha.draws.actions.commit_reveal import commit_reveal
from yicha.draws.actions.invite_participant import invite_participant
from yicha.draws.actions.renew_invitation import renew_invitation
from yicha.draws.actions.reveal_secret import reveal_secret
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import invited
from yicha.draws.types import (
    CommitReveal,
    DrawPermission,
    DrawRow,
    DrawStatus,
    InviteParticipant,
    ParticipantRow,
    RenewInvitation,
    RevealSecret,
)
from yicha.draws.web import forms, words
from yicha.draws.web.pages import ceremony
from yicha.draws.web.projector import public_address, qr
from yicha.kernel.access import actor_of, public, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.shell.answers import see_other
from yicha.shell.forms import Form

WHY = "the link itself is the invitation; it is 256 bits, only its SHA-256 is kept, and it commits and reveals for one party alone"
TOKEN_BYTES = 32


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@require_POST
@requires(DrawPermission.INVITE)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """The link is shown now and never again: only its digest is kept."""
    form = forms.InvitationForm(request.POST)
    if not form.is_valid():
        return render(request, "draws/draw.html", ceremony(request, pk, invite_form=form, refused=form), status=422)
    token, name = secrets.token_urlsafe(TOKEN_BYTES), form.cleaned_data["name"]
    invite_participant(actor_of(request), InviteParticipant(pk, name, digest_of(token)), now())
    return _handed_over(request, pk, name, token)


@require_POST
@requires(DrawPermission.INVITE)
def renew(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Another link for an invited party: from now on the old one is unknown."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    done = renew_invitation(actor_of(request), RenewInvitation(pk, place, digest_of(token)), now())
    return _handed_over(request, pk, done.name, token, renewed=True)


def _handed_over(request: HttpRequest, pk: int, name: str, token: str, *, renewed: bool = False) -> HttpResponse:
    address, row = request.build_absolute_uri(reverse("draws:take-part", args=[token])), draw_of(actor_of(request), pk)
    told = {"row": row, "title": words.title(row), "name": name, "address": address, "qr": qr(address), "renewed": renewed}
    return render(request, "draws/invited.html", told)


@require_safe
@public(WHY)
def take_part(request: HttpRequest, token: str) -> HttpResponse:
    return render(request, "draws/take_part.html", _told(request, token))


@require_POST
@public(WHY)
def commit(request: HttpRequest, token: str) -> HttpResponse:
    def act(actor: Actor, pk: int, said: dict[str, Any]) -> str:
        commit_reveal(actor, CommitReveal(pk, actor.department, said["commitment"]), now())
        return _("已承诺。交出种子时请用这部手机、这个浏览器")

    return _step(request, token, "commit", forms.CommitForm(request.POST), act)


@require_POST
@public(WHY)
def reveal(request: HttpRequest, token: str) -> HttpResponse:
    def act(actor: Actor, pk: int, said: dict[str, Any]) -> str:
        reveal_secret(actor, RevealSecret(pk, actor.department, said["secret"]), now())
        return _("种子已交出，与承诺相符")

    return _step(request, token, "reveal", forms.RevealForm(request.POST), act)


def _step(request: HttpRequest, token: str, turn: str, form: Form, act: Callable[[Actor, int, dict[str, Any]], str]) -> HttpResponse:
    actor, pk, _party = invited(digest_of(token))
    if not form.is_valid():
        told = _told(request, token)
        return render(request, "draws/take_part.html", told | ({"form": form} if told["turn"] == turn else {}), status=422)
    messages.success(request, act(actor, pk, form.cleaned_data))
    return see_other(reverse("draws:take-part", args=[token]))


def _told(request: HttpRequest, token: str) -> dict[str, Any]:
    actor, pk, party = invited(digest_of(token))
    row = draw_of(actor, pk)
    turn = _turn(row, party, now())
    return {
        "row": row,
        "title": words.title(row),
        "party": party,
        "token": token,
        "turn": turn,
        "form": {"commit": forms.CommitForm, "reveal": forms.RevealForm}[turn]() if turn in {"commit", "reveal"} else None,
        "address": public_address(request, row),
    }


def _turn(row: DrawRow, party: ParticipantRow, at: datetime) -> str:
    """What this party can do now, or what it waits for."""
    if row.status is DrawStatus.VOID:
        return "void"
    if not party.commitment:
        return "commit" if row.sealed_at is None else "late"
    if row.sealed_at is None:
        return "wait"
    if not party.revealed:
        return "late" if row.number_out(at) else "reveal"
    return "done"

"""The list of draws and the page of one ceremony."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import draws as draws_of
from yicha.draws.queries import exclusions, line_figures, manifest_seen, replays, witnesses_in_time
from yicha.draws.types import DrawKind, DrawPermission, DrawRow, DrawStatus
from yicha.draws.web import forms, words
from yicha.draws.web.results import Team, line_results, missing, result_of, teams
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import people
from yicha.subjects.queries import subjects_by_sid

TEAMS_PER_PAGE = 20


@require_safe
@requires(DrawPermission.READ)
def draws(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    asked = request.GET.get("year", "")
    rows = draws_of(actor, actor.region, None)
    years = sorted({row.year for row in rows} | {at.year}, reverse=True)
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else max((row.year for row in rows), default=at.year)  # noqa: PLR2004 digits of a year
    known = words.names(actor, at.date())
    shown = [_listed(row, known, at) for row in rows if row.year == year]
    voids = sum(row.status is DrawStatus.VOID for row in rows if row.year == year)
    return render(request, "draws/draws.html", {"year": year, "years": years, "rows": shown[::-1], "voids": voids})


def _listed(row: DrawRow, known: dict[str, str], at: datetime) -> dict[str, Any]:
    status, tone = words.STATUSES[row.status]
    step = words.step(row, at)
    open_steps = row.status in {DrawStatus.FROZEN, DrawStatus.SEALED}
    return {
        "row": row,
        "title": words.title(row),
        "kind": words.KINDS[row.kind],
        "status": status,
        "tone": tone,
        "next": words.STEPS[step] if open_steps else "",
        "waiting": words.waiting_for(row, known) if open_steps and step in {words.COMMIT, words.REVEAL} else [],
        "late": row.without_result(at),
    }


@require_safe
@requires(DrawPermission.READ)
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "draws/draw.html", ceremony(request, pk))


def ceremony(request: HttpRequest, pk: int, **bound: Any) -> dict[str, Any]:
    """What the page of a ceremony shows to this person. `bound`: forms that were refused."""
    actor, at = actor_of(request), now()
    row = draw_of(actor, pk)
    known = words.names(actor, at.date())
    name = words.line_names(actor, row, known)
    found = result_of(row, at.date())
    status, tone = words.STATUSES[row.status]
    return {
        **_mine(actor, row, at),
        **_who(actor, row),
        **_number(row, at),
        "row": row,
        "title": words.title(row),
        "kind": words.KINDS[row.kind],
        "status": status,
        "tone": tone,
        "steps": words.STEPS,
        "step": words.step(row, at),
        "waiting": words.waiting_for(row, known),
        "parties": words.parties(row, actor, known),
        "figures": words.figures(line_figures(actor, pk), name, replaces=row.replaces is not None),
        "excluded": exclusions(line_figures(actor, pk)),
        "found": found,
        "lines": line_results(found, name, _("不逐行公开的（全部检查等）")) if found and row.kind is DrawKind.SUBJECTS else [],
        **_teams(request, teams(actor, row, known)),
        "missing": missing(actor, row, known),
        "closed": row.drawn_at is not None and not row.opens_on(at.date()),
        **_replays(actor, row, known),
        "may_open": words.has_sealed_list(row, at.date()) and actor.may(DrawPermission.READ_SEALED),
        "losses": words.losses(row, subjects_by_sid(actor, [one.sid for one in row.lost])) if row.opens_on(at.date()) else [],
        "may_replace": row.kind is DrawKind.SUBJECTS and row.status is DrawStatus.DRAWN and actor.may(DrawPermission.FREEZE),
        **bound,
    }


def _teams(request: HttpRequest, found: list[Team]) -> dict[str, Any]:
    """A county has thousands of visits: those whose number, department or officers have the words that were asked for, by pages."""
    asked = request.GET.get("q", "").strip()
    shown = [team for team in found if asked in team.visit or any(asked in f"{department} {name}" for department, name in team.posts)]
    return {"teams": found, "asked": asked, "teams_page": Paginator(shown, TEAMS_PER_PAGE).get_page(request.GET.get("page"))}


def _number(row: DrawRow, at: datetime) -> dict[str, Any]:
    """How the public number stands: whether it is out, whether anything came of it, and who vouches for the manifest since before."""
    seen = manifest_seen(row)
    return {
        "out": row.number_out(at),
        "stalled": row.without_result(at),
        "missed": row.status is DrawStatus.FROZEN and row.number_out(at),
        "seen": seen,
        "witnesses": witnesses_in_time(seen, row.beacon.due),
    }


def _replays(actor: Actor, row: DrawRow, known: dict[str, str]) -> dict[str, Any]:
    """Who drew again, and what this person's department may still do."""
    found = replays(row.id)
    may = row.status is DrawStatus.DRAWN and actor.may(DrawPermission.REPLAY)
    mine = any(one.department == actor.department for one in found)
    return {
        "replays": [(known.get(one.department, one.department), one) for one in found],
        "may_replay": may,
        "purpose_form": forms.PurposeForm() if may and actor.may(DrawPermission.READ_SEALED) else None,
        "replay_form": forms.ReplayForm() if may and not mine else None,
    }


def _mine(actor: Actor, row: DrawRow, at: datetime) -> dict[str, Any]:
    """The one act that is this person's now, and its empty form."""
    own = next((one for one in row.participants if one.department == actor.department), None)
    alive, now_at = row.status in {DrawStatus.FROZEN, DrawStatus.SEALED}, words.step(row, at)
    commit = alive and row.sealed_at is None and own is not None and not own.commitment and actor.may(DrawPermission.COMMIT)
    reading = alive and now_at in {words.REVEAL, words.BEACON} and actor.may(DrawPermission.RECORD_BEACON)
    reveal = alive and now_at == words.REVEAL and own is not None and not own.reveal and actor.may(DrawPermission.REVEAL)
    return {
        "own": own,
        "commit_form": forms.CommitForm() if commit else None,
        "reveal_form": forms.RevealForm() if reveal else None,
        "invite_form": forms.InvitationForm()
        if row.status is DrawStatus.FROZEN and not row.rehearsal and actor.may(DrawPermission.INVITE)
        else None,
        "may_renew": alive and now_at <= words.BEACON and not row.number_out(at) and actor.may(DrawPermission.INVITE),
        "may_seal": alive and now_at == words.SEAL and not row.number_out(at) and actor.may(DrawPermission.SEAL),
        "beacon_form": forms.BeaconForm(row, actor.id, at) if reading and (row.is_test or row.number_out(at)) else None,
        "awaits_number": reading and not row.number_out(at),
        "may_run": alive and now_at == words.RUN and actor.may(DrawPermission.RUN),
        "seed_form": forms.SeedForm() if _may_rehearse(actor, row) else None,
        "void_form": forms.VoidForm() if row.status is not DrawStatus.VOID and actor.may(DrawPermission.VOID) else None,
        "may_confirm_void": row.void_proposal is not None and row.void_proposal.by != actor.id and actor.may(DrawPermission.VOID),
    }


def _who(actor: Actor, row: DrawRow) -> dict[str, Any]:
    """The names of those who did one half of what wants two persons. `typed_first`: it was this person."""
    proposed_by = row.void_proposal.by if row.void_proposal else ""
    known = people(actor, {row.beacon_typed_by, proposed_by})
    return {
        "proposer": known.get(proposed_by, proposed_by),
        "typist": known.get(row.beacon_typed_by, row.beacon_typed_by),
        "typed_first": row.beacon_typed_by == actor.id,
    }


def _may_rehearse(actor: Actor, row: DrawRow) -> bool:
    """Only in a demo home: elsewhere a draw is for earnest."""
    return settings.YICHA_DEMO and row.rehearsal and row.is_test and row.status is DrawStatus.FROZEN and actor.may(DrawPermission.REHEARSE)

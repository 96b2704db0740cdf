"""联合审核: what is proposed, against what is in force; opinions, return, publication."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from yicha.items.actions.give_item_opinion import give_item_opinion
from yicha.items.actions.publish_items import publish_items
from yicha.items.actions.return_items import return_items
from yicha.items.queries import item_versions, open_proposals
from yicha.items.rules.differences import differences
from yicha.items.types import (
    Differences,
    GiveItemOpinion,
    ItemPermission,
    ItemStance,
    ItemVersion,
    PublishItems,
    ReturnItems,
    Revision,
)
from yicha.items.web.facts import Speaker, in_force_of
from yicha.items.web.pages import item_page
from yicha.items.web.words import REVISIONS, STANCES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.orgs.actions.urge_department import urge_department
from yicha.orgs.queries import urgings
from yicha.orgs.types import OrgPermission, UrgeDepartment
from yicha.shell.answers import see_other

READERS = (ItemPermission.PUBLISH, ItemPermission.GIVE_OPINION, ItemPermission.PROPOSE)


@requires(*READERS)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The first proposal, or that there is none."""
    actor = actor_of(request)
    waiting = open_proposals(actor, actor.region)
    return _desk(request, waiting, waiting[0] if waiting else None)


@requires(*READERS)
@require_GET
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    waiting = open_proposals(actor, actor.region)
    return _desk(request, waiting, next((one for one in waiting if one.row.code == code), None) or absent("WS-2.1"))


def _desk(request: HttpRequest, waiting: Sequence[ItemVersion], shown: ItemVersion | None) -> HttpResponse:
    actor, at = actor_of(request), now()
    speaker = Speaker(actor.region, at.date())
    page: dict[str, Any] = {"groups": tree(waiting, speaker), "counts": tally(waiting), "total": len(waiting)}
    if shown:
        page |= _shown(actor, shown, speaker, at)
    return render(request, "items/review.html", page)


def tree(waiting: Sequence[ItemVersion], speaker: Speaker) -> list[tuple[str, list[dict[str, Any]]]]:
    """By department, each with what kind of change it is."""
    by_owner = groupby(waiting, lambda one: one.row.department)
    return [(speaker.short.get(owner, owner), [{"one": one, "kind": kind_of(one)} for one in group]) for owner, group in by_owner]


def kind_of(one: ItemVersion) -> str:
    """新, 改 or 废, as the coloured mark says it."""
    if one.revision is Revision.REPEALED:
        return "removed"
    return "changed" if one.version > 1 else "new"


def tally(waiting: Sequence[ItemVersion]) -> Mapping[str, int]:
    kinds = [kind_of(one) for one in waiting]
    return {kind: kinds.count(kind) for kind in ("new", "changed", "removed")}


def _shown(actor: Actor, shown: ItemVersion, speaker: Speaker, at: datetime) -> dict[str, Any]:
    versions = item_versions(actor, shown.region_path, shown.row.code)
    before = in_force_of(versions, speaker.on)
    changed = differences(before.row, shown.row) if before else None
    page = item_page(shown, speaker) | {"facts": speaker.facts(shown.row, shown.main, changed), "before": before}
    said = _opinions(actor, shown, speaker) | _urging(actor, shown, at)
    return page | _changes(changed, speaker) | said | {"kind": kind_of(shown), "revision": _revision(shown)}


def _revision(shown: ItemVersion) -> object:
    return REVISIONS[shown.revision] if shown.revision else ""


def _changes(changed: Differences | None, speaker: Speaker) -> dict[str, Any]:
    if changed is None:
        return {"elements_changed": (), "points_changed": ()}
    return {
        "elements_changed": [speaker.difference(one) for one in changed.elements],
        "points_changed": [speaker.point(one) for one in changed.points],
    }


def _opinions(actor: Actor, shown: ItemVersion, speaker: Speaker) -> dict[str, Any]:
    """Partners are asked; who else has spoken stands behind them."""
    said = {one.department: one for one in shown.opinions}
    asked = dict.fromkeys((*(partner.department for partner in shown.row.partners), *said))
    rows = [(code, speaker.names.get(code, code), said.get(code), STANCES[said[code].stance] if code in said else "") for code in asked]
    own = actor.acts_for(shown.row.department) and not actor.whole_region
    return {
        "opinions": rows,
        "answered": len(said),
        "asked": len(asked),
        "adjust": any(one.stance is ItemStance.ADJUST for one in shown.opinions),
        "may_publish": actor.may(ItemPermission.PUBLISH),
        "may_say": not own and actor.may(ItemPermission.GIVE_OPINION),
        "own_opinion": said.get(actor.department),
    }


def _urging(actor: Actor, shown: ItemVersion, at: datetime) -> dict[str, Any]:
    """Whom the desk may urge to answer, and who was urged today."""
    today = [row for row in urgings(actor, at) if row.matter == matter_of(shown) and localtime(row.at).date() == at.date()]
    return {"may_urge": actor.may(OrgPermission.URGE), "urged": {row.department for row in today}}


def matter_of(shown: ItemVersion) -> str:
    """The same on every day; a new version is a new matter."""
    return f"item_opinion:{shown.row.code}:{shown.version}"


@requires(OrgPermission.URGE)
@require_POST
def urge(request: HttpRequest, code: str) -> HttpResponse:
    """催办 a partner that has not answered."""
    actor, owner = actor_of(request), request.POST.get("owner", "")
    shown = _waiting(actor, code)
    if owner not in {one.department for one in shown.row.partners} - {one.department for one in shown.opinions}:
        raise RuleBroken(_("这个部门不用答复，或已答复"), clause="GX-4.4", exits=(Exit(_("看最新的审核意见")),))
    page = reverse("items:proposal", args=[code])
    title = _("答复清单审核：%(item)s") % {"item": shown.row.name}
    urge_department(actor, UrgeDepartment(actor.region, owner, matter_of(shown), title, page), now())
    messages.success(request, _("已催办"))
    return see_other(page)


@requires(ItemPermission.PUBLISH)
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    shown = _waiting(actor, code)
    command = PublishItems(actor.region, shown.row.department, (code,), request.POST.get("overruled", ""))
    publish_items(actor, command, now())
    messages.success(request, _("已公布，%(day)s 起生效") % {"day": shown.row.valid_from})
    return see_other(reverse("items:review"))


@requires(ItemPermission.PUBLISH)
@require_POST
def publish_many(request: HttpRequest) -> HttpResponse:
    """审定并公布 what was ticked: department by department, all of a department or nothing; what was refused is named with its reason."""
    actor, ticked = actor_of(request), set(request.POST.getlist("code"))
    done, refused = 0, []
    waiting = [one for one in open_proposals(actor, actor.region) if one.row.code in ticked]
    for department, group in groupby(waiting, lambda one: one.row.department):
        codes = tuple(one.row.code for one in group)
        try:
            done += len(publish_items(actor, PublishItems(actor.region, department, codes), now()).codes)
        except RuleBroken as no:
            refused.append(no.message)
    messages.success(request, ngettext("已公布 %(count)s 项", "已公布 %(count)s 项", done) % {"count": done})
    for reason in refused:
        messages.error(request, reason)
    return see_other(reverse("items:review"))


@requires(ItemPermission.RETURN)
@require_POST
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    department = _waiting(actor, code).row.department
    return_items(actor, ReturnItems(actor.region, department, (code,), request.POST.get("reason", "")), now())
    messages.success(request, _("已退回，部门改好再提"))
    return see_other(reverse("items:review"))


@requires(ItemPermission.GIVE_OPINION)
@require_POST
def say(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    stance = ItemStance.ADJUST if request.POST.get("stance") == ItemStance.ADJUST.value else ItemStance.AGREE
    give_item_opinion(actor, GiveItemOpinion(actor.region, code, actor.department, stance, request.POST.get("note", "")), now())
    messages.success(request, _("已答复"))
    return see_other(reverse("items:proposal", args=[code]))


def _waiting(actor: Actor, code: str) -> ItemVersion:
    return next((one for one in open_proposals(actor, actor.region) if one.row.code == code), None) or absent("WS-2.1")

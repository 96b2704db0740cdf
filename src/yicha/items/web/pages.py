"""One item: its elements, check points, partners, versions; and two versions side by side."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yicha.items.actions.withdraw_item import withdraw_item
from yicha.items.queries import item_versions, matches_of
from yicha.items.rules.differences import differences
from yicha.items.rules.elements import ELEMENTS, missing_elements
from yicha.items.types import ItemPermission, ItemStatus, ItemVersion, WithdrawItem
from yicha.items.web.facts import Speaker, in_force_of
from yicha.items.web.places import place_of
from yicha.items.web.words import KINDS, LABELS, REVISIONS, STATUSES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.shell.answers import see_other
from yicha.shell.numbers import whole

TONES = {ItemStatus.PROPOSED: "soon", ItemStatus.RETURNED: "late", ItemStatus.PUBLISHED: "good", ItemStatus.WITHDRAWN: "off"}


@requires(ItemPermission.READ)
@require_GET
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The version in force, or the one that `?version=` names."""
    actor, at, place = actor_of(request), now(), place_of(request)
    versions = item_versions(actor, place.path, code)
    now_in_force = in_force_of(versions, at.date())
    asked = whole(request.GET.get("version", ""))
    shown = chosen(versions, asked) if asked else now_in_force or versions[0]
    speaker = Speaker(place.path, at.date())
    same = [(KINDS[one.kind] if not one.system else one.system, one) for one in matches_of(actor, place.path, code)]
    page = item_page(shown, speaker) | {"same": same, "versions": [version_line(one) for one in versions], "in_force": now_in_force}
    return render(
        request,
        "items/item.html",
        page | {"may": powers(actor, versions, now_in_force) if place.own else {}, "several": len(versions) > 1, "place": place},
    )


def chosen(versions: list[ItemVersion], number: int) -> ItemVersion:
    return next((one for one in versions if one.version == number), None) or absent("WS-2.1")


def item_page(shown: ItemVersion, speaker: Speaker) -> dict[str, Any]:
    missing = missing_elements(shown.row, shown.main)
    return {
        "shown": shown,
        "row": shown.row,
        "facts": speaker.facts(shown.row, shown.main),
        "department": speaker.names.get(shown.row.department, shown.row.department),
        "partners": [(speaker.names.get(one.department, one.department), one.share) for one in shown.row.partners],
        "missing": [LABELS[name] for name in missing],
        "filled": len(ELEMENTS) - len(missing),
        "elements": len(ELEMENTS),
        "status": STATUSES[shown.status],
        "tone": TONES[shown.status],
    }


def version_line(one: ItemVersion) -> dict[str, Any]:
    return {
        "one": one,
        "status": STATUSES[one.status],
        "tone": TONES[one.status],
        "revision": REVISIONS[one.revision] if one.revision else "",
        "never": one.row.valid_to == one.row.valid_from,
    }


def powers(actor: Actor, versions: list[ItemVersion], now_in_force: ItemVersion | None) -> dict[str, bool]:
    own = actor.acts_for(versions[0].row.department)
    return {
        "propose": own and actor.may(ItemPermission.PROPOSE),
        "review": versions[0].status is ItemStatus.PROPOSED and actor.may(ItemPermission.PUBLISH),
        "say": versions[0].status is ItemStatus.PROPOSED and not own and actor.may(ItemPermission.GIVE_OPINION),
        "withdraw": bool(now_in_force and now_in_force.status is ItemStatus.PUBLISHED) and actor.may(ItemPermission.WITHDRAW),
    }


@requires(ItemPermission.READ)
@require_GET
def diff(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side; without words in the address the two latest."""
    actor, at, place = actor_of(request), now(), place_of(request)
    versions = item_versions(actor, place.path, code)
    new = chosen(versions, whole(request.GET.get("to", "")) or versions[0].version)
    old = chosen(versions, whole(request.GET.get("from", "")) or max(1, new.version - 1))
    speaker, found = Speaker(place.path, at.date()), differences(old.row, new.row)
    shown = {"old": old, "new": new, "code": code, "place": place, "numbers": [one.version for one in versions]}
    changed = {"elements": [speaker.difference(one) for one in found.elements], "points": [speaker.point(one) for one in found.points]}
    return render(request, "items/diff.html", shown | changed | {"revision": REVISIONS[new.revision] if new.revision else ""})


@requires(ItemPermission.WITHDRAW)
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    withdraw_item(actor, WithdrawItem(actor.region, code, request.POST.get("reason", "")), now())
    messages.success(request, _("已停用，从今天起不能计划，不能检查"))
    return see_other(reverse("items:item", args=[code]))

"""导出: whether one person may, and which requests concern the actor."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.jurisdiction import absent, within
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.models import Account, ExportRequest
from yicha.orgs.types import ExportListing, ExportStatus, OrgPermission, Taking
from yicha.shell.numbers import whole

SALT = "yicha.orgs.export"
SHOWN = [field.name for field in fields(ExportListing) if field.name not in {"id", "status", "asked_name", "decided_name", "mine"}]


def release_of(posted: Mapping[str, str]) -> int:
    """The request by which a form takes its rows out; 0 if it names none."""
    return whole(posted.get("export", ""))


def asking_first(actor: Actor, taking: Taking, release: int, at: datetime) -> str:
    """Where the actor must ask before he takes this out; '' where he may go on: few rows, or a release in hand."""
    return "" if release or taking.rows <= rows_alone(actor, at) else asking_address(taking)


def rows_alone(actor: Actor, at: datetime) -> int:
    """How many rows one person may take out at once."""
    return norms_in_force(actor.region, timezone.localdate(at)).whole(NormCode.EXPORT_APPROVAL_ROWS)


def asking_address(taking: Taking) -> str:
    """The page on which more than that is asked for. What stands in the address is ours: it is signed."""
    return f"{reverse('orgs:ask_export')}?{urlencode({'of': signing.dumps(asdict(taking), salt=SALT, compress=True)})}"


def taking_of(signed: str) -> Taking:
    """What such an address asks for; NotFound if it is none of ours or older than an hour."""
    try:
        said: dict[str, Any] = signing.loads(signed, salt=SALT, max_age=3600)
    except signing.BadSignature:
        absent("WY-5.8b")
    return Taking(**said)


def exports(actor: Actor, limit: int = 100) -> list[ExportListing]:
    """The actor's own requests, and those of others that he may release; newest first."""
    rights = sorted(actor.permissions) if actor.may(OrgPermission.RELEASE_EXPORT) else []
    theirs = Q(status=ExportStatus.ASKED.value, right__in=rights)
    found = within(actor, ExportRequest.objects.filter(Q(requested_by=actor.id) | theirs)).order_by("-asked_at", "-pk")
    rows = list(found[:limit])
    return [_listing(row, actor, _names(rows)) for row in rows]


def own_export(actor: Actor, pk: int) -> ExportListing | None:
    """The actor's own request, whatever became of it."""
    row = within(actor, ExportRequest.objects.filter(requested_by=actor.id, pk=pk)).first()
    return _listing(row, actor, _names([row])) if row else None


def exports_to_make() -> list[ExportListing]:
    """Those that the worker owes, the oldest first."""
    found = ExportRequest.objects.filter(later=True, file="", fault="").order_by("taken_at", "pk")
    return [_listing(row, SYSTEM, {}) for row in found]


def address_of(route: str, query: Mapping[str, str], names: Iterable[str]) -> str:
    """An export's own address: of a list's query what narrows, sorts and chooses columns, in one order, so that it can be compared."""
    return f"{reverse(route)}?{urlencode({name: query[name] for name in (*names, 'sort', 'columns') if name in query})}"


def _listing(row: ExportRequest, actor: Actor, names: Mapping[str, str]) -> ExportListing:
    plain = {name: getattr(row, name) for name in SHOWN}
    asked, decided = (names.get(account, account) for account in (row.requested_by, row.decided_by))
    mine = row.requested_by == actor.id
    return ExportListing(**plain, id=row.pk, status=ExportStatus(row.status), asked_name=asked, decided_name=decided, mine=mine)


def _names(rows: Iterable[ExportRequest]) -> dict[str, str]:
    """How those are called who asked and decided; whoever sees the request may know."""
    accounts = {account for row in rows for account in (row.requested_by, row.decided_by)}
    return dict(Account.objects.filter(pk__in=accounts).values_list("username", "display_name"))

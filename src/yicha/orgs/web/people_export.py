"""账号, 任职 and 等决定的回避 as files, in the columns that a person sees and in his order."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.kernel.access import requires
from yicha.kernel.actor import Actor
from yicha.kernel.tables.writing import Cell
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import POST_STATUS_NAMES, AccountListing, Leaving, OrgPermission, PostListing, RecusalWaiting, Taking
from yicha.orgs.web import accounts, officers, posts
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked

OFFICER = officers.RECUSAL_NAME
RECUSAL_COLUMNS = officers.RECUSAL_COLUMNS[:-1]  # what is done there is no word of a row


@requires(OrgPermission.EXPORT_ACCOUNTS)
@require_POST
def export_accounts(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_accounts)


@requires(OrgPermission.EXPORT_ACCOUNTS)
@require_POST
def export_posts(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_posts)


@requires(OrgPermission.DECIDE_RECUSAL)
@require_POST
def export_recusals(request: HttpRequest) -> HttpResponse:
    return take_out(request, leaving_recusals)


def leaving_accounts(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What the address asks for."""
    rows, chosen = accounts.listed(actor, query), columns_asked(query, accounts.COLUMNS)
    columns = (accounts.NAME, *(accounts.COLUMNS if chosen is None else chosen))
    address = address_of("orgs:export_accounts", query, ("q", "state"))
    taking = Taking("accounts", OrgPermission.EXPORT_ACCOUNTS, address, query.get("q", "") or _("全部"), len(rows))
    return Leaving(taking, f"accounts-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("账号"), columns, map(_account, rows)))


def leaving_posts(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """Those of the tab that the address names, or that the person sees first."""
    wanted, chosen = posts.state_asked(actor, query), columns_asked(query, posts.COLUMNS)
    rows, columns = posts.listed(posts.found(actor, query), wanted, query), (posts.WHO, *(posts.COLUMNS if chosen is None else chosen))
    words = " · ".join(filter(None, (str(POST_STATUS_NAMES[wanted]), query.get("q", ""))))
    taking = Taking("posts", OrgPermission.EXPORT_ACCOUNTS, address_of("orgs:export_posts", query, ("q", "state")), words, len(rows))
    return Leaving(taking, f"posts-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("任职"), columns, map(_post, rows)))


def leaving_recusals(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """What waits for the head."""
    rows, chosen = officers.recusals_asked(actor, query), columns_asked(query, RECUSAL_COLUMNS)
    columns, address = (OFFICER, *(RECUSAL_COLUMNS if chosen is None else chosen)), address_of("orgs:export_recusals", query, ())
    taking = Taking("recusals", OrgPermission.DECIDE_RECUSAL, address, _("全部"), len(rows))
    return Leaving(taking, f"recusals-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("等决定的回避"), columns, map(_recusal, rows)))


def _account(row: AccountListing) -> Mapping[str, Cell]:
    state = _("停用") if row.disabled else _("启用")
    return vars(row) | {"disabled": state}


def _post(row: PostListing) -> Mapping[str, Cell]:
    days = {name: moment and localdate(moment).isoformat() for name, moment in (("valid_from", row.valid_from), ("valid_to", row.valid_to))}
    by = _("系统") if row.proposed_by == "system" else row.proposed_by
    who = f"{row.display_name} {row.account}"
    return days | {"display_name": who, "role_name": row.role_name, "where": row.where, "region_name": row.region_name, "proposed_by": by}


def _recusal(row: RecusalWaiting) -> Mapping[str, Cell]:
    return {"officer": row.officer, "sid": row.sid, "reason": row.reason}

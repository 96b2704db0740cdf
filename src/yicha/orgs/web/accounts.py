"""Accounts, for the three administrators and the heads."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.orgs.actions.create_account import create_account
from yicha.orgs.actions.disable_account import disable_account
from yicha.orgs.actions.end_sessions import end_sessions
from yicha.orgs.queries import accounts, posts, regions
from yicha.orgs.types import AccountListing, CreateAccount, DisableAccount, EndSessions, NewAccount, OrgPermission
from yicha.orgs.web.forms import AccountForm, ReasonForm
from yicha.shell.answers import refused_at, see_other
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

ROWS = 50
NAME = Column("username", gettext_lazy("账号"))
COLUMNS = (
    Column("display_name", gettext_lazy("姓名")),
    Column("region_name", gettext_lazy("区划")),
    Column("cert_no", gettext_lazy("执法证号")),
    Column("disabled", gettext_lazy("状态")),
)


@requires(OrgPermission.READ_ACCOUNTS)
def account_list(request: HttpRequest) -> HttpResponse:
    actor, query = actor_of(request), request.GET
    page = Paginator(listed(actor, query), ROWS).get_page(query.get("page"))
    shown = {"page": page, "columns": COLUMNS, "q": query.get("q", "").strip(), "state": query.get("state", "")}
    return render(request, "orgs/accounts.html", shown | {"may": Shown(actor.permissions)})


def listed(actor: Actor, query: QueryDict) -> list[AccountListing]:
    """What the address asks for."""
    asked, state = query.get("q", "").strip().lower(), query.get("state", "")
    found = [one for one in accounts(actor) if _matches(one, asked) and (not state or one.disabled == (state == "disabled"))]
    return in_order(found, query.get("sort", ""), (NAME, *COLUMNS))


def _matches(one: AccountListing, asked: str) -> bool:
    return any(asked in text.lower() for text in (one.username, one.display_name, one.cert_no))


class Shown:
    """What a page offers: `may.create`. The use case asks again."""

    def __init__(self, permissions: frozenset[str]) -> None:
        self.export = OrgPermission.EXPORT_ACCOUNTS in permissions
        self.create = OrgPermission.CREATE_ACCOUNT in permissions
        self.disable = OrgPermission.DISABLE_ACCOUNT in permissions
        self.end_sessions = OrgPermission.END_SESSIONS in permissions
        self.issue = OrgPermission.ISSUE_LINK in permissions
        self.propose = OrgPermission.PROPOSE_POST in permissions
        self.approve = OrgPermission.APPROVE_POST in permissions
        self.end_post = OrgPermission.END_POST in permissions
        self.substitute = OrgPermission.SUBSTITUTE in permissions
        self.hand_over = OrgPermission.HAND_OVER in permissions


@requires(OrgPermission.READ_ACCOUNTS)
def account_page(request: HttpRequest, username: str) -> HttpResponse:
    actor = actor_of(request)
    found = next((one for one in accounts(actor) if one.username == username), None)
    if found is None:
        absent("WY-5.8b")
    held = posts(actor, account=username)
    return render(request, "orgs/account_page.html", {"one": found, "posts": held, "may": Shown(actor.permissions), "form": ReasonForm()})


@requires(OrgPermission.CREATE_ACCOUNT)
def new_account(request: HttpRequest) -> HttpResponseBase:
    actor = actor_of(request)
    choices = [(one.code, one.name) for one in regions(actor)]
    form = AccountForm(request.POST or None, regions=choices)
    if form.is_valid():
        given = form.cleaned_data
        new = NewAccount(given["username"], given["display_name"], given["person"])
        with refused_at(form):
            made = create_account(actor, CreateAccount(given["region"], new, given["cert_no"]), now())
            messages.success(request, _("已建账号。下一步：开一次性链接，交给本人设密码"))
            return see_other(reverse("orgs:account_page", args=[made.account]))
    return render(request, "orgs/new_account.html", {"form": form}, status=422 if form.errors else 200)


@requires(OrgPermission.DISABLE_ACCOUNT)
@require_POST
def disable(request: HttpRequest, username: str) -> HttpResponseBase:
    disable_account(actor_of(request), DisableAccount(username, request.POST.get("reason", "")), now())
    messages.success(request, _("已停用，任职和登录都已结束"))
    return see_other(reverse("orgs:account_page", args=[username]))


@requires(OrgPermission.END_SESSIONS)
@require_POST
def end_all(request: HttpRequest, username: str) -> HttpResponseBase:
    ended = end_sessions(actor_of(request), EndSessions(username, request.POST.get("reason", "")), now())
    messages.success(request, _("已结束 %(count)s 处登录") % {"count": ended.ended})
    return see_other(reverse("orgs:account_page", args=[username]))

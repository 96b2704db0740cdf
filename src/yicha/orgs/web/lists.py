"""列设置、视图: what the menus above a list send. The list itself belongs to its room (`shell/templatetags/lists.py`)."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.orgs.actions.choose_columns import choose_columns
from yicha.orgs.actions.drop_view import drop_view
from yicha.orgs.actions.save_view import save_view
from yicha.orgs.types import ChooseColumns, DropView, OrgPermission, SaveView
from yicha.orgs.web.sign_in import onward
from yicha.shell.answers import see_other


@requires(OrgPermission.KEEP_OWN)
@require_POST
def choose(request: HttpRequest) -> HttpResponseBase:
    """`column`: every column of the list; `shown`: those that were ticked."""
    said, shown = request.POST, set(request.POST.getlist("shown"))
    off = tuple(key for key in said.getlist("column") if key not in shown)
    choose_columns(actor_of(request), ChooseColumns(said.get("listing", ""), off), now())
    return see_other(onward(request))


@requires(OrgPermission.KEEP_OWN)
@require_POST
def save(request: HttpRequest) -> HttpResponseBase:
    said = request.POST
    save_view(actor_of(request), SaveView(said.get("listing", ""), said.get("name", ""), said.get("query", "")), now())
    return see_other(onward(request))


@requires(OrgPermission.KEEP_OWN)
@require_POST
def drop(request: HttpRequest, view: int) -> HttpResponseBase:
    drop_view(actor_of(request), DropView(view), now())
    return see_other(onward(request))

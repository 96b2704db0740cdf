"""监管资源清单: what can be called upon, officers counted beside it."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.retire_resource import retire_resource
from yicha.duties.queries import names_of, resources
from yicha.duties.queries import resource as resource_of
from yicha.duties.types import DutyPermission, ListResource, ResourceKind, ResourceRow, RetireResource
from yicha.duties.web.forms import EndForm, ResourceForm
from yicha.duties.web.responses import today
from yicha.duties.web.words import RESOURCE_KINDS
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import officers
from yicha.shell.answers import done, see_other
from yicha.shell.numbers import whole
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

PER_PAGE = 50
NAME = Column("name", gettext_lazy("资源"))
COLUMNS = (
    Column("kind", gettext_lazy("类型")),
    Column("department", gettext_lazy("部门")),
    Column("contact", gettext_lazy("联系方式"), sorts=False),
    Column("available", gettext_lazy("可用条件"), sorts=False),
)


@require_GET
@requires(DutyPermission.READ)
def resources_page(request: HttpRequest) -> HttpResponse:
    return render(request, "duties/resources.html", shown_list(request))


def shown_list(request: HttpRequest, **refused: Any) -> dict[str, Any]:
    """The list; `?q=` and `?kind=` narrow it. `refused`: a retirement that was not taken."""
    actor, (text, kind) = actor_of(request), asked_of(request.GET)
    page = Paginator(listed(actor, request.GET), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "kinds": RESOURCE_KINDS, "kind": kind, "text": text, "columns": COLUMNS}
    people = _people(actor, today(), names_of(actor.region, today()))
    return told | {"people": people, "may_list": actor.may(DutyPermission.LIST_RESOURCE), "refused": None} | refused


def asked_of(query: QueryDict) -> tuple[str, ResourceKind | None]:
    kind = query.get("kind", "")
    return query.get("q", "").strip(), ResourceKind(kind) if kind in set(ResourceKind) else None


def listed(actor: Actor, query: QueryDict) -> list[dict[str, Any]]:
    """As the address asks for them."""
    names = names_of(actor.region, today())
    rows = in_order(resources(actor, *asked_of(query)), query.get("sort", ""), (NAME, *COLUMNS))
    return [_shown(actor, row, names) for row in rows]


def cells(one: dict[str, Any]) -> dict[str, str]:
    """In the words of the page."""
    row: ResourceRow = one["row"]
    return {
        "name": "、".join([row.name, *([gettext("已停用")] if row.retired_on else []), *row.items]),
        "kind": str(one["kind"]),
        "department": one["department"],
        "contact": row.contact,
        "available": "、".join(filter(None, (row.available, row.retired_because))),
    }


def _shown(actor: Actor, row: ResourceRow, names: dict[str, str]) -> dict[str, Any]:
    own = actor.acts_for(row.department) and actor.may(DutyPermission.LIST_RESOURCE)
    return {"row": row, "kind": RESOURCE_KINDS[row.kind], "department": names.get(row.department, row.department), "own": own}


def _people(actor: Actor, on: date, names: dict[str, str]) -> list[tuple[str, int, int]]:
    """Officers by department, as the register has them: in post, and of these with a certificate that holds."""
    rows = [row for row in officers(actor) if row.in_post]
    total = Counter(row.department for row in rows)
    valid = Counter(row.department for row in rows if row.valid_to is None or row.valid_to >= on)
    return [(names.get(code, code), count, valid[code]) for code, count in total.most_common()]


@require_http_methods(["GET", "POST"])
@requires(DutyPermission.LIST_RESOURCE)
def new(request: HttpRequest) -> HttpResponse:
    """`?resource=` begins with what is said of one."""
    actor, asked = actor_of(request), whole(request.GET.get("resource", ""))
    begun = resource_of(actor, asked) if asked else None
    initial = {**vars(begun), "items": "\n".join(begun.items)} if begun else {}
    form = ResourceForm(actor.region, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and done(form, lambda: list_resource(actor, _command(actor, form), now())):
        messages.success(request, gettext("已列入资源清单"))
        return see_other(reverse("duties:resources"))
    return render(request, "duties/new_resource.html", {"form": form}, status=422 if form.errors else 200)


def _command(actor: Actor, form: ResourceForm) -> ListResource:
    said = form.cleaned_data
    return ListResource(region_path=actor.region, department=actor.department, **{**said, "kind": ResourceKind(said["kind"])})


@require_POST
@requires(DutyPermission.LIST_RESOURCE)
def retire(request: HttpRequest, resource: int) -> HttpResponse:
    actor, form = actor_of(request), EndForm(request.POST)
    resource_of(actor, resource)
    if form.is_valid() and done(form, lambda: retire_resource(actor, RetireResource(resource, **form.cleaned_data), now())):
        messages.success(request, gettext("已停用"))
        return see_other(reverse("duties:resources"))
    return render(request, "duties/resources.html", shown_list(request, refused=form), status=422)

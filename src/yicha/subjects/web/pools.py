"""专项库: list, one with its versions and members, a new version, an end."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.leaving import take_out
from yicha.orgs.queries import address_of
from yicha.orgs.types import Leaving, Taking
from yicha.shell.answers import see_other
from yicha.shell.numbers import whole
from yicha.shell.sheets import write_list
from yicha.shell.sorting import columns_asked, in_order
from yicha.shell.types import Column
from yicha.subjects.actions.end_pool import end_pool
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.queries import pool_members, pool_size, pool_versions, pools, scope_words
from yicha.subjects.types import EndPool, PoolRow, PublishPool, SubjectPermission
from yicha.subjects.web.asking import Page, ask
from yicha.subjects.web.forms import PoolForm, ReasonForm

PER_PAGE = 50
NAME = Column("name", gettext_lazy("名称"))
COLUMNS = (
    Column("rule", gettext_lazy("怎么定的"), sorts=False),
    Column("size", gettext_lazy("今天户数"), number=True),
    Column("version", gettext_lazy("第几版"), number=True),
    Column("first_day", gettext_lazy("有效")),
    Column("basis", gettext_lazy("依据"), sorts=False),
)


@dataclass(frozen=True)
class Line:
    """The latest version of a pool, as a row of the list. `size`: who is in it today."""

    latest: PoolRow
    size: int
    holds: bool

    @property
    def name(self) -> str:
        return self.latest.name

    @property
    def version(self) -> int:
        return self.latest.version

    @property
    def first_day(self) -> date:
        return self.latest.first_day


@requires(SubjectPermission.READ)
@require_GET
def pool_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = Paginator(listed(actor, request.GET), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "text": request.GET.get("q", "").strip(), "columns": COLUMNS}
    return render(request, "subjects/pools.html", told | {"may_keep": actor.may(SubjectPermission.KEEP_POOL)})


def listed(actor: Actor, query: QueryDict) -> list[Line]:
    """As the address asks for them; `?q=` narrows by name or basis."""
    on, text = now().date(), query.get("q", "").strip()
    lines = [Line(one, pool_size(actor, one, on), one.holds(on)) for one in pools(actor) if text in f"{one.name} {one.basis}"]
    return in_order(lines, query.get("sort", ""), (NAME, *COLUMNS))


@requires(SubjectPermission.READ)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows. It leaves a mark in the trail: who took how many rows, by which filter."""
    return take_out(request, leaving)


def leaving(actor: Actor, query: QueryDict, at: datetime) -> Leaving:
    """Which pools there are, not who is in them."""
    lines, chosen = listed(actor, query), columns_asked(query, COLUMNS)
    shown = (NAME, *(COLUMNS if chosen is None else chosen))
    address, words = address_of("subjects:export_pools", query, ("q",)), query.get("q", "").strip() or _("全部")
    taking = Taking("pools", SubjectPermission.READ, address, words, len(lines))
    return Leaving(taking, f"pools-{at:%Y%m%d}.xlsx", lambda path: write_list(path, _("专项库"), shown, map(cells, lines)))


def cells(line: Line) -> dict[str, str | int]:
    """In the words of the page."""
    one = line.latest
    days = f"{one.first_day}–{one.last_day or ''}"
    return {
        "name": one.name,
        "rule": scope_words(one.rule) or _("名单"),
        "size": line.size,
        "version": one.version,
        "first_day": f"{_('有效') if line.holds else _('不在有效期')}、{days}",
        "basis": one.basis,
    }


@requires(SubjectPermission.READ)
@require_GET
def pool(request: HttpRequest, pool: int) -> HttpResponse:
    """The latest version, who is in it today, and what it was before."""
    actor, at = actor_of(request), now()
    versions = pool_versions(actor, pool)
    size = pool_size(actor, versions[0], at.date())
    page = Paginator(range(size), PER_PAGE).get_page(request.GET.get("page"))
    members = pool_members(actor, versions[0], at.date(), max(page.start_index() - 1, 0), PER_PAGE)
    shown = {"latest": versions[0], "versions": versions, "members": members, "page": page, "size": size, "form": ReasonForm()}
    may = {"may_keep": versions[0].mine and actor.may(SubjectPermission.KEEP_POOL), "holds": versions[0].holds(at.date())}
    return render(request, "subjects/pool.html", shown | may)


@requires(SubjectPermission.KEEP_POOL)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A pool, or with `?pool=` its next version."""
    actor, at = actor_of(request), now()
    begun = {"first_day": at.date(), **_last(request)}
    form = PoolForm(request.POST or None, initial=begun)
    page = Page(_("发布专项库"), reverse("subjects:pools"), _("专项库"), _("同名的就是它的下一版，上一版到前一天为止"), "GX-5.4")

    def act() -> str:
        said = form.cleaned_data
        sids = tuple(dict.fromkeys(said["sids"].upper().split()))
        command = PublishPool(actor.region, said["name"], said["first_day"], said["basis"], said["rule"], sids)
        return reverse("subjects:pool", args=[publish_pool(actor, command, at).pool])

    return ask(request, page, form, act, gettext_lazy("专项库已发布"))


def _last(request: HttpRequest) -> dict[str, str]:
    asked = whole(request.GET.get("pool", ""))
    if not asked:
        return {}
    last = pool_versions(actor_of(request), asked)[0]
    return {"name": last.name, "rule": last.rule, "sids": "\n".join(last.sids)}


@requires(SubjectPermission.KEEP_POOL)
@require_POST
def end(request: HttpRequest, pool: int) -> HttpResponse:
    end_pool(actor_of(request), EndPool(pool, request.POST.get("reason", "")), now())
    messages.success(request, _("今天是它有效的最后一天"))
    return see_other(reverse("subjects:pool", args=[pool]))

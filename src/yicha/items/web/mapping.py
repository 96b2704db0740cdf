"""同源匹配: other lists against ours, as figures that open their rows; suggestions that a person confirms or refuses."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.items.actions.decide_mapping import decide_mapping
from yicha.items.actions.exclude_entry import exclude_entry
from yicha.items.actions.load_catalogue import load_catalogue
from yicha.items.queries import coverage, entries_of_list, items_in_force, items_of_list, rows_of_entries, suggested
from yicha.items.types import (
    CatalogueKind,
    Coverage,
    DecideMapping,
    ExcludeEntry,
    ItemPermission,
    LoadCatalogue,
    Suggestion,
)
from yicha.items.web.quality import share
from yicha.items.web.words import KINDS
from yicha.items.workbooks import read_catalogue
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.command_line import BadInput
from yicha.kernel.files import path_of
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import read_rows
from yicha.kernel.uploads import upload
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.shell.answers import see_other
from yicha.shell.forms import Form
from yicha.shell.numbers import whole
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

UNPROCESSABLE, MEGABYTE, KIND_OF_FILE = 422, 1024 * 1024, "catalogue-workbook"
PER_PAGE: Final = 50
CODE, BASIS = Column("code", gettext_lazy("编码")), Column("legal_basis", gettext_lazy("依据"), sorts=False)
EXCLUDE, CONFIRM = Column("act", gettext_lazy("本地不适用"), sorts=False), Column("act", gettext_lazy("确认"), sorts=False)
COLUMNS: Final = {
    "suggested": (Column("entry", gettext_lazy("目录事项"), sorts=False), Column("score", gettext_lazy("相近"), number=True), CONFIRM),
    "items": (CODE, BASIS),
    "entries": (CODE, BASIS, EXCLUDE),
    "mapped": (CODE, Column("item", gettext_lazy("本地事项"), sorts=False), EXCLUDE),
}
ACTS: Final = {"suggested": ItemPermission.MAP, "entries": ItemPermission.LOAD_CATALOGUE, "mapped": ItemPermission.LOAD_CATALOGUE}


class CatalogueForm(Form):
    kind = forms.ChoiceField(label=gettext_lazy("哪个目录"), choices=[(one.value, KINDS[one]) for one in CatalogueKind])
    system = forms.CharField(label=gettext_lazy("系统名称"), max_length=60, required=False, help_text=gettext_lazy("只有自建系统填"))
    workbook = forms.FileField(
        label=gettext_lazy("目录工作簿"), help_text=gettext_lazy("xlsx 或 csv，列：编码、名称、依据、部门；整个目录一次导入")
    )


@requires(ItemPermission.READ)
@require_GET
def mapping(request: HttpRequest) -> HttpResponse:
    """Every list with its two figures; of the chosen one the rows."""
    actor, at = actor_of(request), now()
    lists = coverage(actor, actor.region, at.date())
    chosen = list_asked(lists, request.GET)
    page: dict[str, Any] = {"lists": [list_line(one) for one in lists], "chosen": list_line(chosen) if chosen else None}
    if chosen:
        page |= _rows(actor, chosen, request.GET)
    return render(
        request,
        "items/mapping.html",
        page | {"may_load": actor.may(ItemPermission.LOAD_CATALOGUE), "may_map": actor.may(ItemPermission.MAP)},
    )


def list_asked(lists: Sequence[Coverage], query: QueryDict) -> Coverage | None:
    """The one that the address names, else the longest."""
    asked = (query.get("kind", ""), query.get("system", ""))
    longest = max(lists, key=lambda one: one.entries, default=None)
    return next((one for one in lists if (one.kind.value, one.system) == asked), longest)


def list_line(one: Coverage) -> dict[str, Any]:
    covered = one.entries_covered + one.entries_excluded
    return {
        "one": one,
        "name": one.system or KINDS[one.kind],
        "query": urlencode({"kind": one.kind.value, "system": one.system}),
        "items_share": share(one.items_mapped, one.items),
        "entries_share": share(covered, one.entries),
        "unmapped": one.items - one.items_mapped,
        "blind": one.entries - covered,
    }


def _rows(actor: Actor, chosen: Coverage, asked: QueryDict) -> dict[str, Any]:
    """A page of what the address asks for."""
    side = side_asked(asked)
    columns = tuple(one for one in COLUMNS[side] if one.key != "act" or actor.may(ACTS[side]))
    found: Page[Any] = Paginator(listed(actor, chosen, asked), PER_PAGE).get_page(asked.get("page"))
    told = {"side": side, "listing": f"mapping_{side}", "columns": columns, "page": found}
    return told | ({"pairs": pairs(actor, list(found))} if side == "suggested" else {})


def side_asked(query: QueryDict) -> str:
    wanted = str(query.get("side", ""))
    return wanted if wanted in COLUMNS else "suggested"


def listed(actor: Actor, chosen: Coverage, query: QueryDict) -> list[Any]:
    """`items`: ours without a match, `entries`: theirs without one, `mapped`: what is decided, else the suggestions; in the order asked."""
    side, where = side_asked(query), (actor, actor.region, chosen.kind, chosen.system, now().date())
    rows: Iterable[Any]
    if side == "suggested":
        rows = _own_first(actor, suggested(*where))
    elif side == "items":
        rows = [row for row in items_of_list(*where) if not row.matches]
    else:
        rows = [row for row in entries_of_list(*where) if bool(row.matches or row.excluded_because) is (side == "mapped")]
    return in_order(rows, query.get("sort", ""), COLUMNS[side])


def _own_first(actor: Actor, found: list[Suggestion]) -> list[Suggestion]:
    """Whoever decides of some of them finds those on top."""
    items = items_in_force(actor, actor.region, now().date(), {one.code for one in found}) if actor.may(ItemPermission.MAP) else {}
    return sorted(found, key=lambda one: bool(items) and not actor.acts_for(items[one.code].department))


def pairs(actor: Actor, found: Sequence[Suggestion]) -> list[dict[str, Any]]:
    items = items_in_force(actor, actor.region, now().date(), {one.code for one in found})
    entries = rows_of_entries(actor, [one.entry for one in found])
    return [
        {
            "item": items[one.code],
            "entry": entries[one.entry],
            "percent": round(100 * one.score),
            "mine": actor.acts_for(items[one.code].department),
        }
        for one in found
    ]


@requires(ItemPermission.MAP)
@require_POST
def decide(request: HttpRequest, code: str) -> HttpResponse:
    actor, sent = actor_of(request), request.POST
    same = sent.get("same") == "yes"
    decide_mapping(actor, DecideMapping(actor.region, code, whole(sent.get("entry", "")), same, sent.get("note", "")), now())
    messages.success(request, _("已确认为同一事项") if same else _("已记下：不是同一事项"))
    return see_other(_back(request))


@requires(ItemPermission.LOAD_CATALOGUE)
@require_POST
def exclude(request: HttpRequest, entry: int) -> HttpResponse:
    exclude_entry(actor_of(request), ExcludeEntry(entry, request.POST.get("reason", "")), now())
    messages.success(request, _("已记下"))
    return see_other(_back(request))


def _back(request: HttpRequest) -> str:
    """To the list from which the decision was taken."""
    kept = {name: request.POST.get(name, "") for name in ("kind", "system", "side")}
    return f"{reverse('items:mapping')}?{urlencode(kept)}"


@requires(ItemPermission.LOAD_CATALOGUE)
@require_http_methods(["GET", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """The whole of another list from a workbook; a refused row refuses the file, with its place."""
    form = CatalogueForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (answer := _loaded(request, form)):
        return answer
    return render(request, "items/catalogue.html", {"form": form}, status=UNPROCESSABLE if form.is_bound and form.errors else 200)


def _loaded(request: HttpRequest, form: CatalogueForm) -> HttpResponse | None:
    actor, at, said = actor_of(request), now(), form.cleaned_data
    limit = norms_in_force(actor.region, at.date()).whole(NormCode.UPLOAD_MAX_MB) * MEGABYTE
    sent = said["workbook"]
    try:
        kept = upload(actor, sent.chunks(), at, kind=KIND_OF_FILE, name=sent.name or "", limit=limit, declared=sent.size)
        reading = read_catalogue(read_rows(path_of(kept.digest), name=kept.name))
        reading.require_no_refusals()
        command = LoadCatalogue(actor.region, CatalogueKind(said["kind"]), said["system"], kept.digest, reading.rows)
        done = load_catalogue(actor, command, at)
    except (BadInput, RuleBroken) as refused:
        form.add_error("workbook", str(refused).partition(" · ")[0])
        return None
    told = {"new": done.new, "changed": done.changed, "gone": done.gone}
    messages.success(request, _("已导入：新增 %(new)s、变更 %(changed)s、目录中已没有 %(gone)s") % told)
    return see_other(f"{reverse('items:mapping')}?{urlencode({'kind': done.kind.value, 'system': done.system})}")

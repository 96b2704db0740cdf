"""数据交换: where every record stands, who has to mend it, and all that became of one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yicha.exchange.actions.mend_record import mend_record
from yicha.exchange.actions.withdraw_record import withdraw_record
from yicha.exchange.queries import by_provider, record, records, statuses
from yicha.exchange.queries.board import RecordRows
from yicha.exchange.rules.layouts import Layout, layout_of
from yicha.exchange.types import (
    Column,
    ExchangePermission,
    MendRecord,
    ProviderCount,
    RecordRow,
    RecordStatus,
    Remark,
    VersionRow,
    WithdrawRecord,
)
from yicha.exchange.web.forms import WithdrawForm
from yicha.exchange.web.measures import offered
from yicha.exchange.web.words import FAMILIES, OPERATIONS, STATUSES, TONES, names_of, origin_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import dictionary, until
from yicha.shell.answers import done, see_other
from yicha.shell.sorting import order_asked
from yicha.shell.templatetags.yc import clock_words
from yicha.shell.types import Column as Head

PAGE = 50
NAME = Head("name", gettext_lazy("行政相对人"))
COLUMNS = (
    Head("department", gettext_lazy("提供部门")),
    Head("checked_at", gettext_lazy("检查日")),
    Head("status", gettext_lazy("状态")),
    Head("why", gettext_lazy("原因"), sorts=False),
    Head("due", gettext_lazy("推送期限")),
)
MENDABLE = (RecordStatus.HELD, RecordStatus.REJECTED)


@require_safe
@requires(ExchangePermission.READ)
def board(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    counted, asked, names = statuses(actor), request.GET.get("status", ""), names_of(actor, at.date())
    page = Paginator(found_records(actor, request.GET), PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "rows": [shown(one, names) for one in page], "status": asked, "columns": COLUMNS}
    return render(request, "exchange/board.html", told | _figures(actor, counted, names))


def found_records(actor: Actor, query: QueryDict) -> RecordRows:
    """As the address asks for them: `?status=`, `?department=` and `?q=` narrow."""
    text, order = query.get("q", "").strip(), order_asked(query, (NAME, *COLUMNS))
    return records(actor, _status(query), query.get("department", ""), text, order)


def _status(query: QueryDict) -> RecordStatus | None:
    asked = query.get("status", "")
    return RecordStatus(asked) if asked in set(RecordStatus) else None


def words_of(query: QueryDict, names: dict[str, str]) -> str:
    status, department = _status(query), query.get("department", "")
    said = (str(STATUSES[status]) if status else "", names.get(department, department), query.get("q", "").strip())
    return " · ".join(filter(None, said)) or _("全部")


def cells(row: RecordRow, names: dict[str, str]) -> dict[str, str]:
    """In the words of the page."""
    one = shown(row, names)
    return {
        "name": f"{row.name} {one['kind']} {row.key}",
        "department": one["department"],
        "checked_at": f"{timezone.localdate(row.checked_at):%Y-%m-%d}",
        "status": str(one["status"]),
        "why": one["why"],
        "due": clock_words(one["clock"]) if one["clock"] else f"{row.due:%Y-%m-%d}",
    }


def _figures(actor: Actor, counted: dict[RecordStatus, int], names: dict[str, str]) -> dict[str, Any]:
    providers = by_provider(actor, now().date())
    return {
        "tabs": [(status.value, words, counted[status], TONES[status]) for status, words in STATUSES.items()],
        "all": sum(counted.values()),
        "late": sum(one.late for one in providers),
        "providers": [_provider(one, names) for one in providers],
        "wide": actor.whole_region,
        "may_send": actor.may(ExchangePermission.SEND),
        "may_build": actor.may(ExchangePermission.BATCH) and counted[RecordStatus.PENDING] > 0,
    }


def _provider(one: ProviderCount, names: dict[str, str]) -> dict[str, Any]:
    return {"row": one, "name": names.get(one.department, one.department), "mend": one.held + one.rejected}


def shown(row: RecordRow, names: dict[str, str]) -> dict[str, Any]:
    owed = row.status not in {RecordStatus.ACCEPTED, RecordStatus.WITHDRAWN} and not row.reported
    return {
        "row": row,
        "kind": layout_of(row.table, row.last.mapped_at.date()).name,
        "department": names.get(row.department, row.department),
        "status": STATUSES[row.status],
        "tone": TONES[row.status],
        "clock": until(row.due, now()) if owed else None,
        "why": row.remarks[0].reason if row.remarks and row.status in MENDABLE else "",
        "more": max(len(row.remarks) - 1, 0),
    }


@require_safe
@requires(ExchangePermission.READ)
def record_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _record(request, pk, WithdrawForm())


def _record(request: HttpRequest, pk: int, form: WithdrawForm) -> HttpResponse:
    actor = actor_of(request)
    row = record(actor, pk)
    layout = layout_of(row.table, row.last.mapped_at.date())
    told = shown(row, names_of(actor, now().date())) | {
        "layout": layout.name,
        "remarks": [_remark(one, layout.labels) for one in row.remarks] if row.status in MENDABLE else [],
        "versions": [_version(one, layout.labels) for one in reversed(row.versions)],
        "columns": _columns(row, layout),
        "recalled": bool(row.withdrawn_because) and row.status is not RecordStatus.WITHDRAWN,
    }
    return render(request, "exchange/record.html", told | _offered(actor, row, form), status=422 if form.errors else 200)


def _offered(actor: Actor, row: RecordRow, form: WithdrawForm) -> dict[str, Any]:
    own, standing = actor.acts_for(row.department), not row.withdrawn_because
    may_withdraw = actor.may(ExchangePermission.WITHDRAW) and own and (standing or row.status is RecordStatus.REJECTED)
    may_mend = actor.may(ExchangePermission.MEND) and own and standing and not row.given_by and row.status is not RecordStatus.BATCHED
    return {"may_mend": may_mend, "withdraw": form if may_withdraw else None} | offered(actor, row)


def _remark(one: Remark, labels: dict[str, str]) -> dict[str, Any]:
    return {"said": one, "label": labels.get(one.column, one.column), "family": FAMILIES[one.family] if one.family else _("对方")}


def _version(one: VersionRow, labels: dict[str, str]) -> dict[str, Any]:
    said = [_remark(remark, labels) for remark in (one.faults or one.answer)]
    return {"row": one, "operation": OPERATIONS[one.operation], "remarks": said}


def _columns(row: RecordRow, layout: Layout) -> list[dict[str, Any]]:
    """In the order of the layout: what each says, what the version before said, where it came from, and what the rules found."""
    said = dict(row.last.content)
    before = said | (dict(row.versions[-2].content) if len(row.versions) > 1 else {})
    faults = {one.column: one.reason for one in row.last.faults}
    return [
        {
            "column": column,
            "text": _words(row, column, said),
            "before": _words(row, column, before),
            "origin": origin_of(column, row) if said.get(column.name) else "",
            "fault": faults.get(column.name, ""),
        }
        for column in layout.columns
    ]


def _words(row: RecordRow, column: Column, said: dict[str, str]) -> str:
    """A value of a code table with what it means."""
    text = said.get(column.name, "")
    if not column.dictionary or not text:
        return text
    entries = dictionary(column.dictionary, row.region_path, row.last.mapped_at.date())
    return next((f"{text} {entry.label}" for entry in entries if entry.value == text), text)


@require_POST
@requires(ExchangePermission.MEND)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    mended = mend_record(actor_of(request), MendRecord(pk), now())
    if mended.held:
        messages.warning(request, _("源头还没有改好，请看原因"))
    else:
        messages.success(request, _("已重新生成，等待推送"))
    return see_other(reverse("exchange:record", args=[pk]))


@require_POST
@requires(ExchangePermission.WITHDRAW)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    actor, form = actor_of(request), WithdrawForm(request.POST)
    if not form.is_valid() or not done(form, lambda: withdraw_record(actor, WithdrawRecord(pk, form.cleaned_data["reason"]), now())):
        return _record(request, pk, form)
    messages.success(request, _("已撤回；送出过的，由上级平台删除"))
    return see_other(reverse("exchange:record", args=[pk]))

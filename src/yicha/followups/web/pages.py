"""The desk, and the page of one matter."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yicha.duties.queries import departments_of
from yicha.engines.deadlines import Light
from yicha.followups.queries import follow_up as follow_up_of
from yicha.followups.queries import follow_ups, pdf_of
from yicha.followups.types import FollowUpKind, FollowUpPermission, FollowUpRow, FollowUpStatus, OrderRow, OrderStatus
from yicha.followups.web.offers import forms_of
from yicha.followups.web.words import KINDS, MODES, REACHED, STEPS, WAYS, standing
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.files import file_of
from yicha.kernel.jurisdiction import absent
from yicha.kernel.pictures import shown_copy
from yicha.norms.queries import dictionary
from yicha.shell.forms import Form

PER_PAGE: Final = 30
RUNNING: Final = (OrderStatus.ISSUED, OrderStatus.DELIVERED, OrderStatus.ESCALATED)


def _open(row: FollowUpRow) -> bool:
    return row.status is FollowUpStatus.OPEN


TABS: Final[Mapping[str, tuple[Any, Callable[[FollowUpRow], bool]]]] = {
    "open": (_("待办"), _open),
    "over": (_("已逾期"), lambda row: row.clock is not None and row.clock.light is Light.OVER),
    "correcting": (_("整改中"), lambda row: _open(row) and row.order is not None and row.order.status in RUNNING),
    "recheck": (_("待复查"), lambda row: row.order is not None and row.order.status is OrderStatus.REPORTED),
    "done": (_("已办结"), lambda row: not _open(row)),
}


@require_GET
@requires(FollowUpPermission.READ)
def desk(request: HttpRequest) -> HttpResponse:
    """Those of the department, what is due first on top; in tabs by what is to be done."""
    actor, wanted = actor_of(request), request.GET.get("status", "open")
    rows = follow_ups(actor, now())
    fits = TABS.get(wanted, TABS["open"])[1]
    page = Paginator([row for row in rows if fits(row)], PER_PAGE).get_page(request.GET.get("page"))
    tabs = [(key, words, sum(map(one, rows))) for key, (words, one) in TABS.items()]
    told = {"page": page, "rows": [_shown(row, names_of(actor)) for row in page], "tabs": tabs, "wanted": wanted, "all": len(rows)}
    return render(request, "followups/follow_ups.html", told)


def names_of(actor: Actor) -> dict[str, str]:
    return {code: row.short_name or row.name for code, row in departments_of(actor.region, now().date()).items()}


def _shown(row: FollowUpRow, names: Mapping[str, str]) -> dict[str, Any]:
    words, tone = standing(row)
    return {"row": row, "kind": KINDS[row.kind], "words": words, "tone": tone, "department": names.get(row.department, row.department)}


@require_GET
@requires(FollowUpPermission.READ)
def follow_up_page(request: HttpRequest, follow_up: int) -> HttpResponse:
    return render(request, "followups/follow_up.html", one_follow_up(actor_of(request), follow_up))


def one_follow_up(actor: Actor, pk: int, **refused: Form) -> dict[str, Any]:
    """What the page of a matter shows; `refused`: a form that came back, by its name."""
    row = follow_up_of(actor, pk, now())
    names, order = names_of(actor), row.order
    others = [one for one in follow_ups(actor, now(), inspection=row.inspection) if one.id != pk]
    slight = {entry.value: entry.label for entry in dictionary("slight_first", row.region_path, now().date())}
    told = {
        "order": order,
        "steps": STEPS,
        "reached": REACHED.get(order.status, 0) if order else 0,
        "way": WAYS[order.way] if order and order.way else "",
        "reports": list(_reports(order)) if order else [],
        "rechecks": [(one, MODES[one.mode]) for one in order.rechecks] if order else [],
        "beside": [_shown(one, names) for one in others],
        "waits_for": "" if actor.department == row.department or order or row.settled_at else names.get(row.department, row.department),
        "penalty": actor.may(FollowUpPermission.SETTLE) and actor.acts_for(row.department) and _is_case(row, others),
        "recipient": names.get(row.recipient, row.recipient),
        "matter": slight.get(row.educated, row.educated),
        "refused": next(iter(refused.values()), None),
    }
    return _shown(row, names) | told | forms_of(actor, row, names, slight, refused)


def _is_case(row: FollowUpRow, others: Iterable[FollowUpRow]) -> bool:
    """Itself, or by what was decided on it: there is or was a case that may end in a penalty."""
    of_department = (one for one in (row, *others) if one.department == row.department and one.kind is FollowUpKind.CASE)
    return any(one.status is not FollowUpStatus.DROPPED and not one.educated for one in of_department)


def _reports(order: OrderRow) -> Iterator[dict[str, Any]]:
    """Each with the places of its photographs, counted through all reports."""
    first = 1
    for report in order.reports:
        yield {"row": report, "places": range(first, first + len(report.photos))}
        first += len(report.photos)


@require_GET
@requires(FollowUpPermission.READ)
@never_cache
def order_paper(request: HttpRequest, follow_up: int) -> HttpResponse:
    """责令改正通知书 to be read, printed, handed over."""
    order = follow_up_of(actor_of(request), follow_up, now()).order or absent("LYG-4.4a")
    sent = {"Content-Disposition": f'inline; filename="order-{order.id}.pdf"'}
    return HttpResponse(pdf_of(order.paper), content_type="application/pdf", headers=sent)


@require_GET
@requires(FollowUpPermission.READ)
def photo(request: HttpRequest, follow_up: int, place: int) -> HttpResponse:
    """Of the firm's reports, counted through: a copy that says of which order and since when it is here, without where it was taken."""
    actor = actor_of(request)
    order = follow_up_of(actor, follow_up, now()).order or absent("LYG-4.4a")
    photos = [(report, one.file) for report in order.reports for one in report.photos]
    report, file = photos[place - 1] if 0 < place <= len(photos) else absent("LYG-4.4a")
    lines = (f"{order.number} 整改照片 {place}  企业提交", f"{timezone.localtime(report.at):%Y-%m-%d %H:%M} 收到", order.name)
    return shown_copy(file_of(actor, file), lines)

"""许可 and 批后核查, and what each kind of permit brings with it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yicha.duties.queries import departments_of
from yicha.engines.deadlines import Clock, Reading, Term, Unit, read
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.norms.queries import norms_in_force, working_days
from yicha.permits.queries import count_by_state, permits
from yicha.permits.queries.permits import shown
from yicha.permits.types import CheckState, PermitListing, PermitPermission
from yicha.shell.sorting import order_asked
from yicha.shell.types import Column

PER_PAGE = 50
NAME = Column("name", _("持有人"))
COLUMNS = (
    Column("kind", _("许可")),
    Column("granted_on", _("许可日期")),
    Column("department", _("核查部门")),
    Column("check_by", _("核查期限")),
    Column("left", _("还剩"), sorts=False),
    Column("state", _("批后核查"), sorts=False),
)
STATES = {
    CheckState.OVERDUE: _("超期"),
    CheckState.DUE: _("待核查"),
    CheckState.CHECKED: _("已核查"),
    CheckState.NOT_OWED: _("不用核查"),
}
TONES = {CheckState.OVERDUE: "late", CheckState.DUE: "soon", CheckState.CHECKED: "good", CheckState.NOT_OWED: "off"}


@require_GET
@requires(PermitPermission.READ)
def permits_page(request: HttpRequest) -> HttpResponse:
    """`?state=` and `?q=` narrow it; each figure opens its rows."""
    actor, today = actor_of(request), now().date()
    state, text = asked_of(request.GET)
    order = order_asked(request.GET, (NAME, *COLUMNS))
    page = Paginator(permits(actor, state, text, today, order), PER_PAGE).get_page(request.GET.get("page"))
    names = names_of(actor.region)
    counts = count_by_state(actor, today)
    figures = [(one, words, counts[one], TONES[one] if counts[one] and one is CheckState.OVERDUE else "") for one, words in STATES.items()]
    told = {
        "rows": [line(shown(row, today), names) for row in page],
        "page": page,
        "figures": figures,
        "state": state,
        "text": text,
        "columns": COLUMNS,
    }
    return render(request, "permits/permits.html", told | {"may_receive": actor.may(PermitPermission.RECEIVE), "all": sum(counts.values())})


def asked_of(query: QueryDict) -> tuple[CheckState | None, str]:
    asked = query.get("state", "")
    return CheckState(asked) if asked in set(CheckState) else None, query.get("q", "").strip()


def names_of(region_path: str) -> dict[str, str]:
    return {code: row.short_name or row.name for code, row in departments_of(region_path, now().date()).items()}


def line(row: PermitListing, names: dict[str, str]) -> dict[str, Any]:
    clock = _clock(row.check_by, row.checked_at) if row.check_by and row.state is not CheckState.NOT_OWED else None
    department = names.get(row.department, row.department)
    return {"row": row, "department": department, "words": STATES[row.state], "tone": TONES[row.state], "clock": clock}


def _clock(last: date, checked_at: datetime | None) -> Reading:
    at = now()
    norms = norms_in_force("", at.date())
    thresholds = norms.thresholds
    eve = datetime.combine(last - timedelta(days=1), time(12), at.tzinfo)
    return read(Clock(eve, Term(1, Unit.DAY), done=checked_at), at, working_days(), thresholds)

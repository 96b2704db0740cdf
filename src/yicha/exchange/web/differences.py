"""多源比对: what a department says of a subject, and what the register says, side by side."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yicha.exchange.actions.explain_difference import explain_difference
from yicha.exchange.queries import crossed_by_provider, source_difference, source_differences
from yicha.exchange.queries.crossing import DifferenceRows
from yicha.exchange.rules.crossing import labels
from yicha.exchange.types import DifferenceRow, DifferenceStatus, ExchangePermission, ExplainDifference
from yicha.exchange.web.forms import ExplainForm
from yicha.exchange.web.words import DIFFERENCE_TONES, DIFFERENCES, SOURCES, names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.norms.queries import until
from yicha.shell.answers import done, see_other
from yicha.shell.sorting import order_asked
from yicha.shell.templatetags.yc import clock_words
from yicha.shell.types import Column

PAGE = 50
NAME = Column("name", gettext_lazy("监管对象"))
COLUMNS = (
    Column("rule", gettext_lazy("字段")),
    Column("ours", gettext_lazy("名录"), sorts=False),
    Column("theirs", gettext_lazy("部门"), sorts=False),
    Column("department", gettext_lazy("谁核对")),
    Column("due", gettext_lazy("还剩")),
)


@require_safe
@requires(ExchangePermission.READ)
def worklist(request: HttpRequest) -> HttpResponse:
    return _listed(request)


def _listed(request: HttpRequest, refused: tuple[int, ExplainForm] | None = None) -> HttpResponse:
    """`?status=` (open ones, if nothing is asked) and `?department=` narrow."""
    actor, at, department = actor_of(request), now(), request.GET.get("department", "")
    names = names_of(actor, at.date())
    page = Paginator(found_differences(actor, request.GET), PAGE).get_page(request.GET.get("page"))
    counts = crossed_by_provider(actor, at.date())
    tabs = [(one.value, words, sum(getattr(row, one.value) for row in counts)) for one, words in DIFFERENCES.items()]
    told = {
        "page": page,
        "rows": [_shown(actor, row, names, refused) for row in page],
        "tabs": tabs,
        "columns": COLUMNS,
        "status": _status(request.GET),
        "department": names.get(department, department),
        "refused": refused[1] if refused else None,
    }
    return render(request, "exchange/differences.html", told, status=422 if refused else 200)


def found_differences(actor: Actor, query: QueryDict) -> DifferenceRows:
    """As the address asks for them."""
    return source_differences(actor, _status(query), query.get("department", ""), order_asked(query, (NAME, *COLUMNS)))


def _status(query: QueryDict) -> DifferenceStatus:
    asked = query.get("status", "")
    return DifferenceStatus(asked) if asked in set(DifferenceStatus) else DifferenceStatus.OPEN


def words_of(query: QueryDict, names: dict[str, str]) -> str:
    department = query.get("department", "")
    return " · ".join(filter(None, (str(DIFFERENCES[_status(query)]), names.get(department, department))))


def cells(row: DifferenceRow, names: dict[str, str]) -> dict[str, str]:
    """In the words of the page."""
    left = clock_words(until(row.due, now())) if row.status is DifferenceStatus.OPEN else str(DIFFERENCES[row.status])
    return {
        "name": f"{row.name} {row.sid}",
        "rule": labels()[row.rule],
        "ours": row.ours,
        "theirs": f"{row.theirs} {SOURCES[row.source]} {row.paper}",
        "department": names.get(row.department, row.department),
        "due": "、".join(filter(None, (left, row.reason))),
    }


def _shown(actor: Actor, row: DifferenceRow, names: dict[str, str], refused: tuple[int, ExplainForm] | None) -> dict[str, Any]:
    own = row.status is DifferenceStatus.OPEN and actor.may(ExchangePermission.EXPLAIN) and actor.acts_for(row.department)
    form = refused[1] if refused and refused[0] == row.id else ExplainForm(prefix=f"{row.id}")
    return {
        "row": row,
        "label": labels()[row.rule],
        "department": names.get(row.department, row.department),
        "source": SOURCES[row.source],
        "status": DIFFERENCES[row.status],
        "tone": DIFFERENCE_TONES[row.status],
        "clock": until(row.due, now()) if row.status is DifferenceStatus.OPEN else None,
        "form": form if own else None,
    }


@require_POST
@requires(ExchangePermission.EXPLAIN)
def explain(request: HttpRequest, difference: int) -> HttpResponse:
    actor, form = actor_of(request), ExplainForm(request.POST, prefix=f"{difference}")
    source_difference(actor, difference)
    if form.is_valid() and done(form, lambda: explain_difference(actor, ExplainDifference(difference, form.cleaned_data["reason"]), now())):
        messages.success(request, _("已说明；两边的内容变了会再列出来"))
        return see_other(reverse("exchange:differences"))
    return _listed(request, (difference, form))

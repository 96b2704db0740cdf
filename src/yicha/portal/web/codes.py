"""What a code shown at the door opens (R-PROC-3)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yicha.inspections.queries import by_code, read_mark
from yicha.inspections.types import InspectionStatus
from yicha.kernel.access import public
from yicha.kernel.clock import now

LONGEST = 80
STATUSES = {
    InspectionStatus.SCHEDULED: (_("还没到"), "soon"),
    InspectionStatus.NOTIFIED: (_("已通知，还没来"), "soon"),
    InspectionStatus.HELD: (_("企业有异议，裁定前不得进门"), "late"),
    InspectionStatus.STARTED: (_("正在检查"), "good"),
    InspectionStatus.STOPPED: (_("已被叫停，不得继续检查"), "late"),
    InspectionStatus.CLOSED: (_("已经结束"), "off"),
    InspectionStatus.CANCELLED: (_("已经取消，不得进门"), "late"),
}


@require_safe
@public("who is shown a code at the door may see whose it is")
def code(request: HttpRequest, code: str) -> HttpResponse:
    """A code that is none, and one that may not speak yet, are the same answer. Not kept by caches: a visit can be called off.

    `m` is the mark of the minute in which an officer's phone showed the code; the printed notice has none.
    """
    view = by_code(code) if len(code) <= LONGEST and "\0" not in code else None
    if view is None:
        raise Http404
    words, tone = STATUSES[view.status]
    mark = read_mark(view, request.GET["m"], now()) if request.GET.get("m") else None
    answer = render(request, "portal/code.html", {"view": view, "status": words, "tone": tone, "mark": mark})
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""迁入: what other regions have given up for this one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.subjects.actions.take_in import take_in
from yicha.subjects.queries import arrivals
from yicha.subjects.types import SubjectPermission, TakeIn
from yicha.subjects.web.asking import Page, ask
from yicha.subjects.web.forms import ArrivalForm


@requires(SubjectPermission.MOVE)
@require_GET
def arrival_list(request: HttpRequest) -> HttpResponse:
    return render(request, "subjects/arrivals.html", {"rows": arrivals(actor_of(request))})


@requires(SubjectPermission.MOVE)
@require_http_methods(["GET", "POST"])
def arrival(request: HttpRequest, sid: str) -> HttpResponse:
    actor, form = actor_of(request), ArrivalForm(request.POST or None)
    found = next((one for one in arrivals(actor) if one.sid == sid), None) or absent("R-SUB-1")
    note = _("从%(region)s迁来，原地址 %(address)s") % {"region": found.from_region, "address": found.address}
    page = Page(_("迁入"), reverse("subjects:arrivals"), found.name, note, "R-SUB-1")

    def act() -> str:
        return reverse("subjects:details", args=[take_in(actor, TakeIn(sid, **form.cleaned_data), now()).sid])

    return ask(request, page, form, act, gettext_lazy("已迁入"))

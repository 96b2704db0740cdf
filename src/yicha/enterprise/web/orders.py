"""整改: what the enterprise was ordered to put right, and its report with photographs."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yicha.enterprise.queries import order_one, orders_given, own_subject
from yicha.enterprise.types import EnterprisePermission
from yicha.followups.actions.report_correction import report_correction
from yicha.followups.queries import pdf_of
from yicha.followups.types import ReportCorrection
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.kernel.uploads import photographs
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

MEGABYTE: Final = 1 << 20


class CorrectionForm(Form):
    words = forms.CharField(label=gettext_lazy("怎样改正的"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def orders(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "enterprise/orders.html", {"subject": own_subject(actor), "orders": orders_given(actor, now())})


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def order_paper(request: HttpRequest, order: int) -> HttpResponse:
    """责令改正通知书 as it was given."""
    given = order_one(actor_of(request), order, now())
    sent = {"Content-Disposition": f'inline; filename="order-{order}.pdf"'}
    return HttpResponse(pdf_of(given.row.paper), content_type="application/pdf", headers=sent)


@requires(EnterprisePermission.READ)
@require_http_methods(["GET", "POST"])
@never_cache
def correction(request: HttpRequest, order: int) -> HttpResponse:
    """整改报告 with photographs; late is still wanted."""
    actor, at = actor_of(request), now()
    given, form = order_one(actor, order, at), CorrectionForm(request.POST or None)

    def act() -> object:
        photos = _kept(actor, request.FILES.getlist("photos"), at)
        return report_correction(actor, ReportCorrection(order, form.cleaned_data["words"], photos), at)

    if form.is_valid() and done(form, act, Refusal):
        messages.success(request, _("整改报告已送给部门"))
        return see_other(reverse("firm:orders"))
    shown = {"subject": own_subject(actor), "given": given, "form": form}
    return render(request, "enterprise/correction.html", shown, status=422 if form.errors else 200)


def _kept(actor: Actor, sent: list[Any], at: datetime) -> tuple[UUID, ...]:
    norms = norms_in_force(actor.region, at.date())
    limit, most = norms.whole(NormCode.EVIDENCE_PHOTO_MAX_MB) * MEGABYTE, norms.whole(NormCode.REPORT_PHOTOS_MAX)
    return photographs(actor, sent[: most + 1], at, kind="photo", limit=limit)

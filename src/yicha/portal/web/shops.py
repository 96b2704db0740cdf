"""码上共治 (GX-5.4b): what the sign at a shop's door opens. Whoever scans it is asked for nothing and remembered by nothing."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yicha.disclosure.queries import results_of
from yicha.feedback.actions.report_problem import report_problem
from yicha.feedback.queries import digest_of, passer_by, report_of_receipt, require_room, sender_of, shop
from yicha.feedback.types import MOST_PHOTOS, DoorReportMade, DoorReportRow, DoorStep, ReportProblem, Shop
from yicha.kernel.access import public, source_of
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.kernel.uploads import photographs
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.portal.queries import region, short_names
from yicha.portal.web.words import said_of
from yicha.shell.answers import refused_at
from yicha.shell.forms import Form

LATEST: Final = 3
MEGABYTE: Final = 1 << 20
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # as on notices: what is copied by hand is what stood there
SECRET_LENGTH: Final = 10  # 49 bits
STEPS: Final = {
    DoorStep.FORWARD: gettext_lazy("转给部门办"),
    DoorStep.ANSWER: gettext_lazy("已答复"),
    DoorStep.CLOSE: gettext_lazy("已办结"),
}


class ReportForm(Form):
    matter = forms.CharField(label=gettext_lazy("看到了什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    contact = forms.CharField(
        label=gettext_lazy("联系方式（可以不填）"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("加密保存，只有办理的人能看，看了会留档"),
    )


class ReceiptForm(Form):
    number = forms.CharField(label=gettext_lazy("回执号"), max_length=20)
    secret = forms.CharField(label=gettext_lazy("查询码"), max_length=20)


@public("who stands at a shop's door sees what was found there and may report a problem, without saying who he is")
@sensitive_post_parameters("contact")
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, sid: str, mark: str) -> HttpResponse:
    found, form = shop(sid.replace("\0", ""), mark), ReportForm(request.POST or None)
    if form.is_valid() and (made := _reported(request, form, found)):
        answer = render(request, "portal/receipt.html", {"shop": found, "number": made[0].number, "secret": made[1]})
    else:
        known = short_names(now().date())
        rows = [said_of(one, known) for one in results_of(region(), found.sid, now().date())[:LATEST]]
        shown = {"shop": found, "rows": rows, "form": form, "most": MOST_PHOTOS}
        answer = render(request, "portal/shop.html", shown, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _reported(request: HttpRequest, form: ReportForm, found: Shop) -> tuple[DoorReportMade, str] | None:
    """The receipt with its secret, which is shown once and stored as a digest."""
    at, secret = now(), "".join(secrets.choice(LETTERS) for _ in range(SECRET_LENGTH))
    sender = sender_of(source_of(request), at.date())
    with refused_at(form, Refusal):
        require_room(found.sid, sender, at)
        photos = _photos(request.FILES.getlist("photos"), at)
        said = form.cleaned_data
        command = ReportProblem(found.sid, said["matter"], photos, digest_of(secret), sender, said["contact"])
        return report_problem(passer_by(), command, at), secret
    return None


def _photos(sent: Sequence[Any], at: datetime) -> tuple[UUID, ...]:
    """Files of a form → kept; one more than allowed, so that the rule can refuse it."""
    limit = norms_in_force(region(), at.date()).whole(NormCode.DOOR_PHOTO_MAX_MB) * MEGABYTE
    return photographs(passer_by(), sent[: MOST_PHOTOS + 1], at, kind="door", limit=limit)


@public("who reported reads with receipt number and secret how it goes on")
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """A wrong number and a wrong secret are the same answer."""
    form, row = ReceiptForm(request.POST or None), None
    if form.is_valid():
        row = _found(form)
    shown = {"form": form, "row": row, "steps": _steps(row) if row else []}
    answer = render(request, "portal/progress.html", shown, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _found(form: ReceiptForm) -> DoorReportRow | None:
    with refused_at(form, Refusal):
        return report_of_receipt("".join(form.cleaned_data["number"].split()), form.cleaned_data["secret"], now())
    return None


def _steps(row: DoorReportRow) -> list[tuple[Any, str, Any]]:
    known = short_names(now().date())
    return [(STEPS[one.step], known.get(one.department, _("联席办")), one) for one in row.steps]

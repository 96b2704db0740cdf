"""An enterprise signs in by the code of its notice: no account, no password, one subject, for this session."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from yicha.kernel.access import public, source_of
from yicha.kernel.clock import now
from yicha.norms.queries import norms_in_force
from yicha.norms.types import COUNTRY, NormCode
from yicha.orgs.queries.identity import provider
from yicha.orgs.web.attempts import Bucket, admitted, bucket, give_back, note_failed
from yicha.orgs.web.forms import EnterpriseForm
from yicha.orgs.web.knocking import Knock
from yicha.orgs.web.sessions import Enterprise, begin
from yicha.orgs.web.sign_in import STATUS, onward, words
from yicha.shell.answers import see_other


@public("an enterprise comes with the code of its notice; guesses are counted by address")
@sensitive_post_parameters("code")
def enterprise_sign_in(request: HttpRequest) -> HttpResponseBase:
    form, status = EnterpriseForm(request.POST or None, initial={"code": request.GET.get("code", "")}), 200
    if form.is_valid():
        said = _knock(request, form.cleaned_data["code"], now())
        if said is Knock.OPENED:
            return see_other(onward(request))
        status = STATUS[said]
        form.add_error("code", words(said) if said is Knock.TOO_MANY else _("没有这个查询码，或已过期。看看通知书右下角"))
    return _page(request, form, status if form.is_bound else 200)


def refused_page(request: HttpRequest, refused: str, status: int) -> HttpResponse:
    """The page with the reason why another way in was refused."""
    return _page(request, EnterpriseForm(), status, refused)


def _page(request: HttpRequest, form: EnterpriseForm, status: int, refused: str = "") -> HttpResponse:
    shown = {"form": form, "next": onward(request), "refused": refused, "provider": provider()}
    return render(request, "orgs/enterprise_sign_in.html", shown, status=status)


def source_buckets(request: HttpRequest, at: datetime) -> tuple[Bucket, ...]:
    norms = norms_in_force(COUNTRY, timezone.localdate(at))
    window = norms.whole(NormCode.GUESSES_WINDOW_MINUTES) * 60
    return (bucket("source", source_of(request), norms.whole(NormCode.GUESSES_PER_SOURCE_MAX), window),)


def _knock(request: HttpRequest, code: str, at: datetime) -> Knock:
    buckets = source_buckets(request, at)
    if not admitted(buckets, at):
        return Knock.TOO_MANY
    found = enterprise_of(code, at)
    if found is None:
        note_failed(buckets)
        return Knock.WRONG
    give_back(buckets)
    begin(request, "", found.region_path, at, enterprise=found)
    return Knock.OPENED


def enterprise_of(code: str, at: datetime) -> Enterprise | None:
    """Asks the room that makes the codes, which stands above this one (`settings.YICHA_ENTERPRISE_CODES`)."""
    ask: Any = import_string(settings.YICHA_ENTERPRISE_CODES)
    found = ask(code, at)
    return Enterprise(found.sid, found.region_path, found.name) if found else None

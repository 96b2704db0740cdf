"""An enterprise signs in by the operator's own identity provider: there, back, and in as the firm that it names."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hmac import compare_digest
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from yicha.kernel.access import public
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import Refusal, gettext_noop
from yicha.orgs.queries.identity import Begun, Provider, begun, provider
from yicha.orgs.rules.identity import refuse
from yicha.orgs.web.attempts import admitted, give_back, note_failed
from yicha.orgs.web.enterprise import refused_page, source_buckets
from yicha.orgs.web.knocking import Knock
from yicha.orgs.web.sessions import Enterprise, begin, cookie
from yicha.orgs.web.sign_in import STATUS, onward, words
from yicha.shell.answers import in_one_line, see_other

ASKED: Final = "identity"
SITES: Final = "identity_sites"
SECONDS: Final = 600


@require_GET
@public("who signs in is not signed in yet; how often is counted by address")
def identity_there(request: HttpRequest) -> HttpResponseBase:
    """On to the provider. Nothing is kept here: what must come back is in a signed cookie of this browser."""
    asked, place = begun(onward(request)), _provider()
    if not admitted(source_buckets(request, now()), now()):
        return _too_many(request)
    try:
        answer = HttpResponseRedirect(place.beginning(asked, _back(request)))
    except Refusal as refused:
        return refused_page(request, in_one_line(refused), refused.status)
    return _with(answer, ASKED, asdict(asked))


@require_GET
@public("the provider sends the browser back; what it brings must answer what this browser has asked, once")
def identity_back(request: HttpRequest) -> HttpResponseBase:
    place = _provider()
    if not admitted(source_buckets(request, now()), now()):
        return _too_many(request)
    try:
        answer = _entered(request, place, now())
    except Refusal as refused:
        note_failed(source_buckets(request, now()))
        answer = refused_page(request, in_one_line(refused), refused.status)
    answer.delete_cookie(cookie(ASKED), samesite="Lax")
    return answer


@require_POST
@public("which of the firm's own places, of those that were named a moment ago to this browser")
def identity_site(request: HttpRequest) -> HttpResponseBase:
    held = _held(request, SITES)
    found = next((one for one in held.get("sites", []) if one[0] == request.POST.get("site")), None) or absent("WY-5.8b")
    begin(request, "", found[1], now(), enterprise=Enterprise(*found[:3]))
    answer = see_other(held["onward"])
    answer.delete_cookie(cookie(SITES), samesite="Lax")
    return answer


@sensitive_variables("code", "asked")
def _entered(request: HttpRequest, place: Provider, at: datetime) -> HttpResponse:
    asked, code = _asked(request), request.GET.get("code", "")
    if request.GET.get("iss", place.issuer) != place.issuer or not code:
        refuse(gettext_noop("统一身份认证没有完成"))
    sites = _sites(place.uscc_of(code, asked, _back(request), at))
    give_back([*source_buckets(request, at)] * 2)  # there and back
    if len(sites) > 1:
        return _choice(request, sites, asked.onward)
    begin(request, "", sites[0][1], at, enterprise=Enterprise(*sites[0][:3]))
    return see_other(asked.onward)


def _asked(request: HttpRequest) -> Begun:
    """What this browser has asked the provider, if the answer is to that."""
    held = _held(request, ASKED)
    if not held or not compare_digest(held["state"].encode(), request.GET.get("state", "").encode()):
        refuse(gettext_noop("这次登录不是从这里开始的，或已过期"))
    return Begun(**held)


def _sites(code: str) -> list[tuple[str, str, str, str]]:
    """Number, region, name and address of the firm's places; asks the register, which stands above this room."""
    if not code:
        refuse(gettext_noop("这个身份没有关联企业"))
    found: list[tuple[str, str, str, str]] = import_string(settings.YICHA_DOORS_OF_CODE)(code)
    if not found:
        refuse(gettext_noop("您的企业不在本地监管对象名录中"))
    return found


def _choice(request: HttpRequest, sites: list[tuple[str, str, str, str]], wanted: str) -> HttpResponse:
    answer = render(request, "orgs/enterprise_sites.html", {"sites": sites})
    return _with(answer, SITES, {"sites": sites, "onward": wanted})


def _with(answer: HttpResponse, name: str, said: Mapping[str, Any]) -> HttpResponse:
    """Kept by this browser alone, for some minutes."""
    held = signing.dumps(said, salt=name)
    answer.set_cookie(cookie(name), held, max_age=SECONDS, secure=settings.YICHA_TLS, httponly=True, samesite="Lax")
    return answer


def _held(request: HttpRequest, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(request.COOKIES.get(cookie(name), ""), salt=name, max_age=SECONDS)
    except signing.BadSignature:
        return {}
    return found


def _too_many(request: HttpRequest) -> HttpResponse:
    return refused_page(request, words(Knock.TOO_MANY), STATUS[Knock.TOO_MANY])


def _provider() -> Provider:
    return provider() or absent("WY-5.8b")


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("orgs:identity_back"))

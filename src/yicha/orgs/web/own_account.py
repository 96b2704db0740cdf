"""The own account: password, second factor, sessions, substitutions."""

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import RuleBroken
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.actions.end_own_sessions import end_own_sessions
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.actions.turn_off_factor import turn_off_factor
from yicha.orgs.actions.turn_on_factor import turn_on_factor
from yicha.orgs.queries import own_account, posts_of, substitutions_of
from yicha.orgs.rules.passwords import require_password
from yicha.orgs.types import EndOwnSessions, OrgPermission, SetPassword, TurnOffFactor, TurnOnFactor
from yicha.orgs.web.forms import ChangePasswordForm, FactorForm, FactorOffForm
from yicha.orgs.web.knocking import Knock, known, proves
from yicha.orgs.web.second_factor import address_of, base32_of, new_secret, picture_of, seal, step_of, unseal
from yicha.orgs.web.sessions import begin
from yicha.orgs.web.sign_in import words
from yicha.shell.answers import see_other
from yicha.shell.forms import Form


@requires(OrgPermission.KEEP_OWN)
def account(request: HttpRequest) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    found = own_account(actor)
    shown = {"own": found, "posts": posts_of(actor.id, at), "current": request.session.get("post", 0)}
    return render(request, "orgs/account.html", shown | {"substitutions": substitutions_of(actor, at), "key": request.session.session_key})


@requires(OrgPermission.SET_PASSWORD)
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponseBase:
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid() and _changed(request, form):
        messages.success(request, _("密码已改，其他地方的登录已结束"))
        return see_other(reverse("orgs:account"))
    return render(request, "orgs/change_password.html", {"form": form}, status=422 if form.errors else 200)


def _changed(request: HttpRequest, form: ChangePasswordForm) -> bool:
    actor, at, given = actor_of(request), now(), form.cleaned_data
    said, step = proves(request, actor.id, given["old"], given["code"], at)
    if said is not Knock.OPENED:
        form.add_error(None, words(said))
        return False
    if not fits(form, actor.id, given["new"]):
        return False
    set_password(actor, SetPassword(make_password(given["new"]), step), at)
    begin(request, actor.id, known(actor.id).region_path, at, post=request.session.get("post", 0))
    return True


def is_proven(request: HttpRequest, form: Form, word: str, code: str) -> bool:
    said, _step = proves(request, actor_of(request).id, word, code, now())
    if said is not Knock.OPENED:
        form.add_error(None, words(said))
    return said is Knock.OPENED


def fits(form: Form, username: str, word: str) -> bool:
    """Whether the new password is one that the place's norms allow; if not, the form says why."""
    norms = norms_in_force(known(username).region_path, timezone.localdate(now()))
    try:
        require_password(word, username, norms.whole(NormCode.PASSWORD_LENGTH_MIN), norms.whole(NormCode.PASSWORD_CLASSES_MIN))
    except RuleBroken as refusal:
        form.add_error("new", refusal.message)
        return False
    return True


@requires(OrgPermission.KEEP_OWN)
@sensitive_post_parameters()
def factor_on(request: HttpRequest) -> HttpResponseBase:
    """The secret travels sealed in the form: looking at this page keeps nothing."""
    form = FactorForm(request.POST or None)
    if form.is_valid() and _turned_on(request, form):
        messages.success(request, _("已开启，下次登录要填动态口令"))
        return see_other(reverse("orgs:account"))
    secret = unseal(form.data["sealed"]) if form.data.get("sealed") else new_secret()
    return _factor_page(request, form, secret)


def _turned_on(request: HttpRequest, form: FactorForm) -> bool:
    given = form.cleaned_data
    step = step_of(given["sealed"], given["code"])
    if step is None:
        form.add_error("code", _("不对。看看手机的时间准不准，等下一个再填"))
        return False
    if not is_proven(request, form, given["password"], ""):
        return False
    turn_on_factor(actor_of(request), TurnOnFactor(given["sealed"], step), now())
    return True


def _factor_page(request: HttpRequest, form: FactorForm, secret: bytes) -> HttpResponse:
    form.initial["sealed"] = seal(secret)
    shown = {"form": form, "key": base32_of(secret), "picture": picture_of(address_of(secret, actor_of(request).id))}
    return render(request, "orgs/factor_on.html", shown, status=422 if form.errors else 200)


@requires(OrgPermission.KEEP_OWN)
@sensitive_post_parameters()
def factor_off(request: HttpRequest) -> HttpResponseBase:
    form = FactorOffForm(request.POST or None)
    if form.is_valid():
        said, step = proves(request, actor_of(request).id, form.cleaned_data["password"], form.cleaned_data["code"], now())
        if said is Knock.OPENED and step is not None:
            turn_off_factor(actor_of(request), TurnOffFactor(step), now())
            messages.success(request, _("已关闭"))
            return see_other(reverse("orgs:account"))
        form.add_error(None, words(said))
    return render(request, "orgs/factor_off.html", {"form": form}, status=422 if form.errors else 200)


@requires(OrgPermission.KEEP_OWN)
@require_POST
def end_own(request: HttpRequest) -> HttpResponseBase:
    end_own_sessions(actor_of(request), EndOwnSessions(), now())
    request.session.flush()
    return see_other(reverse("orgs:sign_in"))

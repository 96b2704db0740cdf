"""In, out, in again, and in which post."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, public, requires
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.orgs.queries import posts_of
from yicha.orgs.types import OrgPermission
from yicha.orgs.web.forms import SignInForm
from yicha.orgs.web.knocking import Knock, knock
from yicha.orgs.web.sessions import last_account, mark_alive
from yicha.shell.answers import see_other

STATUS = {Knock.WRONG: 422, Knock.TOO_MANY: 429}


def words(said: Knock) -> str:
    if said is Knock.TOO_MANY:
        return _("试得太多，先停一停，几分钟后再试。在以前登录过的设备上不受影响。")
    return _("账号、密码或动态口令不对。")


def onward(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is here; else the front door."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if local else "/"


@public("who signs in is not signed in yet; guesses are counted, answers are all alike")
@sensitive_post_parameters("password", "code")
def sign_in_page(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        inside = bool(actor_of(request).id)
        return see_other(onward(request)) if inside else _page(request, SignInForm(), 200)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    given = form.cleaned_data
    said = knock(request, given["username"], given["password"], given["code"], now())
    if said is Knock.OPENED:
        return see_other(onward(request) if request.session["post"] else f"{reverse('orgs:choose_post')}?next={onward(request)}")
    form.add_error(None, words(said))
    return _page(request, form, STATUS[said])


def _page(request: HttpRequest, form: SignInForm, status: int) -> HttpResponse:
    return render(request, "orgs/sign_in.html", {"form": form, "next": onward(request)}, status=status)


@public("the session may be over: it asks for the password itself, and counts guesses as the sign-in does")
@sensitive_post_parameters("password", "code")
def sign_in_again(request: HttpRequest) -> JsonResponse:
    """For the dialog that keeps the form: 200 with a new token, or why not. The post stays what it was, if it still is.

    A GET says whether the session goes on, before a form that was filled in for long is sent off.
    """
    if request.method != "POST":
        return JsonResponse({"inside": bool(actor_of(request).id)})
    name = request.POST.get("username") or last_account(request)
    post = request.session.get("post", 0) if request.session.get("account") == name else 0
    said = knock(request, name, request.POST.get("password", ""), request.POST.get("code", ""), now(), post=post)
    if said is Knock.OPENED:
        return JsonResponse({"token": get_token(request)})
    return JsonResponse({"detail": words(said)}, status=STATUS[said])


@public("who has no session any more may leave as well")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    request.session.flush()
    return see_other(reverse("orgs:sign_in"))


@requires(OrgPermission.KEEP_OWN)
def choose_post(request: HttpRequest) -> HttpResponseBase:
    """A session acts in exactly one post; changing it is open at any time."""
    held = posts_of(actor_of(request).id, now())
    if request.method == "POST":
        return _take(request, {str(one.post) for one in held})
    shown = {"posts": held, "current": request.session.get("post", 0), "next": onward(request)}
    return render(request, "orgs/choose_post.html", shown)


def _take(request: HttpRequest, held: set[str]) -> HttpResponseBase:
    chosen = request.POST.get("post", "")
    if chosen not in held:
        absent("WY-5.8b")
    request.session["post"] = int(chosen)
    request.session.cycle_key()
    mark_alive(request, now())
    messages.success(request, _("已换岗位"))
    return see_other(onward(request))

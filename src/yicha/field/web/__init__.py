"""`/field/`: the app of the officer's phone. The page holds nothing of anybody; what it shows comes by `/api/v1/field/`, to be sealed."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from yicha.field.web.shell import english, files_json, sheet, version
from yicha.inspections.types import InspectionPermission
from yicha.kernel.access import actor_of, public

SHELL = "the shell of the app holds nothing of anybody; without network it comes from the phone itself"


@public(SHELL)
@require_GET
def app(request: HttpRequest) -> HttpResponse:
    return render(request, "field/app.html", {"words": english(), "drawings": sheet()})


@public(SHELL)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: another one as soon as one byte of the shell is another."""
    shown = {"version": version(), "files": files_json()}
    response = render(request, "field/worker.js", shown, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@public("who has no session yet needs a token to sign in with; it says who is signed in to nobody else")
@require_GET
def session(request: HttpRequest) -> JsonResponse:
    """`officer` names the store on the phone: a fingerprint of the account, for it lies there unsealed."""
    actor = actor_of(request)
    officer = sha256(f"field {actor.id}".encode()).hexdigest()[:16] if actor.id else ""
    records = actor.may(InspectionPermission.RECORD)
    return JsonResponse({"token": get_token(request), "officer": officer, "name": actor.name, "records": records})


app_name = "field"
urlpatterns = [
    path("", app, name="app"),
    path("sw.js", worker, name="worker"),
    path("session/", session, name="session"),
]

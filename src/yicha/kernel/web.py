"""`/healthz`: is it alive, and does the work go on?"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from yicha.kernel.access import public
from yicha.kernel.models import Checkpoint, Unsequenced

STALE = timedelta(minutes=1)  # procrastinate's workers give a sign every ten seconds


@public("watchdogs have no account; it says nothing about people or subjects")
def healthz(request: HttpRequest) -> JsonResponse:
    try:
        found = {"database": "ok", "worker": _worker(), "ledger": _ledger()}
    except (DatabaseError, InterfaceError):
        found = {"database": "away"}
    answer = JsonResponse({"version": settings.YICHA_VERSION, **found}, status=200 if found["database"] == "ok" else 503)
    answer["Cache-Control"] = "no-store"
    return answer


def _worker() -> str:
    last = ProcrastinateWorker.objects.order_by("-last_heartbeat").values_list("last_heartbeat", flat=True).first()
    if last is None:
        return "none"
    return "ok" if timezone.now() - last < STALE else "stale"


def _ledger() -> dict[str, Any]:
    head = Checkpoint.objects.order_by("-size").first()
    root = head.note.split("\n")[2] if head else ""
    return {"size": head.size if head else 0, "root": root, "waiting": Unsequenced.objects.count()}

"""一业一册 of a scene: to read, and as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.scenes import documents
from yicha.scenes.queries import handbook_of, scene
from yicha.scenes.types import ScenePermission


@require_safe
@requires(ScenePermission.READ)
def handbook(request: HttpRequest, pk: int) -> HttpResponse:
    row = scene(actor_of(request), pk)
    return render(request, "scenes/handbook.html", {"row": row, "book": handbook_of(row, now().date())})


@require_safe
@requires(ScenePermission.READ)
def handbook_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    row = scene(actor_of(request), pk)
    answer = HttpResponse(documents.render(handbook_of(row, now().date())), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="handbook-{row.code}-{row.version}.pdf"'
    return answer

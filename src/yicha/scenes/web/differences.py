"""A version beside the one before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.scenes.queries import scene, versions
from yicha.scenes.rules import differences
from yicha.scenes.types import ScenePermission
from yicha.scenes.web.words import names_on


@require_safe
@requires(ScenePermission.READ)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the first version nothing has changed."""
    actor, on = actor_of(request), now().date()
    row = scene(actor, pk)
    before = next((one for one in versions(actor, row) if one.version == row.version - 1), None)
    found = differences(before.content, row.content, names_on(on)) if before else ()
    return render(request, "scenes/changes.html", {"row": row, "before": before, "found": found})

"""A scene is written: a new one, a proposal anew, a new version of one in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.scenes.actions.propose_scene import propose_scene
from yicha.scenes.queries import scene
from yicha.scenes.types import OPEN, ProposeScene, ScenePermission, SceneRow
from yicha.scenes.web.scene_form import SceneForm, choices_of, initial_of
from yicha.scenes.web.steps import to_scene
from yicha.shell.answers import refused_at


@requires(ScenePermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return _written(request, None)


@requires(ScenePermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Of an open proposal the same version; of a scene in force the next one."""
    return _written(request, scene(actor_of(request), pk))


def _written(request: HttpRequest, row: SceneRow | None) -> HttpResponse:
    actor, at = actor_of(request), now()
    choices = choices_of(actor, at.date(), row)
    form = SceneForm(
        choices, request.POST if request.method == "POST" else None, initial=initial_of(row, choices) if row else {"lead": actor.department}
    )
    if request.method == "POST" and form.is_valid():
        with refused_at(form):
            done = propose_scene(actor, _command(form, row, actor.region), at)
            return to_scene(request, done.scene, _("已提出，等司法局审核"))
    return render(request, "scenes/edit.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _command(form: SceneForm, row: SceneRow | None, region_path: str) -> ProposeScene:
    reason = form.cleaned_data["reason"]
    if row is None:
        return ProposeScene(region_path, form.content(), reason)
    if row.status in OPEN:
        return ProposeScene(row.region_path, form.content(), reason, scene=row.id)
    return ProposeScene(row.region_path, form.content(), reason, revises=row.code)

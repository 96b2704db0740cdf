"""Scenes from elsewhere and to elsewhere: templates and packages are mapped to departments and items here by a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from yicha.items.queries import items_in_force
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.clock import now
from yicha.kernel.files import own_file, path_of
from yicha.kernel.refusals import Exit, Refusal, RuleBroken
from yicha.kernel.uploads import upload as keep_upload
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments
from yicha.scenes import rules
from yicha.scenes.actions.import_scene import import_scene
from yicha.scenes.queries import package_of, scene, templates
from yicha.scenes.types import ImportScene, Package, ScenePermission
from yicha.scenes.web.steps import to_scene
from yicha.shell.forms import Form
from yicha.shell.numbers import uuid_of

KIND, MEGABYTE = "scene-package", 1 << 20


class UploadForm(Form):
    package = forms.FileField(label=_("场景包"), help_text=_("从别处的场景页导出的 .json 文件"))


class MapForm(Form):
    """`d0…`: departments of the package in their order, `i0…` its items."""

    reason = forms.CharField(label=_("为什么引进"), max_length=400)

    def __init__(self, package: Package, actor: Actor, on: date, *args: Any) -> None:
        super().__init__(*args)
        self.package = package
        own = [one for one in departments(SYSTEM, on) if actor.covers(one.region_path) or one.region_path == actor.region]
        self.names = {one.code: (one.name, one.short_name) for one in own}
        places = [("", gettext("本地不参加")), *((one.code, one.name) for one in own)]
        listed = [
            ("", gettext("列为待提出事项")),
            *((row.code, f"{row.name} {row.code}") for row in items_in_force(actor, actor.region, on).values()),
        ]
        for place, name in enumerate(package.content.departments):
            likely = rules.likely(name, self.names)
            self.fields[f"d{place}"] = forms.ChoiceField(label=name, choices=places, required=False, initial=likely, widget=_select())
        for place, item in enumerate(package.content.items):
            same = next((code for code, label in listed if code and label.startswith(f"{item.name} ")), "")
            self.fields[f"i{place}"] = forms.ChoiceField(label=item.name, choices=listed, required=False, initial=same, widget=_select())

    @property
    def functions(self) -> list[forms.BoundField]:
        return [self[f"d{place}"] for place in range(len(self.package.content.departments))]

    @property
    def items(self) -> list[tuple[forms.BoundField, str, int]]:
        """With department and number of points."""
        found = enumerate(self.package.content.items)
        return [(self[f"i{place}"], item.department, len(item.offer.points) if item.offer else 0) for place, item in found]

    def command(self, actor: Actor) -> ImportScene:
        said = self.cleaned_data
        places = {name: said[f"d{at}"] for at, name in enumerate(self.package.content.departments)}
        items = {at: said[f"i{at}"] for at in range(len(self.package.content.items)) if said[f"i{at}"]}
        return ImportScene(actor.region, self.package, self.package.digest, places, items, said["reason"])


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "yc-input"})


@dataclass(frozen=True)
class Source:
    """A package before it is taken over: shipped under a name, or a kept file."""

    package: Package
    template: str = ""
    file: str = ""


@require_safe
@requires(ScenePermission.READ)
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """The package as a file: open to every office that may read the scene."""
    actor = actor_of(request)
    row = scene(actor, pk)
    answer = HttpResponse(rules.packed(package_of(actor, row, now().date())), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="scene-{row.code}-{row.version}.json"'
    return answer


@requires(ScenePermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest) -> HttpResponse:
    """First a template or an uploaded package, then the mapping, then the proposal."""
    upload, source = UploadForm(None), None
    try:
        source = _source(request)
    except Refusal as refused:
        upload = UploadForm(request.POST, request.FILES)
        upload.is_valid()
        upload.add_error("package", str(refused))
    if source is None:
        return render(request, "scenes/upload.html", {"form": upload}, status=422 if upload.errors else 200)
    return _mapped(request, source)


def _mapped(request: HttpRequest, source: Source) -> HttpResponse:
    actor, at = actor_of(request), now()
    sent = request.POST if "reason" in request.POST else None
    form, refusal = MapForm(source.package, actor, at.date(), sent), None
    if sent is not None and form.is_valid():
        try:
            done = import_scene(actor, form.command(actor), at)
            return to_scene(request, done.scene, gettext("已提出场景，等审核"))
        except RuleBroken as broken:
            refusal = broken
    shown = {"form": form, "source": source, "refusal": refusal}
    return render(request, "scenes/map.html", shown, status=409 if refusal else 422 if form.errors else 200)


def _source(request: HttpRequest) -> Source | None:
    actor = actor_of(request)
    if (name := request.POST.get("template") or request.GET.get("template", "")) in templates():
        return Source(templates()[name], template=name)
    if file := request.POST.get("file"):
        kept = own_file(actor, uuid_of(file), clause="GX-6.2")
        return Source(rules.unpacked(path_of(kept.digest).read_bytes()), file=str(kept.id))
    if sent := request.FILES.get("package"):
        limit = norms_in_force(actor.region, now().date()).whole(NormCode.UPLOAD_MAX_MB) * MEGABYTE
        held = keep_upload(actor, sent.chunks(), now(), kind=KIND, name=sent.name or "", limit=limit, declared=sent.size)
        return Source(rules.unpacked(path_of(held.digest).read_bytes()), file=str(held.file))
    if request.method == "POST":
        raise RuleBroken(gettext("还没选文件"), clause="GX-6.2", exits=(Exit(gettext("选从场景页导出的文件")),))
    return None

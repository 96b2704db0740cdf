"""A file of permits: looked at first, taken over by a second step."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.files import FileRow, path_of
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Level, Problem, read_rows
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.permits.actions.receive_permits import receive_permits
from yicha.permits.types import PermitPermission, PermitRow, ReceivePermits
from yicha.permits.workbooks import read_permits, write_permits_template
from yicha.shell.answers import see_other
from yicha.shell.forms import Form
from yicha.shell.sheets import looked_at, saved, shown_file

KIND, SHOWN = "permit-workbook", 200


class UploadForm(Form):
    workbook = forms.FileField(label=_("许可工作簿"), help_text=_("xlsx 或 csv；先看有没有问题，再接收"))


@dataclass(frozen=True)
class Preview:
    file: str
    digest: str
    rows: tuple[PermitRow, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> int:
        return sum(problem.level is Level.REFUSED for problem in self.problems)


@requires(PermitPermission.RECEIVE)
@require_GET
def template(_request: HttpRequest) -> HttpResponse:
    return saved("permits.xlsx", write_permits_template)


@requires(PermitPermission.RECEIVE)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """First step: `workbook`, shown with its problems. Second: `file`, the one that was shown, is taken over."""
    if request.POST.get("file"):
        return _received(request)
    form, preview = UploadForm(None, request.FILES or None), None
    if form.is_valid():
        megabytes = norms_in_force(actor_of(request).region, now().date()).whole(NormCode.UPLOAD_MAX_MB)
        preview = looked_at(request, form, KIND, megabytes, _preview)
    status = 422 if form.errors or (preview and preview.refused) else 200
    told: dict[str, Any] = {"form": form, "preview": preview, "refused": Level.REFUSED}
    if preview:
        told |= {"problems": preview.problems[:SHOWN], "rows": preview.rows[:SHOWN]}
    return render(request, "permits/upload.html", told, status=status)


def _preview(kept: FileRow) -> Preview:
    reading = read_permits(read_rows(path_of(kept.digest), name=kept.name))
    return Preview(str(kept.id), kept.digest, tuple(reading.rows), tuple(reading.problems))


def _received(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    preview = _preview(shown_file(request, "GX-6.3b"))
    if preview.refused:
        raise RuleBroken("工作簿还有问题，没有接收", clause="GX-6.3b")
    done = receive_permits(actor, ReceivePermits(actor.region, preview.digest, preview.rows), now())
    counts = {"new": done.new, "changed": done.changed, "same": done.unchanged, "subjects": len(done.subjects)}
    messages.success(request, gettext("新增 %(new)s 件，更新 %(changed)s 件，未变 %(same)s 件；涉及主体 %(subjects)s 户") % counts)
    return see_other(reverse("permits:permits"))

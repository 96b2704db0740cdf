"""A department's list as a workbook: what it would propose is looked at first, and proposed by a second step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.register_main_items import register_main_items
from yicha.items.queries import latest_versions
from yicha.items.rules.differences import differences
from yicha.items.rules.review import stands
from yicha.items.types import (
    ItemEntry,
    ItemPermission,
    ItemRow,
    ItemsProposed,
    ItemVersion,
    MainItemRow,
    ProposeItems,
    RegisterMainItems,
    Revision,
)
from yicha.items.web.item_form import REVISION_CHOICES
from yicha.items.web.words import LABELS
from yicha.items.workbooks import coded, read_items, write_items_template
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.command_line import BadInput
from yicha.kernel.files import own_file, path_of
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables import Level, Problem, Verdict, read_rows
from yicha.kernel.uploads import upload as keep_upload
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries.places import department_codes
from yicha.shell.answers import refused_at, see_other
from yicha.shell.forms import Form
from yicha.shell.numbers import uuid_of
from yicha.shell.sheets import Looked, saved

UNPROCESSABLE, MEGABYTE, KIND, SHOWN = 422, 1024 * 1024, "item-workbook", 200


class UploadForm(Form):
    workbook = forms.FileField(label=gettext_lazy("清单工作簿"), help_text=gettext_lazy("xlsx 或 csv；先看会提出什么，再提出"))


class ConfirmForm(Form):
    revision = forms.ChoiceField(label=gettext_lazy("修订依据"), required=False, choices=REVISION_CHOICES)
    because = forms.CharField(
        label=gettext_lazy("依据文件和理由"), required=False, max_length=400, help_text=gettext_lazy("修改已公布的事项才填")
    )


@dataclass(frozen=True)
class Line:
    """An item of the workbook and what would become of it; `changed`: names of the elements that differ."""

    row: ItemRow
    verdict: Verdict
    changed: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Preview(Looked):
    """What a workbook says; `file` is the kept file."""

    file: str
    lines: tuple[Line, ...]
    mains: tuple[MainItemRow, ...]
    problems: Sequence[Problem]
    foreign: tuple[str, ...]  # departments that it also speaks of

    @property
    def wanted(self) -> int:
        return sum(line.verdict is not Verdict.UNCHANGED for line in self.lines)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        verdicts = [line.verdict for line in self.lines]
        words = {Verdict.NEW: _("新增"), Verdict.CHANGED: _("修改"), Verdict.UNCHANGED: _("没有变化")}
        return tuple((word, verdicts.count(verdict)) for verdict, word in words.items())


@requires(ItemPermission.PROPOSE)
@require_GET
def template(_request: HttpRequest) -> HttpResponse:
    return saved("items.xlsx", write_items_template)


@requires(ItemPermission.PROPOSE)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """First step: `workbook`, shown with its problems. Second: `file`, the one that was shown, is proposed."""
    if request.POST.get("file"):
        return _confirm(request)
    form = UploadForm(request.POST if request.method == "POST" else None, request.FILES or None)
    preview = _kept(request, form) if request.method == "POST" and form.is_valid() else None
    return _page(request, form, preview, ConfirmForm())


def _page(request: HttpRequest, form: UploadForm, preview: Preview | None, confirm: ConfirmForm) -> HttpResponse:
    wrong = form.errors or confirm.errors or (preview and preview.refused)
    shown = {"form": form, "confirm": confirm, "preview": preview, "faulty": confirm if confirm.errors else form}
    told = {"problems": preview.problems[:SHOWN] if preview else (), "refused": Level.REFUSED}
    return render(request, "items/import.html", shown | told, status=UNPROCESSABLE if wrong else 200)


def _kept(request: HttpRequest, form: UploadForm) -> Preview | None:
    actor, at, sent = actor_of(request), now(), form.cleaned_data["workbook"]
    limit = norms_in_force(actor.region, at.date()).whole(NormCode.UPLOAD_MAX_MB) * MEGABYTE
    try:
        kept = keep_upload(actor, sent.chunks(), at, kind=KIND, name=sent.name or "", limit=limit, declared=sent.size)
        return _preview(actor, str(kept.file), kept.digest, kept.name)
    except (BadInput, RuleBroken) as refused:
        form.add_error("workbook", str(refused).partition(" · ")[0])
        return None


def _preview(actor: Actor, file: str, digest: str, name: str) -> Preview:
    reading = read_items(read_rows(path_of(digest), name=name))
    codes = department_codes(actor.region, now().date())
    entries = [coded(entry, codes) for entry in reading.rows]
    own = [entry for entry in entries if entry.row.department == actor.department]
    foreign = dict.fromkeys(entry.row.department for entry in entries if entry.row.department != actor.department)
    held = latest_versions(actor, actor.region, {entry.row.code for entry in own})
    lines = tuple(_line(entry.row, held.get(entry.row.code)) for entry in own)
    return Preview(file, lines, _mains(own), reading.problems, tuple(foreign))


def _line(row: ItemRow, latest: ItemVersion | None) -> Line:
    if latest is None:
        return Line(row, Verdict.NEW)
    if stands(row, latest.status, latest.row):
        return Line(row, Verdict.UNCHANGED)
    found = differences(latest.row, row)
    names = [one.element for one in found.elements] + ["check_points"] * bool(found.points)
    return Line(row, Verdict.CHANGED, tuple(LABELS[name] for name in names))


def _mains(entries: Sequence[ItemEntry]) -> tuple[MainItemRow, ...]:
    return tuple({entry.main.code: entry.main for entry in entries if entry.main}.values())


def _confirm(request: HttpRequest) -> HttpResponse:
    """What a rule refuses is said above the preview."""
    actor, form = actor_of(request), ConfirmForm(request.POST)
    kept = own_file(actor, uuid_of(request.POST["file"]), clause="WS-2.1")
    preview = _preview(actor, str(kept.id), kept.digest, kept.name)
    if preview.refused or not form.is_valid():
        return _page(request, UploadForm(), preview, form)
    with refused_at(form):
        done = _propose(actor, preview, form.cleaned_data)
        told = {"new": done.new, "changed": done.changed}
        messages.success(request, _("已提出：新增 %(new)s 项、修改 %(changed)s 项，等数据局联合审核") % told)
        return see_other(reverse("items:items"))
    return _page(request, UploadForm(), preview, form)


@transaction.atomic
def _propose(actor: Actor, preview: Preview, said: dict[str, str]) -> ItemsProposed:
    """With its 主项, or nothing at all."""
    at, rows = now(), tuple(line.row for line in preview.lines)
    if preview.mains:
        register_main_items(actor, RegisterMainItems(actor.region, actor.department, preview.mains), at)
    revision = Revision(said["revision"]) if said["revision"] else None
    return propose_items(actor, ProposeItems(actor.region, actor.department, rows, revision, said["because"]), at)

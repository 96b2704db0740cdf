"""Evidence: taken on the phone, shown as a copy, its sealed original, or where a visit began, opened for a purpose that is written down."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.inspections.actions.attach_evidence import attach_evidence
from yicha.inspections.queries import copy_of_evidence, devices, sealed_evidence, site, visible_inspection
from yicha.inspections.rules.evidence import is_picture, require_evidence, require_position
from yicha.inspections.types import AttachEvidence, EvidenceKind, InspectionPermission, SiteRow
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import EvidenceForm, PurposeForm
from yicha.inspections.web.question import question_page, site_at
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.clock import now
from yicha.kernel.examining import examine
from yicha.kernel.files import Examine, answer, file_of, guarded
from yicha.kernel.jurisdiction import absent
from yicha.kernel.types import RecordRead
from yicha.kernel.uploads import upload
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode

MEGABYTE = 1 << 20


@requires(InspectionPermission.RECORD)
@require_POST
def add_evidence(request: HttpRequest, inspection: int, place: int) -> HttpResponse:
    """Looked at before it is kept: what is refused leaves nothing behind."""
    actor, at = actor_of(request), now()
    row, form = site_at(request, inspection, place), EvidenceForm(request.POST, devices(actor, at.date()))
    if form.is_valid():
        said = Shown(form.kind(), form.cleaned_data["note"].strip(), form.cleaned_data["position"])
        key, device = row.form[place - 1].key, int(form.cleaned_data["device"] or 0)
        for file in kept(request, row, "file", said):
            attach_evidence(actor, AttachEvidence(inspection, key, file, said.kind, said.note, said.position, device), at)
    if not request.headers.get("HX-Request"):
        return see("question", inspection, place)
    return question_page(request, site(actor, inspection, at), place, "inspections/parts/question.html")


@dataclass(frozen=True)
class Shown:
    """What is said beside the files of one form."""

    kind: EvidenceKind
    note: str = ""
    position: str = ""


def kept(request: HttpRequest, row: SiteRow, name: str, said: Shown) -> tuple[UUID, ...]:
    """The files that were sent under a name, each looked at before it is kept."""
    actor, limit, look = actor_of(request), _most_bytes(row, said.kind), _looking(said, door=row.planned.door)
    return tuple(
        upload(
            actor, sent.chunks(), now(), kind="evidence", name=sent.name or said.kind.value, limit=limit, declared=sent.size, examine=look
        ).file
        for sent in request.FILES.getlist(name)
    )


@requires(InspectionPermission.READ)
@require_GET
@never_cache
def copy(request: HttpRequest, inspection: int, place: int) -> HttpResponse:
    """Of a photograph, as pages show it: with time and place burned in, without the original's metadata."""
    return guarded(HttpResponse(copy_of_evidence(actor_of(request), inspection, place, now().date()), content_type="image/jpeg"))


@requires(InspectionPermission.OPEN_ORIGINAL)
@require_http_methods(["GET", "POST"])
@never_cache
def original(request: HttpRequest, inspection: int, place: int) -> HttpResponse | FileResponse:
    """The sealed original, after what for was written down; who supervises reads the mark."""
    actor, form = actor_of(request), PurposeForm(request.POST or None)
    row, sealed = sealed_evidence(actor, inspection, place, now().date())
    if request.method == "POST" and form.is_valid():
        what = _("证据原件 证%(place)s") % {"place": place}
        record_read(actor, RecordRead(f"inspection:{inspection}", what, form.cleaned_data["purpose"]), now())
        return answer(file_of(actor, sealed.file))
    return render(request, "inspections/original.html", {"row": row, "sealed": sealed, "form": form}, status=422 if form.errors else 200)


@requires(InspectionPermission.OPEN_ORIGINAL)
@require_http_methods(["GET", "POST"])
@never_cache
def arrival(request: HttpRequest, inspection: int) -> HttpResponse:
    """Where the phone stood that began the visit: shown once, on this answer; the mark comes before."""
    actor, form = actor_of(request), PurposeForm(request.POST or None)
    row = visible_inspection(actor, inspection, now().date())
    if not row.place:
        absent("R-PROC-3")
    shown = request.method == "POST" and form.is_valid()
    if shown:
        record_read(actor, RecordRead(f"inspection:{inspection}", _("入企位置"), form.cleaned_data["purpose"]), now())
    return render(request, "inspections/arrival.html", {"row": row, "shown": shown, "form": form}, status=422 if form.errors else 200)


def _looking(said: Shown, *, door: bool) -> Examine:
    def look(path: Path, media_type: str) -> None:
        require_evidence(said.kind, media_type, said.note)
        require_position(said.position, door=door)
        examine(path, media_type)

    return look


def _most_bytes(row: SiteRow, kind: EvidenceKind) -> int:
    """By kind: what is decoded is smaller than what is played."""
    norms = norms_in_force(row.inspection.region_path, now().date())
    return (
        norms.whole(NormCode.EVIDENCE_PHOTO_MAX_MB if is_picture(kind) or kind is EvidenceKind.DOCUMENT else NormCode.EVIDENCE_CLIP_MAX_MB)
        * MEGABYTE
    )

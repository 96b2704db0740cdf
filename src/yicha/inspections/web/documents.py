"""文书与证据 of a visit: what can be made, what was made, how it was delivered; for the office and for the phone."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.inspections.actions.deliver_document import deliver_document
from yicha.inspections.actions.make_document import make_document
from yicha.inspections.queries import document, documents, evidence, participant, reads_of_originals, site, standing_of, visible_inspection
from yicha.inspections.rules.documents import missing_for
from yicha.inspections.types import (
    DOCUMENT_NAMES,
    DeliverDocument,
    DeliveryWay,
    DocumentKind,
    DocumentRow,
    InspectionPermission,
    InspectionRow,
    MakeDocument,
)
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import DeliveryForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.archive import content_of
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.spoken import spoken
from yicha.planning.queries import visit
from yicha.shell.answers import done

MADE_HERE = tuple(kind for kind in DocumentKind if kind not in {DocumentKind.NOTICE, DocumentKind.CASE_FILE})


@dataclass(frozen=True)
class Line:
    """One kind of document: what is there, or why not yet."""

    kind: DocumentKind
    title: str
    made: tuple[DocumentRow, ...]
    missing: str
    may_make: bool


def lines_of(actor: Actor, row: InspectionRow) -> list[Line]:
    standing, made = standing_of(row.id), documents(actor, row.id)
    may = actor.may(InspectionPermission.MAKE_DOCUMENT) and takes_part(actor, row)
    return [
        Line(
            kind,
            spoken(DOCUMENT_NAMES[kind]),
            tuple(one for one in made if one.kind is kind),
            spoken(missing_for(kind, standing)),
            may and kind in MADE_HERE and not missing_for(kind, standing),
        )
        for kind in DocumentKind
    ]


def takes_part(actor: Actor, row: InspectionRow) -> bool:
    return any(actor.acts_for(task.department) for task in row.tasks)


def may_print(actor: Actor, row: InspectionRow) -> bool:
    """The departments that come and who supervises: papers say what was found at whom."""
    return takes_part(actor, row) or actor.may(InspectionPermission.STOP)


@requires(InspectionPermission.READ)
@require_GET
def papers(request: HttpRequest, inspection: int) -> HttpResponse:
    actor = actor_of(request)
    row = visible_inspection(actor, inspection, now().date())
    planned = visit(actor, row.visit)
    context = {"row": row, "planned": planned, "lines": lines_of(actor, row), "evidence": evidence(actor, inspection)}
    context |= {"reads": reads_of_originals(actor, inspection, now())}
    context |= {"may_open": actor.may(InspectionPermission.OPEN_ORIGINAL), "may_print": may_print(actor, row)}
    context |= {"may_file": actor.may(InspectionPermission.FILE_CASE) and actor.acts_for(planned.lead)}
    context |= {"may_deliver": actor.may(InspectionPermission.DELIVER) and takes_part(actor, row)}
    return render(request, "inspections/documents.html", context)


@requires(InspectionPermission.RECORD)
@require_GET
def phone_papers(request: HttpRequest, inspection: int) -> HttpResponse:
    """On site: to be read, shown and printed there."""
    actor = actor_of(request)
    row = site(actor, inspection, now())
    return render(request, "inspections/phone_documents.html", {"site": row, "lines": lines_of(actor, row.inspection)})


@requires(InspectionPermission.MAKE_DOCUMENT)
@require_POST
def make(request: HttpRequest, inspection: int, kind: str) -> HttpResponse:
    actor = actor_of(request)
    made = make_document(actor, MakeDocument(inspection, _kind(kind)), now())
    messages.success(request, _("已制作 %(number)s") % {"number": made.number})
    return see("phone_documents" if request.POST.get("phone") else "documents", inspection)


@requires(InspectionPermission.READ)
@require_GET
@never_cache
def printed(request: HttpRequest, inspection: int, kind: str, edition: int) -> HttpResponse:
    """The PDF as it was made, for the departments that come; the notice carries the firm's code, the rest what was found there."""
    actor = actor_of(request)
    participant(actor, inspection, now().date())
    found = document(actor, inspection, _kind(kind), edition)
    response = HttpResponse(content_of(found.digest), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.kind}-{inspection}-{edition}.pdf"'
    return response


@requires(InspectionPermission.DELIVER)
@require_http_methods(["GET", "POST"])
def deliver(request: HttpRequest, inspection: int, kind: str) -> HttpResponse:
    actor, form = actor_of(request), DeliveryForm(request.POST or None)
    row, found = visible_inspection(actor, inspection, now().date()), document(actor, inspection, _kind(kind))
    if request.method == "POST" and form.is_valid():
        command = DeliverDocument(inspection, found.kind, **(form.cleaned_data | {"way": DeliveryWay(form.cleaned_data["way"])}))
        if done(form, lambda: deliver_document(actor, command, now())):
            return see("documents", inspection)
    context = {"row": row, "document": found, "title": spoken(DOCUMENT_NAMES[found.kind]), "form": form}
    return render(request, "inspections/deliver.html", context, status=409 if form.errors else 200)


def _kind(text: str) -> DocumentKind:
    return DocumentKind(text) if text in set(DocumentKind) else absent("LYG-4.4a")

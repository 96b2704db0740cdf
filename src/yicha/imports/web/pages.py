"""Upload, preview, history, and the workbook of what is wrong. Nothing here changes a register."""

from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from yicha.imports.actions.open_import import open_import
from yicha.imports.actions.read_import import read_import
from yicha.imports.queries import History, error_workbook, import_row, register_of
from yicha.imports.types import (
    ADMINISTERED,
    IN_BACKGROUND,
    WAITING,
    CheckDigitWaived,
    ImportAsked,
    ImportOpened,
    ImportRow,
    ImportState,
    OpenImport,
    ReadImport,
    RegisterKind,
)
from yicha.imports.web.addresses import Addresses
from yicha.imports.web.shown import preview
from yicha.kernel.access import actor_of
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.command_line import BadInput
from yicha.kernel.outbox import setback
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.tables.files import require_kind
from yicha.kernel.uploads import upload
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import people
from yicha.shell.answers import see_other
from yicha.shell.forms import Form
from yicha.shell.sheets import saved
from yicha.shell.sorting import order_asked
from yicha.shell.types import Column

MEGABYTE: Final = 1024 * 1024
PAGE: Final = 20
STEPS: Final = (_("下载模板"), _("上传"), _("看差异"), _("确认"))
NAME: Final = Column("name", _("文件"))
COLUMNS: Final = (
    Column("at", _("上传")),
    Column("new", _("新增"), number=True),
    Column("changed", _("修改"), number=True),
    Column("refused", _("错误"), number=True),
    Column("state", _("状态")),
)
STREAMED: Final = (".csv", ".txt", ".parquet")


class UploadForm(Form):
    workbook = forms.FileField(label=_("名录文件"), help_text=_("xlsx、xls、ods、csv 或 parquet；先看差异，确认后才写入"))


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, kind: RegisterKind) -> HttpResponse:
    """Upload a file; below, what was imported before."""
    actor = actor_of(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid() and (made := _opened(request, kind, form)):
        return see_other(Addresses(kind, made).page)
    page = Paginator(listed(actor, kind, request.GET), PAGE).get_page(request.GET.get("page"))
    names = people(actor, [row.by for row in page.object_list])
    rows = [(row, Addresses(kind, row.id), names.get(row.by, row.by)) for row in page.object_list]
    shown = {"form": form, "register": register_of(kind), "page": page, "rows": rows, "to": Addresses(kind), "steps": STEPS}
    shown |= {"leaves": kind not in ADMINISTERED, "columns": COLUMNS, "text": text_asked(request.GET), "listing": f"imports_{kind}"}
    return render(request, "imports/start.html", shown, status=422 if form.errors else 200)


def text_asked(query: QueryDict) -> str:
    return query.get("q", "").strip()


def listed(actor: Actor, kind: RegisterKind, query: QueryDict) -> History:
    """What the address asks for."""
    return History(actor, kind, text_asked(query), order_asked(query, (NAME, *COLUMNS)))


def _opened(request: HttpRequest, kind: RegisterKind, form: Form) -> int:
    """Small files are read at once, large ones by the worker."""
    actor, at, sent = actor_of(request), now(), form.cleaned_data["workbook"]
    streamed = (sent.name or "").lower().endswith(STREAMED)
    most = norms_in_force(actor.region, at.date()).whole(NormCode.STREAM_MAX_MB if streamed else NormCode.UPLOAD_MAX_MB)
    try:
        require_kind(sent.name or "")
        kept = upload(actor, sent.chunks(), at, kind="import", name=sent.name or "", limit=most * MEGABYTE, declared=sent.size)
        opened = open_import(actor, OpenImport(kind, actor.region, kept.file), at)
    except (BadInput, RuleBroken) as refused:
        form.add_error("workbook", str(refused).partition(" · ")[0])
        return 0
    if opened.size <= IN_BACKGROUND:
        read_import(actor, ReadImport(opened.import_id), at)
    return opened.import_id


@require_GET
def template(_request: HttpRequest, kind: RegisterKind) -> HttpResponse:
    return saved(f"{kind}.xlsx", register_of(kind).template)


@require_GET
def page(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    """The differences, or what became of them."""
    found = import_row(actor_of(request), kind, pk)
    shown: dict[str, Any] = {"found": found, "register": register_of(kind), "to": Addresses(kind, pk), "steps": STEPS}
    if found.state in WAITING:
        return render(request, "imports/waiting.html", shown | _waiting(found))
    if found.state is ImportState.UNREADABLE:
        words, mend = (str(found.fault.get(name, "")).partition(" · ")[0] for name in ("message", "mend"))
        return render(request, "imports/unreadable.html", shown | {"words": words, "mend": mend}, status=422)
    return render(request, "imports/preview.html", shown | preview(request, found) | {"names": _names(request, found)})


def _waiting(found: ImportRow) -> dict[str, Any]:
    """What keeps the worker from it, if something does; which of the steps it is."""
    asked = {ImportState.READING: (ImportOpened, CheckDigitWaived)}.get(found.state, (ImportAsked,))
    failed = next((one for kind in asked if (one := setback(kind, f"import:{found.id}"))), None)
    return {"failed": failed, "step": 2 if found.state is ImportState.READING else 3}


def _names(request: HttpRequest, found: ImportRow) -> dict[str, str]:
    """Who confirmed and who undid it, as people are called."""
    names = people(actor_of(request), [found.confirmed_by, found.undone_by])
    return {act: names.get(by, by) for act, by in (("confirmed", found.confirmed_by), ("undone", found.undone_by))}


@require_GET
def state(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    """Asked again and again while the worker has it; when it is done, the browser goes to the differences."""
    found = import_row(actor_of(request), kind, pk)
    answer = render(request, "imports/parts/waiting.html", {"found": found, "to": Addresses(kind, pk)} | _waiting(found))
    if found.state not in WAITING:
        answer["HX-Redirect"] = Addresses(kind, pk).page
    return answer


@require_GET
def errors(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    """The rows with problems as they were written, to be mended and imported again."""
    found = import_row(actor_of(request), kind, pk)
    return saved(f"errors-{pk}.xlsx", lambda path: error_workbook(found, path))

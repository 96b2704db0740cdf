"""卷宗: filed by the leading department, taken along as a package that anybody can check offline."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yicha.inspections.actions.file_case import file_case
from yicha.inspections.queries import archive_of, document, participant
from yicha.inspections.types import DocumentKind, FileCase, InspectionPermission
from yicha.inspections.web.after import see
from yicha.inspections.web.forms import ArchiveForm
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actions.record_read import record_read
from yicha.kernel.clock import now
from yicha.kernel.refusals import NotFound
from yicha.kernel.types import RecordRead
from yicha.shell.sheets import zipped


@requires(InspectionPermission.FILE_CASE)
@require_POST
def file(request: HttpRequest, inspection: int) -> HttpResponse:
    filed = file_case(actor_of(request), FileCase(inspection), now())
    messages.success(request, _("已立卷 %(number)s") % {"number": filed.number})
    return see("documents", inspection)


@requires(InspectionPermission.OPEN_ORIGINAL)
@require_http_methods(["GET", "POST"])
@never_cache
def archive(request: HttpRequest, inspection: int) -> HttpResponse:
    """After what for was written down: papers, list, proofs, and the originals if they are asked for."""
    actor, form = actor_of(request), ArchiveForm(request.POST or None)
    row, filed = participant(actor, inspection, now().date()), document(actor, inspection, DocumentKind.CASE_FILE)
    if request.method == "POST" and form.is_valid():
        try:
            files = archive_of(actor, inspection, originals=form.cleaned_data["originals"])
        except NotFound:
            form.add_error(None, _("台账还没有收录这次检查的最后几笔，一分钟后再下载"))
        else:
            what = _("卷宗包，附原件") if form.cleaned_data["originals"] else _("卷宗包")
            record_read(actor, RecordRead(f"inspection:{inspection}", what, form.cleaned_data["purpose"]), now())
            return zipped(f"case-{inspection}-{filed.edition}.zip", files)
    return render(request, "inspections/archive.html", {"row": row, "filed": filed, "form": form}, status=422 if form.errors else 200)

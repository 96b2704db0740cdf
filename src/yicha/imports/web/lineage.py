"""`/subjects/<sid>/lineage/`: where each field came from and where it went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yicha.imports.queries import lineage_of
from yicha.imports.types import FieldOrigin, OriginKind, RegisterKind
from yicha.imports.web.addresses import Addresses
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.orgs.queries import people
from yicha.subjects.types import SubjectPermission

WAYS = {
    OriginKind.IMPORT: _("名录导入"),
    OriginKind.FORM: _("登记或更正"),
    OriginKind.LOOKUP: _("基础库查询"),
    OriginKind.UNKNOWN: _("没有逐项记录"),
}


@requires(SubjectPermission.READ)
@require_GET
def lineage(request: HttpRequest, sid: str) -> HttpResponse:
    actor = actor_of(request)
    found = lineage_of(actor, sid, now().date())
    names = people(actor, {one.by for one in found.fields})
    may_open = actor.may(SubjectPermission.IMPORT)
    rows = [(one, WAYS[one.kind], names.get(one.by, one.by), _page(one) if may_open else "") for one in found.fields]
    return render(request, "imports/lineage.html", {"found": found, "rows": rows})


def _page(one: FieldOrigin) -> str:
    return Addresses(RegisterKind.SUBJECTS, one.import_id).page if one.import_id else ""

"""`/phones/`: what phones brought and a person must decide; the phones themselves."""

from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yicha.field.actions.decide_review import decide_review
from yicha.field.actions.declare_lost import declare_lost
from yicha.field.actions.force_backlog import force_backlog
from yicha.field.actions.hand_in_export import hand_in_export
from yicha.field.queries import copy_awaited, operations_to_decide, originals_awaited, phones, visits_to_decide
from yicha.field.rules import opened, require_export_size
from yicha.field.types import DecideReview, DeclareLost, FieldPermission, ForceBacklog, HandInExport, ReviewedOperation, Wipe
from yicha.field.web.labels import KINDS, VALUES, WHYS
from yicha.inspections.queries import visible_inspection
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.clock import now
from yicha.kernel.files import guarded
from yicha.kernel.jurisdiction import absent
from yicha.kernel.pictures import burned_copy
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import departments
from yicha.planning.queries import visit
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

ADOPT = "adopt"
InWords = tuple[ReviewedOperation, str | Promise, str | Promise, str | Promise]


class ExportForm(Form):
    file = forms.FileField(label=gettext_lazy("手机存成的文件（.yc1）"))


class DecisionForm(Form):
    """`op` are the ticked ones."""

    reason = forms.CharField(label=gettext_lazy("原因"), max_length=400)


class LostForm(Form):
    wipe = forms.ChoiceField(
        label=gettext_lazy("手机上的资料"),
        choices=[
            (Wipe.LOCK.value, gettext_lazy("锁定：交回、换机、人离岗，没传的还能取出")),
            (Wipe.ERASE.value, gettext_lazy("清除：已经丢失")),
        ],
    )
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=400)


@requires(FieldPermission.DECIDE)
@require_GET
def brought(request: HttpRequest) -> HttpResponse:
    """手机记录."""
    actor = actor_of(request)
    shown = {"visits": visits_to_decide(actor), "awaited": originals_awaited(actor), "phones": len(phones(actor))}
    return render(request, "field/brought.html", shown)


@requires(FieldPermission.DECIDE)
@require_GET
@never_cache
def copy(request: HttpRequest, op: str) -> HttpResponse:
    """The small copy that came with the act, made anew: it is a picture of a stranger's."""
    content, lines = copy_awaited(actor_of(request), op)
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return guarded(HttpResponse(burned_copy(Path(file.name), lines), content_type="image/jpeg"))


@requires(FieldPermission.CLOSE_LANE)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """登记的手机: of the department; of the region for who keeps it safe."""
    actor = actor_of(request)
    names = {one.code: one.short_name for one in departments(SYSTEM, now().date())}
    rows = [(one, names.get(one.department, one.department)) for one in phones(actor)]
    return render(request, "field/phones.html", {"rows": rows, "forces": actor.may(FieldPermission.FORCE)})


@requires(FieldPermission.HAND_IN)
@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """文件代替网络: what a phone without network was saved to."""
    actor, at, form = actor_of(request), now(), ExportForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid() and done(form, lambda: hand_in_export(actor, _command(form, actor, at), at)):
        messages.success(request, _("已收下，和手机自己传的一样算"))
        return see_other(reverse("phones:brought" if actor.may(FieldPermission.DECIDE) else "phones:hand_in"))
    return render(request, "field/hand_in.html", {"form": form}, status=409 if form.errors else 200)


def _command(form: ExportForm, actor: Actor, at: datetime) -> HandInExport:
    file, most = form.cleaned_data["file"], norms_in_force(actor.region, at.date()).whole(NormCode.FIELD_EXPORT_MAX_MB)
    require_export_size(file.size, most)
    found = opened(file.read())
    return HandInExport(found.lane, found.texts, found.signature)


@requires(FieldPermission.DECIDE)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, inspection: int) -> HttpResponse:
    """What was ticked is taken over or let lie, in one tap; what a rule refuses is said at the form."""
    actor, form = actor_of(request), DecisionForm(request.POST or None)
    row = visible_inspection(actor, inspection, now().date())
    adopt, chosen = request.POST.get("act") == ADOPT, tuple(request.POST.getlist("op"))
    if form.is_bound and form.is_valid():
        command = DecideReview(inspection, chosen, adopt, form.cleaned_data["reason"])
        if done(form, lambda: decide_review(actor, command, now())):
            messages.success(request, _("已定 %(count)s 份") % {"count": len(chosen)})
            return see_other(reverse("phones:brought"))
    rows = list(map(_in_words, operations_to_decide(actor, inspection)))
    shown = {"row": row, "planned": visit(actor, row.visit), "rows": rows, "form": form}
    return render(request, "field/decide.html", shown, status=409 if form.errors else 200)


def _in_words(one: ReviewedOperation) -> InWords:
    return one, KINDS.get(one.kind, one.kind), VALUES.get(one.value, one.value), WHYS.get(one.why, one.why)


@requires(FieldPermission.CLOSE_LANE)
@require_http_methods(["GET", "POST"])
def lost(request: HttpRequest, lane: str) -> HttpResponse:
    """停用一台手机."""
    actor, form = actor_of(request), LostForm(request.POST or None)
    if form.is_bound and form.is_valid():
        command = DeclareLost(lane, Wipe(form.cleaned_data["wipe"]), form.cleaned_data["reason"])
        if done(form, lambda: declare_lost(actor, command, now())):
            messages.success(request, _("已停用，手机再连上时执行"))
            return see_other(reverse("phones:register"))
    phone = next((one for one in phones(actor) if one.lane == lane), None) or absent("YX-2.12")
    return render(request, "field/lost.html", {"form": form, "phone": phone}, status=409 if form.errors else 200)


@requires(FieldPermission.FORCE)
@require_http_methods(["POST"])
def force(request: HttpRequest, lane: str) -> HttpResponse:
    """缺号照收."""
    forced = force_backlog(actor_of(request), ForceBacklog(lane), now())
    messages.success(request, _("已照收 %(count)s 份，缺 %(gaps)s 份") % {"count": len(forced.recorded), "gaps": len(forced.gaps)})
    return see_other(reverse("phones:register"))


app_name = "phones"
urlpatterns = [
    path("", brought, name="brought"),
    path("register/", register, name="register"),
    path("hand-in/", hand_in, name="hand_in"),
    path("copies/<str:op>/", copy, name="copy"),
    path("<int:inspection>/", decide, name="decide"),
    path("<str:lane>/lost/", lost, name="lost"),
    path("<str:lane>/force/", force, name="force"),
]

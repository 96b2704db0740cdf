"""What is coming, what was, what will be asked; another hour, an objection, somebody who should stay away."""

from collections.abc import Callable, Sequence
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yicha.enterprise.queries import burden, coming, coming_one, handbooks, own_notice, own_subject, questions_of, record, recusals_asked
from yicha.enterprise.types import EnterprisePermission, Officer
from yicha.enterprise.web.rating import last_to_rate
from yicha.inspections.actions.raise_objection import raise_objection
from yicha.inspections.types import GROUND_NAMES, ObjectionGround, RaiseObjection
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.documents import qr_svg
from yicha.kernel.refusals import Refusal
from yicha.kernel.spoken import spoken
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.queries import subject_of
from yicha.orgs.types import DeclareRecusal
from yicha.planning.actions.ask_hours import ask_hours
from yicha.planning.types import AskHours
from yicha.shell.answers import see_other
from yicha.shell.forms import Form, MomentForm
from yicha.subjects.queries import mark_of

PDF: Final = "application/pdf"


class RecusalForm(Form):
    """Who should stay away, and why. Officers are chosen by their place in the list, so that the page holds no certificate numbers."""

    officer = forms.ChoiceField(label=gettext_lazy("谁应当回避"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("为什么"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("如：与本店负责人是亲属；和本店有经济往来"),
    )

    def __init__(self, officers: Sequence[Officer], *args: object) -> None:
        super().__init__(*args)
        choices = [(str(place), f"{one.name}（{one.department}，证号尾号 {one.tail}）") for place, one in enumerate(officers)]
        self.offer("officer", choices)


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    shown = {"subject": own_subject(actor), "coming": coming(actor, at), "burden": burden(actor, at), "asked": recusals_asked(actor, at)}
    return render(request, "enterprise/home.html", shown | last_to_rate(actor, at))


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def past(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    shown = {"subject": own_subject(actor), "record": record(actor, at), "burden": burden(actor, at)}
    return render(request, "enterprise/record.html", shown)


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    sent = {"Content-Disposition": f'inline; filename="notice-{pk}.pdf"'}
    return HttpResponse(own_notice(actor_of(request), pk), content_type=PDF, headers=sent)


class WishForm(MomentForm):
    """双预约: another day or hour of the same week."""

    reason = forms.CharField(label=gettext_lazy("为什么"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


def grounds() -> list[tuple[str, str]]:
    return [(ground.value, spoken(name)) for ground, name in GROUND_NAMES.items()]


class ObjectionForm(Form):
    ground = forms.ChoiceField(label=gettext_lazy("为什么不该来"), choices=grounds, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("说清楚"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("如：哪天、哪个部门来查过同一类"),
    )


@requires(EnterprisePermission.READ)
@require_http_methods(["GET", "POST"])
@never_cache
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """申请改期 of a visit that is coming."""
    actor, at = actor_of(request), now()
    visit = coming_one(actor, pk, at)
    form = WishForm(visit.days, request.POST or None)
    if form.is_valid() and _done(form, "hour", lambda said: ask_hours(actor, AskHours(visit.visit, form.moment, said["reason"]), at)):
        messages.success(request, _("已送给牵头部门答复"))
        return see_other(reverse("firm:home"))
    return render(request, "enterprise/hours.html", {"subject": own_subject(actor), "form": form}, status=422 if form.errors else 200)


@requires(EnterprisePermission.READ)
@require_http_methods(["GET", "POST"])
@never_cache
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """异议 to a visit that is coming, beside what this year has seen."""
    actor, at = actor_of(request), now()
    coming_one(actor, pk, at)
    form = ObjectionForm(request.POST or None)
    if form.is_valid() and _done(form, "words", lambda said: raise_objection(actor, _objected(pk, said), at)):
        messages.success(request, _("已送司法行政部门裁定，裁定前不会来"))
        return see_other(reverse("firm:home"))
    shown = {"subject": own_subject(actor), "form": form, "burden": burden(actor, at)}
    return render(request, "enterprise/objection.html", shown, status=422 if form.errors else 200)


def _objected(inspection: int, said: dict[str, str]) -> RaiseObjection:
    return RaiseObjection(inspection, ObjectionGround(said["ground"]), said["words"])


@requires(EnterprisePermission.READ)
@require_http_methods(["GET", "POST"])
@never_cache
def recusal(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    officers = [one for visit in coming(actor, at) for one in visit.officers]
    form = RecusalForm(officers, request.POST or None)
    if form.is_valid() and _done(form, "officer", lambda said: declare_recusal(actor, _declared(actor, officers, said), at)):
        messages.success(request, _("已送给该部门负责人决定"))
        return see_other(reverse("firm:recusal"))
    shown = {"subject": own_subject(actor), "form": form, "officers": officers, "asked": recusals_asked(actor, at)}
    return render(request, "enterprise/recusal.html", shown, status=422 if form.errors else 200)


def _declared(actor: Actor, officers: Sequence[Officer], said: dict[str, str]) -> DeclareRecusal:
    return DeclareRecusal(officers[int(said["officer"])].cert_no, subject_of(actor), said["reason"])


def _done(form: Form, field: str, act: Callable[[dict[str, str]], object]) -> bool:
    """A refusal is shown at the field, with what was typed."""
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        form.add_error(field, refusal.message)
    return not form.errors


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def books(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "enterprise/handbooks.html", {"subject": own_subject(actor), "books": handbooks(actor, now().date())})


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def self_check(request: HttpRequest, pk: int) -> HttpResponse:
    """先自查: the questions that will be asked, to tick off on the own phone; nothing of it is sent."""
    actor = actor_of(request)
    visit, questions = questions_of(actor, pk, now())
    return render(request, "enterprise/self_check.html", {"subject": own_subject(actor), "visit": visit, "questions": questions})


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def door_sign(request: HttpRequest) -> HttpResponse:
    """监督码: the sign for the shop's door, to be printed."""
    own = own_subject(actor_of(request))
    address = request.build_absolute_uri(reverse("portal:door", args=[own.sid, mark_of(own.sid)]))
    picture = mark_safe(qr_svg(address, fluid=True))  # noqa: S308 made here
    return render(request, "enterprise/door_sign.html", {"subject": own, "address": address, "picture": picture})

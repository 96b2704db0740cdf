"""One subject in the register: added, corrected, described, closed, moved."""

from dataclasses import asdict, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.orgs.queries import regions
from yicha.shell.answers import see_other
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.actions.close_subject import close_subject
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.actions.end_identifier import end_identifier
from yicha.subjects.actions.end_tag import end_tag
from yicha.subjects.actions.move_out import move_out
from yicha.subjects.actions.register_subject import register_subject
from yicha.subjects.actions.reopen_subject import reopen_subject
from yicha.subjects.actions.set_openings import set_openings
from yicha.subjects.actions.tag_subject import tag_subject
from yicha.subjects.queries import details, facts_of, industries, industry_called, openings_of, subject
from yicha.subjects.types import (
    AddIdentifier,
    CloseSubject,
    CorrectSubject,
    EndIdentifier,
    EndTag,
    MoveOut,
    RegisterSubject,
    ReopenSubject,
    Scheme,
    SetOpenings,
    SubjectPermission,
    TagSubject,
)
from yicha.subjects.web.asking import Page, ask
from yicha.subjects.web.forms import FactsForm, IdentifierForm, MoveForm, OpeningsForm, ReasonForm, TagForm, opening_values

BOTH = ["GET", "POST"]
YEAR_ROUND = ("01-01", "12-31")


def _at(sid: str) -> str:
    return reverse("subjects:details", args=[sid])


def _page(actor: Actor, sid: str, title: str, note: str = "", clause: str = "LYG-4.2") -> Page:
    """A form about a subject; NotFound outside the jurisdiction."""
    return Page(title, _at(sid), subject(actor, sid).name, note, clause)


@requires(SubjectPermission.READ)
@require_GET
def show(request: HttpRequest, sid: str) -> HttpResponse:
    """名录信息: everything that the register holds of one."""
    actor, at = actor_of(request), now()
    found = details(actor, sid, at.date())
    if found.subject.sid != sid:
        return see_other(_at(found.subject.sid))
    may = {one.name.lower(): actor.may(one) for one in SubjectPermission}
    called = industry_called(found.facts.industry, actor.region, at.date())
    return render(request, "subjects/details.html", {"found": found, "may": may, "year_round": YEAR_ROUND, "industry": called})


@requires(SubjectPermission.REGISTER)
@require_http_methods(BOTH)
def new(request: HttpRequest) -> HttpResponse:
    actor, site_of = actor_of(request), request.GET.get("site_of", "")
    begun = asdict(facts_of(actor, site_of)) if site_of else {}
    form = FactsForm(request.POST or None, initial=begun | {"address": "", "lon": "", "lat": "", "grid": ""}, **_offered(actor))
    title = _("增加场所") if site_of else _("登记一户")
    page = Page(title, reverse("subjects:subjects"), _("监管对象"), _("代码相同的场所合在一户计算检查次数") if site_of else "", "LYG-4.2")

    def act() -> str:
        said = form.cleaned_data
        return _at(register_subject(actor, RegisterSubject(actor.region, form.facts(), said["source"], site_of, said["waived"]), now()).sid)

    return ask(request, page, form, act, gettext_lazy("已登记"), wide=True)


@requires(SubjectPermission.REGISTER)
@require_http_methods(BOTH)
def correct(request: HttpRequest, sid: str) -> HttpResponse:
    actor = actor_of(request)
    page = _page(actor, sid, _("更正"), _("旧值会留在轨迹里；曾用名和原代码仍能查到"))
    form = FactsForm(request.POST or None, initial=asdict(facts_of(actor, sid)), **_offered(actor))

    def act() -> str:
        said = form.cleaned_data
        return _at(correct_subject(actor, CorrectSubject(sid, form.facts(), said["source"], said["waived"]), now()).sid)

    return ask(request, page, form, act, gettext_lazy("已更正"), wide=True)


def _offered(actor: Actor) -> dict[str, Any]:
    """What a form offers to choose: the places below the actor's own, and the industries."""
    return {"towns": [one.name for one in regions(actor) if one.path != actor.region], "industries": industries(actor.region, now().date())}


@requires(SubjectPermission.DESCRIBE)
@require_http_methods(BOTH)
def identifier(request: HttpRequest, sid: str) -> HttpResponse:
    actor, form = actor_of(request), IdentifierForm(request.POST or None)
    page = _page(actor, sid, _("加名称或编号"), _("招牌名、原注册号、业务系统编号、许可证号，都能用来查找"))

    def act() -> str:
        said = form.cleaned_data
        return _at(add_identifier(actor, AddIdentifier(**{**said, "sid": sid, "scheme": Scheme(said["scheme"])}), now()).sid)

    return ask(request, page, form, act, gettext_lazy("已添加"))


@requires(SubjectPermission.DESCRIBE)
@require_POST
def drop_identifier(request: HttpRequest, identifier: int) -> HttpResponse:
    done = end_identifier(actor_of(request), EndIdentifier(identifier, request.POST.get("reason", "")), now())
    return see_other(_at(done.sid))


@requires(SubjectPermission.DESCRIBE)
@require_http_methods(BOTH)
def openings(request: HttpRequest, sid: str) -> HttpResponse:
    actor = actor_of(request)
    asked = _page(actor, sid, _("定营业时间"), _("过了零点才关门的，关门时间照写；全年一样的，季节不填"))
    page = replace(asked, template="subjects/openings.html")
    form = OpeningsForm(request.POST or None, initial=opening_values(openings_of(actor, sid)))
    return ask(
        request, page, form, lambda: _at(set_openings(actor, SetOpenings(sid, form.openings()), now()).sid), gettext_lazy("营业时间已定")
    )


@requires(SubjectPermission.DESCRIBE)
@require_http_methods(BOTH)
def tag(request: HttpRequest, sid: str) -> HttpResponse:
    actor, at = actor_of(request), now()
    form = TagForm(request.POST or None, initial={"first_day": at.date()})
    page = _page(actor, sid, _("加标签"), _("在有效期内，计划可以按标签选它"), "LYG-4.2 GX-5.4")
    return ask(request, page, form, lambda: _at(tag_subject(actor, TagSubject(**form.command(sid)), at).sid), gettext_lazy("已加标签"))


@requires(SubjectPermission.DESCRIBE)
@require_POST
def drop_tag(request: HttpRequest, tagging: int) -> HttpResponse:
    return see_other(_at(end_tag(actor_of(request), EndTag(tagging, request.POST.get("reason", "")), now()).sid))


@requires(SubjectPermission.CLOSE)
@require_http_methods(BOTH)
def close(request: HttpRequest, sid: str) -> HttpResponse:
    actor, form = actor_of(request), ReasonForm(request.POST or None)
    page = _page(actor, sid, _("注销"), _("注销后不再进入抽取；过去的检查都留着"))
    return ask(
        request, page, form, lambda: _at(close_subject(actor, CloseSubject(sid, **form.cleaned_data), now()).sid), gettext_lazy("已注销")
    )


@requires(SubjectPermission.CLOSE)
@require_POST
def reopen(request: HttpRequest, sid: str) -> HttpResponse:
    return see_other(_at(reopen_subject(actor_of(request), ReopenSubject(sid, request.POST.get("reason", "")), now()).sid))


@requires(SubjectPermission.MOVE)
@require_http_methods(BOTH)
def move(request: HttpRequest, sid: str) -> HttpResponse:
    actor, form = actor_of(request), MoveForm(request.POST or None)
    page = _page(actor, sid, _("迁出"), _("对方迁入以前，两边都不抽它；迁到平台之外的，办注销"), "R-SUB-1")
    return ask(request, page, form, lambda: _at(move_out(actor, MoveOut(sid, **form.cleaned_data), now()).sid), gettext_lazy("等对方迁入"))

"""Posts: proposed by one administrator, approved or refused by another; lent and handed over by the head."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor, Role
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.kernel.tables.writing import Cell
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.end_post import end_post
from yicha.orgs.actions.end_substitution import end_substitution
from yicha.orgs.actions.hand_over import hand_over
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.refuse_post import refuse_post
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.queries import accounts, departments, hand_overs, posts, regions
from yicha.orgs.types import (
    POST_STATUS_NAMES,
    ROLE_NAMES,
    ApprovePost,
    EndPost,
    EndSubstitution,
    HandOver,
    OrgPermission,
    PostListing,
    PostStatus,
    ProposePost,
    RefusePost,
    Substitute,
)
from yicha.orgs.web.accounts import ROWS, Shown
from yicha.orgs.web.forms import HandOverForm, PostForm, ReasonForm, SubstituteForm
from yicha.shell.answers import done, see_other
from yicha.shell.lines import Line, page_asked
from yicha.shell.sorting import in_order
from yicha.shell.types import Column

WHO = Column("display_name", gettext_lazy("谁"))
COLUMNS = (
    Column("role_name", gettext_lazy("岗位")),
    Column("where", gettext_lazy("部门")),
    Column("region_name", gettext_lazy("区划")),
    Column("valid_from", gettext_lazy("起")),
    Column("valid_to", gettext_lazy("止")),
    Column("proposed_by", gettext_lazy("谁提出")),
)
ACT = Column("act", gettext_lazy("办理"), sorts=False)
LENT = Column("name", gettext_lazy("谁代谁"))
LENT_COLUMNS = (
    Column("role", gettext_lazy("岗位")),
    Column("where", gettext_lazy("部门")),
    Column("valid_from", gettext_lazy("起")),
    Column("valid_to", gettext_lazy("止")),
)


@requires(OrgPermission.READ_ACCOUNTS)
def post_list(request: HttpRequest) -> HttpResponse:
    """`?q=` narrows by person, account, department or what the post is."""
    actor = actor_of(request)
    every, wanted = found(actor, request.GET), state_asked(actor, request.GET)
    tabs = [(status, label, sum(one.status is status for one in every)) for status, label in POST_STATUS_NAMES.items()]
    page = Paginator(listed(every, wanted, request.GET), ROWS).get_page(request.GET.get("page"))
    may = Shown(actor.permissions)
    acts = (may.approve and wanted == PostStatus.PROPOSED) or (may.end_post and wanted != PostStatus.ENDED)
    shown: dict[str, Any] = {
        "page": page,
        "columns": (*COLUMNS, ACT) if acts else COLUMNS,
        "tabs": tabs,
        "state": wanted,
    }
    shown |= {"text": request.GET.get("q", ""), "acts": acts, "may": may, "form": ReasonForm()}
    return render(request, "orgs/posts.html", shown)


def found(actor: Actor, query: QueryDict) -> list[PostListing]:
    """Of every state, narrowed by the words of the address."""
    text = query.get("q", "").strip()
    return [one for one in posts(actor) if text in f"{one.display_name} {one.account} {one.role_name} {one.where}"]


def state_asked(actor: Actor, query: QueryDict) -> PostStatus:
    """The tab that the address names; else the one in which the person has something to do."""
    first = PostStatus.PROPOSED if actor.may(OrgPermission.APPROVE_POST) else PostStatus.APPROVED
    asked = query.get("state", "")
    return PostStatus(asked) if asked in set(PostStatus) else first


def listed(every: Iterable[PostListing], wanted: PostStatus, query: QueryDict) -> list[PostListing]:
    """Those of one state, in the order that the address asks for."""
    return in_order((one for one in every if one.status is wanted), query.get("sort", ""), (WHO, *COLUMNS))


@requires(OrgPermission.PROPOSE_POST)
def new_post(request: HttpRequest) -> HttpResponseBase:
    actor, at = actor_of(request), now()
    places = [(one.code, one.name) for one in regions(actor)]
    offices = [(one.code, one.short_name) for one in departments(actor, at.date())]
    first = {"account": request.GET.get("account", "")}
    form = PostForm(request.POST or None, regions=places, departments=offices, initial=first)
    if form.is_valid() and _proposed(request, form):
        messages.success(request, _("已提出，等审计管理员批准"))
        return see_other(f"{reverse('orgs:posts')}?state={PostStatus.PROPOSED}")
    return render(request, "orgs/new_post.html", {"form": form}, status=422 if form.errors else 200)


def _proposed(request: HttpRequest, form: PostForm) -> bool:
    given = form.cleaned_data
    command = ProposePost(**{**given, "role": Role(given["role"])})
    return done(form, lambda: propose_post(actor_of(request), command, now()), Refusal)


@requires(OrgPermission.APPROVE_POST)
@require_POST
def approve(request: HttpRequest, post: int) -> HttpResponseBase:
    event = approve_post(actor_of(request), ApprovePost(post), now())
    messages.success(request, _("已批准：%(account)s任%(role)s") % {"account": event.account, "role": ROLE_NAMES[event.role]})
    return see_other(reverse("orgs:posts"))


@requires(OrgPermission.APPROVE_POST)
@require_POST
def refuse(request: HttpRequest, post: int) -> HttpResponseBase:
    refuse_post(actor_of(request), RefusePost(post, request.POST.get("reason", "")), now())
    messages.success(request, _("已退回"))
    return see_other(reverse("orgs:posts"))


@requires(OrgPermission.END_POST)
@require_POST
def end(request: HttpRequest, post: int) -> HttpResponseBase:
    end_post(actor_of(request), EndPost(post, request.POST.get("reason", "")), now())
    messages.success(request, _("已结束，下一次点击就没有权限了"))
    return see_other(reverse("orgs:posts"))


@requires(OrgPermission.SUBSTITUTE, OrgPermission.HAND_OVER)
def substitutions(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    told = page_asked(lent(actor), request.GET, (LENT, *LENT_COLUMNS)) | {"columns": (*LENT_COLUMNS, ACT)}
    told |= {
        "hand_overs": hand_overs(actor),
        "may": Shown(actor.permissions),
        "at": now(),
        "may_export": actor.may(OrgPermission.SUBSTITUTE),
    }
    return render(request, "orgs/substitutions.html", told)


def lent(actor: Actor) -> list[Line]:
    held = (one for one in posts(actor) if one.stands_in_for and one.status is PostStatus.APPROVED)
    return [Line(one, _lent_cells(one)) for one in held]


def _lent_cells(one: PostListing) -> dict[str, Cell]:
    """In the words of the page."""
    first, last = (f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else "" for moment in (one.valid_from, one.valid_to))
    return {"name": one.display_name, "role": str(one.role_name), "where": one.where, "valid_from": first, "valid_to": last}


@requires(OrgPermission.SUBSTITUTE)
def new_substitution(request: HttpRequest) -> HttpResponseBase:
    actor = actor_of(request)
    held = [one for one in posts(actor) if one.status is PostStatus.APPROVED and not one.stands_in_for]
    choices = [(one.post, f"{one.display_name} · {ROLE_NAMES[one.role]} · {one.department}") for one in held]
    form = SubstituteForm(request.POST or None, posts=choices, accounts=_people(actor))
    if form.is_valid() and done(form, lambda: substitute(actor, Substitute(**form.cleaned_data), now()), Refusal):
        messages.success(request, _("已定代办，到期自动结束"))
        return see_other(reverse("orgs:substitutions"))
    return render(request, "orgs/new_substitution.html", {"form": form}, status=422 if form.errors else 200)


@requires(OrgPermission.END_SUBSTITUTION)
@require_POST
def end_lent(request: HttpRequest, post: int) -> HttpResponseBase:
    end_substitution(actor_of(request), EndSubstitution(post, request.POST.get("reason", "")), now())
    messages.success(request, _("代办已结束"))
    return see_other(reverse("orgs:substitutions"))


@requires(OrgPermission.HAND_OVER)
def new_hand_over(request: HttpRequest) -> HttpResponseBase:
    actor = actor_of(request)
    form = HandOverForm(request.POST or None, accounts=_people(actor))
    if form.is_valid() and done(form, lambda: hand_over(actor, HandOver(**form.cleaned_data), now()), Refusal):
        messages.success(request, _("已移交，原任职已结束"))
        return see_other(reverse("orgs:substitutions"))
    return render(request, "orgs/new_hand_over.html", {"form": form}, status=422 if form.errors else 200)


def _people(actor: Actor) -> list[tuple[str, str]]:
    return [(one.username, f"{one.display_name}（{one.username}）") for one in accounts(actor) if not one.disabled]

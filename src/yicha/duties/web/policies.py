"""政策文件: the register, one document, and what is done about a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yicha.duties.actions.add_policy_text import add_policy_text
from yicha.duties.actions.answer_opinion import answer_opinion
from yicha.duties.actions.draft_policy import draft_policy
from yicha.duties.actions.give_policy_opinion import give_policy_opinion
from yicha.duties.actions.issue_policy import issue_policy
from yicha.duties.actions.open_round import open_round
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.repeal_policy import repeal_policy
from yicha.duties.queries import names_of, policies, policy_file
from yicha.duties.queries import policy as policy_of
from yicha.duties.types import (
    AddPolicyText,
    AnswerOpinion,
    DraftPolicy,
    DutyPermission,
    GivePolicyOpinion,
    IssuePolicy,
    OpenRound,
    PolicyRow,
    PolicyStatus,
    RegisterPolicy,
    RepealPolicy,
)
from yicha.duties.web.forms import DraftForm, EndForm, IssueForm, OpinionForm, PolicyForm, ReplyForm, RoundForm, TextForm, chosen
from yicha.duties.web.responses import today
from yicha.duties.web.words import POLICY_STATUSES, POLICY_TONES
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.files import answer as answer_file
from yicha.kernel.uploads import upload
from yicha.norms.queries import norms_in_force, until
from yicha.norms.types import NormCode
from yicha.shell.answers import done, see_other, steps_on
from yicha.shell.forms import Form
from yicha.shell.sorting import in_order
from yicha.shell.templatetags.yc import clock_words
from yicha.shell.types import Column

PER_PAGE, MEGABYTE = 50, 1024 * 1024
NAME = Column("title", gettext_lazy("文件"))
COLUMNS = (
    Column("issued_on", gettext_lazy("印发")),
    Column("department", gettext_lazy("部门")),
    Column("item_count", gettext_lazy("事项"), number=True),
    Column("status", gettext_lazy("状态")),
)


@require_GET
@requires(DutyPermission.READ)
def policies_page(request: HttpRequest) -> HttpResponse:
    """`?q=` and `?item=` narrow it."""
    actor = actor_of(request)
    page = Paginator(listed(actor, request.GET), PER_PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "columns": COLUMNS, "may_draft": actor.may(DutyPermission.DRAFT_POLICY)}
    return render(request, "duties/policies.html", told | {name: request.GET.get(name, "").strip() for name in ("q", "item")})


def listed(actor: Actor, query: QueryDict) -> list[dict[str, Any]]:
    """As the address asks for them."""
    rows, names = policies(actor, query.get("q", "").strip(), query.get("item", "").strip()), names_of(actor.region, today())
    return [shown_policy(row, names) for row in in_order(rows, query.get("sort", ""), (NAME, *COLUMNS))]


def cells(one: dict[str, Any]) -> dict[str, str | int]:
    """In the words of the page."""
    row, clock = one["row"], one["clock"]
    return {
        "title": f"{row.title} {row.number}".strip(),
        "issued_on": "、".join(filter(None, (row.issued_on and row.issued_on.isoformat(), row.issuer))),
        "department": one["department"],
        "item_count": row.item_count,
        "status": "、".join([str(one["status"]), *([clock_words(clock)] if clock else [])]),
    }


def shown_policy(row: PolicyRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "status": POLICY_STATUSES[row.status],
        "tone": POLICY_TONES[row.status],
        "department": names.get(row.department, row.department),
        "clock": until(row.opinions_by, now()) if row.status is PolicyStatus.CONSULTING and row.opinions_by else None,
    }


@require_GET
@requires(DutyPermission.READ)
def policy_page(request: HttpRequest, policy: int) -> HttpResponse:
    return render(request, "duties/policy.html", one_policy(actor_of(request), policy))


@require_GET
@requires(DutyPermission.READ)
def download(request: HttpRequest, policy: int) -> HttpResponseBase:
    return answer_file(policy_file(actor_of(request), policy))


def one_policy(actor: Actor, pk: int, **forms: Form) -> dict[str, Any]:
    """What the page of a policy shows; `forms`: one that was refused."""
    row, names = policy_of(actor, pk), names_of(actor.region, today())
    opinions = [(names.get(one.department, one.department), one) for one in row.current]
    told = shown_policy(row, names) | {"opinions": opinions, "refused": next(iter(forms.values()), None), "reply": ReplyForm()}
    own, open_ = actor.acts_for(row.department), row.status in {PolicyStatus.DRAFT, PolicyStatus.CONSULTING}
    drafts, issues = own and actor.may(DutyPermission.DRAFT_POLICY), own and actor.may(DutyPermission.ISSUE_POLICY)
    asked = any(one.department == actor.department and one.adopted is None for one in row.current)
    consulting = row.status is PolicyStatus.CONSULTING
    others = chosen({code: name for code, name in names.items() if code != row.department})
    made: dict[str, Form | None] = {
        "round": RoundForm({"departments": others}) if drafts and open_ else None,
        "opinion": OpinionForm() if asked and consulting and actor.may(DutyPermission.GIVE_OPINION) else None,
        "issue": IssueForm(actor.region, initial={"items": "\n".join(row.items), "issued_on": today()}) if issues and consulting else None,
        "text": TextForm() if drafts and row.file is None else None,
        "repeal": EndForm() if issues and row.status is PolicyStatus.ISSUED else None,
    }
    return told | made | {"may_answer": drafts and consulting} | dict(forms)


_stepped = steps_on("duties/policy.html", "duties:policy", one_policy)


@require_http_methods(["GET", "POST"])
@requires(DutyPermission.DRAFT_POLICY)
def new(request: HttpRequest) -> HttpResponse:
    """A draft; with `?kind=issued` a document that is in force already."""
    issued = request.GET.get("kind") == "issued"
    form = (PolicyForm if issued else DraftForm)(actor_of(request).region, request.POST or None, request.FILES or None)
    made: list[int] = []
    if request.method == "POST" and form.is_valid() and done(form, lambda: made.append(_made(request, form, issued=issued))):
        messages.success(request, gettext("已登记文件"))
        return see_other(reverse("duties:policy", args=made))
    return render(request, "duties/new_policy.html", {"form": form, "issued": issued}, status=422 if form.errors else 200)


def _made(request: HttpRequest, form: Form, *, issued: bool) -> int:
    actor, said = actor_of(request), form.cleaned_data
    file = _kept(actor, said.pop("document"))
    place: dict[str, Any] = {"region_path": actor.region, "department": actor.department, "file": file}
    if issued:
        return register_policy(actor, RegisterPolicy(**place, **said), now()).policy
    return draft_policy(actor, DraftPolicy(**place, **said), now()).policy


def _kept(actor: Actor, sent: Any) -> UUID:
    limit = norms_in_force(actor.region, today()).whole(NormCode.UPLOAD_MAX_MB) * MEGABYTE
    return upload(actor, sent.chunks(), now(), kind="policy", name=sent.name or "", limit=limit, declared=sent.size).file


@require_POST
@requires(DutyPermission.DRAFT_POLICY)
def add_text(request: HttpRequest, policy: int) -> HttpResponse:
    actor, form = actor_of(request), TextForm(request.POST, request.FILES)
    policy_of(actor, policy)  # nothing is kept for what is not there

    def act(said: dict[str, Any]) -> object:
        return add_policy_text(actor, AddPolicyText(policy, _kept(actor, said["document"])), now())

    return _stepped(request, policy, ("text", form), act, gettext("正文已补上"))


@require_POST
@requires(DutyPermission.DRAFT_POLICY)
def consult(request: HttpRequest, policy: int) -> HttpResponse:
    actor = actor_of(request)
    form = RoundForm({"departments": chosen(names_of(actor.region, today()))}, request.POST)

    def act(said: dict[str, Any]) -> object:
        return open_round(actor, OpenRound(policy, tuple(said["departments"])), now())

    return _stepped(request, policy, ("round", form), act, gettext("已征求意见"))


@require_POST
@requires(DutyPermission.GIVE_OPINION)
def opine(request: HttpRequest, policy: int) -> HttpResponse:
    actor, form = actor_of(request), OpinionForm(request.POST)

    def act(said: dict[str, Any]) -> object:
        return give_policy_opinion(actor, GivePolicyOpinion(policy, actor.department, said["opinion"]), now())

    return _stepped(request, policy, ("opinion", form), act, gettext("意见已记下"))


@require_POST
@requires(DutyPermission.DRAFT_POLICY)
def answer(request: HttpRequest, policy: int, department: str) -> HttpResponse:
    actor, form, adopted = actor_of(request), ReplyForm(request.POST), request.POST.get("adopted") == "yes"

    def act(said: dict[str, Any]) -> object:
        return answer_opinion(actor, AnswerOpinion(policy, department, adopted, said["reply"]), now())

    return _stepped(request, policy, ("reply", form), act, gettext("已答复意见"))


@require_POST
@requires(DutyPermission.ISSUE_POLICY)
def issue(request: HttpRequest, policy: int) -> HttpResponse:
    actor = actor_of(request)
    form = IssueForm(actor.region, request.POST, request.FILES)
    policy_of(actor, policy)  # nothing is kept for what is not there

    def act(said: dict[str, Any]) -> None:
        issue_policy(actor, IssuePolicy(policy=policy, file=_kept(actor, said.pop("document")), **said), now())

    return _stepped(request, policy, ("issue", form), act, gettext("已印发"))


@require_POST
@requires(DutyPermission.ISSUE_POLICY)
def repeal(request: HttpRequest, policy: int) -> HttpResponse:
    actor, form = actor_of(request), EndForm(request.POST)

    def act(said: dict[str, Any]) -> object:
        return repeal_policy(actor, RepealPolicy(policy, **said), now())

    return _stepped(request, policy, ("repeal", form), act, gettext("已废止"))

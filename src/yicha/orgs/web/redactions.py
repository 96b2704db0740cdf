"""`/admin/redactions/`: personal data in the trail, whose going one asks for and another decides."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.tables.writing import Cell
from yicha.orgs.actions.ask_redaction import ask_redaction
from yicha.orgs.actions.decide_redaction import decide_redaction
from yicha.orgs.queries import redactable, redactions
from yicha.orgs.types import AskRedaction, DecideRedaction, OrgPermission, RedactionListing, RedactionStatus
from yicha.shell.answers import done, see_other
from yicha.shell.event_names import event_name
from yicha.shell.forms import Form
from yicha.shell.lines import Line, page_asked
from yicha.shell.types import Column

STATUSES = {
    RedactionStatus.ASKED: (gettext_lazy("待决定"), "soon"),
    RedactionStatus.DONE: (gettext_lazy("已删除"), "good"),
    RedactionStatus.DECLINED: (gettext_lazy("未同意"), "off"),
}


NAME = Column("name", gettext_lazy("哪条记录"))
COLUMNS = (
    Column("entered_at", gettext_lazy("谁、何时")),
    Column("reason", gettext_lazy("删除理由")),
    Column("asked_at", gettext_lazy("申请人")),
    Column("status", gettext_lazy("状态")),
)


class ReasonForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("删除理由"), max_length=200, help_text=gettext_lazy("谁要求的、依据哪一条；不写要删除的内容本身")
    )


class OpinionForm(Form):
    opinion = forms.CharField(label=gettext_lazy("不同意的理由"), max_length=200, required=False)


class Shown:
    """A request as people read it; `form` where the reader may decide."""

    def __init__(self, row: RedactionListing, form: OpinionForm | None) -> None:
        self.row, self.form = row, form
        self.what = event_name(row.event)
        self.status, self.tone = STATUSES[row.status]


@requires(OrgPermission.READ_REDACTIONS)
@require_safe
def redaction_list(request: HttpRequest) -> HttpResponse:
    return _listed(request)


def _listed(request: HttpRequest, refused: OpinionForm | None = None, of: int = 0) -> HttpResponse:
    """`refused`: the form that was, of the request `of`."""
    actor = actor_of(request)
    may = actor.may(OrgPermission.DECIDE_REDACTION)
    lines = [
        Line(Shown(line.one, _form(line.one, refused if line.one.id == of else None) if may else None), line.cells) for line in found(actor)
    ]
    told = page_asked(lines, request.GET, (NAME, *COLUMNS)) | {"columns": COLUMNS, "refused": refused}
    return render(request, "orgs/redactions.html", told | {"may_export": actor.may(OrgPermission.EXPORT)}, status=422 if refused else 200)


def found(actor: Actor) -> list[Line]:
    return [Line(row, _cells(row)) for row in redactions(actor)]


def _cells(row: RedactionListing) -> dict[str, Cell]:
    """In the words of the page, and no more than stands there."""
    return {
        "name": f"{event_name(row.event)} {row.about}",
        "entered_at": f"{row.entered_by} {localtime(row.entered_at):%Y-%m-%d %H:%M}",
        "reason": row.reason,
        "asked_at": f"{row.requested_by} {localtime(row.asked_at):%Y-%m-%d %H:%M}",
        "status": " ".join(filter(None, (str(STATUSES[row.status][0]), row.decided_by, row.opinion))),
    }


def _form(row: RedactionListing, refused: OpinionForm | None) -> OpinionForm | None:
    return refused or (OpinionForm(prefix=f"r{row.id}") if row.status is RedactionStatus.ASKED else None)


@requires(OrgPermission.ASK_REDACTION)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, run: UUID) -> HttpResponse:
    actor, at = actor_of(request), now()
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: ask_redaction(actor, AskRedaction(run, form.cleaned_data["reason"]), at)):
        messages.success(request, _("已申请，由司法监督决定"))
        return see_other(reverse("orgs:redactions"))
    entry, said = redactable(actor, run)
    shown = {"form": form, "entry": entry, "what": event_name(entry.event), "said": said}
    return render(request, "orgs/ask_redaction.html", shown, status=422 if form.errors else 200)


@requires(OrgPermission.DECIDE_REDACTION)
@require_POST
def decide(request: HttpRequest, redaction: int) -> HttpResponse:
    actor, at = actor_of(request), now()
    form, take_out = OpinionForm(request.POST, prefix=f"r{redaction}"), request.POST.get("take_out") == "1"
    if redaction not in {row.id for row in redactions(actor)}:
        absent("WY-5.8b")
    if form.is_valid() and done(
        form, lambda: decide_redaction(actor, DecideRedaction(redaction, take_out, form.cleaned_data["opinion"]), at)
    ):
        messages.success(request, _("已删除，留痕中记有删除的事实") if take_out else _("未同意，已告知申请人"))
        return see_other(reverse("orgs:redactions"))
    return _listed(request, form, redaction)

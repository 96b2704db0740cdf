"""评价和异议: what the enterprise has to say after a visit, and what became of it."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yicha.enterprise.queries import own_result, own_subject, petitions_asked, rateable_visits, rated, recusals_asked
from yicha.enterprise.types import EnterprisePermission
from yicha.feedback.actions.raise_petition import raise_petition
from yicha.feedback.types import PetitionKind, RaisePetition
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now
from yicha.kernel.refusals import Refusal
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

WORDS: Final = {
    PetitionKind.APPEAL: (gettext_lazy("对结果申诉"), gettext_lazy("哪里不对"), gettext_lazy("如：当天设备已经换过，有发票")),
    PetitionKind.REPAIR: (gettext_lazy("申请信用修复"), gettext_lazy("怎么改好的"), gettext_lazy("如：哪天更换、谁验收过")),
}
TOLD: Final = {
    PetitionKind.APPEAL: gettext_lazy("申诉已收到，由核定这条结果以外的人决定"),
    PetitionKind.REPAIR: gettext_lazy("修复申请已收到，由公示的部门决定"),
}


class PetitionForm(Form):
    words = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, kind: PetitionKind, *args: object) -> None:
        super().__init__(*args)
        _title, self.fields["words"].label, self.fields["words"].help_text = map(str, WORDS[kind])
        self.fields["words"].error_messages["required"] = _("还没填：%(label)s") % {"label": self.fields["words"].label}


@requires(EnterprisePermission.READ)
@require_GET
@never_cache
def voice(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    shown = {"subject": own_subject(actor), "rateable": rateable_visits(actor, at), "rated": rated(actor, at)}
    shown |= {"petitions": petitions_asked(actor, at), "asked": recusals_asked(actor, at)}
    return render(request, "enterprise/voice.html", shown)


@requires(EnterprisePermission.READ)
@require_http_methods(["GET", "POST"])
@never_cache
def petition(request: HttpRequest, result: int, kind: PetitionKind) -> HttpResponse:
    """申诉 or 信用修复 of one department's result."""
    actor, at = actor_of(request), now()
    row, form = own_result(actor, result, at), PetitionForm(kind, request.POST or None)
    if form.is_valid() and done(form, lambda: raise_petition(actor, RaisePetition(kind, result, form.cleaned_data["words"]), at), Refusal):
        messages.success(request, TOLD[kind])
        return see_other(reverse("firm:voice"))
    shown = {"subject": own_subject(actor), "row": row, "form": form, "kind": kind.value, "title": WORDS[kind][0]}
    return render(request, "enterprise/petition.html", shown, status=422 if form.errors else 200)

"""交材料: of an off-site check the enterprise hands in what the notice asks for, and keeps our receipt of each."""

from datetime import datetime
from pathlib import Path

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yicha.enterprise.queries import own_subject, papers_of
from yicha.enterprise.types import EnterprisePermission, Papers
from yicha.inspections.actions.hand_in_paper import hand_in_paper
from yicha.inspections.types import HandInPaper
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.examining import examine
from yicha.kernel.refusals import Refusal
from yicha.kernel.uploads import PHOTOS, upload
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.shell.answers import done, see_other
from yicha.shell.forms import Form

MEGABYTE = 1 << 20
ACCEPTED = PHOTOS | {"application/pdf"}
OTHER = ""


class PaperForm(Form):
    """One of the papers that were asked for, or another that is named."""

    paper = forms.ChoiceField(label=gettext_lazy("哪样材料"), widget=forms.RadioSelect, required=False)
    other = forms.CharField(label=gettext_lazy("是什么材料"), max_length=100, required=False, help_text=gettext_lazy("选“其他材料”时填"))
    file = forms.FileField(
        label=gettext_lazy("照片或 PDF"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"})
    )

    def __init__(self, papers: Papers, *args: object) -> None:
        super().__init__(*args)
        if not papers.asked:
            self.fields["other"].help_text = ""
        self.offer("paper", [*((one, one) for one, _at in papers.asked), (OTHER, _("其他材料"))])

    def said(self) -> str:
        return str(self.cleaned_data["paper"] or self.cleaned_data["other"])


@requires(EnterprisePermission.READ)
@require_http_methods(["GET", "POST"])
@never_cache
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked for, what has come, and one more."""
    actor, at = actor_of(request), now()
    papers = papers_of(actor, pk, at)
    form = PaperForm(papers, request.POST or None, request.FILES or None)
    if form.is_valid() and done(form, lambda: _kept(actor, pk, form, at), Refusal):
        messages.success(request, _("材料已收到，收据在下面"))
        return see_other(reverse("firm:papers", args=[pk]))
    shown = {"subject": own_subject(actor), "papers": papers, "form": form}
    return render(request, "enterprise/papers.html", shown, status=422 if form.errors else 200)


def _kept(actor: Actor, pk: int, form: PaperForm, at: datetime) -> None:
    """Looked at whole before it is kept."""
    sent, most = form.cleaned_data["file"], norms_in_force(actor.region, at.date()).whole(NormCode.EVIDENCE_PHOTO_MAX_MB)
    told = {"kind": "paper", "name": Path(sent.name).name, "limit": most * MEGABYTE, "declared": sent.size}
    file = upload(actor, sent.chunks(), at, accept=ACCEPTED, examine=examine, **told).file
    hand_in_paper(actor, HandInPaper(pk, form.said(), file), at)

"""Is this paper genuine? Whoever holds one compares its fingerprint: typed, or taken from the file, which is not kept."""

from hashlib import sha256

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yicha.inspections.queries import genuine
from yicha.inspections.types import DOCUMENT_NAMES
from yicha.kernel.access import public
from yicha.shell.forms import Form

LARGEST = 20 << 20  # bytes of a file
DIGITS = frozenset("0123456789abcdef")
LENGTH = 64
WRONG = _("指纹是 64 位的 0–9 和 a–f，空格不算")


class PaperForm(Form):
    number = forms.CharField(label=_("文号"), max_length=60)
    file = forms.FileField(label=_("文书的 PDF"), required=False, help_text=_("只算指纹，不保存；20 MB 以内"))
    fingerprint = forms.CharField(label=_("或者纸上的指纹"), required=False, max_length=200, help_text=WRONG)

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(_("文件超过 20 MB"))
        return file

    def clean_fingerprint(self) -> str:
        plain = "".join(str(self.cleaned_data["fingerprint"]).lower().split())
        if plain and (len(plain) != LENGTH or not DIGITS.issuperset(plain)):
            raise forms.ValidationError(WRONG)
        return plain

    def clean(self) -> dict[str, object]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not said.get("file") and not said.get("fingerprint"):
            self.add_error("file", forms.ValidationError(_("选文件，或者填指纹")))
        return said

    @property
    def hashed(self) -> str:
        """Of a valid form: the SHA-256 of the file, read piece by piece, else what was typed."""
        file = self.cleaned_data["file"]
        if not file:
            return str(self.cleaned_data["fingerprint"])
        digest = sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        return digest.hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
@public("whoever holds a paper may see whether it is genuine; the number alone tells nothing")
def document(request: HttpRequest, number: str = "") -> HttpResponse:
    """A form that changes nothing; it is sent because a file does not fit into an address."""
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm(initial={"number": number[:60]})
    told: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        asked = form.hashed
        found = genuine(form.cleaned_data["number"].strip(), asked)
        told |= {"asked": asked, "found": found, "kind": DOCUMENT_NAMES[found.kind] if found else ""}
    answer = render(request, "portal/document.html", told, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer

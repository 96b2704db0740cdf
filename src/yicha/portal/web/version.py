"""大字版: which version of the public pages somebody wants, kept in a cookie for a year."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from yicha.kernel.access import public
from yicha.shell.answers import see_other
from yicha.shell.forms import Form

SIZES = {"standard": "", "22": "", "26": "26", "30": "30"}
A_YEAR = 365 * 24 * 3600
HOME = "/public/"


class VersionForm(Form):
    size = forms.ChoiceField(choices=[("standard", _("标准版")), ("22", _("大字版")), ("26", _("更大")), ("30", _("最大"))])
    next = forms.CharField(required=False, max_length=2000)


@require_http_methods(["GET", "HEAD", "POST"])
@public("how large the letters are: a cookie, no change of state")
def version(request: HttpRequest) -> HttpResponse:
    """`?size=&next=`: one tap from any public page, without a script, a token or a page between; without `size`, all of them to choose."""
    asked = request.POST or request.GET
    form, back = VersionForm(asked), safe(request, asked.get("next", ""))
    if not form.is_valid():
        return render(request, "portal/version.html", {"sizes": form.fields["size"].choices, "back": back})  # type: ignore[attr-defined] # a choice field
    size = form.cleaned_data["size"]
    answer = see_other(back)
    for name, value in (("large", "" if size == "standard" else "1"), ("size", SIZES[size])):
        answer.set_cookie(name, value, max_age=A_YEAR if value else 0, path="/", secure=settings.YICHA_TLS, httponly=True, samesite="Lax")
    return answer


def safe(request: HttpRequest, address: str) -> str:
    """A page of the public part of this site, nothing else."""
    own = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if own and address.startswith("/") and not address.startswith("/public/version/") else HOME

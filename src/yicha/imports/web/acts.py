"""Confirm, waive, give up, undo: one use case each, then back to the page."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.drop_import import drop_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.actions.waive_check_digit import waive_check_digit
from yicha.imports.queries import import_row
from yicha.imports.types import ConfirmImport, DropImport, RegisterKind, UndoImport, WaiveCheckDigit
from yicha.imports.web.addresses import Addresses
from yicha.kernel.access import actor_of
from yicha.kernel.clock import now
from yicha.shell.forms import Form


class ReasonForm(Form):
    reason = forms.CharField(required=False, max_length=200)
    code = forms.CharField(required=False, max_length=40)


def _said(request: HttpRequest, kind: RegisterKind, pk: int) -> dict[str, str]:
    """The import is one of this register, and what was said about it."""
    import_row(actor_of(request), kind, pk)
    form = ReasonForm(request.POST)
    form.is_valid()
    return {name: str(form.cleaned_data.get(name, "")) for name in ("reason", "code")}


def _back(kind: RegisterKind, pk: int) -> HttpResponse:
    return HttpResponseRedirect(Addresses(kind, pk).page, status=303)


@require_POST
def confirm(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    reason = _said(request, kind, pk)["reason"]
    done = confirm_import(actor_of(request), ConfirmImport(pk, accept_valid=bool(reason), reason=reason), now())
    messages.success(request, _("已导入：新增 %(new)s 行，修改 %(changed)s 行") % vars(done))
    return _back(kind, pk)


@require_POST
def waive(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    said = _said(request, kind, pk)
    waive_check_digit(actor_of(request), WaiveCheckDigit(pk, said["code"], said["reason"]), now())
    messages.success(request, _("已认可代码 %(code)s，差异已重新算过") % said)
    return _back(kind, pk)


@require_POST
def drop(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    _said(request, kind, pk)
    drop_import(actor_of(request), DropImport(pk), now())
    return HttpResponseRedirect(Addresses(kind).start, status=303)


@require_POST
def undo(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    reason = _said(request, kind, pk)["reason"]
    done = undo_import(actor_of(request), UndoImport(pk, reason), now())
    messages.success(request, _("已撤销：去掉 %(removed)s 行，恢复 %(restored)s 行") % vars(done))
    return _back(kind, pk)

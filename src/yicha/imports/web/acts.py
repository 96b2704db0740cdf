"""Confirm, waive, give up, undo: one use case each, then back to the page."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yicha.imports.actions.ask_import import ask_import
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.drop_import import drop_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.actions.waive_check_digit import waive_check_digit
from yicha.imports.queries import import_row
from yicha.imports.types import (
    IN_BACKGROUND,
    AskImport,
    ConfirmImport,
    DropImport,
    ImportAct,
    ImportRow,
    RegisterKind,
    UndoImport,
    WaiveCheckDigit,
)
from yicha.imports.web.addresses import Addresses
from yicha.kernel.access import actor_of
from yicha.kernel.clock import now
from yicha.shell.answers import see_other
from yicha.shell.forms import Form


class ReasonForm(Form):
    reason = forms.CharField(required=False, max_length=200)
    code = forms.CharField(required=False, max_length=40)


def _said(request: HttpRequest, kind: RegisterKind, pk: int) -> tuple[ImportRow, dict[str, str]]:
    """The import, if it is one of this register, and what was said about it."""
    found = import_row(actor_of(request), kind, pk)
    form = ReasonForm(request.POST)
    form.is_valid()
    return found, {name: str(form.cleaned_data.get(name, "")) for name in ("reason", "code")}


def _back(kind: RegisterKind, pk: int) -> HttpResponse:
    return see_other(Addresses(kind, pk).page)


@require_POST
def confirm(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    """A large one is left to the worker, and the page waits."""
    (found, said), actor = _said(request, kind, pk), actor_of(request)
    accept_valid = bool(said["reason"])
    if found.size > IN_BACKGROUND:
        ask_import(actor, AskImport(pk, ImportAct.CONFIRM, accept_valid, said["reason"]), now())
    else:
        done = confirm_import(actor, ConfirmImport(pk, accept_valid, said["reason"]), now())
        messages.success(request, _("已导入：新增 %(new)s 行，修改 %(changed)s 行") % vars(done))
    return _back(kind, pk)


@require_POST
def waive(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    found, said = _said(request, kind, pk)
    waive_check_digit(actor_of(request), WaiveCheckDigit(pk, said["code"], said["reason"]), now())
    if found.size <= IN_BACKGROUND:
        messages.success(request, _("已认可代码 %(code)s，差异已重新算过") % said)
    return _back(kind, pk)


@require_POST
def drop(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    _said(request, kind, pk)
    drop_import(actor_of(request), DropImport(pk), now())
    return see_other(Addresses(kind).start)


@require_POST
def undo(request: HttpRequest, kind: RegisterKind, pk: int) -> HttpResponse:
    """A large one is left to the worker, and the page waits."""
    (found, said), actor = _said(request, kind, pk), actor_of(request)
    if found.size > IN_BACKGROUND:
        ask_import(actor, AskImport(pk, ImportAct.UNDO, reason=said["reason"]), now())
    else:
        done = undo_import(actor, UndoImport(pk, said["reason"]), now())
        messages.success(request, _("已撤销：去掉 %(removed)s 行，恢复 %(restored)s 行") % vars(done))
    return _back(kind, pk)

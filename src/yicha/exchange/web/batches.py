"""批次: built, carried out of the house, answered."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yicha.exchange.actions.build_batch import build_batch
from yicha.exchange.actions.note_sent import note_sent
from yicha.exchange.actions.settle_receipt import settle_receipt
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.queries import batch, batch_file, batches, folder_of, regions_waiting, rows_of_batch, unread_receipt, unread_receipts
from yicha.exchange.rules.layouts import CHECKS, layout_of
from yicha.exchange.rules.receipts import read_receipt
from yicha.exchange.types import BatchRow, BatchStatus, BuildBatch, ExchangePermission, NoteSent, ReceiptTaken, SettleReceipt, TakeReceipt
from yicha.exchange.web.board import shown
from yicha.exchange.web.forms import ReceiptForm, SettleForm
from yicha.exchange.web.words import BATCH_TONES, BATCHES, names_of
from yicha.kernel.access import actor_of, requires
from yicha.kernel.actor import Actor
from yicha.kernel.clock import now
from yicha.kernel.jurisdiction import absent
from yicha.kernel.refusals import Refusal
from yicha.shell.answers import done, see_other

PAGE, LIMIT = 30, 32 * 1024 * 1024


@require_safe
@requires(ExchangePermission.SEND)
def batch_list(request: HttpRequest) -> HttpResponse:
    return _listed(request, ReceiptForm())


def _listed(request: HttpRequest, form: ReceiptForm, settling: tuple[int, SettleForm] | None = None) -> HttpResponse:
    """`settling`: the form of an unread receipt that was refused."""
    actor = actor_of(request)
    page = Paginator(batches(actor), PAGE).get_page(request.GET.get("page"))
    unread = [
        (row, settling[1] if settling and settling[0] == row.id else SettleForm(prefix=f"r{row.id}")) for row in unread_receipts(actor)
    ]
    refused = settling[1] if settling else form
    told = {"page": page, "rows": [_shown(one) for one in page], "form": form, "unread": unread, "refused": refused}
    return render(request, "exchange/batches.html", told, status=422 if refused.errors else 200)


def _shown(row: BatchRow) -> dict[str, Any]:
    name = layout_of(row.table, row.built_at.date()).name
    return {"row": row, "status": BATCHES[row.status], "tone": BATCH_TONES[row.status], "layout": name}


@require_safe
@requires(ExchangePermission.SEND)
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    row, names = batch(actor, pk), names_of(actor, now().date())
    page = Paginator(rows_of_batch(actor, pk), PAGE).get_page(request.GET.get("page"))
    told = {"page": page, "rows": [shown(one, names) for one in page], "open": row.status is not BatchStatus.ANSWERED}
    return render(request, "exchange/batch.html", _shown(row) | told)


@require_safe
@requires(ExchangePermission.SEND)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly the bytes that stand under this number."""
    number, content = batch_file(actor_of(request), pk)
    sent = {"Content-Disposition": f'attachment; filename="{number}.json"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/json", headers=sent)


@require_POST
@requires(ExchangePermission.BATCH)
def build(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    tables = [table for region, table in regions_waiting() if region == actor.region]
    built, *_others = [build_batch(actor, BuildBatch(actor.region, table), now()) for table in tables or [CHECKS]]
    told = ngettext("已组成批次 %(number)s，%(rows)s 行", "已组成批次 %(number)s，%(rows)s 行", built.rows)
    messages.success(request, told % {"number": built.number, "rows": built.rows})
    return see_other(reverse("exchange:batch", args=[built.batch]))


@require_POST
@requires(ExchangePermission.SEND)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    note_sent(actor_of(request), NoteSent(pk), now())
    messages.success(request, _("已记为送出，等对方回执"))
    return see_other(reverse("exchange:batch", args=[pk]))


@require_POST
@requires(ExchangePermission.ANSWER)
def take(request: HttpRequest) -> HttpResponse:
    form, taken = ReceiptForm(request.POST, request.FILES), list[ReceiptTaken]()
    if not form.is_valid() or not done(form, lambda: taken.append(_taken(actor_of(request), form.cleaned_data["document"])), Refusal):
        return _listed(request, form)
    told = {"accepted": taken[0].accepted, "rejected": taken[0].rejected, "waiting": taken[0].waiting}
    messages.success(request, _("回执已收：接收 %(accepted)s 行，退回 %(rejected)s 行，还等 %(waiting)s 行") % told)
    return see_other(reverse("exchange:batch", args=[taken[0].batch]))


def _taken(actor: Actor, document: Any) -> ReceiptTaken:
    content = document.read(LIMIT + 1)
    said = read_receipt(content)
    return take_receipt(actor, TakeReceipt(actor.region, content.decode("utf-8-sig"), said), now())


@require_safe
@requires(ExchangePermission.ANSWER)
def unread_file(request: HttpRequest, receipt: int) -> HttpResponse:
    """What the other side put there, as it came."""
    row = unread_receipt(actor_of(request), receipt)
    path = folder_of(row.partner, "refused") / row.file
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LIMIT:
        absent("GX-5.2b")
    sent = {"Content-Disposition": f'attachment; filename="receipt-{row.id}.json"', "Cache-Control": "private, no-store"}
    return HttpResponse(path.read_bytes(), content_type="application/octet-stream", headers=sent)


@require_POST
@requires(ExchangePermission.ANSWER)
def settle(request: HttpRequest, receipt: int) -> HttpResponse:
    actor, form = actor_of(request), SettleForm(request.POST, prefix=f"r{receipt}")
    unread_receipt(actor, receipt)
    if not form.is_valid() or not done(form, lambda: settle_receipt(actor, SettleReceipt(receipt, form.cleaned_data["words"]), now())):
        return _listed(request, ReceiptForm(), (receipt, form))
    messages.success(request, _("已办结，文件留存"))
    return see_other(reverse("exchange:batches"))

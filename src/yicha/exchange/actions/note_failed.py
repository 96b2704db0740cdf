from datetime import datetime

from django.urls import reverse

from yicha.exchange.models import Batch, Partner
from yicha.exchange.rules.partners import next_try, rest
from yicha.exchange.types import CarriageFailed, ExchangePermission, NoteFailed, PartnerStatus
from yicha.kernel.actor import Actor, Role
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.notifications import Message, notify
from yicha.kernel.use_case import use_case
from yicha.orgs.queries import holders_in

TOLD = 200


@use_case(may=ExchangePermission.SEND, clause="GX-5.2b")
def note_failed(actor: Actor, command: NoteFailed, at: datetime, /) -> CarriageFailed:
    """没有送到: the batch is tried again later; a partner that fails again and again is left alone for a while."""
    batch = fetch(actor, Batch.objects.all(), clause="GX-5.2b", pk=command.batch)
    batch.failures, batch.trouble = batch.failures + 1, command.reason[:TOLD]
    batch.next_try_at = next_try(at, batch.failures)
    batch.save()
    for partner in Partner.objects.select_for_update().filter(region_path=batch.region_path, status=PartnerStatus.ACTIVE.value):
        partner.failures, partner.trouble = partner.failures + 1, command.reason[:TOLD]
        partner.rests_until = rest(at, partner.failures)
        partner.save()
        if partner.failures == 1:
            _tell(partner, at)
    return CarriageFailed(batch.pk, batch.number, batch.failures, batch.next_try_at)


def _tell(partner: Partner, at: datetime) -> None:
    """The data bureau, at once, and once until something gets there again."""
    link, words = reverse("exchange:batches"), f"{partner.trouble}；会自动重试，不会丢也不会重"
    stewards = holders_in(Role.DATA_STEWARD, partner.region_path, at)
    notify([Message(name, f"送不到 {partner.name}", words, link) for name in stewards], at)

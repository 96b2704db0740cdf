"""Reads of what goes up and what became of it, in the actor's jurisdiction only."""

from yicha.exchange.queries.board import batch, batch_file, batches, by_provider, record, records, regions_waiting, rows_of_batch, statuses
from yicha.exchange.queries.mapping import Mapped, mapped
from yicha.exchange.queries.partners import awake_partners, partner_of, partners, to_carry, to_confirm

__all__ = [
    "Mapped",
    "awake_partners",
    "batch",
    "batch_file",
    "batches",
    "by_provider",
    "mapped",
    "partner_of",
    "partners",
    "record",
    "records",
    "regions_waiting",
    "rows_of_batch",
    "statuses",
    "to_carry",
    "to_confirm",
]

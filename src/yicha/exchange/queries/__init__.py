"""Reads of what goes up and what became of it, in the actor's jurisdiction only."""

from yicha.exchange.queries.board import batch, batch_file, batches, by_provider, record, records, regions_waiting, rows_of_batch, statuses
from yicha.exchange.queries.mapping import Mapped, mapped

__all__ = [
    "Mapped",
    "batch",
    "batch_file",
    "batches",
    "by_provider",
    "mapped",
    "record",
    "records",
    "regions_waiting",
    "rows_of_batch",
    "statuses",
]

"""Reads of what goes up and what became of it, in the actor's jurisdiction only."""

from yicha.exchange.queries.backflow import backflow, backflow_standings, regions_flowing
from yicha.exchange.queries.board import (
    batch,
    batch_file,
    batches,
    by_provider,
    checks_behind,
    faults_found,
    measures_entered,
    problems_found,
    pushes_standing,
    record,
    records,
    records_of_inspection,
    records_of_subject,
    regions_waiting,
    rows_of_batch,
    statuses,
)
from yicha.exchange.queries.crossing import crossed_by_provider, regions_compared, source_difference, source_differences
from yicha.exchange.queries.giving import given, standings
from yicha.exchange.queries.mapping import Mapped, mapped
from yicha.exchange.queries.papers import paper
from yicha.exchange.queries.partners import awake_partners, drop_of, folder_of, partner_of, partners, to_carry, to_confirm
from yicha.exchange.queries.sharing import data_resource, data_resources, reciprocity, shares_of, shares_open
from yicha.exchange.queries.unread import unread_receipt, unread_receipts
from yicha.exchange.queries.webhooks import is_subscribed, messages, send_message, signing_key, subscriptions, to_tell
from yicha.exchange.rules.layouts import CHECKS, layout_of, rules_of

__all__ = [
    "CHECKS",
    "Mapped",
    "awake_partners",
    "backflow",
    "backflow_standings",
    "batch",
    "batch_file",
    "batches",
    "by_provider",
    "checks_behind",
    "crossed_by_provider",
    "data_resource",
    "data_resources",
    "drop_of",
    "faults_found",
    "folder_of",
    "given",
    "is_subscribed",
    "layout_of",
    "mapped",
    "measures_entered",
    "messages",
    "paper",
    "partner_of",
    "partners",
    "problems_found",
    "pushes_standing",
    "reciprocity",
    "record",
    "records",
    "records_of_inspection",
    "records_of_subject",
    "regions_compared",
    "regions_flowing",
    "regions_waiting",
    "rows_of_batch",
    "rules_of",
    "send_message",
    "shares_of",
    "shares_open",
    "signing_key",
    "source_difference",
    "source_differences",
    "standings",
    "statuses",
    "subscriptions",
    "to_carry",
    "to_confirm",
    "to_tell",
    "unread_receipt",
    "unread_receipts",
]

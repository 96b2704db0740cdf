"""Reads of the item list, in the actor's jurisdiction only."""

from yicha.items.queries.in_force import items_found, items_in_force, periods_in_force, proposals, returned
from yicha.items.queries.listing import current_versions, entries_of, item_versions, listed, main_items, narrowed, open_proposals

__all__ = [
    "current_versions",
    "entries_of",
    "item_versions",
    "items_found",
    "items_in_force",
    "listed",
    "main_items",
    "narrowed",
    "open_proposals",
    "periods_in_force",
    "proposals",
    "returned",
]

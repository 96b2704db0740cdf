"""Reads of the item list, in the actor's jurisdiction only."""

from yicha.items.queries.catalogues import catalogue_codes, coverage, entries_of_list, items_of_list, matches_of, rows_of_entries, suggested
from yicha.items.queries.in_force import (
    items_found,
    items_in_force,
    items_on_days,
    opinions_asked,
    owners_in_force,
    periods_in_force,
    proposals,
    regions_with_items,
    returned,
    yearly_caps,
)
from yicha.items.queries.laws import affected_items, law_change, law_changes, law_tasks_by_change, open_law_tasks
from yicha.items.queries.listing import (
    current_versions,
    entries_of,
    item_versions,
    latest_versions,
    listed,
    main_items,
    narrowed,
    open_proposals,
)

__all__ = [
    "affected_items",
    "catalogue_codes",
    "coverage",
    "current_versions",
    "entries_of",
    "entries_of_list",
    "item_versions",
    "items_found",
    "items_in_force",
    "items_of_list",
    "items_on_days",
    "latest_versions",
    "law_change",
    "law_changes",
    "law_tasks_by_change",
    "listed",
    "main_items",
    "matches_of",
    "narrowed",
    "open_law_tasks",
    "open_proposals",
    "opinions_asked",
    "owners_in_force",
    "periods_in_force",
    "proposals",
    "regions_with_items",
    "returned",
    "rows_of_entries",
    "suggested",
    "yearly_caps",
]

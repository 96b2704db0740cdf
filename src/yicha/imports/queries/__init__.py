"""Reads of imports, in the actor's jurisdiction only."""

from yicha.imports.queries.error_book import error_workbook
from yicha.imports.queries.history import History, import_row, last_import
from yicha.imports.queries.lineage import lineage_of
from yicha.imports.queries.preview import as_json, figures, preview_rows, problems, suspected_groups, warned
from yicha.imports.queries.registers import Register, register_of

__all__ = [
    "History",
    "Register",
    "as_json",
    "error_workbook",
    "figures",
    "import_row",
    "last_import",
    "lineage_of",
    "preview_rows",
    "problems",
    "register_of",
    "suspected_groups",
    "warned",
]

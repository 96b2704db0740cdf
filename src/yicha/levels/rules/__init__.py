"""The clauses of this room as pure functions."""

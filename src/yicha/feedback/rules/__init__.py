"""The clauses as pure functions."""

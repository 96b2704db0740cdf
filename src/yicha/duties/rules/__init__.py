"""The clauses of 职责分工 as pure functions."""

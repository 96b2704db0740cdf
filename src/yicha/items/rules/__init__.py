"""What must hold before the list of items changes, and what can be read from it without a database."""

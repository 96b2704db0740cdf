"""Locks by name, held until the end of the transaction: for what one row's lock does not say, such as “this register”.

PostgreSQL sees deadlocks on them, as on rows. Outside a transaction they are let go at once.
"""

from django.db import connection


def hold(name: str, *, shared: bool = False) -> None:
    """Wait for whoever holds the name, and hold it. Shared holders do not wait for each other."""
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 2))", [name])

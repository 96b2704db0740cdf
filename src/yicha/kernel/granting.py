"""What the role may as which production connects: it owns nothing, so it cannot take off the guard or rewrite a trail.

Migrations run as the owner; after them `grant()` gives the application's role what it needs, and no more:
trails may be added to, what is kept may be changed but not deleted, what is sealed may be added to and not read, everything else is
business under the write guard.
Run it after every migration; it is the same for the embedded server and for a site's own.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from psycopg import sql

from yicha.kernel.app_role import APP_ROLE
from yicha.kernel.guard import AppendOnlyTable, KeptTable, SealedTable

READ_ONLY = frozenset({"kernel_touch", "django_migrations"})  # written by the guard, and by the owner

TABLES = """
SELECT relname, ARRAY(SELECT tgname::text FROM pg_trigger WHERE tgrelid = pg_class.oid)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') ORDER BY relname
"""
# Made by whoever comes first; a site's administrator may have made it before, with a password.
CREATE = """
DO $do$ BEGIN
    CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $do$
"""
ONCE = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


def grant(role: str = APP_ROLE) -> None:
    """Wants a connection of the owner, who may create roles unless the role is there already."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        known = cursor.fetchone() is not None
        cursor.execute(TABLES)
        tables = dict(cursor.fetchall())
        names = {"role": sql.Identifier(role), "database": sql.Identifier(str(connection.settings_dict["NAME"]))}
        for statement in [*([] if known else [CREATE]), *ONCE]:
            cursor.execute(sql.SQL(statement).format(**names))
        for table, triggers in tables.items():
            verbs = sql.SQL(", ".join(_verbs(table, frozenset(triggers))))
            cursor.execute(sql.SQL("GRANT {verbs} ON {table} TO {role}").format(verbs=verbs, table=sql.Identifier(table), **names))


def _verbs(table: str, triggers: frozenset[str]) -> Iterator[str]:
    if SealedTable.name in triggers:
        yield "INSERT"
        return
    yield "SELECT"
    if table in READ_ONLY:
        return
    yield "INSERT"
    if AppendOnlyTable.name in triggers:
        return
    yield "UPDATE"
    if KeptTable.name not in triggers:
        yield "DELETE"

"""What all migrations make of an empty database, in one file: `python -m tools.schema` writes `src/yicha/config/schema.sql` anew.

A head start and no second truth: `config/database.py` loads it into an empty database of the home's own server and then migrates what
it does not hold yet. `tests/test_migrations.py` compares it with the migrations. To be read too: every constraint stands there.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from yicha.config.database import DATABASE, SCHEMA, create_database
from yicha.config.embedded_postgres import running
from yicha.config.postgres_tools import run_tool
from yicha.config.temporary import temporary_home

TITLE = re.compile(r"^--\n-- .*\n--\n", re.MULTILINE)
SESSION = re.compile(
    r"^(\\\w+ .*|SET \w+ = .*;|SELECT pg_catalog.set_config\('search_path'.*|-- Dumped .*|SELECT pg_catalog.setval.* 1, false\);)\n",
    re.MULTILINE,
)
HEAD = """-- Written by `python -m tools.schema` from the migrations: what they make of an empty database. Not to be edited.
SET LOCAL search_path = '';
SET LOCAL check_function_bodies = false;
SET LOCAL client_min_messages = warning;
"""
APPLIED = "SELECT app, name FROM django_migrations ORDER BY id"
APPLY = sql.SQL("INSERT INTO public.django_migrations (app, name, applied) VALUES ({}, {}, now());\n")


def dumped(url: str) -> str:
    """The whole database of that address as one script: definitions, the rows that migrations put in, and which migrations those were."""
    with tempfile.NamedTemporaryFile(suffix=".sql") as file:
        without = ("--exclude-table-data=django_migrations*", "--no-owner", "--no-privileges", "--no-comments")
        run_tool("pg_dump", url, "--inserts", *without, f"--file={file.name}", site=False)
        text = Path(file.name).read_text(encoding="utf-8")
    body = re.sub(r"\n{3,}", "\n\n", SESSION.sub("", TITLE.sub("", text)))
    with psycopg.connect(url) as link:
        known = "".join(APPLY.format(*row).as_string(link) for row in link.execute(APPLIED))
    return f"{HEAD}\n{body.strip()}\n\n{known}"


def main() -> None:
    with temporary_home() as home, running(home) as server:
        create_database(server)
        url = server.url(DATABASE)
        settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "yicha.config.settings", "YICHA_HOME": f"{home}"}
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env={**os.environ, **settings}, check=True)
        SCHEMA.write_text(dumped(url), encoding="utf-8")


if __name__ == "__main__":
    main()

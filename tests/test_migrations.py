"""What is true of every room's tables together."""

import psycopg
import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from conftest import Databases
from tools.schema import dumped
from yicha.config.database import SCHEMA, migrations_on_disk
from yicha.kernel.guard import guarded_tables


@pytest.mark.django_db
def test_no_model_was_changed_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.usefixtures("own_database")
def test_every_table_of_every_room_has_its_guard() -> None:
    assert run_checks(tags=["database"], databases=["default"]) == []
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    assert set(guarded_tables()) <= present


def test_each_room_has_one_line_of_migrations() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert loader.detect_conflicts() == {}
    assert migrations_on_disk() == {f"{app}.{name}" for app, name in loader.disk_migrations}


def test_the_schema_that_an_empty_database_is_loaded_with_is_what_the_migrations_make(own_database: str, databases: Databases) -> None:
    name = psycopg.conninfo.conninfo_to_dict(own_database)["dbname"]
    databases.migrate(str(name), at_once=False)
    assert dumped(own_database) == SCHEMA.read_text(encoding="utf-8"), "python -m tools.schema"

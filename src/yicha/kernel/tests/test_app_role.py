"""As production connects: everything works, and nothing that holds the house can be moved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from yicha.kernel import files, fsck, ledger
from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actions.redact_payload import redact_payload
from yicha.kernel.actions.retry_dead_letter import retry_dead_letter
from yicha.kernel.actor import SYSTEM
from yicha.kernel.app_role import APP_ROLE
from yicha.kernel.granting import grant
from yicha.kernel.guard import INBOXES, TRAILS
from yicha.kernel.models import Entry
from yicha.kernel.outbox import dead_letters
from yicha.kernel.testing import NOW, Sql, jobs, run_sql, sql, storm, work_off
from yicha.kernel.tests.sample import CLERK, AddThing, Note, RenameThing, Thing, add_thing, rename_thing
from yicha.kernel.tests.test_notifications import Recorder, Tell, tell
from yicha.kernel.tests.test_numbers import IssueNotice, issue_notice
from yicha.kernel.types import KeepFile, RedactPayload, RetryDeadLetter


@pytest.fixture
def production(own_room: str, as_app_role: None, tmp_path: Path, settings: Any) -> None:
    settings.YICHA_HOME = tmp_path
    settings.YICHA_CHANNELS = {"sms": ("yicha.kernel.tests.test_notifications.Recorder", {})}
    Recorder.taken, Recorder.failures = [], 0


POWERS = """SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
FROM pg_roles WHERE rolname = current_user"""


@pytest.mark.usefixtures("production")
class TestTheApplication:
    def test_is_not_the_owner(self) -> None:
        assert value("SELECT current_user") == value("SELECT session_user") == APP_ROLE
        assert value("SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)") == 0
        assert value(POWERS) is False

    def test_can_do_all_its_work(self) -> None:
        thing = add_thing(CLERK, AddThing("x"), NOW, key="k").thing
        assert add_thing(CLERK, AddThing("x"), NOW, key="k").thing == thing
        rename_thing(CLERK, RenameThing(thing, "y"), NOW)
        issue_notice(CLERK, IssueNotice(), NOW)
        tell(CLERK, Tell((("sms", "138"),)), NOW)
        stored = files.store([b"x"], limit=10)
        keep_file(SYSTEM, KeepFile(stored.digest, stored.size, "evidence", "text/plain", "x.txt"), NOW)
        add_thing(CLERK, AddThing("please refuse"), NOW)
        work_off()
        assert ("failed" in jobs(), Note.objects.count(), len(Recorder.taken)) == (True, 1, 1)
        retry_dead_letter(SYSTEM, RetryDeadLetter(dead_letters()[0].job), NOW)
        redact_payload(SYSTEM, RedactPayload(Entry.objects.order_by("xact")[0].run, "x"), NOW)
        work_off("clock", "events")
        ledger.sequence()
        assert fsck.fsck() == []
        assert run_checks(tags=["database"], databases=["default"]) == []

    def test_is_still_held_by_the_guard(self) -> None:
        with pytest.raises(DatabaseError, match="outside a use case"):
            sql("UPDATE sample_thing SET title = 'x'")

    def test_is_as_fast_at_sixteen(self) -> None:
        storm(lambda number: add_thing(CLERK, AddThing(str(number)), NOW))
        assert Thing.objects.count() == 16


ATTACKS = {
    "take off the guard": "ALTER TABLE sample_thing DISABLE TRIGGER yicha_guard",
    "drop the guard": "DROP TRIGGER yicha_guard ON sample_thing",
    "drop the guard's function": "DROP FUNCTION yicha_guard CASCADE",
    "replace the guard's function": "CREATE OR REPLACE FUNCTION yicha_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "replica mode": "SET session_replication_role = replica",
    "truncate": "TRUNCATE sample_thing",
    "truncate a trail": "TRUNCATE kernel_entry CASCADE",
    "rewrite the trail": "UPDATE kernel_entry SET actor = 'x'",
    "delete the trail": "DELETE FROM kernel_entry",
    "rewrite the log": "UPDATE kernel_leaf SET index = 1",
    "rewrite a node": "UPDATE kernel_node SET index = 1",
    "rewrite a checkpoint": "UPDATE kernel_checkpoint SET note = ''",
    "delete a payload": "DELETE FROM kernel_payload",
    "forget a number": "DELETE FROM kernel_counter",
    "write a note of the guard": "INSERT INTO kernel_touch VALUES (gen_random_uuid(), 1, 'kernel_entry')",
    "delete the notes": "DELETE FROM kernel_touch",
    "hide failures": "DELETE FROM kernel_faileddelivery",
    "forget migrations": "DELETE FROM django_migrations",
    "change a table": "ALTER TABLE sample_thing ADD COLUMN x int",
    "drop a table": "DROP TABLE sample_thing",
    "drop a constraint": "ALTER TABLE kernel_entry DROP CONSTRAINT entry_once_per_key",
    "make a table": "CREATE TABLE mine (x int)",
    "make a table that hides another": "CREATE TEMP TABLE kernel_entry (x int)",
    "make a schema": "CREATE SCHEMA mine",
    "become the owner": "SET ROLE yicha",
    "become the owner of the session": "SET SESSION AUTHORIZATION yicha",
    "rename the guard's table": "ALTER TABLE kernel_touch RENAME TO x",
    "make a rule": "CREATE RULE mine AS ON INSERT TO sample_thing DO INSTEAD NOTHING",
    "make a trigger": "CREATE TRIGGER mine BEFORE INSERT ON sample_thing FOR EACH ROW EXECUTE FUNCTION yicha_stamp_entry()",
    "run a program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "read the server's files": "COPY sample_thing FROM '/etc/passwd'",
    "make a role": "CREATE ROLE mine SUPERUSER",
    "change its own role": f"ALTER ROLE {APP_ROLE} SUPERUSER",
    "turn off foreign keys": "ALTER TABLE kernel_touch DISABLE TRIGGER ALL",
}


WAYS: tuple[Callable[[str], object], ...] = (sql, lambda statement: run_sql(CLERK, Sql(statement), NOW))
REFUSED = r"permission denied|must be owner"


@pytest.mark.usefixtures("production")
def test_it_cannot() -> None:
    """Inside a use case as well as outside: the door gives no rights that the role has not."""
    add_thing(CLERK, AddThing("x"), NOW)
    for name, attack in ATTACKS.items():
        for way in WAYS:
            with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
                way(attack)
                pytest.fail(name)


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("attack", ["ALTER SYSTEM SET fsync = off", "CREATE DATABASE mine"])
def test_it_cannot_outside_a_transaction(attack: str) -> None:
    with pytest.raises(DatabaseError, match=REFUSED):
        sql(attack)


@pytest.mark.usefixtures("production")
def test_it_cannot_pass_on_a_right() -> None:
    """PostgreSQL only warns, so look at what became of it."""
    sql("GRANT ALL ON kernel_entry TO PUBLIC")
    assert value("SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC' AND table_name = 'kernel_entry'") == 0


@pytest.mark.usefixtures("production")
def test_it_cannot_shadow_what_the_guard_reads() -> None:
    """Even with a search path of its own: the guard brings its own."""
    add_thing(CLERK, AddThing("x"), NOW)
    with pytest.raises(DatabaseError, match="outside a use case"):
        sql("SET search_path = pg_temp, pg_catalog; UPDATE public.sample_thing SET title = 'y'")
    sql("RESET search_path")
    run = Entry.objects.get().run
    with pytest.raises(DatabaseError, match="after the use case has ended"):
        sql(f"SET search_path = pg_temp; SELECT set_config('yicha.use_case', '{run}', true); UPDATE public.sample_thing SET title = 'y'")
    sql("RESET search_path")


@pytest.mark.usefixtures("own_room")
class TestGranting:
    def test_again_changes_nothing(self) -> None:
        grant()
        before = privileges()
        grant()
        assert privileges() == before

    def test_gives_each_table_what_its_kind_needs(self) -> None:
        grant()
        given = privileges()
        assert given["sample_thing"] == given["procrastinate_jobs"] == {"SELECT", "INSERT", "UPDATE", "DELETE"}
        assert given["kernel_counter"] == given["kernel_payload"] == {"SELECT", "INSERT", "UPDATE"}
        assert all(given[trail] == {"SELECT", "INSERT"} for trail in (TRAILS - {"kernel_touch"}) | {"kernel_entry"})
        assert all(given[inbox] == {"SELECT", "INSERT", "UPDATE", "DELETE"} for inbox in INBOXES)
        assert given["kernel_touch"] == given["django_migrations"] == {"SELECT"}

    def test_takes_back_what_was_given_by_hand(self) -> None:
        grant()
        sql(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
        grant()
        assert privileges()["kernel_entry"] == {"SELECT", "INSERT"}

    def test_to_a_role_that_the_site_made_before(self) -> None:
        sql('CREATE ROLE "site\'s own" LOGIN')
        try:
            grant("site's own")
            assert value("SELECT has_table_privilege('site''s own', 'sample_thing', 'INSERT')") is True
        finally:
            sql('DROP OWNED BY "site\'s own"; DROP ROLE "site\'s own"')

    def test_by_two_at_once(self) -> None:
        storm(lambda _: attempt_grant(), threads=4)
        assert privileges()["kernel_entry"] == {"SELECT", "INSERT"}


def attempt_grant() -> None:
    """Two owners at work on one catalogue may be told to try again; what is granted in the end is right."""
    try:
        grant()
    except DatabaseError as error:
        assert "concurrently" in str(error) or "deadlock" in str(error)  # noqa: PT017 either is lawful


def privileges() -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = %s", [APP_ROLE])
        found: dict[str, set[str]] = {}
        for table, privilege in cursor.fetchall():
            found.setdefault(table, set()).add(privilege)
    return found


def value(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]

"""Every way past the door that we could think of, each refused by PostgreSQL itself."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.writer import MigrationWriter

from yicha.kernel.actor import Actor
from yicha.kernel.guard import INBOXES, TRAILS, AppendOnlyTable, GuardedTable, KeptTable, guarded_tables
from yicha.kernel.models import Entry, Payload
from yicha.kernel.testing import NOW, Sql, run_sql, sql
from yicha.kernel.tests.sample import CLERK, AddThing, Thing, ThingAdded, add_thing
from yicha.kernel.use_case import use_case

INSERT = "INSERT INTO sample_thing (title, region_path, department) VALUES ('x', '', '')"
COLUMNS = {"title": "x", "region_path": "", "department": ""}


def copy() -> None:
    with connection.cursor() as cursor, cursor.copy("COPY sample_thing (title, region_path, department) FROM STDIN") as rows:
        rows.write_row(("x", "", ""))


WAYS: dict[str, Callable[[], object]] = {
    "raw insert": lambda: sql(INSERT),
    "raw update": lambda: sql("UPDATE sample_thing SET title = 'y'"),
    "raw update of nothing": lambda: sql("UPDATE sample_thing SET title = 'y' WHERE false"),
    "raw delete": lambda: sql("DELETE FROM sample_thing"),
    "truncate": lambda: sql("TRUNCATE sample_thing"),
    "truncate cascade": lambda: sql("TRUNCATE sample_thing CASCADE"),
    "merge": lambda: sql("MERGE INTO sample_thing c USING (SELECT 1) s ON false WHEN NOT MATCHED THEN INSERT (title) VALUES ('x')"),
    "upsert": lambda: sql(f"{INSERT} ON CONFLICT DO NOTHING"),
    "in a common table expression": lambda: sql(f"WITH made AS ({INSERT} RETURNING id) SELECT * FROM made"),
    "in a do block": lambda: sql(f"DO $$ BEGIN {INSERT}; END $$"),
    "prepared": lambda: sql(f"PREPARE p AS {INSERT}; EXECUTE p"),
    "replica mode": lambda: sql(f"SET session_replication_role = replica; {INSERT}"),
    "empty setting": lambda: sql(f"SET yicha.use_case = ''; {INSERT}"),
    "copy": copy,
    "save": lambda: Thing(**COLUMNS).save(),
    "raw save": lambda: Thing(**COLUMNS).save_base(raw=True),
    "create": lambda: Thing.objects.create(**COLUMNS),
    "get_or_create": lambda: Thing.objects.get_or_create(title="new"),
    "update_or_create": lambda: Thing.objects.update_or_create(title="new"),
    "bulk_create": lambda: Thing.objects.bulk_create([Thing(**COLUMNS)]),
    "bulk_create ignoring conflicts": lambda: Thing.objects.bulk_create([Thing(**COLUMNS)], ignore_conflicts=True),
    "bulk_update": lambda: Thing.objects.bulk_update(Thing.objects.all(), ["title"]),
    "update": lambda: Thing.objects.update(title="y"),
    "delete": lambda: Thing.objects.get().delete(),
    "fast delete": lambda: Thing.objects.all()._raw_delete("default"),
}


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("way", WAYS)
def test_no_other_way_in(way: str) -> None:
    add_thing(CLERK, AddThing("x"), NOW)
    with pytest.raises((DatabaseError, psycopg.DatabaseError), match="outside a use case"), transaction.atomic():
        WAYS[way]()
    assert [thing.title for thing in Thing.objects.all()] == ["x"]


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("forged", ["not-a-uuid", "00000000-0000-0000-0000-00000000000g"])
def test_a_setting_that_is_no_run_is_refused(forged: str) -> None:
    with pytest.raises(DatabaseError, match="uuid"), transaction.atomic():
        sql(f"SELECT set_config('yicha.use_case', '{forged}', true); {INSERT}")


@pytest.mark.usefixtures("room")
class TestTheDoor:
    def test_closes_again_in_the_same_transaction(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
            sql(INSERT)

    def test_cannot_be_held_open_with_the_number_of_the_run_just_ended(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        with pytest.raises(DatabaseError, match="after the use case has ended"), transaction.atomic():
            sql(f"SELECT set_config('yicha.use_case', '{Entry.objects.get().run}', true); {INSERT}")

    def test_closes_after_a_refusal(self) -> None:
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(CLERK, Sql("SELECT no_such_thing()"), NOW)
        with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
            sql(INSERT)

    def test_notes_which_tables_a_run_touched(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        with connection.cursor() as cursor:
            cursor.execute("SELECT relation::text FROM kernel_touch JOIN kernel_entry USING (run, xact) ORDER BY 1")
            assert [name for (name,) in cursor.fetchall()] == ["kernel_entry", "kernel_payload", "sample_thing"]


@use_case(may="sample.add", clause="T")
def add_after_the_one_below(actor: Actor, command: AddThing, at: datetime, /) -> ThingAdded:
    event = add_thing(actor, command, at)
    sql(INSERT)
    return event


@pytest.mark.usefixtures("room")
def test_after_a_use_case_below_the_one_above_is_still_open() -> None:
    add_after_the_one_below(CLERK, AddThing("x"), NOW)
    assert Thing.objects.count() == 2
    with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
        sql(INSERT)


@pytest.mark.usefixtures("own_room")
class TestWhoForgesTheSetting:
    """What only shows at a real commit."""

    def test_to_a_made_up_run_cannot_commit(self) -> None:
        with pytest.raises(IntegrityError, match="kernel_touch_has_its_entry"), transaction.atomic():
            sql(f"SELECT set_config('yicha.use_case', '{uuid4()}', true); {INSERT}")
        assert not Thing.objects.exists()

    def test_to_a_run_of_yesterday_cannot_even_write(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        with pytest.raises(DatabaseError, match="after the use case has ended"), transaction.atomic():
            sql(f"SELECT set_config('yicha.use_case', '{Entry.objects.get().run}', true); {INSERT}")
        assert Thing.objects.count() == 1

    def test_to_a_run_that_another_connection_commits_meanwhile_cannot_commit(self, own_room: str) -> None:
        """The entry must come in the very same transaction; the naive foreign key on the run alone would be content."""
        run = uuid4()
        with pytest.raises(IntegrityError, match="kernel_touch_has_its_entry"), transaction.atomic():
            sql(f"SELECT set_config('yicha.use_case', '{run}', true); {INSERT}")
            with psycopg.connect(own_room) as other:
                other.execute("SELECT set_config('yicha.use_case', %s, true)", [str(run)])
                other.execute(ENTRY, [run])
        assert Entry.objects.filter(run=run).exists()
        assert not Thing.objects.exists()

    def test_and_lies_about_the_transaction_of_its_entry_is_corrected(self) -> None:
        run = uuid4()
        with transaction.atomic():
            sql(f"SELECT set_config('yicha.use_case', '{run}', true)")
            sql(ENTRY, str(run))
        stamped = Entry.objects.get(run=run).xact
        assert stamped not in {0, 12345}


ENTRY = """INSERT INTO kernel_entry
    (run, at, actor, stands_in_for, role, region, department, use_case, event, about, clause, command_digest, body, xact)
VALUES (%s, now(), '', '', '', '', '', '', '', '', '', '', '', 12345)"""

TRAIL_COLUMNS = {
    "kernel_entry": "actor",
    "kernel_leaf": "index",
    "kernel_node": "index",
    "kernel_checkpoint": "note",
    "kernel_cosignature": "line",
    "kernel_witnesssetback": "said",
    "kernel_touch": "relation",
    "kernel_faileddelivery": "error",
    "kernel_delivered": "at",
}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TRAIL_COLUMNS)
@pytest.mark.parametrize("verb", ["UPDATE {} SET {c} = {c}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_trails_only_grow_even_inside_a_use_case(table: str, verb: str) -> None:
    with pytest.raises(DatabaseError, match="rows are kept"), transaction.atomic():
        run_sql(CLERK, Sql(verb.format(table, c=TRAIL_COLUMNS[table])), NOW)


def test_every_trail_is_attacked_above() -> None:
    assert set(TRAIL_COLUMNS) == TRAILS | {"kernel_entry"}


@pytest.mark.usefixtures("room")
class TestAPayload:
    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE kernel_payload SET text = '{}'",
            "UPDATE kernel_payload SET text = NULL",
            "UPDATE kernel_payload SET salt = 'x', text = NULL",
            "DELETE FROM kernel_payload",
            "TRUNCATE kernel_payload",
        ],
    )
    def test_can_only_be_taken_out_whole(self, attack: str) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        sql("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")  # else TRUNCATE is refused for what is pending
        with pytest.raises(DatabaseError, match=r"can only be taken out|rows are kept"), transaction.atomic():
            run_sql(CLERK, Sql(attack), NOW)

    def test_cannot_be_taken_out_past_the_door(self) -> None:
        add_thing(CLERK, AddThing("x"), NOW)
        with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
            Payload.objects.update(text=None, salt=None)

    def test_cannot_come_without_its_entry(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            run_sql(CLERK, Sql("INSERT INTO kernel_payload (entry_id) VALUES (gen_random_uuid())"), NOW)
            sql("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.usefixtures("own_database")
class TestEveryTable:
    def test_has_its_guard(self) -> None:
        assert run_checks(tags=["database"], databases=["default"]) == []
        assert {"kernel_entry", "kernel_payload", "kernel_counter", "kernel_notification"} <= set(guarded_tables())

    @pytest.mark.parametrize(
        ("table", "trigger"),
        [("kernel_counter", "yicha_guard"), ("kernel_entry", "yicha_append_only"), ("kernel_touch", "yicha_append_only")],
    )
    @pytest.mark.parametrize("attack", ["DROP TRIGGER {trigger} ON {table}", "ALTER TABLE {table} DISABLE TRIGGER {trigger}"])
    def test_without_one_the_program_does_not_start(self, table: str, trigger: str, attack: str) -> None:
        sql(attack.format(table=table, trigger=trigger))
        (found,) = run_checks(tags=["database"], databases=["default"])
        assert (found.id, found.msg) == ("yicha.E001", f"{table} has no write guard")

    def test_that_does_not_fire_always_is_as_good_as_none(self) -> None:
        sql("ALTER TABLE kernel_counter ENABLE TRIGGER yicha_guard")
        assert [found.id for found in run_checks(tags=["database"], databases=["default"])] == ["yicha.E001"]

    def test_is_guarded_a_trail_an_inbox_or_says_why_it_is_machinery(self) -> None:
        models = [model for model in apps.get_models() if model.__module__.startswith("yicha.")]
        machinery = {model._meta.db_table for model in models if getattr(model, "machinery", "")}
        assert machinery == {"disclosure_watchday", "orgs_attempt", "orgs_session"}
        assert {model._meta.db_table for model in models} - set(guarded_tables()) <= TRAILS | INBOXES | machinery

    def test_that_is_not_there_yet_is_no_business_of_the_check(self) -> None:
        sql("DROP TABLE kernel_delivered")
        assert run_checks(tags=["database"], databases=["default"]) == []

    def test_is_not_asked_for_without_a_database(self) -> None:
        assert run_checks(tags=["database"]) == []


@pytest.mark.parametrize("operation", [GuardedTable("a_b"), AppendOnlyTable("a_b"), KeptTable("a_b")])
def test_a_migration_can_be_written_down_again(operation: GuardedTable) -> None:
    text, _ = MigrationWriter.serialize(operation.deconstruct()[1])
    assert text == "['a_b']"
    assert type(operation)(*operation.deconstruct()[1]).sql == operation.sql


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [GuardedTable, AppendOnlyTable, KeptTable])
def test_a_guard_can_be_taken_back_by_a_migration(kind: type[GuardedTable]) -> None:
    sql("CREATE TABLE sample_plain (id int)")
    operation = kind("sample_plain")
    sql(str(operation.sql))
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("TRUNCATE sample_plain")
    sql(str(operation.reverse_sql))
    sql("TRUNCATE sample_plain")

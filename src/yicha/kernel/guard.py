"""Tables that only a use case can write, held by PostgreSQL: raw SQL, COPY, admin and bulk updates included.

In a migration:  `operations = [..., GuardedTable("clues_clue"), AppendOnlyTable("kernel_entry")]`

The guard wants the setting `yicha.use_case` to hold the id of a use case that has not yet written its audit entry, and notes
(run, table, transaction) in `kernel_touch`. That note refers to the entry by a foreign key checked at commit, so the entry must
come in this very transaction: who forges the setting, borrows the id of another run or goes on after the entry cannot commit.
Statement triggers cost the same for one row as for a million, and COPY fires them too.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connection
from django.db.migrations.operations import RunSQL

# SECURITY DEFINER: the application's own role may not write notes, only cause them.
FUNCTIONS = """
CREATE TABLE kernel_touch (
    run uuid NOT NULL,
    xact bigint NOT NULL,
    relation regclass NOT NULL,
    PRIMARY KEY (run, xact, relation),
    CONSTRAINT kernel_touch_has_its_entry FOREIGN KEY (run, xact) REFERENCES kernel_entry (run, xact) DEFERRABLE INITIALLY DEFERRED
);
CREATE FUNCTION yicha_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE run_id text := current_setting('yicha.use_case', true);
BEGIN
    IF coalesce(run_id, '') = '' THEN
        RAISE EXCEPTION '% on % outside a use case', TG_OP, TG_TABLE_NAME USING ERRCODE = 'YC001';
    END IF;
    IF EXISTS (SELECT FROM kernel_entry WHERE run = run_id::uuid) THEN
        RAISE EXCEPTION '% on % after the use case has ended', TG_OP, TG_TABLE_NAME USING ERRCODE = 'YC001';
    END IF;
    INSERT INTO kernel_touch (run, xact, relation) VALUES (run_id::uuid, txid_current(), TG_RELID) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE FUNCTION yicha_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: rows are kept as they are', TG_OP, TG_TABLE_NAME USING ERRCODE = 'YC002';
END $$;
CREATE FUNCTION yicha_stamp_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.xact := txid_current();
    RETURN NEW;
END $$;
CREATE TRIGGER yicha_stamp_entry BEFORE INSERT ON kernel_entry FOR EACH ROW EXECUTE FUNCTION yicha_stamp_entry();
ALTER TABLE kernel_entry ENABLE ALWAYS TRIGGER yicha_stamp_entry;
CREATE FUNCTION yicha_only_redact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.entry_id <> OLD.entry_id OR NEW.text IS NOT NULL OR NEW.salt IS NOT NULL THEN
        RAISE EXCEPTION 'UPDATE on %: a payload can only be taken out', TG_TABLE_NAME USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER yicha_only_redact BEFORE UPDATE ON kernel_payload FOR EACH ROW EXECUTE FUNCTION yicha_only_redact();
ALTER TABLE kernel_payload ENABLE ALWAYS TRIGGER yicha_only_redact;
"""
DROP_FUNCTIONS = """
DROP TRIGGER yicha_stamp_entry ON kernel_entry;
DROP TRIGGER yicha_only_redact ON kernel_payload;
DROP FUNCTION yicha_guard, yicha_append_only, yicha_stamp_entry, yicha_only_redact;
DROP TABLE kernel_touch;
"""


class _Trigger(RunSQL):
    name: str
    function: str
    when: str

    def __init__(self, table: str) -> None:
        self.table = table
        # ALWAYS: also under session_replication_role = replica.
        create = (
            f'CREATE TRIGGER {self.name} BEFORE {self.when} ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {self.function}();'
            f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER {self.name};'
        )
        super().__init__(create, f'DROP TRIGGER {self.name} ON "{table}"')

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [self.table], {}


class GuardedTable(_Trigger):
    """Written only inside a use case."""

    name = function = "yicha_guard"
    when = "INSERT OR UPDATE OR DELETE OR TRUNCATE"


class AppendOnlyTable(_Trigger):
    """Rows are added and never change."""

    name = function = "yicha_append_only"
    when = "UPDATE OR DELETE OR TRUNCATE"


class SealedTable(_Trigger):
    """Rows are added and never change, and the application's role cannot read them: functions of the owner tell what may be told."""

    name = "yicha_sealed"
    function = "yicha_append_only"
    when = "UPDATE OR DELETE OR TRUNCATE"


class KeptTable(_Trigger):
    """Rows may change and never go."""

    name = "yicha_kept"
    function = "yicha_append_only"
    when = "DELETE OR TRUNCATE"


# What the kernel writes outside use cases: trails of machinery, each append-only or an inbox.
TRAILS = frozenset(
    {
        "kernel_leaf",
        "kernel_node",
        "kernel_checkpoint",
        "kernel_cosignature",
        "kernel_witnesssetback",
        "kernel_touch",
        "kernel_faileddelivery",
        "kernel_delivered",
    },
)
INBOXES = frozenset({"kernel_unsequenced"})

UNGUARDED = """
SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname = ANY(%s) AND NOT EXISTS (
    SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = %s AND tgenabled = 'A'
) ORDER BY relname
"""


def guarded_tables() -> list[str]:
    """Every table of our rooms that wants a guard. A model that says why it is `machinery` holds no state of anybody's business."""
    models = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("yicha.")]
    wanted = {model._meta.db_table for model in models if not getattr(model, "machinery", "")}  # noqa: SLF001 documented as public
    return sorted(wanted - TRAILS - INBOXES)


def unguarded_tables(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Every table of our rooms has its guard. Tables that are not there yet are none of our business: `migrate` asks too."""
    if not databases:
        return []
    naked = _without(GuardedTable.name, guarded_tables()) + _without(AppendOnlyTable.name, TRAILS | {"kernel_entry"})
    return [Error(f"{table} has no write guard", hint=f'add GuardedTable("{table}")', id="yicha.E001") for table in naked]


def _without(trigger: str, tables: Iterable[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(UNGUARDED, [list(tables), trigger])
        return [name for (name,) in cursor.fetchall()]

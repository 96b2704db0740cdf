"""A draw is a trail: its rows never go, what was fixed stays fixed, and a result needs every participant's commitment."""

from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable

FIXED = """
CREATE FUNCTION draws_keep_what_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.region_path, NEW.year, NEW.kind, NEW.frame, NEW.pool_hash,
        NEW.beacon_name, NEW.beacon_round, NEW.beacon_due, NEW.open_from, NEW.frozen_at)
        IS DISTINCT FROM
        (OLD.number, OLD.region_path, OLD.year, OLD.kind, OLD.frame, OLD.pool_hash,
        OLD.beacon_name, OLD.beacon_round, OLD.beacon_due, OLD.open_from, OLD.frozen_at)
        OR OLD.manifest <> '' AND (NEW.manifest, NEW.manifest_hash, NEW.sealed_at)
            IS DISTINCT FROM (OLD.manifest, OLD.manifest_hash, OLD.sealed_at)
        OR OLD.beacon_value IS NOT NULL AND (NEW.beacon_value, NEW.beacon_typed, NEW.beacon_typed_by, NEW.beacon_read_by)
            IS DISTINCT FROM (OLD.beacon_value, OLD.beacon_typed, OLD.beacon_typed_by, OLD.beacon_read_by)
        OR OLD.status = 'void' AND (NEW.status, NEW.void_because, NEW.void_proposed_by, NEW.void_proposed_at, NEW.voided_by, NEW.voided_at)
            IS DISTINCT FROM (OLD.status, OLD.void_because, OLD.void_proposed_by, OLD.void_proposed_at, OLD.voided_by, OLD.voided_at)
        OR NEW.beacon_typed <> '' AND NEW.manifest = ''
        OR OLD.result_hash <> '' AND (NEW.result_hash, NEW.bundle_number, NEW.full_bundle, NEW.public_bundle, NEW.drawn_at)
            IS DISTINCT FROM (OLD.result_hash, OLD.bundle_number, OLD.full_bundle, OLD.public_bundle, OLD.drawn_at)
    THEN
        RAISE EXCEPTION 'UPDATE on draws_draw: what is fixed stays fixed' USING ERRCODE = 'YC002';
    END IF;
    IF NEW.manifest <> '' AND OLD.manifest = '' AND (
        NOT EXISTS (SELECT FROM draws_participant WHERE draw_id = NEW.id)
        OR EXISTS (SELECT FROM draws_participant WHERE draw_id = NEW.id AND commitment = '')
    ) THEN
        RAISE EXCEPTION 'draw %: the manifest is sealed after every commitment', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'draw_needs_commitments', TABLE = 'draws_draw';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draws_keep_what_is_fixed BEFORE UPDATE ON draws_draw FOR EACH ROW EXECUTE FUNCTION draws_keep_what_is_fixed();
ALTER TABLE draws_draw ENABLE ALWAYS TRIGGER draws_keep_what_is_fixed;
CREATE FUNCTION draws_keep_commitments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed boolean; read boolean;
BEGIN
    SELECT manifest <> '', beacon_value IS NOT NULL OR beacon_typed <> '' INTO sealed, read FROM draws_draw WHERE id = NEW.draw_id;
    IF TG_OP = 'INSERT' AND (sealed OR NEW.commitment <> '')
        OR TG_OP = 'UPDATE' AND (
            (NEW.draw_id, NEW.place, NEW.department, NEW.invitation)
                IS DISTINCT FROM (OLD.draw_id, OLD.place, OLD.department, OLD.invitation)
            OR OLD.commitment <> '' AND (NEW.commitment, NEW.committed_at) IS DISTINCT FROM (OLD.commitment, OLD.committed_at)
            OR OLD.reveal <> '' AND (NEW.reveal, NEW.revealed_at) IS DISTINCT FROM (OLD.reveal, OLD.revealed_at)
            OR OLD.commitment = '' AND NEW.commitment <> '' AND sealed
            OR OLD.reveal = '' AND NEW.reveal <> '' AND (NOT sealed OR read)
        )
    THEN
        RAISE EXCEPTION '% on draws_participant: commit, seal, reveal, beacon, in this order and once', TG_OP USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draws_keep_commitments BEFORE INSERT OR UPDATE ON draws_participant
    FOR EACH ROW EXECUTE FUNCTION draws_keep_commitments();
ALTER TABLE draws_participant ENABLE ALWAYS TRIGGER draws_keep_commitments;
"""


class Migration(migrations.Migration):
    dependencies = [("draws", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(FIXED, "DROP FUNCTION draws_keep_what_is_fixed, draws_keep_commitments CASCADE"),
        GuardedTable("draws_draw"),
        GuardedTable("draws_participant"),
        KeptTable("draws_draw"),
        KeptTable("draws_participant"),
    ]

"""The link of an invited party may be replaced as long as it opens something: its commitment and its reveal stay what they were."""

from django.db import migrations

KEEP = """
CREATE OR REPLACE FUNCTION draws_keep_commitments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sealed boolean; read boolean;
BEGIN
    SELECT manifest <> '', beacon_value IS NOT NULL OR beacon_typed <> '' INTO sealed, read FROM draws_draw WHERE id = NEW.draw_id;
    IF TG_OP = 'INSERT' AND (sealed OR NEW.commitment <> '')
        OR TG_OP = 'UPDATE' AND (
            (NEW.draw_id, NEW.place, NEW.department, NEW.invitation = '')
                IS DISTINCT FROM (OLD.draw_id, OLD.place, OLD.department, OLD.invitation = '')
            OR NEW.invitation <> OLD.invitation AND (OLD.reveal <> '' OR read)
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
"""


class Migration(migrations.Migration):
    dependencies = [("draws", "0002_guard")]
    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]

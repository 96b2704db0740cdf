"""Secrets are revealed before the public number is said; what replaces it, and how many witnesses are wanted, is fixed before."""

from django.db import migrations, models
from django.db.models import F, Q

FIXED = """
CREATE FUNCTION draws_keep_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.fallback_name, NEW.fallback_round, NEW.fallback_due) IS DISTINCT FROM (OLD.fallback_name, OLD.fallback_round, OLD.fallback_due)
        OR OLD.manifest <> '' AND NEW.witnesses_wanted <> OLD.witnesses_wanted
        OR OLD.beacon_value IS NOT NULL AND NEW.fell_back <> OLD.fell_back
    THEN
        RAISE EXCEPTION 'UPDATE on draws_draw: what is fixed stays fixed' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draws_keep_sources BEFORE UPDATE ON draws_draw FOR EACH ROW EXECUTE FUNCTION draws_keep_sources();
ALTER TABLE draws_draw ENABLE ALWAYS TRIGGER draws_keep_sources;
CREATE FUNCTION draws_reveal_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.reveal <> '' AND (TG_OP = 'INSERT' OR OLD.reveal = '') AND EXISTS (
        SELECT FROM draws_draw
        WHERE id = NEW.draw_id AND beacon_name <> '' AND NOT coalesce(NEW.revealed_at < beacon_due, false)
    ) THEN
        RAISE EXCEPTION 'participant %: a secret is revealed before the public number is said', NEW.department
            USING ERRCODE = 'check_violation', CONSTRAINT = 'participant_reveals_before_beacon', TABLE = 'draws_participant';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draws_reveal_in_time BEFORE INSERT OR UPDATE ON draws_participant
    FOR EACH ROW EXECUTE FUNCTION draws_reveal_in_time();
ALTER TABLE draws_participant ENABLE ALWAYS TRIGGER draws_reveal_in_time;
"""
NO_FALLBACK = Q(fallback_name="", fallback_round="", fallback_due=None, fell_back=False)


class Migration(migrations.Migration):
    dependencies = [("draws", "0005_sealed_readings"), ("kernel", "0002_guard")]
    operations = [
        migrations.AddField("draw", "fallback_name", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.AddField("draw", "fallback_round", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.AddField("draw", "fallback_due", models.DateTimeField(null=True)),
        migrations.AddField("draw", "fell_back", models.BooleanField(default=False)),
        migrations.AddField("draw", "witnesses_wanted", models.SmallIntegerField(default=0)),
        migrations.AddConstraint(
            "draw",
            models.CheckConstraint(
                condition=NO_FALLBACK | ~Q(fallback_name="") & ~Q(fallback_round="") & Q(fallback_due__gt=F("beacon_due")),
                name="draw_fallback_comes_after",
            ),
        ),
        migrations.RunSQL(FIXED, "DROP FUNCTION draws_keep_sources, draws_reveal_in_time CASCADE"),
    ]

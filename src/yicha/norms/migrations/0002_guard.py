from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable

# For the triggers of rooms above: the amount, or the text, of the most local norm of that day, NULL if there is none.
IN_FORCE = """
CREATE FUNCTION norm_in_force(wanted text, place text, day date) RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT amount FROM norms_norm
    WHERE code = wanted AND valid @> day AND (region_path = '' OR starts_with(place || '/', region_path || '/'))
    ORDER BY length(region_path) DESC LIMIT 1
$$;
CREATE FUNCTION norm_text_in_force(wanted text, place text, day date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT text FROM norms_norm
    WHERE code = wanted AND valid @> day AND (region_path = '' OR starts_with(place || '/', region_path || '/'))
    ORDER BY length(region_path) DESC LIMIT 1
$$;
"""
# A period may be given another end, or be emptied; what it said stays said.
KEEP_HISTORY = """
CREATE FUNCTION norms_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.code, NEW.region_path, NEW.amount, NEW.text, NEW.unit, NEW.counted_from, NEW.basis, NEW.tag)
        IS DISTINCT FROM (OLD.code, OLD.region_path, OLD.amount, OLD.text, OLD.unit, OLD.counted_from, OLD.basis, OLD.tag)
        OR NOT isempty(NEW.valid) AND lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid)
    THEN
        RAISE EXCEPTION 'UPDATE on norms_norm: a norm only ends' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER norms_keep_history BEFORE UPDATE ON norms_norm FOR EACH ROW EXECUTE FUNCTION norms_keep_history();
ALTER TABLE norms_norm ENABLE ALWAYS TRIGGER norms_keep_history;
"""
FORGET_HISTORY = "DROP TRIGGER norms_keep_history ON norms_norm; DROP FUNCTION norms_keep_history"


class Migration(migrations.Migration):
    dependencies = [("norms", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(IN_FORCE, "DROP FUNCTION norm_in_force, norm_text_in_force"),
        migrations.RunSQL(KEEP_HISTORY, FORGET_HISTORY),
        GuardedTable("norms_norm"),
        KeptTable("norms_norm"),
        GuardedTable("norms_calendaryear"),
        GuardedTable("norms_calendarday"),
    ]

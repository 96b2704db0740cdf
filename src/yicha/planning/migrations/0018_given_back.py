"""撤出: one department does not come, the others do. Its slots are free again, and what it was to check stands in its next plan.

What is given back asks no more: neither whether its item is in force nor whether the subject is spared. It never comes back.
"""

from django.db import migrations, models

GROUNDS = ("planning_require_lawful_ground", "planning_require_item_of_demand", "planning_require_not_spared")
LIVE = """
DROP TRIGGER {name} ON planning_visitdemand;
CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON planning_visitdemand FOR EACH ROW {when} EXECUTE FUNCTION {name}();
ALTER TABLE planning_visitdemand ENABLE ALWAYS TRIGGER {name};
"""
BACK = """
CREATE FUNCTION planning_given_back_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.given_back AND NOT NEW.given_back THEN
        RAISE EXCEPTION 'demand % was given back', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_given_back_stays', TABLE = 'planning_visitdemand';
    END IF;
    UPDATE planning_classuse SET year = year WHERE id = NEW.use_id;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_given_back_stays AFTER UPDATE OF given_back ON planning_visitdemand
    FOR EACH ROW WHEN (NEW.given_back <> OLD.given_back) EXECUTE FUNCTION planning_given_back_stays();
ALTER TABLE planning_visitdemand ENABLE ALWAYS TRIGGER planning_given_back_stays;
"""
# As they stood, but for what was given back: a class that no live demand checks any more, a department that does not come.
SLOTS = """
DO $do$
DECLARE body text; changed record;
BEGIN
    FOR changed IN SELECT * FROM (VALUES
        ('planning_fill_class', 'place, day FROM planning_visit WHERE id = NEW.visit_id;',
            'place, day FROM planning_visit WHERE id = NEW.visit_id; NEW.given_back := NEW.given_back OR planning_all_given_back(NEW.id);'),
        ('planning_fill_organ', 'AND NOT demand.free)', 'AND NOT demand.free AND NOT demand.given_back)')
    ) AS parts (function, before, after) LOOP
        body := pg_get_functiondef(changed.function::regproc);
        ASSERT position(changed.before IN body) > 0, changed.function || ' is not what this migration knows';
        EXECUTE replace(body, changed.before, changed.after);
    END LOOP;
END $do$;
"""
ALL_BACK = """
CREATE FUNCTION planning_all_given_back(used bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_and(given_back), false) FROM planning_visitdemand WHERE use_id = used
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0017_waves")]
    operations = [
        migrations.AddField("visitdemand", "given_back", models.BooleanField(db_default=False, default=False)),
        migrations.RunSQL(
            ALL_BACK + BACK + SLOTS + "".join(LIVE.format(name=name, when="WHEN (NOT NEW.given_back)") for name in GROUNDS),
            migrations.RunSQL.noop,
        ),
    ]

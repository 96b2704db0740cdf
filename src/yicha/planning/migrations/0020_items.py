"""How often one item may be the reason to come to an enterprise in a year (R-FREQ-3): slots per item, as there are per department.

Nobody writes these rows: a demand that counts brings the row of its item, a visit that moves, is cancelled or is left by a department takes
it along. The cap is the 频次上限 of the item's version on the visit's first day; where the list sets none there is none.
"""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

FILL = """
CREATE FUNCTION planning_item_cap(place text, item text, day date) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT yearly_cap FROM items_item
    WHERE region_path = place AND code = item AND status IN ('published', 'withdrawn') AND valid @> day
$$;
CREATE FUNCTION planning_fill_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place text; day date; taken integer; doors text[];
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.visit_id, NEW.item_code) <> (OLD.visit_id, OLD.item_code) THEN
        RAISE EXCEPTION 'item % at visit % stays its own', OLD.item_code, OLD.visit_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_use_stays', TABLE = 'planning_itemuse';
    END IF;
    SELECT visit.enterprise, visit.site, visit.year, visit.region_path, visit.first_day, visit.status = 'cancelled' OR NOT EXISTS (
            SELECT FROM planning_visitdemand demand WHERE demand.visit_id = visit.id AND demand.item_code = NEW.item_code
                AND NOT demand.free AND NOT demand.given_back)
        INTO NEW.enterprise, NEW.site, NEW.year, place, day, NEW.given_back FROM planning_visit visit WHERE visit.id = NEW.visit_id;
    IF TG_OP = 'UPDATE' AND (NEW.given_back, NEW.enterprise, NEW.site, NEW.year) = (OLD.given_back, OLD.enterprise, OLD.site, OLD.year) THEN
        NEW.cap := OLD.cap; NEW.slot := OLD.slot;
        RETURN NEW;
    END IF;
    doors := planning_doors(NEW.enterprise, NEW.site);
    NEW.slot := NULL;
    NEW.cap := planning_item_cap(place, NEW.item_code, day);
    IF NEW.given_back OR NEW.cap IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO taken FROM planning_itemuse held JOIN planning_visit visit ON visit.id = held.visit_id
        WHERE (held.enterprise = NEW.enterprise AND NEW.site = '' OR visit.subject_id = ANY (doors)) AND held.year = NEW.year
            AND held.item_code = NEW.item_code AND NOT held.given_back AND held.id IS DISTINCT FROM NEW.id;
    SELECT min(open) INTO NEW.slot FROM generate_series(1, NEW.cap) open WHERE taken < NEW.cap AND NOT EXISTS (
        SELECT FROM planning_itemuse held WHERE held.enterprise = NEW.enterprise AND held.site = NEW.site AND held.year = NEW.year
            AND held.item_code = NEW.item_code AND held.slot = open AND held.id IS DISTINCT FROM NEW.id
    );
    IF NEW.slot IS NULL THEN
        RAISE EXCEPTION '% had its % visits for item % in %',
            coalesce(nullif(NEW.site, ''), NEW.enterprise), NEW.cap, NEW.item_code, NEW.year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_within_cap', TABLE = 'planning_itemuse';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_fill_item BEFORE INSERT OR UPDATE ON planning_itemuse FOR EACH ROW EXECUTE FUNCTION planning_fill_item();
ALTER TABLE planning_itemuse ENABLE ALWAYS TRIGGER planning_fill_item;
"""
BROUGHT = """
CREATE FUNCTION planning_demand_brings_its_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE planning_itemuse held SET given_back = held.given_back WHERE (held.visit_id, held.item_code) = (NEW.visit_id, NEW.item_code);
    IF NOT FOUND AND NOT NEW.free AND NOT NEW.given_back THEN
        INSERT INTO planning_itemuse (visit_id, item_code, enterprise, site, year, given_back)
            VALUES (NEW.visit_id, NEW.item_code, '', '', 0, false);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        UPDATE planning_itemuse held SET given_back = held.given_back
            WHERE (held.visit_id, held.item_code) = (OLD.visit_id, OLD.item_code);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_demand_brings_its_item AFTER INSERT OR UPDATE ON planning_visitdemand
    FOR EACH ROW EXECUTE FUNCTION planning_demand_brings_its_item();
ALTER TABLE planning_visitdemand ENABLE ALWAYS TRIGGER planning_demand_brings_its_item;
CREATE FUNCTION planning_visit_moves_its_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE planning_itemuse SET year = NEW.year WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER planning_visit_moves_its_items AFTER UPDATE OF status, first_day, subject_id ON planning_visit
    FOR EACH ROW EXECUTE FUNCTION planning_visit_moves_its_items();
ALTER TABLE planning_visit ENABLE ALWAYS TRIGGER planning_visit_moves_its_items;
"""
# What stands already, in its order, before the guard does. What went over its cap while nothing held it stays as it was, and has no slot.
STANDING = """
DO $do$
DECLARE standing record;
BEGIN
    FOR standing IN SELECT DISTINCT visit_id, item_code FROM planning_visitdemand WHERE NOT free AND NOT given_back ORDER BY 1, 2 LOOP
        BEGIN
            INSERT INTO planning_itemuse (visit_id, item_code, enterprise, site, year, given_back)
                VALUES (standing.visit_id, standing.item_code, '', '', 0, false);
        EXCEPTION WHEN check_violation THEN
            NULL;
        END;
    END LOOP;
END $do$;
SET CONSTRAINTS ALL IMMEDIATE;
"""
UNDO = """
DROP FUNCTION planning_demand_brings_its_item, planning_visit_moves_its_items, planning_fill_item, planning_item_cap CASCADE
"""


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0019_opened"),
        ("items", "0005_level"),
        ("subjects", "0002_guard"),
        ("kernel", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_code", models.CharField(max_length=60)),
                ("enterprise", models.CharField(default="", editable=False, max_length=64)),
                ("site", models.CharField(default="", editable=False, max_length=64)),
                ("year", models.SmallIntegerField(default=0, editable=False)),
                ("given_back", models.BooleanField(default=False, editable=False)),
                ("cap", models.SmallIntegerField(editable=False, null=True)),
                ("slot", models.SmallIntegerField(editable=False, null=True)),
                ("visit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="planning.visit")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "item_code"), name="item_once_in_a_visit"),
                    models.UniqueConstraint(fields=("enterprise", "site", "year", "item_code", "slot"), name="item_slot_taken_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_back", True),
                            ("cap__isnull", True),
                            models.Q(("slot__gte", 1), ("slot__isnull", False), ("slot__lte", models.F("cap"))),
                            _connector="OR",
                        ),
                        name="item_within_cap",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FILL + BROUGHT + STANDING, UNDO),
        GuardedTable("planning_itemuse"),
        KeptTable("planning_itemuse"),
    ]

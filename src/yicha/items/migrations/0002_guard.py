from django.db import migrations

from yicha.kernel.guard import GuardedTable, KeptTable

# R-ITEM-1 for the rooms above: what they plan or check must be in force on one of the days. Their triggers ask here.
IN_FORCE = """
CREATE FUNCTION items_in_force(place text, item text, owner text, days daterange) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM items_item WHERE region_path = place AND code = item AND department = owner
            AND status IN ('published', 'withdrawn') AND valid && days
    )
$$;
"""
TABLES = ("mainitem", "item", "itemopinion", "lawchange", "lawtask", "catalogueentry", "itemmapping")
KEPT = ("item", "lawchange", "lawtask")  # their rows never go


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(IN_FORCE, "DROP FUNCTION items_in_force"),
        *(GuardedTable(f"items_{table}") for table in TABLES),
        *(KeptTable(f"items_{table}") for table in KEPT),
    ]

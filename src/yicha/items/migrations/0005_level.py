from django.db import migrations

# R-ITEM-1: besides what it asked for already, the item's level is the region's own or one below it. A path has a segment for each level
# from the province on; an item that names no level is its owner's affair.
IN_FORCE = """
CREATE OR REPLACE FUNCTION items_in_force(place text, item text, owner text, days daterange) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM items_item WHERE region_path = place AND code = item AND department = owner
            AND status IN ('published', 'withdrawn') AND valid && days{level}
    )
$$;
"""
LEVEL = """
            AND (authority_level = '' OR array_position(ARRAY['nation', 'province', 'city', 'county', 'town'], authority_level::text)
                > cardinality(string_to_array(place, '/')))"""


class Migration(migrations.Migration):
    dependencies = [("items", "0004_simple")]
    operations = [migrations.RunSQL(IN_FORCE.format(level=LEVEL), IN_FORCE.format(level=""))]

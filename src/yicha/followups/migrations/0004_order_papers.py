"""The notice of an order keeps what it says: more time given later does not change what was given to the firm."""

from django.db import migrations, models

STANDS = """
CREATE OR REPLACE FUNCTION followups_order_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.fact, NEW.article, NEW.demand, NEW.remedy, NEW.issued_at, NEW.follow_up_id, NEW.paper)
        IS DISTINCT FROM (OLD.number, OLD.fact, OLD.article, OLD.demand, OLD.remedy, OLD.issued_at, OLD.follow_up_id, OLD.paper) THEN
        RAISE EXCEPTION 'what was ordered does not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_stands', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$
"""
AS_BEFORE = STANDS.replace(", NEW.paper", "").replace(", OLD.paper", "")


class Migration(migrations.Migration):
    dependencies = [("followups", "0003_circulars")]
    operations = [
        migrations.AddField("rectificationorder", "paper", models.TextField(default=""), preserve_default=False),
        migrations.AddConstraint("rectificationorder", models.CheckConstraint(condition=~models.Q(paper=""), name="order_keeps_its_paper")),
        migrations.RunSQL(STANDS, AS_BEFORE),
    ]

"""A draw that replaces who was lost in another. Of which one, and who, never changes."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable

FIXED = """
CREATE FUNCTION draws_keep_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.replaces_id IS DISTINCT FROM NEW.replaces_id
        AND (OLD.replaces_id IS NOT NULL OR NEW.status <> 'frozen' OR NEW.manifest <> '') THEN
        RAISE EXCEPTION 'UPDATE on draws_draw: what a draw replaces in stays fixed' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draws_keep_replaced BEFORE UPDATE ON draws_draw FOR EACH ROW EXECUTE FUNCTION draws_keep_replaced();
ALTER TABLE draws_draw ENABLE ALWAYS TRIGGER draws_keep_replaced;
"""


class Migration(migrations.Migration):
    dependencies = [("draws", "0003_renewed_links"), ("kernel", "0002_guard")]
    operations = [
        migrations.AddField(
            "draw",
            "replaces",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replacements", to="draws.draw"),
        ),
        migrations.AddConstraint(
            "draw", models.CheckConstraint(condition=models.Q(replaces=None) | models.Q(kind="subjects"), name="draw_replaces_subjects")
        ),
        migrations.AddConstraint(
            "draw", models.UniqueConstraint(fields=["replaces"], condition=~models.Q(status="void"), name="draw_replaced_once")
        ),
        migrations.CreateModel(
            name="Loss",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sid", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=10)),
                ("evidence", models.CharField(max_length=200)),
                ("draw", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="losses", to="draws.draw")),
            ],
            options={
                "ordering": ("sid",),
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "sid"), name="loss_once"),
                    models.CheckConstraint(condition=models.Q(reason__in=["CLOSED", "MOVED", "NOT_FOUND"]), name="loss_reason"),
                    models.CheckConstraint(condition=~models.Q(evidence=""), name="loss_says_what_shows_it"),
                ],
            },
        ),
        migrations.RunSQL(FIXED, "DROP FUNCTION draws_keep_replaced CASCADE"),
        GuardedTable("draws_loss"),
        AppendOnlyTable("draws_loss"),
    ]

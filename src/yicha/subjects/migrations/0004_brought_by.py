from django.db import migrations, models

from yicha.kernel.guard import KeptTable

# What an import brought goes with its undoing; what somebody has said is kept.
KEPT = """
CREATE TRIGGER subjects_identifier_kept BEFORE DELETE ON subjects_identifier
    FOR EACH ROW WHEN (OLD.brought_by = '') EXECUTE FUNCTION yicha_append_only();
CREATE TRIGGER subjects_identifier_stays BEFORE TRUNCATE ON subjects_identifier FOR EACH STATEMENT EXECUTE FUNCTION yicha_append_only();
ALTER TABLE subjects_identifier ENABLE ALWAYS TRIGGER subjects_identifier_kept, ENABLE ALWAYS TRIGGER subjects_identifier_stays;
"""
NOT_KEPT = """
DROP TRIGGER subjects_identifier_kept ON subjects_identifier;
DROP TRIGGER subjects_identifier_stays ON subjects_identifier;
"""


class Migration(migrations.Migration):
    dependencies = [("subjects", "0003_who_said_so")]
    operations = [
        migrations.AddField(
            model_name="identifier",
            name="brought_by",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.RunSQL(KeptTable("subjects_identifier").reverse_sql, KeptTable("subjects_identifier").sql),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]

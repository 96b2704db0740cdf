from django.db import migrations, models

from yicha.kernel.guard import AppendOnlyTable, GuardedTable

# Whoever forges the id of a run still cannot turn a database in which something was done into a demo.
FIRST = """
CREATE FUNCTION kernel_demo_comes_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM kernel_entry) THEN
        RAISE EXCEPTION 'a database in use does not become a demo' USING ERRCODE = 'YC002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kernel_demo_comes_first BEFORE INSERT ON kernel_demomark FOR EACH ROW EXECUTE FUNCTION kernel_demo_comes_first();
ALTER TABLE kernel_demomark ENABLE ALWAYS TRIGGER kernel_demo_comes_first;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="DemoMark",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="demo_mark_once")]},
        ),
        migrations.RunSQL(FIRST, "DROP FUNCTION kernel_demo_comes_first CASCADE"),
        GuardedTable("kernel_demomark"),
        AppendOnlyTable("kernel_demomark"),
    ]

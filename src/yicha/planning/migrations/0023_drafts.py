"""A plan is a draft until it is filed: what is filed or frozen keeps its lines, and only what was filed is frozen (LYG-4.3a)."""

from django.db import migrations, models

HELD = """
CREATE FUNCTION planning_line_of_open_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE plans bigint[] := ARRAY[coalesce(NEW.plan_id, OLD.plan_id), coalesce(OLD.plan_id, NEW.plan_id)];
BEGIN
    PERFORM FROM planning_annualplan plan WHERE plan.id = ANY (plans) FOR SHARE;
    IF EXISTS (SELECT FROM planning_annualplan plan WHERE plan.id = ANY (plans) AND plan.status NOT IN ('draft', 'returned')) THEN
        RAISE EXCEPTION 'a line of plan % does not change: it is filed', plans[1]
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_of_open_plan', TABLE = 'planning_planline';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER planning_stands_as_filed BEFORE INSERT OR UPDATE OR DELETE ON planning_planline
    FOR EACH ROW EXECUTE FUNCTION planning_line_of_open_plan();
ALTER TABLE planning_planline ENABLE ALWAYS TRIGGER planning_stands_as_filed;
CREATE FUNCTION planning_plan_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status = 'frozen') <> (NEW.status = 'frozen') AND (OLD.status, NEW.status) <> ('filed', 'frozen') THEN
        RAISE EXCEPTION 'plan % was % and cannot be %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_frozen_was_filed', TABLE = 'planning_annualplan';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER planning_plan_in_order BEFORE UPDATE ON planning_annualplan FOR EACH ROW EXECUTE FUNCTION planning_plan_in_order();
ALTER TABLE planning_annualplan ENABLE ALWAYS TRIGGER planning_plan_in_order;
"""
UNDO = "DROP FUNCTION planning_line_of_open_plan, planning_plan_in_order CASCADE"


class Migration(migrations.Migration):
    dependencies = [("planning", "0022_replans")]
    operations = [
        migrations.AlterField("annualplan", "status", models.CharField(default="draft", max_length=10)),
        migrations.RemoveConstraint("annualplan", "plan_status"),
        migrations.AddConstraint(
            "annualplan",
            models.CheckConstraint(condition=models.Q(status__in=["draft", "filed", "returned", "frozen"]), name="plan_status"),
        ),
        migrations.RunSQL(HELD, UNDO),
    ]

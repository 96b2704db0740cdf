"""电子技术监控设备 (行政处罚法§41): a register, and a flag on whatever a device records before all its steps are done."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

FLAGGED = """
CREATE FUNCTION inspections_device_flags_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE taken date := (NEW.at AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
    IF (NEW.unusable_because = '') <> coalesce((SELECT device.legal_on <= taken AND device.technical_on <= taken
                AND device.notice_on <= taken AND coalesce(device.retired_on > taken, true)
            FROM inspections_device device JOIN inspections_inspection inspection ON inspection.region_path = device.region_path
            WHERE device.id = NEW.device_id AND inspection.id = NEW.inspection_id), false) THEN
        RAISE EXCEPTION 'evidence % of inspection % does not say whether its device may be used', NEW.place, NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_of_a_device_is_flagged', TABLE = 'inspections_evidenceitem';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspections_device_flags_evidence BEFORE INSERT OR UPDATE ON inspections_evidenceitem
    FOR EACH ROW WHEN (NEW.device_id IS NOT NULL) EXECUTE FUNCTION inspections_device_flags_evidence();
ALTER TABLE inspections_evidenceitem ENABLE ALWAYS TRIGGER inspections_device_flags_evidence;
"""
Q = models.Q


def step(name: str) -> Q:
    return Q(**{f"{name}_on": None, f"{name}_paper": ""}) | Q(**{f"{name}_on__isnull": False}) & ~Q(**{f"{name}_paper": ""})


def words(length: int, *, blank: bool = False) -> "models.CharField[str, str]":
    return models.CharField(max_length=length, blank=blank)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0017_entrusted"), ("kernel", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_path", models.CharField(db_collation="C", db_index=True, max_length=80)),
                ("department", words(40)),
                ("number", words(40)),
                ("name", words(80)),
                ("place", words(200)),
                ("legal_on", models.DateField(null=True)),
                ("legal_paper", words(200, blank=True)),
                ("technical_on", models.DateField(null=True)),
                ("technical_paper", words(200, blank=True)),
                ("notice_on", models.DateField(null=True)),
                ("notice_paper", words(200, blank=True)),
                ("retired_on", models.DateField(null=True)),
                ("retired_because", words(200, blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region_path", "number"), name="device_number"),
                    models.CheckConstraint(
                        condition=~Q(department="") & ~Q(number="") & ~Q(name="") & ~Q(place=""), name="device_says_what_and_where"
                    ),
                    models.CheckConstraint(condition=step("legal") & step("technical") & step("notice"), name="device_steps_with_papers"),
                    models.CheckConstraint(
                        condition=Q(retired_on=None, retired_because="") | Q(retired_on__isnull=False) & ~Q(retired_because=""),
                        name="device_retired_says_why",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "evidenceitem",
            "device",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inspections.device"),
        ),
        migrations.AddField("evidenceitem", "unusable_because", models.CharField(blank=True, db_default="", max_length=200)),
        migrations.AddConstraint(
            "evidenceitem",
            models.CheckConstraint(condition=Q(unusable_because="") | Q(device__isnull=False), name="evidence_unusable_of_a_device"),
        ),
        migrations.RunSQL(FLAGGED, "DROP FUNCTION inspections_device_flags_evidence CASCADE"),
        GuardedTable("inspections_device"),
        KeptTable("inspections_device"),
    ]

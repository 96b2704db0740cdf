"""What shows an absence is a piece of evidence by now; and a piece is written by who was drawn, as a photograph was."""

from django.db import migrations

SHOWN = """
CREATE OR REPLACE FUNCTION inspections_absence_is_shown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM inspections_evidenceitem WHERE inspection_id = NEW.inspection_id AND question = 'absence') THEN
        RAISE EXCEPTION 'no photograph shows the absence at inspection %', NEW.inspection_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'absence_has_a_photograph', TABLE = 'inspections_absence';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0011_documents")]
    operations = [migrations.RunSQL(SHOWN, migrations.RunSQL.noop)]

"""What no constraint of a model can say."""

from django.db import migrations

from yicha.kernel.guard import AppendOnlyTable, GuardedTable, KeptTable

# The path follows from the code, and the parent from the path.
PLACE = """
ALTER TABLE orgs_region ADD CONSTRAINT region_place CHECK (
    code ~ '^[0-9]+$'
    AND path = CASE length(code)
        WHEN 2 THEN code
        WHEN 4 THEN concat(left(code, 2), '/', code)
        WHEN 6 THEN concat(left(code, 2), '/', left(code, 4), '/', code)
        WHEN 9 THEN concat(left(code, 2), '/', left(code, 4), '/', left(code, 6), '/', code)
        WHEN 12 THEN concat(left(code, 2), '/', left(code, 4), '/', left(code, 6), '/', left(code, 9), '/', code)
        ELSE '' END
    AND parent_id IS NOT DISTINCT FROM substring(path from '([0-9]+)/[0-9]+$')
);
"""

# A post never becomes another one, and an ended one never revives; what is lent is lent as it is, once, to somebody else.
POST = """
CREATE FUNCTION orgs_post_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.account_id, NEW.role, NEW.region_id, NEW.department_id, NEW.subject, NEW.stands_in_for_id, NEW.founding, NEW.proposed_by)
        IS DISTINCT FROM
       (OLD.account_id, OLD.role, OLD.region_id, OLD.department_id, OLD.subject, OLD.stands_in_for_id, OLD.founding, OLD.proposed_by)
       OR (OLD.status = 'ended' AND NEW.status <> 'ended') THEN
        RAISE EXCEPTION 'post % stays what it is', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'post_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orgs_post_stays BEFORE UPDATE ON orgs_post FOR EACH ROW EXECUTE FUNCTION orgs_post_stays();
CREATE FUNCTION orgs_post_lent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM orgs_post lent WHERE lent.id = NEW.stands_in_for_id AND lent.stands_in_for_id IS NULL
        AND lent.role = NEW.role AND lent.region_id = NEW.region_id AND lent.department_id = NEW.department_id
        AND lent.account_id <> NEW.account_id
    ) THEN
        RAISE EXCEPTION 'post % cannot be lent like this', NEW.stands_in_for_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_lent_as_it_is';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orgs_post_lent BEFORE INSERT ON orgs_post
    FOR EACH ROW WHEN (NEW.stands_in_for_id IS NOT NULL) EXECUTE FUNCTION orgs_post_lent();
ALTER TABLE orgs_post ENABLE ALWAYS TRIGGER orgs_post_stays, ENABLE ALWAYS TRIGGER orgs_post_lent;
"""

# An account never becomes another person's, and a disabled one never comes back.
ACCOUNT = """
CREATE FUNCTION orgs_account_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.username <> OLD.username OR NEW.person <> OLD.person
        OR (OLD.disabled_at IS NOT NULL AND NEW.disabled_at IS DISTINCT FROM OLD.disabled_at) THEN
        RAISE EXCEPTION 'account % stays what it is', OLD.username USING ERRCODE = 'check_violation', CONSTRAINT = 'account_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orgs_account_stays BEFORE UPDATE ON orgs_account FOR EACH ROW EXECUTE FUNCTION orgs_account_stays();
ALTER TABLE orgs_account ENABLE ALWAYS TRIGGER orgs_account_stays;
"""

INSTRUMENT = """
ALTER TABLE orgs_delegation ADD CONSTRAINT delegation_as_said UNIQUE (id, from_department_id, area_id);
ALTER TABLE orgs_delegateditem ADD CONSTRAINT delegated_as_said
    FOREIGN KEY (delegation_id, from_department_id, area_id) REFERENCES orgs_delegation (id, from_department_id, area_id);
"""
NO_INSTRUMENT = """
ALTER TABLE orgs_delegateditem DROP CONSTRAINT delegated_as_said;
ALTER TABLE orgs_delegation DROP CONSTRAINT delegation_as_said;
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial"), ("kernel", "0002_guard")]
    operations = [
        migrations.RunSQL(PLACE, "ALTER TABLE orgs_region DROP CONSTRAINT region_place"),
        migrations.RunSQL(POST, "DROP FUNCTION orgs_post_stays, orgs_post_lent CASCADE"),
        migrations.RunSQL(ACCOUNT, "DROP FUNCTION orgs_account_stays CASCADE"),
        migrations.RunSQL(INSTRUMENT, NO_INSTRUMENT),
        GuardedTable("orgs_region"),
        KeptTable("orgs_region"),
        GuardedTable("orgs_department"),
        KeptTable("orgs_department"),
        GuardedTable("orgs_officer"),
        KeptTable("orgs_officer"),
        GuardedTable("orgs_leave"),
        GuardedTable("orgs_recusal"),
        KeptTable("orgs_recusal"),
        GuardedTable("orgs_account"),
        KeptTable("orgs_account"),
        GuardedTable("orgs_post"),
        KeptTable("orgs_post"),
        GuardedTable("orgs_handover"),
        AppendOnlyTable("orgs_handover"),
        GuardedTable("orgs_delegation"),
        KeptTable("orgs_delegation"),
        GuardedTable("orgs_delegateditem"),
    ]

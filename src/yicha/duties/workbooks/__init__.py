"""The room's spreadsheets: duties, policies, resources, conflicts. Reading what was written gives the rows again."""

from yicha.duties.workbooks.conflicts import CONFLICT_COLUMNS, conflict_layout, report_of, write_conflicts, write_conflicts_template
from yicha.duties.workbooks.duties import DUTY_COLUMNS, Words, assignments, duty_layout, write_duties, write_duties_template
from yicha.duties.workbooks.minutes import MINUTES_COLUMNS, minutes_layout, recording_of, write_minutes, write_minutes_template
from yicha.duties.workbooks.policies import POLICY_COLUMNS, policy_layout, write_policies, write_policies_template
from yicha.duties.workbooks.resources import RESOURCE_COLUMNS, listing_of, resource_layout, write_resources, write_resources_template
from yicha.duties.workbooks.words import DepartmentWords

__all__ = [
    "CONFLICT_COLUMNS",
    "DUTY_COLUMNS",
    "MINUTES_COLUMNS",
    "POLICY_COLUMNS",
    "RESOURCE_COLUMNS",
    "DepartmentWords",
    "Words",
    "assignments",
    "conflict_layout",
    "duty_layout",
    "listing_of",
    "minutes_layout",
    "policy_layout",
    "recording_of",
    "report_of",
    "resource_layout",
    "write_conflicts",
    "write_conflicts_template",
    "write_duties",
    "write_duties_template",
    "write_minutes",
    "write_minutes_template",
    "write_policies",
    "write_policies_template",
    "write_resources",
    "write_resources_template",
]

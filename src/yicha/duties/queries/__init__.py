"""What other rooms may read of this one."""

from yicha.duties.queries.brought import (
    conflict_entries,
    conflict_words,
    conflicts_relied_on,
    known_conflicts,
    known_minutes,
    known_policies,
    known_resources,
    minutes_entries,
    minutes_words,
    policies_relied_on,
    policy_entries,
    policy_words,
    resource_entries,
    resource_words,
)
from yicha.duties.queries.conflicts import conflict, conflicts, conflicts_owed
from yicha.duties.queries.disputes import claims_owed, dispute, disputes, items_to_propose
from yicha.duties.queries.duties import duties_in_force, duties_of, duty, item_meant, items_of, items_of_department, lead_for, matrix
from yicha.duties.queries.entries import duties_lock, duties_relied_on, duty_entries, duty_words, known_duties
from yicha.duties.queries.minutes import all_minutes, follow_ups_owed, minutes
from yicha.duties.queries.places import departments_of, names_of, require_covered, steps
from yicha.duties.queries.policies import policies, policies_in_force, policy, policy_file, policy_opinions_owed
from yicha.duties.queries.resources import resource, resources

__all__ = [
    "all_minutes",
    "claims_owed",
    "conflict",
    "conflict_entries",
    "conflict_words",
    "conflicts",
    "conflicts_owed",
    "conflicts_relied_on",
    "departments_of",
    "dispute",
    "disputes",
    "duties_in_force",
    "duties_lock",
    "duties_of",
    "duties_relied_on",
    "duty",
    "duty_entries",
    "duty_words",
    "follow_ups_owed",
    "item_meant",
    "items_of",
    "items_of_department",
    "items_to_propose",
    "known_conflicts",
    "known_duties",
    "known_minutes",
    "known_policies",
    "known_resources",
    "lead_for",
    "matrix",
    "minutes",
    "minutes_entries",
    "minutes_words",
    "names_of",
    "policies",
    "policies_in_force",
    "policies_relied_on",
    "policy",
    "policy_entries",
    "policy_file",
    "policy_opinions_owed",
    "policy_words",
    "require_covered",
    "resource",
    "resource_entries",
    "resource_words",
    "resources",
    "steps",
]

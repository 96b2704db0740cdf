"""What other rooms may read of this one."""

from yicha.duties.queries.brought import (
    conflict_entries,
    conflict_words,
    known_conflicts,
    known_policies,
    known_resources,
    policy_entries,
    policy_words,
    resource_entries,
    resource_words,
)
from yicha.duties.queries.conflicts import conflict, conflicts, conflicts_owed
from yicha.duties.queries.disputes import claims_owed, dispute, disputes, items_to_propose
from yicha.duties.queries.duties import duties_in_force, duties_of, duty, items_of, items_of_department, lead_for, matrix
from yicha.duties.queries.entries import duties_lock, duty_entries, duty_words, known_duties
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
    "departments_of",
    "dispute",
    "disputes",
    "duties_in_force",
    "duties_lock",
    "duties_of",
    "duty",
    "duty_entries",
    "duty_words",
    "follow_ups_owed",
    "items_of",
    "items_of_department",
    "items_to_propose",
    "known_conflicts",
    "known_duties",
    "known_policies",
    "known_resources",
    "lead_for",
    "matrix",
    "minutes",
    "names_of",
    "policies",
    "policies_in_force",
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

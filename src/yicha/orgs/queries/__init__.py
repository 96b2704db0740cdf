"""What other rooms may read of this one."""

from yicha.orgs.queries.accounts import (
    accounts,
    actor_for,
    hand_overs,
    is_whole_home,
    person_for,
    posts,
    posts_of,
    subject_of,
    substitutes,
    substitutions_of,
)
from yicha.orgs.queries.delegations import competent, deciding, delegation_lines, delegations
from yicha.orgs.queries.duties import certificate_of, certified_on, recusals_waiting
from yicha.orgs.queries.exports import address_of, asking_first, exports, own_export, release_of, rows_alone
from yicha.orgs.queries.lists import kept_list
from yicha.orgs.queries.officer_pages import officer_figures, officer_lines, officer_rows, officer_sheet
from yicha.orgs.queries.officers import account_coverage, officers, officers_available, preview_officers, signing_officer
from yicha.orgs.queries.people import accounts_of_officers, holders, holders_for, holders_in, people
from yicha.orgs.queries.places import (
    department_lines,
    department_names,
    departments,
    parse_regions,
    path_of_region,
    place_name,
    regions,
    seat,
    shipped_regions,
    towns_below,
)
from yicha.orgs.queries.programs import program_actor, program_actors, programs, token_digest
from yicha.orgs.queries.recusals import own_recusals, recusal_reason, recusals_of
from yicha.orgs.queries.redactions import redactable, redactions
from yicha.orgs.queries.signing_in import link_of, open_links, own_account
from yicha.orgs.queries.urging import urgings
from yicha.orgs.queries.witnesses import witness_alarms, witnesses

__all__ = [
    "account_coverage",
    "accounts",
    "accounts_of_officers",
    "actor_for",
    "address_of",
    "asking_first",
    "certificate_of",
    "certified_on",
    "competent",
    "deciding",
    "delegation_lines",
    "delegations",
    "department_lines",
    "department_names",
    "departments",
    "exports",
    "hand_overs",
    "holders",
    "holders_for",
    "holders_in",
    "is_whole_home",
    "kept_list",
    "link_of",
    "officer_figures",
    "officer_lines",
    "officer_rows",
    "officer_sheet",
    "officers",
    "officers_available",
    "open_links",
    "own_account",
    "own_export",
    "own_recusals",
    "parse_regions",
    "path_of_region",
    "people",
    "person_for",
    "place_name",
    "posts",
    "posts_of",
    "preview_officers",
    "program_actor",
    "program_actors",
    "programs",
    "recusal_reason",
    "recusals_of",
    "recusals_waiting",
    "redactable",
    "redactions",
    "regions",
    "release_of",
    "rows_alone",
    "seat",
    "shipped_regions",
    "signing_officer",
    "subject_of",
    "substitutes",
    "substitutions_of",
    "token_digest",
    "towns_below",
    "urgings",
    "witness_alarms",
    "witnesses",
]

"""Who may do what. One line per permission, room by room; what stands nowhere, nobody may.

The three administrators (三员) share nothing: who creates accounts cannot grant rights, and neither can touch the trail.
"""

from collections.abc import Mapping

from yicha.items.types import ItemPermission
from yicha.kernel.actor import Role
from yicha.kernel.types import KernelPermission
from yicha.subjects.types import SubjectPermission

# Who works in an office of the county and reads what it holds.
OFFICE = (
    Role.COORDINATOR,
    Role.DEPARTMENT_CLERK,
    Role.DEPARTMENT_HEAD,
    Role.TEAM_LEADER,
    Role.OFFICER,
    Role.LEGAL_SUPERVISOR,
    Role.ZONE_COMMAND,
    Role.PARK_COMMITTEE,
    Role.DATA_STEWARD,
)

GRANTS: Mapping[str, tuple[Role, ...]] = {
    # kernel
    KernelPermission.RETRY_DEAD_LETTER: (Role.SYSTEM_ADMIN,),
    # subjects
    SubjectPermission.READ: OFFICE,
    SubjectPermission.IMPORT: (Role.COORDINATOR, Role.DATA_STEWARD),
    SubjectPermission.CLOSE: (Role.COORDINATOR, Role.DATA_STEWARD),
    # items
    ItemPermission.READ: OFFICE,
    ItemPermission.PROPOSE: (Role.DEPARTMENT_CLERK,),
    ItemPermission.PUBLISH: (Role.DATA_STEWARD,),
    ItemPermission.WITHDRAW: (Role.DATA_STEWARD,),
}

ROLES: Mapping[str, frozenset[str]] = {
    role: frozenset(str(permission) for permission, roles in GRANTS.items() if role in roles) for role in Role
}

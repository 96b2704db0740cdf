"""Who may do what. One line per permission, room by room; what stands nowhere, nobody may.

The three administrators (三员) share nothing: who creates accounts cannot grant rights, and neither can touch the trail.
"""

from collections.abc import Mapping

from yicha.kernel.actor import Role
from yicha.kernel.types import KernelPermission

GRANTS: Mapping[str, tuple[Role, ...]] = {
    # kernel
    KernelPermission.RETRY_DEAD_LETTER: (Role.SYSTEM_ADMIN,),
}

ROLES: Mapping[str, frozenset[str]] = {
    role: frozenset(str(permission) for permission, roles in GRANTS.items() if role in roles) for role in Role
}

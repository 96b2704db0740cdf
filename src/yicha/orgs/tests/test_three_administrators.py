"""三员分立, by search: whatever posts one person holds together and whomever it acts as, it never has all the power (quality A6)."""

from collections.abc import Mapping
from itertools import chain, combinations

import pytest

from yicha.config.roles import GRANTS
from yicha.kernel.actor import Role
from yicha.orgs.rules.posts import sphere_of
from yicha.orgs.types import ADMINISTRATORS, OrgPermission

Grants = Mapping[str, tuple[Role, ...]]

CREATE = {OrgPermission.CREATE_ACCOUNT}
GRANT = {OrgPermission.PROPOSE_POST, OrgPermission.APPROVE_POST}
ERASE = {OrgPermission.ASK_REDACTION, OrgPermission.DECIDE_REDACTION}
POWERS: Mapping[str, set[OrgPermission]] = {"create a user": CREATE, "grant a right": GRANT, "erase a trace": ERASE}


def combinations_of_roles() -> list[frozenset[Role]]:
    """Every set of roles that the constraint `post_one_sphere` lets one account hold at a time: one sphere. More roles, more rights,
    so of business the whole set is enough beside each single one.
    """
    business = frozenset(role for role in Role if role not in ADMINISTRATORS)
    return [frozenset({role}) for role in Role] + [business]


def reachable(roles: frozenset[Role], grants: Grants) -> frozenset[str]:
    """What a person can do by itself, in its own posts and as everybody whose password it can set alone.

    A link alone opens an account of business; with the right to confirm it as well, an administrator's too.
    """
    held, grown = roles, frozenset[Role]()
    while held != grown:
        grown = held
        may = {permission for permission, of in grants.items() if held & set(of)}
        if OrgPermission.ISSUE_LINK in may:
            held |= {role for role in Role if role not in ADMINISTRATORS or OrgPermission.CONFIRM_LINK in may}
        if OrgPermission.PROPOSE_POST in may and OrgPermission.APPROVE_POST in may:
            held |= set(Role)
    return frozenset(permission for permission, of in grants.items() if held & set(of))


def powers(may: frozenset[str]) -> list[str]:
    return [name for name, wanted in POWERS.items() if wanted <= may]


@pytest.mark.clause("WY-5.8b")
@pytest.mark.parametrize("roles", combinations_of_roles(), ids=lambda roles: "+".join(sorted(roles))[:60])
def test_nobody_alone_can_create_a_user_grant_a_right_and_erase_a_trace(roles: frozenset[Role]) -> None:
    assert len(powers(reachable(roles, GRANTS))) <= 1
    assert "grant a right" not in powers(reachable(roles, GRANTS))


def test_two_administrators_in_one_hand_would_be_seen() -> None:
    """Each is a sphere of its own; were two in one hand, against the constraint, the search would see it."""
    for pair in combinations(ADMINISTRATORS, 2):
        assert {sphere_of(role) for role in pair} == set(pair)
    together = frozenset({Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
    assert len(powers(reachable(together, GRANTS))) > 1


@pytest.mark.parametrize("loose", [OrgPermission.CONFIRM_LINK, OrgPermission.APPROVE_POST, OrgPermission.ASK_REDACTION])
def test_the_search_sees_a_table_of_roles_that_is_too_generous(loose: str) -> None:
    """A naive table gives the system administrator, or the one who proposes, one right more."""
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        generous = {**GRANTS, loose: (*GRANTS[loose], role)}
        found = chain.from_iterable(powers(reachable(frozenset({one}), generous)) for one in (role,))
        if len(list(found)) > 1:
            return
    pytest.fail(f"{loose} given away and nothing seen")

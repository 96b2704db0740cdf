import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.config.roles import ROLES
from yicha.kernel.actor import NOBODY, SYSTEM, Actor, Role
from yicha.kernel.permissions import permissions_of

COUNTY = Actor("u", "n", region="62/6207/620799", department="market")
CITY = Actor("u", "n", region="62/6207", department="market", whole_region=True)
paths = st.lists(st.integers(10, 999999).map(str), min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("actor", "path", "covered"),
    [
        (COUNTY, "62/6207/620799", True),
        (COUNTY, "62/6207/620799/620799101", True),
        (COUNTY, "62/6207", False),
        (COUNTY, "62/6207/6207991", False),
        (COUNTY, "62/6207/620798", False),
        (COUNTY, "", False),
        (CITY, "62/6207/620799", True),
        (CITY, "62/6299", False),
        (Actor("u", "n"), "62", False),
        (Actor("u", "n"), "", False),
        (NOBODY, "62", False),
        (SYSTEM, "62", True),
        (SYSTEM, "", True),
    ],
)
def test_jurisdiction_is_one_s_region_and_below_and_never_everything_by_accident(actor: Actor, path: str, covered: bool) -> None:
    assert actor.covers(path) is covered


@given(paths, paths)
def test_covering_is_what_walking_up_the_path_says(region: str, path: str) -> None:
    parts = path.split("/")
    above = {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    assert Actor("u", "n", region=region).covers(path) is (region in above)


@pytest.mark.parametrize(
    ("actor", "department", "acts"),
    [
        (COUNTY, "market", True),
        (COUNTY, "fire", False),
        (COUNTY, "", False),
        (CITY, "fire", True),
        (CITY, "", False),
        (Actor("u", "n", region="62"), "", False),
        (Actor("u", "n", region="62"), "fire", False),
        (SYSTEM, "fire", True),
    ],
)
def test_one_acts_for_one_s_own_department_unless_for_all(actor: Actor, department: str, acts: bool) -> None:
    assert actor.acts_for(department) is acts


def test_permissions_are_those_given_and_no_others() -> None:
    clerk = Actor("u", "n", permissions=frozenset({"a.b.c"}))
    assert [clerk.may(asked) for asked in ("a.b.c", "a.b", "a.b.c.d", "")] == [True, False, False, False]
    assert not NOBODY.may("a.b.c")
    assert SYSTEM.may("anything")


def test_an_actor_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        COUNTY.region = ""  # type: ignore[misc]


def test_a_role_that_nobody_knows_may_nothing() -> None:
    assert permissions_of("emperor") == permissions_of("") == frozenset()


@pytest.mark.parametrize("role", Role)
def test_each_role_is_known(role: Role) -> None:
    assert permissions_of(role) == ROLES[role]


def test_the_table_of_roles_names_roles_that_are_there() -> None:
    assert set(ROLES) == set(Role)


def test_the_three_administrators_share_no_power_to_change_but_their_own_inbox() -> None:
    """A6: nobody alone creates an account, gives it rights and touches the trail."""
    shared = ROLES[Role.SYSTEM_ADMIN] & ROLES[Role.AUDIT_ADMIN]
    assert "kernel.payload.redact" not in ROLES[Role.SYSTEM_ADMIN] | ROLES[Role.SECURITY_ADMIN]
    assert "kernel.dead_letter.retry" not in shared

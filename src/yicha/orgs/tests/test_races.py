"""Sixteen at once: first the naive way, which must fail here, then ours."""

from contextlib import suppress

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, THREADS, Sql, run_sql, storm
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.disable_account import disable_account
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.models import Delegation, Post
from yicha.orgs.queries.accounts import in_force
from yicha.orgs.rules.posts import sphere_of
from yicha.orgs.testing import make_account, make_actor, make_department, make_post, make_region
from yicha.orgs.types import ApprovePost, DelegatePower, DelegationKind, DisableAccount, PostStatus, ProposePost

pytestmark = pytest.mark.usefixtures("own_database")
PEOPLE = 10
ROLES = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.OFFICER]
SECURITY, AUDIT = make_actor(Role.SECURITY_ADMIN), make_actor(Role.AUDIT_ADMIN)


def propose(person: int, role: Role) -> int:
    department = "SCJG" if role is Role.OFFICER else ""
    return propose_post(SECURITY, ProposePost(f"p{person}", role, "620799", department), NOW).post


@pytest.fixture
def proposals(own_database: str) -> list[list[int]]:
    """For every person one proposal of each sphere. Only an approval counts, so all of them stand."""
    make_region()
    make_department("SCJG")
    for person in range(PEOPLE):
        make_account(f"p{person}")
    return [[propose(person, role) for role in ROLES] for person in range(PEOPLE)]


def people_of_two_spheres() -> int:
    spheres: dict[str, set[str]] = {}
    for account, role in Post.objects.filter(status=PostStatus.APPROVED).values_list("account", "role"):
        spheres.setdefault(account, set()).add(sphere_of(Role(role)))
    return sum(len(found) > 1 for found in spheres.values())


NAIVE = """UPDATE orgs_post SET status = 'approved', approved_by = 'naive' WHERE id = %s AND NOT EXISTS (
    SELECT FROM orgs_post other WHERE other.account_id = orgs_post.account_id AND other.status = 'approved'
    AND other.sphere <> orgs_post.sphere AND other.valid && orgs_post.valid) AND (SELECT pg_sleep(0.03)) IS NOT NULL"""
"""Who thinks for a moment is overtaken, however busy the machine is."""


def test_check_then_update_gives_one_person_two_spheres(proposals: list[list[int]]) -> None:
    run_sql(SYSTEM, Sql("ALTER TABLE orgs_post DROP CONSTRAINT post_one_sphere"), NOW)

    def attempt(thread: int) -> None:
        for person in range(PEOPLE):
            run_sql(SYSTEM, Sql(NAIVE, (proposals[person][thread % len(ROLES)],)), NOW)

    storm(attempt)
    assert people_of_two_spheres() > 0


@pytest.mark.clause("WY-5.8b")
def test_the_constraint_leaves_every_person_one_sphere(proposals: list[list[int]]) -> None:
    def attempt(thread: int) -> list[str]:
        return [approve(proposals[person][thread % len(ROLES)]) for person in range(PEOPLE)]

    answers = [answer for found in storm(attempt) for answer in found]
    assert people_of_two_spheres() == 0
    assert answers.count("approved") == Post.objects.filter(status=PostStatus.APPROVED).count() == PEOPLE
    assert len(answers) == THREADS * PEOPLE


def approve(post: int) -> str:
    try:
        approve_post(AUDIT, ApprovePost(post), NOW)
    except RuleBroken as refusal:
        return refusal.clause
    return "approved"


@pytest.mark.clause("WY-5.8b")
def test_of_sixteen_administrators_who_leave_at_once_one_stays(own_database: str) -> None:
    make_region()
    for number in range(THREADS):
        make_account(f"a{number}")
        make_post(f"a{number}", Role.AUDIT_ADMIN)

    def leave(thread: int) -> bool:
        try:
            disable_account(make_actor(Role.SYSTEM_ADMIN), DisableAccount(f"a{thread}", "离职"), NOW)
        except RuleBroken:
            return False
        return True

    assert sorted(storm(leave)) == [False] + [True] * (THREADS - 1)
    assert Post.objects.filter(in_force(NOW), role=Role.AUDIT_ADMIN).count() == 1


@pytest.mark.clause("LYG-5.5")
def test_nothing_is_passed_on_at_the_moment_it_arrives(own_database: str) -> None:
    make_region()
    for department in ("A", "B", "C"):
        make_department(department)
    to = {"A": "B", "B": "C"}

    def give(thread: int) -> None:
        giver = "AB"[thread % 2]
        for item in range(PEOPLE):
            said = ("620799", (f"I{item}",), "《行政处罚法》第二十条", NOW.date())
            with suppress(RuleBroken):
                delegate_power(SYSTEM, DelegatePower(DelegationKind.ENTRUSTMENT, giver, to[giver], *said), NOW)

    storm(give)
    received, passed = given_by("A"), given_by("B")
    # What B gave before it was received was B's own affair; the other order is passing on.
    assert received
    assert [item for item in received if item in passed and passed[item] > received[item]] == []


def given_by(department: str) -> dict[str, int]:
    return dict(Delegation.objects.filter(from_department=department).values_list("items__0", "id"))

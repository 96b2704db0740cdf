"""From an account and a post to an actor: whatever is missing, nobody may anything, and from the next request on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.models import Entry
from yicha.kernel.permissions import permissions_of
from yicha.kernel.refusals import NotPermitted
from yicha.kernel.testing import NOW, REGION, Sql, run_sql
from yicha.orgs.actions.close_department import close_department
from yicha.orgs.actions.disable_account import disable_account
from yicha.orgs.actions.end_post import end_post
from yicha.orgs.actions.end_substitution import end_substitution
from yicha.orgs.actions.record_leave import record_leave
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.queries import accounts as accounts_of
from yicha.orgs.queries import actor_for, hand_overs, person_for, posts, posts_of, subject_of
from yicha.orgs.testing import make_account, make_actor, make_post
from yicha.orgs.tests.world import DAY, MISSING, WEEK, World, quick_hash
from yicha.orgs.types import CloseDepartment, DisableAccount, EndPost, EndSubstitution, OrgPermission, RecordLeave, SetPassword

SECOND = timedelta(seconds=1)
SECURITY = make_actor(Role.SECURITY_ADMIN)
SYSTEM_ADMIN = make_actor(Role.SYSTEM_ADMIN)


def test_a_post_in_force_makes_an_actor(world: World) -> None:
    actor = actor_for("o1", world.own.post, NOW)
    assert actor == Actor("o1", "人员o1", REGION, "SCJG", Role.OFFICER, permissions=permissions_of(Role.OFFICER))


def test_a_session_acts_in_exactly_one_post(world: World) -> None:
    second = make_post("o1", Role.TEAM_LEADER, "XFJY")
    assert actor_for("o1", world.own.post, NOW).department == "SCJG"
    assert actor_for("o1", second, NOW).department == "XFJY"
    assert not actor_for("o1", world.own.post, NOW).may(OrgPermission.RECORD_LEAVE)
    assert {post.post for post in posts_of("o1", NOW)} == {world.own.post, second}


@pytest.mark.parametrize(("role", "whole"), [(Role.COORDINATOR, True), (Role.DEPARTMENT_CLERK, False), (Role.LEGAL_SUPERVISOR, True)])
def test_some_roles_act_for_the_whole_region(role: Role, whole: object, world: World) -> None:
    make_account("w")
    actor = actor_for("w", make_post("w", role), NOW)
    assert (actor.acts_for("XFJY"), actor.acts_for("SCJG")) == (whole, True)


def test_an_administrator_acts_for_no_department_and_an_enterprise_for_itself(world: World) -> None:
    make_account("admin")
    make_account("firm")
    assert actor_for("admin", make_post("admin", Role.SYSTEM_ADMIN), NOW).department == ""
    firm = actor_for("firm", make_post("firm", Role.ENTERPRISE, subject="LOC:7"), NOW)
    assert (firm.department, subject_of(firm), firm.acts_for("SCJG")) == ("subject:LOC:7", "LOC:7", False)
    assert subject_of(actor_for("o1", world.own.post, NOW)) == ""


def change(statement: str) -> None:
    run_sql(SYSTEM, Sql(statement), NOW)


WAYS: dict[str, Callable[[World], object]] = {
    "post ended": lambda w: end_post(SECURITY, EndPost(w.own.post, "调离"), NOW),
    "account disabled": lambda _: disable_account(SYSTEM_ADMIN, DisableAccount("o1", "调离"), NOW),
    "department closed": lambda _: close_department(SYSTEM_ADMIN, CloseDepartment("SCJG", DAY - timedelta(days=1), "撤并"), NOW),
    "department not yet there": lambda _: change("UPDATE orgs_department SET valid = '[2030-01-01,)' WHERE code = 'SCJG'"),
    "region given up": lambda _: change("UPDATE orgs_region SET valid = '[2020-01-01,2026-11-20)' WHERE code = '620799'"),
    "not yet begun": lambda _: change("UPDATE orgs_post SET valid = '[2026-11-21,)' WHERE account_id = 'o1'"),
    "over": lambda _: change("UPDATE orgs_post SET valid = '[2026-01-01,2026-11-20 00:00+08)' WHERE account_id = 'o1'"),
}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_missing_nothing_is_allowed_from_the_next_request_on(way: str, world: World) -> None:
    assert actor_for("o1", world.own.post, NOW).permissions
    assert actor_for("c1", world.own.lent, NOW).permissions
    WAYS[way](world)
    for account, post in (("o1", world.own.post), ("c1", world.own.lent)):  # what was lent ends with what it was lent from
        actor = actor_for(account, post, NOW)
        assert (actor.id, actor.permissions, actor.region, actor.department, actor.whole_region) == (account, frozenset(), "", "", False)
        assert post not in {found.post for found in posts_of(account, NOW)}


@pytest.mark.parametrize(
    ("account", "post"),
    [
        ("o2", "post"),
        ("o1", "proposed"),
        ("c1", "proposed"),
        ("c1", "post"),
        ("o1", "lent"),
        ("nobody", "post"),
        ("", "post"),
        ("o1", "missing"),
    ],
)
def test_no_other_account_gets_in_by_it(account: str, post: str, crowded: World) -> None:
    number = MISSING if post == "missing" else getattr(crowded.own, post)
    assert actor_for(account, number, NOW).permissions == frozenset()


def test_time_alone_begins_and_ends_a_right(world: World) -> None:
    make_account("t")
    post = make_post("t", Role.OFFICER, valid_from=NOW + WEEK, valid_to=NOW + 2 * WEEK)
    allowed = [
        bool(actor_for("t", post, at).permissions) for at in (NOW, NOW + WEEK - SECOND, NOW + WEEK, NOW + 2 * WEEK - SECOND, NOW + 2 * WEEK)
    ]
    assert allowed == [False, False, True, True, False]


@pytest.mark.clause("WS-2.2")
def test_a_substitute_acts_in_both_names(world: World) -> None:
    actor = actor_for("c1", world.own.lent, NOW)
    assert (actor.id, actor.name, actor.role, actor.department) == ("c1", "人员c1（代人员o1）", Role.OFFICER, "SCJG")
    end_substitution(make_actor(Role.DEPARTMENT_HEAD), EndSubstitution(world.own.lent, "回岗"), NOW)
    assert actor_for("c1", world.own.lent, NOW).permissions == frozenset()
    assert actor_for("o1", world.own.post, NOW).permissions


def test_a_revoked_right_is_refused_by_the_use_case_itself(world: World) -> None:
    leader = make_post("o1", Role.TEAM_LEADER)
    record_leave(actor_for("o1", leader, NOW), RecordLeave(world.own.cert_no, DAY, DAY), NOW)
    end_post(SECURITY, EndPost(leader, "免职"), NOW)
    with pytest.raises(NotPermitted):
        record_leave(actor_for("o1", leader, NOW), RecordLeave(world.own.cert_no, DAY + WEEK, DAY + WEEK), NOW)


def test_who_acts_in_no_post_may_only_keep_the_own_way_in(world: World) -> None:
    assert person_for("o1").permissions == {OrgPermission.SET_PASSWORD, OrgPermission.KEEP_OWN}
    set_password(person_for("o1"), SetPassword(quick_hash("x")), NOW)
    assert Entry.objects.filter(actor="o1", about="account:o1").count() == 1
    disable_account(SYSTEM_ADMIN, DisableAccount("o1", "调离"), NOW)
    assert person_for("o1").permissions == person_for("nobody").permissions == frozenset()


def test_one_query_per_request_and_one_more_for_who_stands_in(
    world: World, django_assert_num_queries: Callable[[int], transaction.Atomic]
) -> None:
    with django_assert_num_queries(1):
        assert not actor_for("o1", world.own.post, NOW).stands_in_for
    with django_assert_num_queries(2):
        assert actor_for("c1", world.own.lent, NOW).stands_in_for


def test_lists_show_what_is_the_actors_business(crowded: World) -> None:
    head = make_actor(Role.DEPARTMENT_HEAD)
    assert {post.department for post in posts(head)} == {"SCJG"}
    assert {post.department for post in posts(SECURITY)} == {"SCJG", "XFJY"}
    assert {found.username for found in accounts_of(head)} == {"o1", "c1"}
    assert {found.username for found in accounts_of(SECURITY)} == {"o1", "c1", "o2", "c2"}
    assert {found.cert_no for found in accounts_of(head)} == {crowded.own.cert_no, ""}
    assert hand_overs(head) == ()
    nobody = make_actor(Role.OFFICER)
    for query in (posts, accounts_of, hand_overs):
        with pytest.raises(NotPermitted):
            query(nobody)

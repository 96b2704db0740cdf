"""Accounts and posts: who creates, who proposes, who approves, who ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.create_account import create_account
from yicha.orgs.actions.disable_account import disable_account
from yicha.orgs.actions.end_post import end_post
from yicha.orgs.actions.found_administration import found_administration
from yicha.orgs.actions.hand_over import hand_over
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.set_password import set_password
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.models import Account, Post
from yicha.orgs.queries import actor_for, hand_overs, person_for, posts_of
from yicha.orgs.testing import make_account, make_actor, make_post, make_region
from yicha.orgs.tests.world import WEEK, World, quick_hash
from yicha.orgs.types import (
    ApprovePost,
    CreateAccount,
    DisableAccount,
    EndPost,
    FoundAdministration,
    HandOver,
    NewAccount,
    PostStatus,
    ProposePost,
    SetPassword,
    Substitute,
)

SYSTEM_ADMIN = make_actor(Role.SYSTEM_ADMIN)
SECURITY = make_actor(Role.SECURITY_ADMIN)
AUDIT = make_actor(Role.AUDIT_ADMIN)
HEAD = make_actor(Role.DEPARTMENT_HEAD)
NEW = NewAccount("neu", "新人", "工号9")
OFFICER = ProposePost("o1", Role.OFFICER, "620799", "XFJY")
HOUR = timedelta(hours=1)


def breaks(clause: str, said: str) -> "pytest.RaisesExc[RuleBroken]":
    return pytest.RaisesExc(RuleBroken, match=said, check=lambda refusal: refusal.clause == clause)


def test_an_account_alone_gives_no_right(world: World) -> None:
    create_account(SYSTEM_ADMIN, CreateAccount("620799", NEW), NOW)
    assert not Post.objects.filter(account="neu").exists()
    assert not hasattr(Account(), "is_superuser")


@pytest.mark.clause("YX-2.13")
def test_one_person_one_account_one_officer_one_account(world: World) -> None:
    create_account(SYSTEM_ADMIN, CreateAccount("620799", NEW), NOW)
    with breaks("YX-2.13", "账号名"):
        create_account(SYSTEM_ADMIN, CreateAccount("620799", replace(NEW, person="另一人")), NOW)
    with breaks("YX-2.13", "此人"):
        create_account(SYSTEM_ADMIN, CreateAccount("620799", replace(NEW, username="neu2")), NOW)
    with breaks("YX-2.13", "执法人员"):
        create_account(SYSTEM_ADMIN, CreateAccount("620799", NewAccount("x", "x", "x"), world.own.cert_no), NOW)
    with pytest.raises(NotFound):
        create_account(SYSTEM_ADMIN, CreateAccount("620799", NewAccount("x", "x", "x"), world.foreign.cert_no), NOW)


def test_who_was_disabled_gets_a_new_account_and_keeps_no_right(world: World) -> None:
    event = disable_account(SYSTEM_ADMIN, DisableAccount("o1", "离职"), NOW)
    assert event.posts == (world.own.post,)
    create_account(SYSTEM_ADMIN, CreateAccount("620799", NewAccount("o1-2", "人员o1", "工号o1"), world.own.cert_no), NOW)
    assert not actor_for("o1-2", world.own.post, NOW).permissions
    with pytest.raises(NotFound):
        disable_account(SYSTEM_ADMIN, DisableAccount("o1", "再次"), NOW)


@pytest.mark.clause("WY-5.8b")
def test_proposing_gives_nothing_approving_gives_the_right_and_ending_takes_it(world: World) -> None:
    post = propose_post(SECURITY, OFFICER, NOW).post
    assert not actor_for("o1", post, NOW).permissions
    approve_post(AUDIT, ApprovePost(post), NOW)
    assert actor_for("o1", post, NOW).permissions
    end_post(SECURITY, EndPost(post, "调离"), NOW)
    assert not actor_for("o1", post, NOW).permissions
    for again in (lambda: approve_post(AUDIT, ApprovePost(post), NOW), lambda: end_post(SECURITY, EndPost(post, "再次"), NOW)):
        with breaks("WY-5.8b", "状态"):
            again()


def test_a_proposal_is_withdrawn_and_cannot_be_approved_any_more(world: World) -> None:
    end_post(SECURITY, EndPost(world.own.proposed, "撤回"), NOW)
    with breaks("WY-5.8b", "状态"):
        approve_post(AUDIT, ApprovePost(world.own.proposed), NOW)


def test_a_right_does_not_begin_before_it_is_approved(world: World) -> None:
    post = propose_post(SECURITY, replace(OFFICER, valid_from=NOW - WEEK), NOW).post
    approve_post(AUDIT, ApprovePost(post), NOW + HOUR)
    assert Post.objects.get(pk=post).valid.lower == NOW + HOUR
    late = propose_post(SECURITY, replace(OFFICER, role=Role.TEAM_LEADER, valid_to=NOW + HOUR), NOW).post
    with breaks("WY-5.8b", "晚于"):
        approve_post(AUDIT, ApprovePost(late), NOW + HOUR)


@pytest.mark.clause("WY-5.8b")
def test_nobody_grants_anything_to_himself_or_approves_his_own_proposal(world: World) -> None:
    make_account("s")
    with breaks("WY-5.8b", "不同的人"):
        propose_post(replace(SECURITY, id="s"), ProposePost("s", Role.SECURITY_ADMIN, "620799"), NOW)
    post = propose_post(SECURITY, ProposePost("s", Role.AUDIT_ADMIN, "620799"), NOW).post
    for person in ("s", SECURITY.id):
        with breaks("WY-5.8b", "不同的人"):
            approve_post(replace(AUDIT, id=person), ApprovePost(post), NOW)
    approve_post(AUDIT, ApprovePost(post), NOW)


@pytest.mark.clause("WY-5.8b")
def test_two_spheres_are_refused_at_the_proposal_and_again_at_the_approval(world: World) -> None:
    make_account("a")
    first = propose_post(SECURITY, ProposePost("a", Role.SYSTEM_ADMIN, "620799"), NOW).post
    second = propose_post(SECURITY, ProposePost("a", Role.OFFICER, "620799", "SCJG"), NOW).post
    approve_post(AUDIT, ApprovePost(first), NOW)
    with breaks("WY-5.8b", "三员分立"):
        approve_post(AUDIT, ApprovePost(second), NOW)
    with breaks("WY-5.8b", "三员分立"):
        propose_post(SECURITY, ProposePost("a", Role.SECURITY_ADMIN, "620799"), NOW)


def test_after_the_one_is_over_the_other_may_begin(world: World) -> None:
    make_account("a")
    make_post("a", Role.OFFICER, valid_to=NOW + WEEK)
    make_post("a", Role.AUDIT_ADMIN, valid_from=NOW + WEEK)


def test_the_same_post_is_held_once_and_different_ones_together(world: World) -> None:
    with breaks("WY-5.8b", "相同的任职"):
        make_post("o1", Role.OFFICER, "SCJG")
    make_post("o1", Role.OFFICER, "XFJY")
    make_post("o1", Role.OFFICER, "SCJG", region="620799400")


def test_a_post_stays_inside_its_department_and_its_department_must_exist(crowded: World) -> None:
    with breaks("R-SUB-1", "辖区"):
        propose_post(make_actor(Role.SECURITY_ADMIN, region="62/6207"), replace(OFFICER, region="620798"), NOW)
    with pytest.raises(NotFound):
        propose_post(SECURITY, replace(OFFICER, department="LX"), NOW)
    with pytest.raises(NotFound):
        propose_post(SECURITY, replace(OFFICER, account="o3"), NOW)


def test_founding_happens_once_and_as_the_only_way_without_two_persons(db: None) -> None:
    make_region()
    three = [NewAccount(name, name, name) for name in ("sys", "sec", "aud")]
    event = found_administration(SYSTEM, FoundAdministration("620799", *three), NOW)
    actors = [actor_for(account, post, NOW) for account, post in zip(event.accounts, event.posts, strict=True)]
    assert [actor.role for actor in actors] == [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN]
    create_account(actors[0], CreateAccount("620799", NEW), NOW)
    proposed = propose_post(actors[1], ProposePost("neu", Role.SYSTEM_ADMIN, "620799"), NOW)
    approve_post(actors[2], ApprovePost(proposed.post), NOW)
    with breaks("WY-5.8b", "一次"):
        found_administration(SYSTEM, FoundAdministration("620799", *(NewAccount(f"{n}", "x", f"p{n}") for n in range(3))), NOW)


@pytest.mark.clause("WY-5.8b")
def test_the_last_administrator_of_a_kind_cannot_be_removed(world: World) -> None:
    make_account("a")
    make_account("b")
    first = make_post("a", Role.AUDIT_ADMIN)
    for removal in (
        lambda: end_post(SECURITY, EndPost(first, "x"), NOW),
        lambda: disable_account(SYSTEM_ADMIN, DisableAccount("a", "x"), NOW),
    ):
        with breaks("WY-5.8b", "最后一名"):
            removal()
    make_post("b", Role.AUDIT_ADMIN)
    disable_account(SYSTEM_ADMIN, DisableAccount("a", "x"), NOW)
    with breaks("WY-5.8b", "最后一名"):
        disable_account(SYSTEM_ADMIN, DisableAccount("b", "x"), NOW)


def test_a_proposed_administrator_holds_nobody_back(world: World) -> None:
    make_account("a")
    propose_post(SECURITY, ProposePost("a", Role.AUDIT_ADMIN, "620799"), NOW)
    assert len(disable_account(SYSTEM_ADMIN, DisableAccount("a", "x"), NOW).posts) == 1
    assert set(Post.objects.filter(account="a").values_list("status", flat=True)) == {PostStatus.ENDED}


def test_a_password_is_only_ever_stored_as_a_hash(world: World) -> None:
    with pytest.raises(ValueError, match="hashing algorithm"):
        set_password(person_for("o1"), SetPassword("一句口令"), NOW)
    set_password(person_for("o1"), SetPassword(quick_hash("一句口令")), NOW)
    account = Account.objects.get(pk="o1")
    assert account.is_active
    assert account.check_password("一句口令")  # Django would upgrade the hash in passing, which the guard refuses
    assert not account.check_password("另一句")
    assert not Account.objects.get(pk="c1").check_password("")


@pytest.mark.clause("WS-2.2")
@pytest.mark.parametrize(
    ("change", "refusal", "said"),
    [
        ({"account": "o1"}, RuleBroken, "不同的人"),
        ({"account": "nobody"}, NotFound, "没有找到"),
        ({"account": "c2"}, RuleBroken, "同一部门"),
        ({"account": "c3"}, NotFound, "没有找到"),
        ({"reason": " "}, RuleBroken, "理由"),
        ({"valid_to": NOW + 2 * WEEK}, RuleBroken, "晚于"),
        ({"valid_from": NOW}, RuleBroken, "相同的任职"),
        ({"valid_from": NOW, "account": "d1"}, RuleBroken, "已有代办人"),
    ],
)
def test_what_cannot_be_lent(change: dict[str, object], refusal: type[Refusal], said: str, crowded: World) -> None:
    make_account("d1")
    make_post("d1", Role.TEAM_LEADER)
    command = Substitute(crowded.own.post, "c1", "休假", NOW + 2 * WEEK, NOW + 3 * WEEK)
    with pytest.raises(refusal, match=said):
        substitute(HEAD, replace(command, **change), NOW)  # type: ignore[arg-type]  # a column by its name


def test_what_was_lent_is_not_lent_on_and_a_head_lends_nothing_to_himself(world: World) -> None:
    make_account("h")
    make_post("h", Role.DEPARTMENT_HEAD)
    with breaks("WS-2.2", "再转给"):
        substitute(HEAD, Substitute(world.own.lent, "h", "x", NOW, NOW + WEEK), NOW)
    with breaks("WY-5.8b", "不同的人"):
        substitute(replace(HEAD, id="h"), Substitute(world.own.post, "h", "x", NOW + WEEK, NOW + 2 * WEEK), NOW)


def test_an_administrator_cannot_stand_in_even_with_a_colleagues_post(world: World) -> None:
    """The substitute's post is a post like any other: the same constraint holds it."""
    make_post("c1", Role.TEAM_LEADER, "XFJY")
    make_account("later")
    make_post("later", Role.OFFICER, valid_to=NOW + WEEK)
    make_post("later", Role.SECURITY_ADMIN, valid_from=NOW + WEEK)
    command = Substitute(world.own.post, "later", "x", NOW + 2 * WEEK, NOW + 3 * WEEK)
    with breaks("WY-5.8b", "三员分立"):
        substitute(HEAD, command, NOW)


@pytest.mark.clause("WS-2.2")
def test_everything_of_an_account_goes_to_its_successor(world: World) -> None:
    leader = make_post("o1", Role.TEAM_LEADER)
    elsewhere = make_post("o1", Role.OFFICER, "XFJY")
    event = hand_over(HEAD, HandOver("o1", "c1", "调离"), NOW)
    assert (event.departments, event.posts) == (("SCJG",), (world.own.post, leader))
    assert (event.cert_no, event.successor, event.successor_cert_no) == (world.own.cert_no, "c1", "")
    assert not actor_for("o1", leader, NOW).permissions
    assert not actor_for("c1", world.own.lent, NOW).permissions
    assert actor_for("o1", elsewhere, NOW).permissions  # another department's head decides that
    assert [(row.account, row.successor, row.departments, row.by) for row in hand_overs(HEAD)] == [("o1", "c1", ("SCJG",), HEAD.id)]
    assert hand_overs(make_actor(Role.DEPARTMENT_HEAD, "XFJY")) == ()
    with pytest.raises(NotFound):
        hand_over(HEAD, HandOver("o1", "c1", "再次"), NOW)


def test_the_security_administrator_hands_over_all_departments_at_once(world: World) -> None:
    make_post("o1", Role.OFFICER, "XFJY")
    with breaks("WS-2.2", "同一部门"):
        hand_over(SECURITY, HandOver("o1", "c1", "调离"), NOW)
    make_post("c1", Role.OFFICER, "XFJY")
    assert hand_over(SECURITY, HandOver("o1", "c1", "调离"), NOW).departments == ("SCJG", "XFJY")


def test_nobody_is_his_own_successor_and_who_only_stands_in_is_no_colleague(world: World) -> None:
    with breaks("WY-5.8b", "不同的人"):
        hand_over(HEAD, HandOver("o1", "o1", "x"), NOW)
    (own,) = {post.post for post in posts_of("c1", NOW)} - {world.own.lent}
    end_post(SECURITY, EndPost(own, "调离"), NOW)
    with breaks("WS-2.2", "同一部门"):
        hand_over(HEAD, HandOver("o1", "c1", "x"), NOW)

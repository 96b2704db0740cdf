"""One-time links: once, in time, and for an administrator by two people (quality A6, B2)."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.confirm_link import confirm_link
from yicha.orgs.actions.issue_link import issue_link
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.turn_on_factor import turn_on_factor
from yicha.orgs.actions.use_link import use_link
from yicha.orgs.models import Account, OneTimeLink, SecondFactor
from yicha.orgs.queries import open_links, person_for
from yicha.orgs.rules.second_factor import STEP_SECONDS, code_of
from yicha.orgs.testing import make_account, make_actor, make_post
from yicha.orgs.tests.signing_in import at, enter, give_password, put_numbers
from yicha.orgs.tests.world import World, quick_hash
from yicha.orgs.types import ApprovePost, ConfirmLink, IssueLink, ProposePost, TurnOnFactor, UseLink
from yicha.orgs.web.links import digest_of, word_digest_of
from yicha.orgs.web.second_factor import new_secret, seal

TOKEN, SECRET_WORD = "t" * 43, "ABCDE23456"
SYSTEM_ADMIN, SECURITY, AUDIT = (make_actor(role) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN))
NEW = {"new": "Another-2027?", "again": "Another-2027?"}


@pytest.fixture
def house(world: World) -> Iterator[World]:
    put_numbers()
    with at(NOW):
        yield world


def issued(account: str = "o1", *, drops_factor: bool = False) -> int:
    return issue_link(SYSTEM_ADMIN, IssueLink(account, digest_of(TOKEN), drops_factor), NOW).link


def opened(client: Client, **extra: str) -> int:
    return client.post(f"/links/{TOKEN}/", NEW | extra).status_code


def test_a_link_opens_once_signs_in_and_the_password_holds(house: World, client: Client) -> None:
    issued()
    assert client.get(f"/links/{TOKEN}/").status_code == 200
    assert opened(client) == 303
    assert client.get("/account/").status_code == 200
    assert opened(Client()) == 404
    assert enter(Client(), "o1", NEW["new"]).status_code == 303


def test_only_a_digest_is_kept(house: World) -> None:
    issued()
    assert TOKEN not in str(list(OneTimeLink.objects.values()))


def test_a_link_ends_with_its_hours_and_with_a_newer_one(house: World, client: Client) -> None:
    issued()
    with at(NOW + timedelta(hours=72)):
        assert client.get(f"/links/{TOKEN}/").status_code == 404
    issue_link(SYSTEM_ADMIN, IssueLink("o1", digest_of("newer")), NOW)
    assert client.get(f"/links/{TOKEN}/").status_code == 404
    assert client.get("/links/unknown/").status_code == 404


WEAK = ("short1!A", "alllowercaseletters", "o1-Password-2026", "Password123", "x" * 129 + "A1")


@pytest.mark.parametrize("weak", WEAK, ids=lambda word: word[:20])
def test_a_weak_password_is_refused_and_the_link_stays(weak: str, house: World, client: Client) -> None:
    issued()
    assert client.post(f"/links/{TOKEN}/", {"new": weak, "again": weak}).status_code == 422
    assert client.post(f"/links/{TOKEN}/", {"new": NEW["new"], "again": "x"}).status_code == 422
    assert opened(client) == 303


@pytest.mark.clause("WY-5.8b")
def test_an_administrator_s_link_wants_another_administrator_s_word(house: World, client: Client) -> None:
    make_account("sec")
    make_post("sec", Role.SECURITY_ADMIN)
    link = issued("sec")
    assert opened(client) == 422
    assert opened(client, word="GUESSGUESS") == 422
    confirm_link(AUDIT, ConfirmLink(link, word_digest_of(SECRET_WORD)), NOW)
    assert opened(client, word="GUESSGUESS") == 422
    assert opened(client, word="abcde 23456") == 303


def test_the_word_cannot_be_guessed(house: World) -> None:
    make_account("sec")
    make_post("sec", Role.SECURITY_ADMIN)
    confirm_link(AUDIT, ConfirmLink(issued("sec"), word_digest_of(SECRET_WORD)), NOW)
    answers = [Client().post(f"/links/{TOKEN}/", NEW | {"word": f"W{number}"}, REMOTE_ADDR=f"10.0.0.{number}") for number in range(15)]
    assert sum("试得太多" in answer.content.decode() for answer in answers) == 5


def test_nobody_confirms_the_own_link_nor_one_that_needs_no_word(house: World) -> None:
    make_account("sec")
    make_post("sec", Role.SECURITY_ADMIN)
    link = issued("sec")
    for person in (SYSTEM_ADMIN.id, "sec"):
        with pytest.raises(RuleBroken, match="不同的人"):
            confirm_link(make_actor(Role.AUDIT_ADMIN, name=person), ConfirmLink(link, "w" * 64), NOW)
    confirm_link(SECURITY, ConfirmLink(link, "w" * 64), NOW)
    with pytest.raises(RuleBroken, match="已有人确认"):
        confirm_link(AUDIT, ConfirmLink(link, "w" * 64), NOW)
    plain = issue_link(SYSTEM_ADMIN, IssueLink("o1", "d" * 64), NOW).link
    with pytest.raises(RuleBroken, match="不需要确认"):
        confirm_link(AUDIT, ConfirmLink(plain, "w" * 64), NOW)
    with pytest.raises(RuleBroken, match="不同的人"):
        issue_link(make_actor(Role.SYSTEM_ADMIN, name="o1"), IssueLink("o1", "d" * 64), NOW)


@pytest.mark.clause("WY-5.8b")
def test_a_link_from_before_the_appointment_opens_nothing_after_it(house: World, client: Client) -> None:
    make_account("neu")
    issued("neu")
    propose_post(SECURITY, ProposePost("neu", Role.AUDIT_ADMIN, "620799"), NOW)
    assert opened(client) == 422


@pytest.mark.clause("WY-5.8b")
def test_who_becomes_an_administrator_begins_with_a_password_nobody_knew(house: World, client: Client) -> None:
    """Otherwise who made the account could have opened its first link."""
    make_account("neu")
    give_password("neu")
    post = propose_post(SECURITY, ProposePost("neu", Role.AUDIT_ADMIN, "620799"), NOW).post
    approve_post(AUDIT, ApprovePost(post), NOW)
    assert enter(client, "neu").status_code == 422
    assert not Account.objects.get(pk="neu").has_usable_password()


def test_a_reset_does_not_lift_the_second_factor(house: World, client: Client) -> None:
    secret = new_secret()
    turn_on_factor(person_for("o1"), TurnOnFactor(seal(secret), 0), NOW)
    issued()
    assert opened(client) == 422
    assert opened(client, code="000000") == 422
    code = code_of(secret, int(time.time() // STEP_SECONDS))
    assert opened(client, code=code) == 303
    assert enter(Client(), "o1", NEW["new"]).status_code == 422


def test_two_administrators_lift_it_for_who_lost_the_telephone(house: World, client: Client) -> None:
    turn_on_factor(person_for("o1"), TurnOnFactor(seal(new_secret()), 0), NOW)
    link = issued(drops_factor=True)
    assert opened(client) == 422
    confirm_link(SECURITY, ConfirmLink(link, word_digest_of(SECRET_WORD)), NOW)
    assert opened(client, word=SECRET_WORD) == 303
    assert not SecondFactor.objects.exists()


def test_the_use_case_itself_knows_neither_strangers_nor_ended_links(house: World) -> None:
    issued()
    with pytest.raises(NotFound):
        use_link(person_for("c1"), UseLink(digest_of(TOKEN), quick_hash("x")), NOW)
    with pytest.raises(NotFound):
        use_link(person_for("o1"), UseLink(digest_of(TOKEN), quick_hash("x")), NOW + timedelta(days=4))


def test_the_first_links_of_a_home_are_the_system_s(house: World, client: Client) -> None:
    make_account("sec")
    make_post("sec", Role.SECURITY_ADMIN)
    issue_link(SYSTEM, IssueLink("sec", digest_of(TOKEN)), NOW)
    assert opened(client) == 303


def test_open_links_are_the_region_s_and_say_whether_they_are_ready(house: World) -> None:
    make_account("sec")
    make_post("sec", Role.SECURITY_ADMIN)
    link = issued("sec")
    _ = house.foreign
    shown = {one.account: one.ready for one in open_links(SECURITY, NOW)}
    assert shown == {"sec": False, "c1": False}
    confirm_link(AUDIT, ConfirmLink(link, "w" * 64), NOW)
    assert {one.account: one.ready for one in open_links(SYSTEM_ADMIN, NOW)} == {"sec": True, "c1": False}

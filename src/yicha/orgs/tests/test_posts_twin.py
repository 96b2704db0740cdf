"""Random lives of accounts and posts against a naive twin that knows only lists and comparisons."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yicha.kernel.actor import Role
from yicha.kernel.refusals import Refusal
from yicha.kernel.testing import NOW
from yicha.orgs.actions.approve_post import approve_post
from yicha.orgs.actions.disable_account import disable_account
from yicha.orgs.actions.end_post import end_post
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.queries import actor_for, posts_of
from yicha.orgs.testing import make_account, make_actor, make_department, make_region
from yicha.orgs.types import ADMINISTRATORS, ApprovePost, DisableAccount, EndPost, ProposePost, Substitute

PEOPLE = ("a", "b", "c")
ROLES = (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.DEPARTMENT_CLERK, Role.OFFICER)
HEAD = make_actor(Role.DEPARTMENT_HEAD)
SECURITY, AUDIT, SYSTEM_ADMIN = (make_actor(role) for role in (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN))
DAY = timedelta(days=1)
FOREVER = NOW + 1000 * DAY


@dataclass(frozen=True)
class Held:
    """The twin's post: from `begin` until before `end`."""

    number: int
    account: str
    role: Role
    begin: datetime
    end: datetime
    approved: bool = False
    lent_from: int | None = None


class Twin:
    def __init__(self) -> None:
        self.posts: dict[int, Held] = {}
        self.ended: set[int] = set()
        self.disabled: set[str] = set()

    def may_act(self, number: int, at: datetime) -> bool:
        post = self.posts[number]
        standing = post.approved and number not in self.ended and post.account not in self.disabled and post.begin <= at < post.end
        return standing and (post.lent_from is None or self.may_act(post.lent_from, at))

    def clashes(self, new: Held) -> bool:
        """With a post of another sphere, or the very same one, at the same time."""
        granted = [post for post in self.posts.values() if post.approved and post.number not in self.ended]
        together = [post for post in granted if post.number != new.number and post.begin < new.end and new.begin < post.end]
        mine = [post for post in together if post.account == new.account]
        spheres = [post for post in mine if post.role != new.role and {post.role, new.role} & ADMINISTRATORS]
        same = [post for post in mine if (post.role, post.lent_from) == (new.role, new.lent_from)]
        lent = [post for post in together if new.lent_from is not None and post.lent_from == new.lent_from]
        return bool(spheres or same or lent)

    def is_last(self, number: int, at: datetime) -> bool:
        post = self.posts[number]
        if post.role not in ADMINISTRATORS or not post.approved or number in self.ended:
            return False
        return not any(
            other.role == post.role and other.number != number and self.may_act(other.number, at) for other in self.posts.values()
        )

    def serves(self, account: str, at: datetime) -> bool:
        own = [post for post in self.posts.values() if post.account == account and post.lent_from is None]
        return any(post.role not in ADMINISTRATORS and self.may_act(post.number, at) for post in own)


def done(attempt: Callable[[], int]) -> int | None:
    try:
        return attempt()
    except Refusal:
        return None


class Life:
    """Each step does it for real and in the twin, and both must agree on whether it was allowed."""

    def __init__(self) -> None:
        self.twin, self.at = Twin(), NOW

    def propose(self, person: str, role: Role, begin: int, length: int) -> None:
        starts, ends = NOW + begin * DAY, NOW + (begin + length) * DAY
        place = "" if role in ADMINISTRATORS else "SCJG"
        command = ProposePost(person, role, "620799", place, valid_from=starts, valid_to=ends)
        number = done(lambda: propose_post(SECURITY, command, self.at).post)
        held = Held(number or 0, person, role, starts, ends)
        granted = [post for post in self.twin.posts.values() if post.approved and post.number not in self.twin.ended]
        overlap = [post for post in granted if post.account == person and post.begin < ends and starts < post.end]
        clash = any(post.role != role and {post.role, role} & ADMINISTRATORS for post in overlap)
        assert (number is not None) == (person not in self.twin.disabled and ends > self.at and not clash)
        if number is not None:
            self.twin.posts[number] = held

    def approve(self, number: int) -> None:
        post = self.twin.posts[number]
        granted = replace(post, begin=max(post.begin, self.at), approved=True)
        open_ = not post.approved and number not in self.twin.ended and post.account not in self.twin.disabled and post.end > self.at
        answer = done(lambda: approve_post(AUDIT, ApprovePost(number), self.at).post)
        assert (answer is not None) == (open_ and not self.twin.clashes(granted))
        if answer is not None:
            self.twin.posts[number] = granted

    def end(self, number: int) -> None:
        allowed = number not in self.twin.ended and not self.twin.is_last(number, self.at)
        answer = done(lambda: end_post(SECURITY, EndPost(number, "x"), self.at).post)
        assert (answer is not None) == allowed
        if answer is not None:
            self.twin.ended.add(number)

    def disable(self, person: str) -> None:
        own = [number for number, post in self.twin.posts.items() if post.account == person and number not in self.twin.ended]
        allowed = person not in self.twin.disabled and not any(self.twin.is_last(number, self.at) for number in own)
        answer = done(lambda: len(disable_account(SYSTEM_ADMIN, DisableAccount(person, "x"), self.at).posts))
        assert answer == (len(own) if allowed else None)
        if allowed:
            self.twin.ended |= set(own)
            self.twin.disabled.add(person)

    def lend(self, number: int, person: str, length: int) -> None:
        lent, ends = self.twin.posts[number], self.at + length * DAY
        new = Held(0, person, lent.role, self.at, ends, approved=True, lent_from=number)
        lendable = lent.lent_from is None and lent.role not in ADMINISTRATORS and self.twin.may_act(number, self.at)
        colleague = person != lent.account and person not in self.twin.disabled and self.twin.serves(person, self.at)
        answer = done(lambda: substitute(HEAD, Substitute(number, person, "x", self.at, ends), self.at).post)
        assert (answer is not None) == (lendable and colleague and not self.twin.clashes(new))
        if answer is not None:
            self.twin.posts[answer] = replace(new, number=answer)

    def agree(self) -> None:
        for at in (self.at + days * DAY for days in range(0, 8, 2)):
            acting = {number for number in self.twin.posts if self.twin.may_act(number, at)}
            found = {number for number, post in self.twin.posts.items() if actor_for(post.account, number, at).permissions}
            assert found == acting
            assert {post.post for person in PEOPLE for post in posts_of(person, at)} == acting
            people = [self.twin.posts[number] for number in acting]
            pairs = [(one, other) for one, other in combinations(people, 2) if one.account == other.account]
            assert not any(one.role != other.role and {one.role, other.role} & ADMINISTRATORS for one, other in pairs)


people = st.sampled_from(PEOPLE)
picks = st.integers(0, 9)
steps = st.one_of(
    st.tuples(st.just("grant"), people, st.sampled_from(ROLES), st.integers(-2, 4), st.integers(1, 6)),
    st.tuples(st.just("grant"), people, st.sampled_from(ROLES), st.integers(-2, 4), st.integers(1, 6)),
    st.tuples(st.just("propose"), people, st.sampled_from(ROLES), st.integers(-2, 4), st.integers(1, 6)),
    st.tuples(st.just("approve"), picks),
    st.tuples(st.just("end"), picks),
    st.tuples(st.just("lend"), picks, people, st.integers(1, 4)),
    st.tuples(st.just("disable"), people),
    st.tuples(st.just("wait"), st.integers(1, 2)),
)


def play(life: Life, step: tuple[Any, ...]) -> None:
    verb, *values = step
    if verb == "wait":
        life.at += values[0] * DAY
    elif verb == "grant":
        before = set(life.twin.posts)
        life.propose(*values)
        for number in set(life.twin.posts) - before:
            life.approve(number)
    elif verb in {"propose", "disable"}:
        getattr(life, verb)(*values)
    elif life.twin.posts:
        numbers = sorted(life.twin.posts)
        getattr(life, verb)(numbers[values[0] % len(numbers)], *values[1:])


OFFICE = [("grant", "a", Role.DEPARTMENT_CLERK, 0, 6), ("grant", "b", Role.OFFICER, 0, 6), ("lend", 0, "b", 4)]


def live(script: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        life = Life()
        for step in [*OFFICE, *script]:
            play(life, step)
        life.agree()
        transaction.set_rollback(True)


@pytest.fixture
def county(db: None) -> None:
    make_region()
    make_department("SCJG")
    for person in PEOPLE:
        make_account(person)


@pytest.mark.clause("WY-5.8b", "WS-2.2")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(steps, min_size=3, max_size=10))
def test_every_life_is_what_the_naive_twin_says(county: None, script: list[tuple[Any, ...]]) -> None:
    live(script)


@pytest.mark.nightly
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(steps, min_size=8, max_size=25))
def test_every_long_life_too(county: None, script: list[tuple[Any, ...]]) -> None:
    live(script)

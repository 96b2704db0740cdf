"""Sixteen at the door at once: the naive count lets too many through; ours, one link and one code do not."""

import time

import pytest
from django.db import connection

from yicha.kernel.actor import Role
from yicha.kernel.refusals import NotFound, RuleBroken
from yicha.kernel.testing import NOW, THREADS, storm
from yicha.norms.testing import put_norm
from yicha.norms.types import NormCode, NormUnit
from yicha.orgs.actions.issue_link import issue_link
from yicha.orgs.actions.sign_in import sign_in
from yicha.orgs.actions.turn_on_factor import turn_on_factor
from yicha.orgs.actions.use_link import use_link
from yicha.orgs.models import Attempt
from yicha.orgs.queries import person_for
from yicha.orgs.testing import make_account, make_actor, make_region
from yicha.orgs.tests.world import quick_hash
from yicha.orgs.types import IssueLink, SignIn, TurnOnFactor, UseLink
from yicha.orgs.web.attempts import admitted, bucket

pytestmark = pytest.mark.usefixtures("own_database")
TRIES, BURST = 10, 10
ONE = bucket("account", "o1", 60, 600)


def naive(_thread: int) -> int:
    """Reads how many there were, and writes one more."""
    through = 0
    for _try in range(TRIES):
        found = Attempt.objects.filter(pk="naive").first()
        count = found.failed if found else 0
        if count < BURST:
            time.sleep(0.001)  # looking at a password takes longer
            through += 1
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO orgs_attempt VALUES ('naive', '', 0, true, 1, 0)"
                    " ON CONFLICT (key) DO UPDATE SET failed = orgs_attempt.failed + 1"
                )
    return through


def test_reading_before_writing_lets_too_many_through(own_database: str) -> None:
    assert sum(storm(naive)) > BURST


@pytest.mark.clause("WY-5.8b")
def test_the_bucket_lets_exactly_its_burst_through(own_database: str) -> None:
    through = storm(lambda _: sum(admitted([ONE], NOW) for _try in range(TRIES)))
    assert sum(through) == BURST
    assert Attempt.objects.get(pk=ONE.key).turned_away == THREADS * TRIES - BURST


@pytest.fixture
def somebody(own_database: str) -> str:
    make_region()
    put_norm(NormCode.LINK_HOURS, 72, NormUnit.HOUR)
    return make_account("o1")


@pytest.mark.clause("WY-5.8b")
def test_of_sixteen_who_open_a_link_one_sets_the_password(somebody: str) -> None:
    issue_link(make_actor(Role.SYSTEM_ADMIN), IssueLink(somebody, "d" * 64), NOW)

    def attempt(thread: int) -> bool:
        try:
            use_link(person_for(somebody), UseLink("d" * 64, quick_hash(f"{thread}")), NOW)
        except NotFound:
            return False
        return True

    assert sum(storm(attempt)) == 1


@pytest.mark.clause("WY-5.8b")
def test_of_sixteen_with_the_same_code_one_gets_in(somebody: str) -> None:
    turn_on_factor(person_for(somebody), TurnOnFactor("sealed", 0), NOW)

    def attempt(_thread: int) -> bool:
        try:
            sign_in(person_for(somebody), SignIn(known_device=False, place="", step=7), NOW)
        except RuleBroken:
            return False
        return True

    assert sum(storm(attempt)) == 1

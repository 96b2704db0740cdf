"""Who asks, in tests of addresses: the actor is given with the request, past sessions and passwords, and stands in one of five relations.

The relation is to the county of `tests/ready/` and to its department SCJG. Signing in has tests of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, HttpResponseBase

from tests.ready.world import SID, STRANGERS, account_of
from yicha.config.roles import ROLES
from yicha.kernel.actor import NOBODY, Actor, Role
from yicha.kernel.testing import REGION
from yicha.orgs.testing import officer_row
from yicha.orgs.types import WHOLE_REGION
from yicha.subjects.testing import subject_row

KEY = "yicha.test.actor"
ROLE_HEADER = "X-Test-Role"  # for who cannot give an actor with the request
MIDDLEWARE = "tests.acting.acting"
HOME_DEPARTMENT = "SCJG"


class Relation(StrEnum):
    OWN = "own department"
    SIBLING = "sibling department"
    ABOVE = "region above"
    BELOW = "region below"
    ELSEWHERE = "another region"


PLACES = {
    Relation.OWN: (REGION, HOME_DEPARTMENT),
    Relation.SIBLING: (REGION, STRANGERS),
    Relation.ABOVE: (REGION.rpartition("/")[0], HOME_DEPARTMENT),
    Relation.BELOW: (f"{REGION}/{REGION.rpartition('/')[2]}001", HOME_DEPARTMENT),
    Relation.ELSEWHERE: ("62/6208/620899", HOME_DEPARTMENT),
}
ACCOUNTS = {
    Relation.OWN: account_of(officer_row(0).cert_no),
    Relation.SIBLING: account_of(officer_row(900).cert_no),
    Relation.ABOVE: account_of(officer_row(0).cert_no),
}
VISITED = subject_row(5).sid  # an enterprise that is in the programme of the county
FOREIGN = frozenset({Relation.BELOW, Relation.ELSEWHERE})


@dataclass(frozen=True)
class Person:
    """A role in a relation; nobody has none of both."""

    actor: Actor
    role: Role | None = None
    relation: Relation = Relation.ELSEWHERE

    def __str__(self) -> str:
        return f"{self.role} of {self.relation}" if self.role else "nobody"


def people() -> Iterator[Person]:
    yield Person(NOBODY)
    for role in Role:
        for relation in Relation:
            yield Person(in_relation(role, relation), role, relation)


def in_relation(role: Role, relation: Relation) -> Actor:
    """As `actor_for` makes it of a post."""
    region, department = PLACES[relation]
    account = ACCOUNTS.get(relation, account_of(officer_row(1).cert_no))
    if role is Role.ENTERPRISE:
        department = f"subject:{SID if relation is Relation.SIBLING else VISITED}"
    return Actor(account, role.value, region, department, role, role in WHOLE_REGION, ROLES[role])


def acting(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, the last one."""

    def as_told(request: HttpRequest) -> HttpResponseBase:
        role = request.headers.get(ROLE_HEADER)
        named = in_relation(Role(role), Relation.OWN) if role else NOBODY
        request.actor = request.META.get(KEY, named)  # type: ignore[attr-defined] # read by kernel.access.actor_of
        return answer(request)

    return as_told

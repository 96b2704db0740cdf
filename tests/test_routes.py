"""Every address × method × role × relation: the answer is what the mark says, what is foreign is as if absent, GET changes nothing.

Every commit asks as each role, at home and in one relation more by turn, or in one only where the mark refuses it or asks nobody; the
nightly run as each role in every relation, pages written out.
`docs/access.md` shows the marks. A new address is tried at once; a parameter of a new kind wants a line in `tests/known.py`.
"""

from collections.abc import Iterator
from functools import cache

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.acting import Relation
from tests.cells import METHODS, PEOPLE, accepted_without_token, ask, by_turn, county, faults, unwritten
from tests.known import THINGS, Things, key_of
from tools import access, routes
from tools.routes import Route

pytestmark = pytest.mark.xdist_group("routes")  # what all look at is made once
CELLS = 10_000


@cache
def all_routes() -> dict[str, Route]:
    return {f"{' '.join(one.methods)} /{one.address}".strip(): one for one in routes.all_routes()}


every_address = pytest.mark.parametrize("name", all_routes())


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    with django_db_blocker.unblock(), county() as prepared:
        yield prepared


def told(found: dict[tuple[str, str], list[str]]) -> str:
    """The same fault of many people in one line."""
    return "\n".join(f"{method} {fault}: {len(whom)} × {', '.join(whom[:3])}" for (method, fault), whom in found.items())


def test_there_is_no_address_without_a_mark() -> None:
    assert [name for name, one in all_routes().items() if one.access is None and not one.foreign] == []


def test_there_is_no_thing_that_no_address_names() -> None:
    """Each is made in every county of these tests."""
    named = {key_of(one, parameter) for one in all_routes().values() for parameter in one.converters}
    assert [key for key in THINGS if key not in named] == []


def test_the_page_of_rights_is_in_step() -> None:
    assert access.PAGE.read_text(encoding="utf-8") == routes.page(), "run `python -m tools.access write` and look at what changed"


@every_address
def test_each_address_answers_as_its_mark_says(name: str, world: Things) -> None:
    with unwritten():
        found = faults(all_routes()[name], world, by_turn(name, all_routes()[name]))
    assert not found, told(found)


@pytest.mark.nightly
@every_address
def test_each_address_answers_so_in_every_relation(name: str, world: Things) -> None:
    found = faults(all_routes()[name], world)
    assert not found, told(found)


def test_by_turn_every_relation_is_asked_for_every_role_at_some_address() -> None:
    asked = {(person.role, person.relation) for name, one in all_routes().items() for person in by_turn(name, one)}
    assert asked == {(person.role, person.relation) for person in PEOPLE}


@pytest.mark.parametrize("name", [name for name, one in all_routes().items() if one.converters and one.who and not one.is_public])
def test_what_the_cells_ask_about_exists(name: str, world: Things) -> None:
    """Otherwise “foreign as unknown” would say nothing: somebody of the county sees it."""
    one = all_routes()[name]
    address = world.address(one, exists=True)
    own = [person for person in PEOPLE if person.relation is Relation.OWN and person.role in one.who]
    asked = (ask(method, address, person, may_write=True).status for person in own for method in one.methods or METHODS)
    with unwritten():
        assert any(status not in {403, 404, 405} for status in asked)


def test_there_are_cells_enough() -> None:
    assert sum(len(one.methods or METHODS) * len(list(by_turn(name, one))) for name, one in all_routes().items()) >= CELLS


@every_address
def test_nothing_is_changed_without_the_token_of_the_form(name: str, world: Things) -> None:
    assert accepted_without_token(all_routes()[name], world) == []


class TestTheMatrixSees:
    """Each of the breaches in `tests/breaches.py`, so that its silence elsewhere means something."""

    @pytest.fixture
    def breaches(self) -> Iterator[dict[str, Route]]:
        with override_settings(ROOT_URLCONF="tests.breaches"):
            yield {one.name: one for one in routes.all_routes()}

    @pytest.mark.parametrize(
        ("name", "fault"),
        [
            ("foreign_is_forbidden", "can be told apart"),
            ("foreign_is_shown", "can be told apart"),
            ("mark_is_not_kept", "wanted 403"),
            ("nobody_is_let_in", "wanted the way to sign in"),
            ("get_writes", "changed rows in"),
            ("breaks", "ZeroDivisionError"),
            ("public_asks", "but it is public"),
            ("unknown_is_found", "wanted 404"),
        ],
    )
    def test_a_breach(self, name: str, fault: str, breaches: dict[str, Route], world: Things) -> None:
        assert fault in "".join(said for _, said in faults(breaches[name], world))

    def test_a_form_without_token(self, breaches: dict[str, Route], world: Things) -> None:
        assert accepted_without_token(breaches["form_without_token"], world) == ["POST 200"]

    def test_an_address_without_mark(self, breaches: dict[str, Route]) -> None:
        assert [name for name, one in breaches.items() if one.access is None and not one.foreign] == ["unmarked"]

    def test_a_good_address_is_left_alone(self, breaches: dict[str, Route], world: Things) -> None:
        assert faults(breaches["good"], world) == {}

    @pytest.mark.usefixtures("breaches")
    def test_that_rights_have_changed(self) -> None:
        assert "| `/unmarked/` | any | **none declared** |" in routes.page()
        assert access.PAGE.read_text(encoding="utf-8") != routes.page()

"""Who meets more often than chance allows: an honest county gives nobody, a friend who is always sent is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import exp
from random import Random

import pytest

from yicha.appraisal.queries import paired
from yicha.appraisal.rules import often_together, tail
from yicha.appraisal.types import Party
from yicha.inspections.testing import make_inspections
from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor
from yicha.planning.queries import DoorRow, doors_between
from yicha.shell.testing import acting

SUPERVISOR = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")
STAFF = {name: [f"{name}{number:02d}" for number in range(12)] for name in ("食品", "消防")}
FRIEND, OTHER = Party("食品", "食品00", "食品00"), Party("消防", "消防00", "消防00")


def county(seed: int, doors: int = 900, subjects: int = 180) -> list[DoorRow]:
    """Two of one department and one of another at each door, drawn; each town has its own half of the officers."""
    chance = Random(seed)

    def door(number: int) -> DoorRow:
        half = number % 2
        drawn = {name: chance.sample(staff[half::2], count) for (name, staff), count in zip(STAFF.items(), (2, 1), strict=True)}
        teams = {name: {cert_no: cert_no for cert_no in team} for name, team in drawn.items()}
        return DoorRow(f"S{number % subjects}", f"企业{number % subjects}", f"T{half}", 2024 + number % 3, teams)

    return [door(number) for number in range(doors)]


@pytest.mark.parametrize("seed", [pytest.param(seed, id=f"county {seed}") for seed in range(5)])
def test_an_honest_draw_gives_nobody_away(seed: int) -> None:
    found = often_together(county(seed))
    assert (found.doors, found.pairs) == (900, ())
    assert found.looked > 24 * 23 / 2


def sent(doors: list[DoorRow], to: Callable[[DoorRow], bool], team: dict[str, dict[str, str]]) -> list[DoorRow]:
    return [replace(door, teams=door.teams | team) if to(door) else door for door in doors]


@pytest.mark.clause("WY-5.8b YX-2.7b")
def test_two_who_are_put_together_again_and_again_are_told_and_nobody_else() -> None:
    together = {one.group: {one.key: one.name} for one in (FRIEND, OTHER)}
    found = often_together(sent(county(1), lambda door: door.town == "T0" and "食品00" in door.teams["食品"], together))
    assert [(pair.one, pair.other) for pair in found.pairs] == [(OTHER, FRIEND)]
    assert found.pairs[0].times > 2 * found.pairs[0].expected > 20


@pytest.mark.clause("WY-5.8b YX-2.7b")
def test_one_who_always_comes_to_the_same_enterprise_is_told() -> None:
    found = often_together(sent(county(2, subjects=30), lambda door: door.sid == "S6", {OTHER.group: {OTHER.key: OTHER.name}}))
    assert [(pair.one, pair.other.key, pair.other.name, pair.times) for pair in found.pairs] == [(OTHER, "S6", "企业6", 30)]


def test_who_are_the_only_ones_of_their_town_must_meet() -> None:
    doors = [replace(door, teams={name: {staff[0]: staff[0]} for name, staff in STAFF.items()}) for door in county(3, doors=60, subjects=6)]
    assert often_together(doors).pairs == ()
    assert often_together([]).looked == 0


@pytest.mark.parametrize(("times", "expected"), [(0, 1.5), (1, 1.5), (3, 0.2), (40, 10.0)])
def test_the_tail_is_that_of_poisson(times: int, expected: float) -> None:
    terms = [exp(-expected)]
    for count in range(1, 200):
        terms.append(terms[-1] * expected / count)
    assert tail(times, expected) == pytest.approx(sum(terms[times:]), abs=1e-12)


@pytest.mark.django_db
def test_the_supervisor_reads_it_of_the_doors_that_were(monkeypatch: pytest.MonkeyPatch) -> None:
    make_inspections()
    monkeypatch.setattr("yicha.appraisal.web.now", lambda: NOW)
    year = (date(2026, 1, 1), date(2026, 12, 31))
    doors = doors_between(SUPERVISOR, *year)
    assert all(door.subject and team and all(team.values()) for door in doors for team in door.teams.values())
    assert paired(SUPERVISOR, *year).doors == len(doors) > 0
    assert doors_between(SUPERVISOR, date(2025, 1, 1), date(2025, 12, 31)) == ()
    assert "看了" in acting(SUPERVISOR).get("/oversight/pairs/").content.decode()
    assert "/oversight/pairs/" in acting(SUPERVISOR).get("/oversight/").content.decode()

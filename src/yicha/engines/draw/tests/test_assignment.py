"""LFF: equal to exhaustive search on hundreds of small cases, and each word of its definition by an example."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from yicha.engines.draw.assignment import Assignment, GroupOutcome, Overrun, Shortage, assign
from yicha.engines.draw.ceremony import in_ticket_order
from yicha.engines.draw.hashing import SHA256, SM3, Suite
from yicha.engines.draw.officers import officer_row
from yicha.engines.draw.tasks import Staff, Task
from yicha.engines.draw.tests import twin_officers
from yicha.engines.draw.tests.making import TOWNS, made_up
from yicha.engines.draw.tests.twin import Row
from yicha.engines.draw.types import Officer, Slot, Week

SELECT, MATCH = b"s" * 32, b"m" * 32
MONDAY = date(2026, 3, 16)
WEEK = Week(MONDAY, date(2026, 3, 22), 5)
WEEKS = {12: WEEK, 13: Week(date(2026, 3, 23), date(2026, 3, 29), 4)}


def staff_of(officers: list[Officer], suite: Suite = SHA256) -> Staff:
    rows = [officer_row(suite, suite.digest(one.id.encode())[:16], one) for one in officers]
    return Staff(sorted(rows, key=lambda row: row.pid), WEEKS)


def made_up_officers(chance: Random) -> list[Officer]:
    return [
        Officer(
            id=f"O{number}",
            department=chance.choice("DDE"),
            minutes=chance.choice((1500, 1500, 900, 300, 0)),
            skills=tuple(skill for skill in "pq" if chance.random() < 0.6),
            towns=() if chance.random() < 0.5 else (chance.choice(TOWNS),),
            recused=("S1",) if chance.random() < 0.3 else (),
            absent=(12,) if chance.random() < 0.1 else (),
            valid_to=chance.choice((None, None, None, date(2026, 3, 22), date(2026, 3, 25))),
            booked={12: (chance.randint(0, 2), chance.choice((0, 120, 700)))} if chance.random() < 0.3 else {},
        )
        for number in range(chance.randint(0, 6))
    ]


def made_up_tasks(chance: Random) -> list[Task]:
    return [
        Task(
            sid=f"V{number}",
            subject=f"S{number % 3}",
            week=chance.choice((12, 12, 13)),
            town=chance.choice((*TOWNS, "")),
            slots=tuple(
                Slot(chance.choice("DDE"), chance.choice((0, 60, 150, 420)), chance.choice(((), (), ("p",), ("q", "p"))))
                for _ in range(chance.randint(0, 3))
            ),
            barred=frozenset({"O1"}) if chance.random() < 0.2 else frozenset(),
        )
        for number in range(chance.randint(0, 5))
    ]


def by_twin(suite: Suite, tasks: list[Task], staff: Staff) -> Row:
    manifest = {"suite": suite.number, "weeks": {str(n): [w.first.isoformat(), w.last.isoformat(), w.days] for n, w in WEEKS.items()}}
    office = twin_officers.Office(manifest, [row.full() for row in staff.rows], MATCH)
    rows = [
        {**vars(task), "barred": sorted(task.barred), "slots": [[s.department, s.minutes, list(s.skills)] for s in task.slots]}
        for task in tasks
    ]
    return twin_officers.assignment(manifest, rows, office, SELECT, b"")


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_equals_exhaustive_search(start: int) -> None:
    seen = Counter[str]()
    for seed in range(start, start + 100):
        suite, chance = (SM3 if seed % 10 == 0 else SHA256), made_up(seed)
        staff, tasks = staff_of(made_up_officers(chance), suite), made_up_tasks(chance)
        outcome = assign(suite, MATCH, in_ticket_order(suite, SELECT, tasks), staff)
        expected = by_twin(suite, tasks, staff)
        named = [
            [task.sid, [[slot.department, None if p is None else staff.rows[p].pid] for slot, p in zip(task.slots, places, strict=True)]]
            for task, places in outcome.tasks
        ]
        assert (named, [list(group) for group in outcome.groups]) == (expected["tasks"], expected["groups"])
        demand_told(outcome, staff)
        seen["short" if outcome.shortages else "filled"] += 1
        seen["over"] += bool(outcome.overruns)
    assert seen["short"] > 20
    assert seen["filled"] > 20
    assert seen["over"] > 0


def demand_told(outcome: Assignment, staff: Staff) -> None:
    """Shortages sum up to the empty slots; overruns are those whose minutes do not fit."""
    empty = sum(group.slots - group.filled for group in outcome.groups)
    assert sum(one.slots - one.filled for one in outcome.shortages) == empty
    spent = Counter({(place, week): minutes for place, row in enumerate(staff.rows) for week, (_, minutes) in row.officer.booked.items()})
    for task, places in outcome.tasks:
        spent.update({(place, task.week): slot.minutes for slot, place in zip(task.slots, places, strict=True) if place is not None})
    over = {
        (staff.rows[place].officer.id, week, minutes)
        for (place, week), minutes in spent.items()
        if minutes > staff.minutes(place, week) > 0
        and (staff.rows[place].officer.department, week) in {group[:2] for group in outcome.groups}
    }
    assert {one[:3] for one in outcome.overruns} == over


def task(sid: str = "V1", *slots: Slot, **more: Any) -> Task:
    return replace(Task(sid, "S1", 12, "T1", slots or (Slot("D", 60),)), **more)


def holders(tasks: list[Task], officers: list[Officer]) -> list[list[str | None]]:
    staff = staff_of(officers)
    outcome = assign(SHA256, MATCH, tasks, staff)
    return [[None if place is None else staff.rows[place].officer.id for place in places] for _, places in outcome.tasks]


GOOD = Officer("O1", "D", 1500)


@pytest.mark.parametrize(
    ("officer", "comes"),
    [
        (GOOD, True),
        (replace(GOOD, department="E"), False),
        (replace(GOOD, towns=("T1",)), True),
        (replace(GOOD, towns=("T2", "T3")), False),
        (replace(GOOD, recused=("S2",)), True),
        (replace(GOOD, recused=("S2", "S1")), False),
        (replace(GOOD, absent=(13,)), True),
        (replace(GOOD, absent=(11, 12)), False),
        (replace(GOOD, valid_to=date(2026, 3, 22)), True),
        (replace(GOOD, valid_to=date(2026, 3, 21)), False),
        (replace(GOOD, minutes=0), False),
        (replace(GOOD, minutes=60), True),
        (replace(GOOD, minutes=59), False),
        (replace(GOOD, booked={12: (3, 1440)}), True),
        (replace(GOOD, booked={12: (3, 1441)}), False),
        (replace(GOOD, booked={12: (0, 1501)}), False),
        (replace(GOOD, booked={13: (9, 9000)}), True),
    ],
)
def test_who_may_come(officer: Officer, comes: bool) -> None:
    assert holders([task()], [officer]) == [["O1" if comes else None]]


def test_one_minute_is_time() -> None:
    assert holders([task("V1", Slot("D", 1))], [replace(GOOD, minutes=1)]) == [["O1"]]


def test_skills_and_barring() -> None:
    wanted = Slot("D", 60, ("p", "q"))
    assert holders([task("V1", wanted)], [replace(GOOD, skills=("q", "r", "p"))]) == [["O1"]]
    assert holders([task("V1", wanted)], [replace(GOOD, skills=("q",))]) == [[None]]
    assert holders([task(barred=frozenset({"O1"}))], [GOOD]) == [[None]]
    assert holders([task(barred=frozenset({"O2"}))], [GOOD]) == [["O1"]]


def test_a_place_is_kept_for_who_alone_can_fill_the_next() -> None:
    """The unskilled slot comes first, yet the only skilled officer is left to the second."""
    both = [Officer("O1", "D", 1500, skills=("p",)), Officer("O2", "D", 1500)]
    for name in ("V1", "V2", "V3", "V4"):
        assert holders([task(name, Slot("D", 60), Slot("D", 60, ("p",)))], both) == [["O2", "O1"]]


def test_least_loaded_first_and_hash_decides_ties() -> None:
    officers = [Officer(f"O{n}", "D", 1500) for n in range(4)]
    tasks = [task(f"V{n}", subject=f"S{n}") for n in range(4)]
    served = [names[0] for names in holders(tasks, officers)]
    assert sorted(map(str, served)) == ["O0", "O1", "O2", "O3"]
    pids = {row.officer.id: row.pid for row in staff_of(officers).rows}
    assert served[0] == min(pids, key=lambda name: SHA256.digest(MATCH + f"V0/{pids[name]}".encode()))


def test_part_time_officers_get_their_part() -> None:
    officers = [Officer("full", "D", 1500), Officer("part", "D", 300)]
    given = Counter(names[0] for names in holders([task(f"V{n}", subject=f"S{n}") for n in range(12)], officers))
    assert given == {"full": 10, "part": 2}


def test_visits_of_earlier_draws_count() -> None:
    officers = [Officer("O1", "D", 1500, booked={12: (2, 120)}), Officer("O2", "D", 1500)]
    tasks = [task("V1"), task("V2", subject="S2")]
    assert holders(tasks, officers) == [["O2"], ["O2"]]
    assert assign(SHA256, MATCH, tasks, staff_of(officers)).groups == (GroupOutcome("D", 12, 2, 2, 2),)
    assert assign(SHA256, MATCH, [*tasks, task("V3")], staff_of(officers)).groups == (GroupOutcome("D", 12, 3, 3, 3),)


def test_visits_of_other_weeks_break_ties() -> None:
    officers = [Officer("O1", "D", 1500, booked={13: (4, 400)}), Officer("O2", "D", 1500)]
    for name in ("V1", "V2", "V3", "V4"):
        assert holders([task(name)], officers) == [["O2"]]


def test_who_has_time_left_comes_before_who_has_not() -> None:
    """The longer visit goes to the officer whose week still holds it, though he is more loaded in proportion."""
    officers = [Officer("full", "D", 1500, booked={12: (1, 600)}), Officer("part", "D", 300)]
    assert holders([task("V1", Slot("D", 301))], officers) == [["full"]]
    assert holders([task("V1", Slot("D", 300))], officers) == [["part"]]


def test_departments_and_weeks_do_not_touch_each_other() -> None:
    officers = [Officer(f"{name}{n}", name, 1500) for name in "DE" for n in range(3)]
    tasks = [task(f"V{n}", Slot("D", 60), Slot("E", 60), subject=f"S{n}", week=12 + n % 2) for n in range(8)]
    only_d = [replace(one, slots=one.slots[:1]) for one in tasks]
    assert [names[:1] for names in holders(tasks, officers)] == holders(only_d, officers)


def test_the_level_is_the_least_that_loses_no_slot() -> None:
    officers = [Officer("O1", "D", 1500, towns=("T1",)), Officer("O2", "D", 1500, towns=("T2",)), Officer("O3", "D", 300, towns=("T2",))]
    tasks = [task(f"V{n}", town="T1") for n in range(3)] + [task(f"W{n}", town="T2") for n in range(3)]
    outcome = assign(SHA256, MATCH, tasks, staff_of(officers))
    assert outcome.groups == (GroupOutcome("D", 12, 3, 6, 6),)
    assert assign(SHA256, MATCH, tasks[3:], staff_of(officers)).groups == (GroupOutcome("D", 12, 2, 3, 3),)


def test_a_week_holds_no_more_visits_than_fit_at_best() -> None:
    outcome = assign(SHA256, MATCH, [task(f"V{n}", Slot("D", 400)) for n in range(5)], staff_of([GOOD]))
    assert outcome.groups == (GroupOutcome("D", 12, 3, 5, 3),)
    assert outcome.shortages == (Shortage("D", 12, (("T1", ()),), 5, 1, 3),)
    assert outcome.overruns == ()


def test_visits_of_unequal_length_can_run_over_and_are_told() -> None:
    """The week holds two visits at best (200 + 30 minutes); which two is for the order of the draw to say."""
    tasks = [task("V1", Slot("D", 200)), task("V2", Slot("D", 200)), task("V3", Slot("D", 30))]
    officers = [replace(GOOD, minutes=330)]
    assert holders(tasks, officers) == [["O1"], ["O1"], [None]]
    assert assign(SHA256, MATCH, tasks, staff_of(officers)).overruns == (Overrun("O1", 12, 400, 330),)
    assert assign(SHA256, MATCH, tasks[1:], staff_of(officers)).overruns == ()


def test_shortages_name_towns_and_skills() -> None:
    officers = [Officer("O1", "D", 1500, skills=("p",)), Officer("O2", "D", 1500, towns=("T2",))]
    tasks = [
        task("V1", Slot("D", 60, ("p",)), Slot("D", 60, ("p",))),
        task("V2", Slot("D", 60, ("z",)), town="T3", week=13),
        task("V3", Slot("E", 60)),
    ]
    outcome = assign(SHA256, MATCH, tasks, staff_of(officers))
    assert sorted(outcome.shortages) == [
        Shortage("D", 12, (("T1", ("p",)),), 2, 1, 1),
        Shortage("D", 13, (("T3", ("z",)),), 1, 0, 0),
        Shortage("E", 12, (("T1", ()),), 1, 0, 0),
    ]
    assert [group.level for group in outcome.groups] == [1, 1, 1]


def test_equal_shortages_are_told_once() -> None:
    tasks = [task(f"V{n}", Slot("D", 60, ("p",)), Slot("D", 60), town=f"T{n % 2}") for n in range(6)]
    officers = [Officer("O1", "D", 1500, towns=("T0",)), Officer("O2", "D", 1500, recused=("S1",))]
    assert sorted(assign(SHA256, MATCH, tasks, staff_of(officers)).shortages) == [
        Shortage("D", 12, (("T0", ("p",)),), 3, 0, 0),
        Shortage("D", 12, (("T1", ()),), 3, 0, 0),
        Shortage("D", 12, (("T1", ("p",)),), 3, 0, 0),
    ]


def test_nothing_to_do() -> None:
    assert assign(SHA256, MATCH, [], staff_of([GOOD])) == Assignment()
    outcome = assign(SHA256, MATCH, [replace(task(), slots=())], staff_of([]))
    assert [(one.sid, places) for one, places in outcome.tasks] == [("V1", ())]


def test_the_order_of_tasks_is_by_ticket_then_sid() -> None:
    tasks = [task(f"V{n}") for n in range(20)]
    order = in_ticket_order(SHA256, SELECT, tasks)
    assert [one.sid for one in order] == sorted((one.sid for one in tasks), key=lambda sid: SHA256.digest(SELECT + sid.encode()))


def test_twelve_thousand_slots() -> None:
    """A county's year at once; about a second of CPU."""
    chance = made_up(1)
    officers = [
        Officer(f"O{d}{n:03d}", d, 75_000, skills=tuple(q for q in "pqr" if chance.random() < 0.5), towns=(chance.choice(TOWNS),))
        for d in "ABC"
        for n in range(100)
    ]
    tasks = [
        Task(f"V{n:05d}", f"S{n}", 12, chance.choice(TOWNS), tuple(Slot(d, 100, s) for d in "ABC" for s in ((chance.choice("pqr"),), ())))
        for n in range(2000)
    ]
    outcome = assign(SHA256, MATCH, tasks, staff_of(officers))
    assert sum(group.filled for group in outcome.groups) == 12_000
    loads = Counter(place for _, places in outcome.tasks for place in places)
    spread: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(staff_of(officers).rows):
        spread.setdefault((row.officer.department, row.officer.towns[0]), []).append(loads[place])
    assert max(max(group) - min(group) for group in spread.values()) <= 2

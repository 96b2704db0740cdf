"""An amendment: the wish holds, every limit holds, nobody else moves, and the bound stays below."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import Apart, Instance, InWeek, NotInWeek, Programme, Wish, amend, newly_lost, parse_instance, solve, to_plain
from yicha.engines.planning.calendar import Calendar, members
from yicha.engines.planning.tests.chance import Chance
from yicha.engines.planning.tests.instances import instance, line, tiny
from yicha.engines.programme_check import check

SEEDS = st.integers(0, 10**6)
FEW = settings(max_examples=60, deadline=None)


def wished(seed: int, asked: Instance, programme: Programme) -> tuple[str, Wish] | None:
    """One wish about one of the visits; None if nobody is visited."""
    chance = Chance("wish", seed)
    doors = [visit for visit in programme.visits if visit.door]
    if not doors:
        return None
    visit = chance.pick(doors)
    if len(visit.demands) > 1 and chance.percent(50):
        return visit.subject, Apart(visit.demands[:1], visit.demands[1:])
    if chance.percent(50):
        return visit.subject, NotInWeek(visit.demands, visit.week, "")
    return visit.subject, InWeek(visit.demands, chance.pick([*members(Calendar(asked).admissible[visit.demands[0]])]))


def holds(wish: Wish, programme: Programme) -> bool:
    placed = [visit for visit in programme.visits if set(visit.demands) & set(wish.demands)]
    if isinstance(wish, InWeek):
        return all(visit.week == wish.week and visit.pinned for visit in placed)
    if isinstance(wish, NotInWeek):
        return all(visit.week != wish.week for visit in placed)
    return not any(set(visit.demands) & set(wish.others) for visit in placed)


@given(SEEDS)
@FEW
def test_wishes_hold_and_only_their_enterprise_moves(seed: int) -> None:
    asked = replace(parse_instance(tiny(seed)), previous=())
    before = solve(asked)
    wish = wished(seed, asked, before)
    if wish is None:
        return
    subject, what = wish
    after = amend(asked, before, subject, [what]).programme
    assert holds(what, after)
    assert after.lower_bound == before.lower_bound
    sites = {one.id for one in asked.subjects.values() if one.owner == asked.subjects[subject].owner}
    assert {v for v in after.visits if v.subject not in sites} == {v for v in before.visits if v.subject not in sites}
    if not newly_lost(before, after):  # else whoever asked is refused, and nothing is stored
        assert check(to_plain(asked), to_plain(after)) == []


def test_one_lost_in_place_of_another_is_a_loss() -> None:
    asked = replace(parse_instance(tiny(112)), previous=())
    before = solve(asked)
    after = amend(asked, before, "S0", [InWeek(("L2.S0", "L3.S0"), 2)]).programme
    assert len(after.unplaced) == len(before.unplaced)
    assert [loss.demand for loss in newly_lost(before, after)] == ["L3.S0"]


def three() -> Instance:
    return parse_instance(instance([line("a", "A"), line("b", "B"), line("c", "C", first=1, last=2)]))


def test_no_wish_leaves_the_window_of_a_line() -> None:
    asked = three()
    found = amend(asked, solve(asked), "S", [InWeek(("a.S", "b.S", "c.S"), 3)])
    assert [loss.demand for loss in found.programme.unplaced] == ["c.S"]


def test_what_is_not_touched_stays_where_it_was() -> None:
    asked = three()
    before = solve(asked)
    split = amend(asked, before, "S", [Apart(("c.S",), ("a.S", "b.S"))]).programme
    assert [visit.week for visit in split.visits if "a.S" in visit.demands] == [before.visits[0].week]
    assert split.doors == before.doors + 1
    assert [visit.lead for visit in split.visits if "a.S" in visit.demands] == [before.visits[0].lead] or before.visits[0].lead == "C"


@pytest.mark.parametrize("refused", ["b", "dept:B", "class:class b"])
def test_lines_that_refuse_others_still_do(refused: str) -> None:
    asked = parse_instance(instance([line("a", "A", not_with=[[refused, "依法分开"]]), line("b", "B")]))
    before = solve(asked)
    assert before.doors == 2
    after = amend(asked, before, "S", [InWeek((before.visits[0].demands[0],), before.visits[0].week)])
    assert after.programme.doors == 2

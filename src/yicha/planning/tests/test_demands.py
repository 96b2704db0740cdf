"""Which line fell on which subject; nobody whom a list names is dropped in silence."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.engines.planning import Demand
from yicha.planning.rules.demands import demands_of
from yicha.planning.rules.pools import members_of
from yicha.planning.tests.files import plan_line, register

REGISTER = {row.sid: row for row in register(5)}
SIDS = sorted(REGISTER)
STRANGERS = ("NOBODY", "SOMEBODY")


@pytest.mark.clause("YX-2.10")
def test_each_way_of_selection_gives_its_demands() -> None:
    lines = [
        plan_line("R"),
        plan_line("L", selection="list", ratio="", sids=(SIDS[2], "NOBODY", SIDS[0])),
        plan_line("F", selection="full", ratio="", scope_query=f"sid <> '{SIDS[4]}'"),
    ]
    found = demands_of(lines, members_of(lines, list(REGISTER.values())), REGISTER, {"R": [SIDS[3], SIDS[1]]})
    wanted = [("F", sid) for sid in SIDS[:4]] + [("L", SIDS[0]), ("L", SIDS[2]), ("R", SIDS[1]), ("R", SIDS[3])]
    assert found.rows == tuple(Demand(f"{line}/{sid}", line, sid) for line, sid in wanted)
    assert found.unknown == (("L", "NOBODY"),)


@given(
    names=st.lists(st.lists(st.sampled_from([*SIDS, *STRANGERS]), max_size=6), max_size=4),
    order=st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_every_name_of_a_list_is_a_demand_or_a_stranger_once(names: list[Sequence[str]], order: Random) -> None:
    lines = [plan_line(f"L{number}", selection="list", ratio="", sids=tuple(sids)) for number, sids in enumerate(names)]
    found = demands_of(lines, {}, REGISTER, {})
    every = {(f"L{number}", sid) for number, sids in enumerate(names) for sid in sids}
    assert {(row.line, row.subject) for row in found.rows} | set(found.unknown) == every
    assert len(found.rows) + len(found.unknown) == len(every)
    order.shuffle(lines)
    assert demands_of(lines, {}, REGISTER, {}) == found


def test_a_drawn_subject_that_has_left_the_register_is_reported() -> None:
    assert demands_of([plan_line("R")], {}, REGISTER, {"R": ["GONE"]}).unknown == (("R", "GONE"),)

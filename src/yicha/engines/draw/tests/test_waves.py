"""Waves: each contains the one before it, whatever the seed; what could not is refused before it is frozen (docs/vdr1.md §20)."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.engines.draw import Cell, Cover, DrawError, Line, Stratum, Subject, freeze_subjects, public_of, verify, write_full
from yicha.engines.draw.manifest import read_manifest, write_manifest
from yicha.engines.draw.tests.making import SALT_KEY, heading, lost_of, replaced, run
from yicha.engines.draw.types import Lost
from yicha.engines.draw.waves import demand_contained, demand_waves, earlier_of

FIRST = Line("L1（第一批）", (Stratum("A", 1, 10, 1), Stratum("B", 1, 4)))
SECOND = Line("L1", (Stratum("A", 1, 5, 2), Stratum("B", 1, 2)), after=FIRST.id, opens="2026-07-01")
LINES = (FIRST, SECOND)


def subjects_of(size: int) -> list[Subject]:
    cells = [Cell("A" if number % 3 else "B", 1 + number % 2) for number in range(size)]
    return [Subject(f"S{number:03}", {0: cell, 1: cell}) for number, cell in enumerate(cells)]


def two_waves(size: int = 40) -> dict[str, bytes]:
    return write_full(run(freeze_subjects(heading(), LINES, subjects_of(size), SALT_KEY)))


def drawn(full: dict[str, bytes]) -> list[frozenset[str]]:
    terms = read_manifest(full["manifest.json"])
    assert [line.after for line in terms.lines] == [None, FIRST.id]
    assert [line.opens for line in terms.lines] == ["", "2026-07-01"]
    return [one.sids for one in run(freeze_subjects(heading(), LINES, subjects_of(terms.pool.n), SALT_KEY)).selections]


@given(st.integers(1, 90))
def test_the_second_wave_contains_the_first(size: int) -> None:
    full = two_waves(size)
    first, second = drawn(full)
    assert first <= second
    assert verify(full).problems == []
    assert verify(public_of(full)).problems == []


def test_who_is_of_a_stratum_taken_whole_is_published_as_listed_work_and_counts() -> None:
    whole = replace(SECOND, strata=(SECOND.strata[0], Stratum("B", 1, 1)))
    told: set[str] = set()
    for size in range(40, 60):
        full = write_full(run(freeze_subjects(heading(), (FIRST, whole), subjects_of(size), SALT_KEY)))
        result = json.loads(full["result.json"])
        first, second = ({*line["drawn"]} for line in result["lines"])
        assert first - second <= {*result["listed"]}
        assert verify(public_of(full)).problems == []
        told |= first - second
    assert told, "somebody of the first wave is told only by the list"


def test_so_do_the_waves_of_a_replacement() -> None:
    full = two_waves()
    first = next(one for one in lost_of(full) if one.line == 0)
    again = write_full(replaced(full, [Lost(0, first.sid, first.code), Lost(1, first.sid, first.code)]))
    assert verify(again).problems == []
    assert verify(public_of(again)).problems == []


def test_who_is_lost_in_one_wave_only_is_not_replaced() -> None:
    """Before anybody commits: else the secrets could be told and nothing lawful drawn."""
    full = two_waves()
    sid = next(one for one in lost_of(full) if one.line == 0).sid
    with pytest.raises(DrawError, match="一并递补"):
        replaced(full, [Lost(0, sid, "gone")])
    earlier, later = drawn(full)
    only_second = min(later - earlier)
    assert verify(write_full(replaced(full, [Lost(1, only_second, "gone")]))).problems == []


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SECOND, total=3),
        replace(SECOND, cover=(Cover("*", 3),)),
        replace(SECOND, strata=(Stratum("A", 1, 11, 2), Stratum("B", 1, 2))),
        replace(SECOND, strata=(Stratum("A", 1, 5, 0), Stratum("B", 1, 2))),
        replace(SECOND, strata=(Stratum("A", 1, 5, 2, 9), Stratum("B", 1, 2))),
        replace(SECOND, strata=(Stratum("A", 1, 5, 2),)),
        replace(SECOND, strata=(Stratum("B", 1, 2), Stratum("A", 1, 5, 2))),
    ],
)
def test_what_might_not_contain_it_is_not_frozen(wrong: Line) -> None:
    with pytest.raises(DrawError, match="前一批"):
        freeze_subjects(heading(), (FIRST, wrong), subjects_of(12), SALT_KEY)


def test_a_first_wave_has_neither_total_nor_cover_rules() -> None:
    for wrong in (replace(FIRST, total=1), replace(FIRST, cover=(Cover("*", 1),))):
        with pytest.raises(DrawError, match="前一批"):
            demand_waves((wrong, SECOND), [])


def test_a_cap_may_grow_and_equal_quotas_are_no_less() -> None:
    capped = tuple(one._replace(most=2) for one in FIRST.strata)
    for most in (2, 3, None):
        demand_waves((replace(FIRST, strata=capped), replace(SECOND, strata=tuple(one._replace(most=most) for one in SECOND.strata))), [])
    demand_waves((FIRST, replace(SECOND, strata=FIRST.strata)), [])


def test_both_have_the_same_members() -> None:
    other = Subject("S999", {0: Cell("A"), 1: Cell("B")})
    for stranger in (other, Subject("S999", {0: Cell("A")}), Subject("S999", {1: Cell("A")})):
        with pytest.raises(DrawError, match="前一批"):
            freeze_subjects(heading(), LINES, [*subjects_of(12), stranger], SALT_KEY)


def test_a_wave_names_a_line_of_its_manifest() -> None:
    frame = freeze_subjects(heading(), LINES, subjects_of(12), SALT_KEY)
    with pytest.raises(DrawError, match="没有这一计划行"):
        write_manifest(replace(frame.manifest, lines=(FIRST, replace(SECOND, after="L2"))))


def test_whoever_is_of_a_wave_is_of_the_next_or_listed() -> None:
    assert earlier_of(LINES) == [(0, 1)]
    demand_contained(LINES, ({"S1"}, {"S1", "S2"}))
    demand_contained(LINES, ({"S1"}, {"S2"}), {"S1"})
    with pytest.raises(DrawError, match="没有包含前一批"):
        demand_contained(LINES, ({"S1", "S3"}, {"S2"}), {"S1"})

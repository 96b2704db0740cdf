"""Quotas, total cap, cover rules, cut: against the twin, and the claims of the specification as properties."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yicha.engines.draw.ceremony import select_lines
from yicha.engines.draw.columns import subjects_of
from yicha.engines.draw.hashing import SHA256
from yicha.engines.draw.selection import LineSelection, Member, apportion, quota_of, select_line
from yicha.engines.draw.tests import twin
from yicha.engines.draw.tests.making import CLASSES, sid_of
from yicha.engines.draw.tickets import ticket_of
from yicha.engines.draw.types import EVERYBODY, Cell, Cover, Line, Stratum, Subject

KEY = bytes(range(32))
TOWNS = ("T1", "T2")

ratios = st.tuples(st.integers(0, 30), st.integers(1, 30))
strata = st.lists(
    st.builds(
        lambda label, ratio, least, most: Stratum(label, ratio[0], ratio[1], least, most),
        st.sampled_from(CLASSES),
        ratios,
        st.integers(0, 4),
        st.none() | st.integers(0, 5),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda stratum: stratum.label,
)
covers = st.lists(st.builds(Cover, st.sampled_from([*TOWNS, EVERYBODY, "nobody"]), st.integers(0, 8)), max_size=3)
lines = st.builds(
    lambda strata, cover, total: Line("L", tuple(strata), cover=tuple(cover), total=total), strata, covers, st.none() | st.integers(0, 9)
)


@st.composite
def pools(draw: st.DrawFn, weighted: bool = True, labels: str = CLASSES) -> list[Member]:  # noqa: FBT002 hypothesis calls it
    """Members in any order, few different tickets among them so that weights matter."""
    size = draw(st.integers(0, 24))
    weight = st.sampled_from([1, 1, 2, 5, 2**32]) if weighted else st.just(1)
    found = [
        Member(ticket_of(SHA256, KEY, sid_of(n)), sid_of(n), draw(st.sampled_from(labels)), draw(weight), (draw(st.sampled_from(TOWNS)),))
        for n in range(size)
    ]
    return draw(st.permutations(found))


def of_line(line: Line, pool: Iterable[Member]) -> list[Member]:
    labels = {stratum.label for stratum in line.strata}
    return [member for member in pool if member.stratum in labels]


def raw(line: Line) -> dict[str, Any]:
    return {"strata": [list(s) for s in line.strata], "cover": [list(c) for c in line.cover], "total": line.total}


def reasons(selection: LineSelection) -> list[tuple[str, str]]:
    return [(choice.member.sid, f"S:{choice.stratum}" if choice.stratum else f"C:{choice.cover}") for choice in selection.choices]


@given(lines, pools())
def test_selects_what_the_twin_selects(line: Line, pool: list[Member]) -> None:
    members = of_line(line, pool)
    selected, whole, cut = twin.select(raw(line), [(m.ticket, m.sid, m.stratum, m.weight, list(m.attrs)) for m in members])
    selection = select_line(line, members)
    assert reasons(selection) == [(x[1], why) for x, why in selected]
    assert selection.cut == cut
    assert {f"S:{take.label}" for take in selection.takes if take.whole} == whole
    assert selection.drawn == [sid for _, sid in sorted((x[0], x[1]) for x, why in selected if x[0] < cut or why not in whole)]
    assert selection.listed == {x[1] for x, _ in selected} - set(selection.drawn)


@given(lines, pools())
def test_everybody_below_the_cut_is_drawn(line: Line, pool: list[Member]) -> None:
    members = of_line(line, pool)
    selection = select_line(line, members)
    assert {member.sid for member in members if member.ticket < selection.cut} <= set(selection.drawn)
    assert selection.sids == set(selection.drawn) | selection.listed
    assert selection.cut == 0 or selection.cut - 1 in {choice.member.ticket for choice in selection.choices}


@given(lines, pools(), st.randoms())
def test_the_order_of_the_pool_does_not_matter(line: Line, pool: list[Member], chance: Any) -> None:
    members = of_line(line, pool)
    shuffled = members[:]
    chance.shuffle(shuffled)
    assert select_line(line, shuffled) == select_line(line, members)


@given(lines, pools(weighted=False))
def test_deleting_who_was_not_drawn_changes_nobody(line: Line, pool: list[Member]) -> None:
    """Quotas in numbers, not ratios, so that deleting does not change them."""
    fixed = replace(line, strata=tuple(s._replace(num=0, den=1, most=None) for s in line.strata), total=None)
    members = of_line(fixed, pool)
    before = select_line(fixed, members)
    for missed in [member for member in members if member.sid not in before.sids]:
        assert reasons(select_line(fixed, [member for member in members if member != missed])) == reasons(before)


@given(strata, pools(), st.integers(0, 3))
def test_a_greater_quota_draws_a_superset(parts: list[Stratum], pool: list[Member], more: int) -> None:
    small = Line("L", tuple(parts))
    large = Line("L", tuple(part._replace(least=part.least + more, num=part.num + more, most=None) for part in parts))
    members = of_line(small, pool)
    assert select_line(small, members).sids <= select_line(large, members).sids


@given(lines, pools(weighted=False, labels="AB"))
def test_swapping_two_alike_swaps_their_fates(line: Line, pool: list[Member]) -> None:
    """Claim 2: the procedure sees nothing of a subject but attributes and ticket."""
    members = of_line(line, pool)
    before = select_line(line, members).sids
    alike = [(a, b) for a, b in combinations(members, 2) if (a.stratum, a.attrs) == (b.stratum, b.attrs)]
    for a, b in alike[:20]:
        swapped = [{a: a._replace(ticket=b.ticket), b: b._replace(ticket=a.ticket)}.get(m, m) for m in members]
        fate = {a.sid: b.sid, b.sid: a.sid}
        assert {fate.get(sid, sid) for sid in before} == select_line(line, swapped).sids


@given(st.lists(strata, min_size=1, max_size=4), st.integers(0, 25))
def test_lines_drawn_together_are_drawn_as_alone(parts: list[list[Stratum]], size: int) -> None:
    """One key for all departments: joining lines changes nothing for any of them."""
    asked = [Line(f"L{n}", tuple(part)) for n, part in enumerate(parts)]
    subjects = [
        Subject(sid_of(k), {n: Cell(line.strata[k % len(line.strata)].label, 1 + k % 3) for n, line in enumerate(asked) if (k + n) % 4})
        for k in range(size)
    ]
    together = select_lines(SHA256, KEY, asked, subjects_of(subjects))
    for number, line in enumerate(asked):
        alone = [Subject(one.sid, {0: one.cells[number]} if number in one.cells else {}) for one in subjects]
        assert select_lines(SHA256, KEY, [line], subjects_of(alone[::-1])) == (together[number],)


@given(lines, pools(), st.sets(st.integers(0, 23), max_size=5))
def test_who_cannot_be_drawn_need_not_be_looked_at(line: Line, pool: list[Member], gone: set[int]) -> None:
    """Of a pool each line is shown the few lowest tickets of a kind, and draws from them what it draws from all."""
    members, spared = of_line(line, pool), frozenset(map(sid_of, gone))
    columns = subjects_of([Subject(one.sid, {0: Cell(one.stratum, one.weight)}, one.attrs) for one in members])
    left = [one for one in members if one.sid not in spared]
    assert select_lines(SHA256, KEY, [line], columns, [spared]) == (select_line(line, left),)


def test_excluded_and_non_members_are_never_drawn() -> None:
    line = Line("L", (Stratum("A", 1, 1),))
    subjects = [Subject("S1", {0: Cell("A")}), Subject("S2", {0: Cell(excluded="x1")}), Subject("S3", {})]
    assert select_lines(SHA256, KEY, [line], subjects_of(subjects))[0].sids == {"S1"}


def test_samples_of_equal_frames_are_nested() -> None:
    """Claim 4: the smaller sample lies inside the larger."""
    asked = [Line("a", (Stratum("*", 1, 20),)), Line("b", (Stratum("*", 1, 10),)), Line("c", (Stratum("*", 1, 2),))]
    subjects = [Subject(sid_of(k), {0: Cell(), 1: Cell(), 2: Cell()}) for k in range(200)]
    a, b, c = (selection.sids for selection in select_lines(SHA256, KEY, asked, subjects_of(subjects)))
    assert (len(a), len(b), len(c)) == (10, 20, 100)
    assert a < b < c


@pytest.mark.parametrize(
    ("size", "stratum", "quota"),
    [
        (0, Stratum("A", 1, 1, 5), 0),
        (100, Stratum("A", 2, 100), 2),
        (101, Stratum("A", 2, 100), 3),
        (1, Stratum("A", 1, 1000), 1),
        (100, Stratum("A", 0, 1), 0),
        (100, Stratum("A", 0, 1, 3), 3),
        (2, Stratum("A", 0, 1, 3), 2),
        (100, Stratum("A", 1, 2, 0, 7), 7),
        (100, Stratum("A", 1, 2, 0, 70), 50),
        (100, Stratum("A", 1, 100, 9, 5), 5),
        (100, Stratum("A", 3, 1), 100),
        (10**9, Stratum("A", 1, 3), 333333334),
    ],
)
def test_quotas(size: int, stratum: Stratum, quota: int) -> None:
    assert quota_of(size, stratum) == quota


@given(st.integers(0, 10**6), ratios, st.integers(0, 99), st.none() | st.integers(0, 99))
def test_a_quota_is_the_share_rounded_up_within_its_bounds(size: int, ratio: tuple[int, int], least: int, most: int | None) -> None:
    quota = quota_of(size, Stratum("A", *ratio, least, most))
    assert 0 <= quota <= size
    share = Fraction(size * ratio[0], ratio[1])
    if least <= share <= size and (most is None or share <= most):
        assert share <= quota < share + 1 or quota == most


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.integers(0, 60))
def test_shares_add_up_and_are_fair(parts: list[int], total: int) -> None:
    assume(sum(parts) > total)
    shares = apportion(total, parts)
    assert sum(shares) == total
    assert all(abs(share - Fraction(total * part, sum(parts))) < 1 for share, part in zip(shares, parts, strict=True))
    assert all(0 <= share <= part for share, part in zip(shares, parts, strict=True))
    assert shares == twin.shared(total, parts)


@pytest.mark.parametrize(
    ("total", "parts", "shares"),
    [(5, [3, 3, 3], [2, 2, 1]), (1, [1, 1], [1, 0]), (4, [5, 1, 1], [3, 1, 0]), (0, [3, 1], [0, 0]), (7, [6, 6, 2], [3, 3, 1])],
)
def test_ties_of_shares_go_to_the_earlier(total: int, parts: list[int], shares: list[int]) -> None:
    assert apportion(total, parts) == shares


def shown(selection: LineSelection) -> tuple[int, list[str], set[str]]:
    return selection.cut, selection.drawn, set(selection.listed)


def made(ticket: int, stratum: str = "A", weight: int = 1, attrs: tuple[str, ...] = ()) -> Member:
    return Member(ticket, f"S{ticket}", stratum, weight, attrs)


def test_a_member_is_plain_unless_said_otherwise() -> None:
    assert Member(5, "S5") == Member(5, "S5", "*", 1, ())
    assert Member(5, "S5").order == (5, 5, "S5")


def test_a_total_cap_takes_whole_or_none_of_what_it_says() -> None:
    line = Line("L", (Stratum("A", 1, 1), Stratum("B", 1, 1)), total=3)
    pool = [made(n, "A") for n in (10, 20, 30, 40)] + [made(n, "B") for n in (5, 15)]
    assert reasons(select_line(line, pool)) == [("S10", "S:A"), ("S20", "S:A"), ("S5", "S:B")]
    assert len(select_line(replace(line, total=6), pool).choices) == 6
    assert select_line(replace(line, total=0), pool).choices == ()


def test_weights_order_by_ticket_over_weight_then_ticket() -> None:
    line = Line("L", (Stratum("A", 0, 1, 2),))
    pool = [made(100, weight=10), made(11), made(109, weight=10), made(10)]
    assert [sid for sid, _ in reasons(select_line(line, pool))] == ["S10", "S100"]


def test_cover_rules_come_in_order_and_count_who_is_drawn_already() -> None:
    line = Line("L", (Stratum("A", 0, 1, 1),), cover=(Cover("x", 2), Cover("y", 1), Cover("*", 5), Cover("x", 0)))
    pool = [made(1, attrs=("x",)), made(2, attrs=("y",)), made(3, attrs=("x", "y")), made(4), made(5), made(6), made(7)]
    assert reasons(select_line(line, pool)) == [("S1", "S:A"), ("S3", "C:x"), ("S2", "C:*"), ("S4", "C:*"), ("S5", "C:*")]


def test_a_cover_rule_that_cannot_be_met_takes_all_there_are() -> None:
    line = Line("L", (Stratum("A", 0, 1),), cover=(Cover("x", 9), Cover("none", 3)))
    assert reasons(select_line(line, [made(1), made(2, attrs=("x",)), made(3, attrs=("x",))])) == [("S2", "C:x"), ("S3", "C:x")]


def test_the_cut_stands_just_above_the_last_selected_below_the_first_missed() -> None:
    line = Line("L", (Stratum("A", 0, 1, 2), Stratum("B", 1, 1)))
    pool = [made(10), made(20), made(35), made(30, "B"), made(50, "B"), made(5, "B")]
    selection = select_line(line, pool)
    assert selection.cut == 31
    assert selection.drawn == ["S5", "S10", "S20", "S30"]
    assert selection.listed == {"S50"}


def test_the_lowest_of_all_strata_makes_the_cut() -> None:
    line = Line("L", (Stratum("A", 0, 1, 1), Stratum("B", 0, 1, 2)))
    pool = [made(10), made(30), made(5, "B"), made(20, "B"), made(25, "B")]
    selection = select_line(line, pool)
    assert shown(selection) == (21, ["S5", "S10", "S20"], set())


def test_no_cut_where_nothing_is_left_to_chance_and_where_a_ratio_is_nil() -> None:
    whole = select_line(Line("L", (Stratum("A", 1, 1),)), [made(1), made(2)])
    assert shown(whole) == (0, [], {"S1", "S2"})
    nil = select_line(Line("L", (Stratum("A", 0, 1), Stratum("B", 1, 1))), [made(1), made(2, "B")])
    assert shown(nil) == (0, [], {"S2"})
    empty = select_line(Line("L", (Stratum("A", 1, 2),)), [])
    assert (empty.cut, empty.choices, empty.takes[0].whole) == (0, (), True)


def test_a_cover_choice_is_shown_as_drawn_even_above_the_cut() -> None:
    line = Line("L", (Stratum("A", 0, 1, 1), Stratum("B", 1, 1)), cover=(Cover("x", 1),))
    selection = select_line(line, [made(1), made(2), made(9, attrs=("x",)), made(8, "B")])
    assert shown(selection) == (2, ["S1", "S9"], {"S8"})


def test_what_each_stratum_held_and_gave() -> None:
    selection = select_line(Line("L", (Stratum("A", 1, 2), Stratum("B", 1, 1), Stratum("C", 1, 1))), [made(1), made(2), made(3, "B")])
    assert [(take.label, take.size, take.quota, take.whole) for take in selection.takes] == [
        ("A", 2, 1, False),
        ("B", 1, 1, True),
        ("C", 0, 0, True),
    ]

"""Who is in the pool of a line, with what chance, and who is kept out of it."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yicha.draws.batch.on_files import Terms, freeze_files
from yicha.draws.workbooks import NO_RATIO, QuotaRow
from yicha.engines.draw import EVERYBODY, Cell, Cover, Line, Stratum
from yicha.engines.draw import Subject as Drawn
from yicha.kernel.tables import parse_ratio
from yicha.norms.types import NormsInForce
from yicha.norms.workbooks import shipped_norms_in_force, shipped_working_days
from yicha.planning.rules.pools import (
    ALREADY_CHECKED,
    UNCLASSIFIED,
    checked_this_year,
    draw_lines,
    draw_subjects,
    members_of,
    names_open_from,
    narrow_lines,
    pool_sizes,
)
from yicha.planning.tests.files import FIRE, FIRM, YEAR, plan_line, register
from yicha.planning.types import PastCheck
from yicha.subjects.testing import subject_row
from yicha.subjects.types import SubjectRow

NORMS: NormsInForce = shipped_norms_in_force("", date(YEAR, 1, 1))


def strata(ratio: str) -> list[tuple[str, Fraction]]:
    (line,) = draw_lines([plan_line(ratio=ratio)], NORMS)
    return [(stratum.label, Fraction(stratum.num, stratum.den)) for stratum in line.strata]


def classes(*percent: str) -> list[tuple[str, Fraction]]:
    return [(name, Fraction(share) / 100) for name, share in zip("ABCDU", percent, strict=True)]


def unchecked(_row: SubjectRow, _line: str) -> str:
    return ""


@pytest.mark.clause("WY-5.4", "YX-2.7b")
@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ("5%", [(EVERYBODY, Fraction(1, 20))]),
        ("0.05", [(EVERYBODY, Fraction(1, 20))]),
        ("2‰", [(EVERYBODY, Fraction(1, 500))]),
        ("A:2%;B:5%;C:100%;D:100%", classes("2", "5", "100", "100", "5")),
        ("B:12.5%", classes("0", "12.5", "0", "0", "12.5")),
        ("A:1%", classes("1", "0", "0", "0", "0")),
        ("", classes("2", "5", "100", "100", "5")),  # the norm's quotas
    ],
)
def test_each_class_has_its_exact_share_and_the_unclassified_that_of_class_b(ratio: str, expected: list[tuple[str, Fraction]]) -> None:
    assert strata(ratio) == expected


@pytest.mark.parametrize("ratio", ["", "5%", "A:1%", "A:2%;B:5%;C:100%;D:100%"])
def test_a_programme_and_a_draw_alone_take_the_same_shares(ratio: str) -> None:
    """Of a line with 最少户数; where it has no ratio both take the norm's quotas (contract §2)."""
    (of_programme,) = draw_lines([plan_line(ratio=ratio, min_count=3)], NORMS)
    quota = QuotaRow("L", parse_ratio(ratio) if ratio else NO_RATIO, min_count=3)
    terms = Terms(NORMS, shipped_working_days(), date(YEAR, 1, 1))
    (alone,) = freeze_files(register(4), [quota], None, terms, bytes(32)).manifest.lines
    assert alone.strata == of_programme.strata
    assert alone.cover == of_programme.cover == (Cover(EVERYBODY, 3),)


def test_only_random_lines_are_drawn_in_the_order_of_their_ids() -> None:
    lines = [
        plan_line("B-2", min_count=3),
        plan_line("A-1", FIRE, scope_query="town = '东川镇'"),
        plan_line("A-0", selection="list", ratio="", sids=("X",)),
        plan_line("A-9", selection="full", ratio=""),
    ]
    first, second = draw_lines(lines, NORMS)
    assert (first.id, first.department, first.item, first.scope, first.cover) == ("A-1", FIRE, "I-A-1", "town = '东川镇'", ())
    assert (second.id, second.cover) == ("B-2", (Cover(EVERYBODY, 3),))


@given(
    towns=st.lists(st.sampled_from(["东川镇", "西岭乡", "未知"]), max_size=12),
    queries=st.lists(st.sampled_from(["TRUE", "town = '东川镇'", "town <> '东川镇'", "town LIKE '%乡'", "town IS NULL"]), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_members_are_those_of_whom_the_condition_is_true(towns: list[str], queries: list[str]) -> None:
    naive = {
        "TRUE": {"东川镇", "西岭乡", "未知"},
        "town = '东川镇'": {"东川镇"},
        "town <> '东川镇'": {"西岭乡", "未知"},
        "town LIKE '%乡'": {"西岭乡"},
        "town IS NULL": set(),
    }
    rows = [subject_row(number, town=town) for number, town in enumerate(towns)]
    lines = [plan_line(f"L{number}", scope_query=query) for number, query in enumerate(queries)]
    assert members_of(lines, rows) == {
        f"L{number}": [row for row in rows if row.town in naive[query]] for number, query in enumerate(queries)
    }


def test_a_list_asks_nobody() -> None:
    assert members_of([plan_line(selection="list", ratio="", scope_query="TRUE")], register(3)) == {}


def test_a_member_has_a_cell_on_each_of_its_lines() -> None:
    rows = [subject_row(1, credit_class="A", town="西岭乡"), subject_row(2, credit_class=""), subject_row(3)]
    lines = [plan_line("L0", ratio="A:10%;B:10%"), plan_line("L1", ratio="10%", scope_query="town = '西岭乡'"), plan_line("L2", ratio="9%")]
    drawn = draw_lines(lines[:2], NORMS)
    found = draw_subjects(
        drawn, members_of(lines, rows), lambda row, line: ALREADY_CHECKED if (row.sid, line) == (rows[2].sid, "L0") else ""
    )
    assert found == [
        Drawn(rows[0].sid, {0: Cell("A"), 1: Cell()}, town="西岭乡"),
        Drawn(rows[1].sid, {0: Cell(UNCLASSIFIED)}, town="东川镇"),
        Drawn(rows[2].sid, {0: Cell(excluded=ALREADY_CHECKED)}, town="东川镇"),
    ]


def test_who_is_on_no_line_is_not_in_the_frame() -> None:
    lines = [plan_line(scope_query="town = '没有'")]
    assert draw_subjects(draw_lines(lines, NORMS), members_of(lines, register(3)), unchecked) == []


@given(st.lists(st.sets(st.sampled_from(["A", "B", "C", ""]), max_size=3), min_size=1, max_size=4), st.permutations(range(8)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_no_frame(wanted: list[set[str]], order: Sequence[int]) -> None:
    rows = [subject_row(number, credit_class="ABCD"[number % 4] if number % 3 else "") for number in range(8)]
    queries = [" OR ".join(f"credit_class = '{name}'" if name else "credit_class IS NULL" for name in sorted(names)) for names in wanted]
    lines = [plan_line(f"L{number}", scope_query=query or "TRUE") for number, query in enumerate(queries)]
    straight = draw_subjects(draw_lines(lines, NORMS), members_of(lines, rows), unchecked)
    mixed = [rows[place] for place in order]
    turned = draw_subjects(draw_lines(lines[::-1], NORMS), members_of(lines[::-1], mixed), unchecked)
    assert turned == straight
    assert [one.sid for one in straight] == sorted(one.sid for one in straight)


SHOP = {"uscc": FIRM}
CHECKS = [PastCheck("LOC:0000000000000001", "食品", "省局", "省", date(YEAR, 2, 3))]


@pytest.mark.clause("R-FREQ-1", "R-FREQ-2")
@pytest.mark.parametrize(
    ("row", "line", "covered"),
    [
        (subject_row(1), {}, True),
        (subject_row(2), {}, False),
        (subject_row(1), {"check_class": "计量"}, False),
        (subject_row(1), {"exemption": "《食品安全法》第一百零九条"}, False),
    ],
)
def test_a_class_that_was_checked_this_year_is_excluded_unless_the_law_exempts(
    row: SubjectRow, line: dict[str, str], *, covered: bool
) -> None:
    checked = checked_this_year(YEAR, CHECKS, register(4), per_site=False)
    assert checked.covers(row, plan_line(**({"check_class": "食品"} | line))) is covered


def test_last_years_checks_exclude_nobody() -> None:
    assert not checked_this_year(YEAR + 1, CHECKS, register(4), per_site=False).covers(subject_row(1), plan_line(check_class="食品"))


@pytest.mark.parametrize(("per_site", "sister_is_covered"), [(False, True), (True, False)])
def test_sites_of_one_enterprise_share_what_was_checked_unless_the_norm_counts_per_site(*, per_site: bool, sister_is_covered: bool) -> None:
    sites = [subject_row(1, **SHOP), subject_row(2, **SHOP), subject_row(3)]
    checked = checked_this_year(YEAR, CHECKS, sites, per_site=per_site)
    line = plan_line(check_class="食品")
    assert [checked.covers(site, line) for site in sites] == [True, sister_is_covered, False]


@pytest.mark.parametrize("per_site", [False, True])
def test_a_check_that_names_the_enterprise_covers_all_its_sites(*, per_site: bool) -> None:
    sites = [subject_row(1, **SHOP), subject_row(2, **SHOP), subject_row(3)]
    check = PastCheck(SHOP["uscc"], "食品", "省局", "省", date(YEAR, 2, 3))
    checked = checked_this_year(YEAR, [check], sites, per_site=per_site)
    assert [checked.covers(site, plan_line(check_class="食品")) for site in sites] == [True, True, False]


@pytest.mark.parametrize(
    ("size", "share", "cover", "narrow"),
    [
        (29, Fraction(51, 100), (), True),
        (29, Fraction(1, 2), (), False),  # the norm's share itself is allowed
        (30, Fraction(51, 100), (), False),  # and so is a pool of the norm's size
        (3, Fraction(1), (), False),  # full coverage aims at nobody
        (3, Fraction(1, 20), (Cover(EVERYBODY, 2),), True),  # 最少户数 aims as well
        (4, Fraction(1, 20), (Cover(EVERYBODY, 2),), False),
        (3, Fraction(1, 20), (Cover(EVERYBODY, 3),), False),
        (0, Fraction(51, 100), (Cover(EVERYBODY, 2),), False),
    ],
)
def test_a_small_pool_and_a_high_ratio_aim_at_somebody(size: int, share: Fraction, cover: tuple[Cover, ...], *, narrow: bool) -> None:
    line = Line("L", (Stratum(EVERYBODY, share.numerator, share.denominator),), cover=cover)
    subjects = [Drawn(f"S{number}", {0: Cell()}) for number in range(size)] + [Drawn("X", {0: Cell(excluded=ALREADY_CHECKED)})]
    assert pool_sizes(subjects)[0] == size
    assert narrow_lines([line], subjects, NORMS) == (("L",) if narrow else ())


@pytest.mark.clause("LYG-4.3e")
def test_names_of_a_draw_with_an_unannounced_line_stay_closed_until_its_window_is_over() -> None:
    open_line = plan_line()
    closed = plan_line(announced=False, window=(date(YEAR, 4, 1), date(YEAR, 6, 30)))
    listed = plan_line(announced=False, selection="list", sids=("X",))
    assert names_open_from([open_line]) is None
    assert names_open_from([open_line, listed]) is None
    assert names_open_from([open_line, closed]) == date(YEAR, 7, 1)

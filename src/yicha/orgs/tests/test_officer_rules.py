"""Certificates, absences, recusals, imports: pure rules against tables and naive twins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yicha.kernel.refusals import RuleBroken
from yicha.orgs.rules.officers import (
    Days,
    absences,
    compare_officers,
    counts_for_draws,
    is_certified,
    require_certificate,
    require_later,
    require_other_decider,
    require_own_subject,
    require_rows,
)
from yicha.orgs.testing import officer_row
from yicha.orgs.types import OfficerRow, RecusalStatus

DAY = date(2026, 6, 15)
ONE = timedelta(days=1)


@pytest.mark.clause("R-SUB-3")
@pytest.mark.parametrize(("valid_to", "certified"), [(None, True), (DAY + ONE, True), (DAY, True), (DAY - ONE, False)])
def test_a_certificate_holds_to_the_end_of_its_last_day(valid_to: date | None, *, certified: bool) -> None:
    assert is_certified(valid_to, DAY) is certified
    if certified:
        require_certificate(valid_to, DAY)
        return
    with pytest.raises(RuleBroken, match="到期") as said:
        require_certificate(valid_to, DAY)
    assert said.value.clause == "R-SUB-3"
    assert said.value.exits


@pytest.mark.clause("R-SUB-3")
@pytest.mark.parametrize(
    ("new", "old", "allowed"),
    [
        (DAY, None, True),
        (DAY, DAY - ONE, True),
        (DAY + ONE, DAY, True),
        (DAY, DAY, False),
        (DAY - ONE, None, False),
        (DAY - ONE, DAY - 2 * ONE, False),
        (DAY + ONE, DAY + 2 * ONE, False),
    ],
)
def test_a_renewal_reaches_further(new: date, old: date | None, *, allowed: bool) -> None:
    if allowed:
        require_later(new, old, DAY)
        return
    with pytest.raises(RuleBroken, match="晚于"):
        require_later(new, old, DAY)


near = st.integers(0, 40).map(lambda offset: DAY + offset * ONE)
spans = st.tuples(near, near).map(lambda ends: (min(ends), max(ends)))


def days(span: Days) -> Iterator[date]:
    return (span[0] + number * ONE for number in range((span[1] - span[0]).days + 1))


@pytest.mark.clause("LYG-4.2", "R-SUB-3")
@given(spans, st.none() | near, st.lists(spans, max_size=4))
def test_absences_are_the_days_on_leave_or_without_certificate(
    year: tuple[date, date], valid_to: date | None, leave: list[tuple[date, date]]
) -> None:
    away = {day for day in days(year) if any(begin <= day <= end for begin, end in leave) or not is_certified(valid_to, day)}
    found = absences(*year, valid_to, leave)
    assert {day for span in found for day in days(span)} == away
    assert list(found) == sorted(found)


@pytest.mark.clause("R-SUB-3")
@pytest.mark.parametrize(
    ("status", "by_party", "counts"),
    [
        (RecusalStatus.DECLARED, False, True),
        (RecusalStatus.DECLARED, True, False),
        (RecusalStatus.UPHELD, False, True),
        (RecusalStatus.UPHELD, True, True),
        (RecusalStatus.REJECTED, False, False),
        (RecusalStatus.REJECTED, True, False),
    ],
)
def test_which_recusals_keep_an_officer_out_of_a_draw(status: RecusalStatus, *, by_party: bool, counts: bool) -> None:
    assert counts_for_draws(status, by_party=by_party) is counts


def test_a_party_asks_for_itself_and_nobody_decides_what_he_declared() -> None:
    require_own_subject("LOC:1", "LOC:1")
    require_other_decider("a", "b")
    with pytest.raises(RuleBroken, match="本企业"):
        require_own_subject("LOC:1", "LOC:2")
    with pytest.raises(RuleBroken, match="负责人"):
        require_other_decider("a", "a")


@pytest.mark.clause("LYG-4.2")
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "没有可登记"),
        ((officer_row(1), officer_row(1, name="另一人")), "两次"),
        ((officer_row(1, cert_no=" "),), "不能为空"),
        ((officer_row(1, name=""),), "不能为空"),
        ((officer_row(1, days_per_week=Decimal(8)),), "0 到 7"),
        ((officer_row(1, days_per_week=Decimal(-1)),), "0 到 7"),
        ((officer_row(1, leave=((DAY, DAY - ONE),)),), "早于"),
    ],
)
def test_an_import_that_makes_no_sense_is_refused(rows: tuple[OfficerRow, ...], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        require_rows(rows)


def test_possible_rows_are_accepted() -> None:
    require_rows([officer_row(1, days_per_week=Decimal(0)), officer_row(2, days_per_week=Decimal("2.5"), leave=((DAY, DAY),))])


CHANGES = {
    "name": "改名",
    "department": "XFJY",
    "valid_to": None,
    "skills": ("食品", "特种设备"),
    "days_per_week": Decimal(3),
    "towns": ("东川镇",),
    "recusals": ("LOC:2",),
    "leave": ((DAY, DAY),),
}


@pytest.mark.parametrize("column", CHANGES)
def test_every_column_that_differs_is_a_change(column: str) -> None:
    known = officer_row(1)
    row = replace(known, **{column: CHANGES[column]})  # type: ignore[arg-type]  # a column by its name
    assert compare_officers({known.cert_no: known}, [row]).changed == (known.cert_no,)


@pytest.mark.parametrize("column", ["recusals", "leave"])
def test_an_import_that_forgets_a_recusal_or_leave_lifts_nothing(column: str) -> None:
    bare = officer_row(1)
    known = replace(bare, **{column: CHANGES[column]})  # type: ignore[arg-type]  # a column by its name
    assert compare_officers({known.cert_no: known}, [bare]).unchanged == (known.cert_no,)


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_every_row_is_new_changed_or_unchanged(known: set[int], given_rows: set[int]) -> None:
    register = {officer_row(number).cert_no: officer_row(number) for number in known}
    rows = [officer_row(number, name="改名" if number % 2 else f"执法员{number}") for number in given_rows]
    found = compare_officers(register, rows)
    assert sorted([*found.new, *found.changed, *found.unchanged]) == sorted(row.cert_no for row in rows)
    assert set(found.changed) == {officer_row(number).cert_no for number in known & given_rows if number % 2}
    after = register | {row.cert_no: row for row in rows}
    assert compare_officers(after, rows).unchanged == tuple(row.cert_no for row in rows)

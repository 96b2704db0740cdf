"""No text and no day reaches a column that it does not fit."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.actions.create_account import create_account
from yicha.orgs.actions.create_department import create_department
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.load_regions import load_regions
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.register_officers import register_officers
from yicha.orgs.models import Officer
from yicha.orgs.rules.inputs import require_days, require_reason, require_text
from yicha.orgs.testing import BEGINNING, make_account, make_department, make_officer, make_region, officer_row
from yicha.orgs.types import (
    CreateAccount,
    CreateDepartment,
    DeclareRecusal,
    DelegatePower,
    DelegationKind,
    DepartmentKind,
    LoadRegions,
    NewAccount,
    OfficerRow,
    ProposePost,
    RegionRow,
    RegisterOfficers,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲", ""),
        ("甲" * 5, ""),
        ("㐂𠮷", ""),
        ("王　五", ""),
        ("", "不能为空"),
        (" 　", "不能为空"),
        ("甲" * 6, "至多 5"),
        ("甲\x00", "不可见"),
        ("甲\u202e", "不可见"),
        ("甲\n乙", "不可见"),
        ("甲\ud800", "不可见"),
    ],
)
def test_a_text_is_there_fits_and_can_be_seen(text: str, said: str) -> None:
    if not said:
        require_text(text, 5, "名称", "WS-2.2")
        return
    with pytest.raises(RuleBroken, match=said) as caught:
        require_text(text, 5, "名称", "WS-2.2")
    assert caught.value.clause == "WS-2.2"


def test_a_reason_is_a_text() -> None:
    require_reason("调离")
    with pytest.raises(RuleBroken, match="理由"):
        require_reason(" ")


@pytest.mark.parametrize(
    ("first_day", "last_day", "said"),
    [
        (date(2026, 1, 1), None, ""),
        (date(2026, 1, 1), date(2026, 1, 1), ""),
        (date(1900, 1, 1), date(2999, 12, 31), ""),
        (date(2026, 1, 2), date(2026, 1, 1), "早于"),
        (date.min, None, "超出范围"),
        (date(2026, 1, 1), date.max, "超出范围"),
    ],
)
def test_days_are_in_order_and_in_our_time(first_day: date, last_day: date | None, said: str) -> None:
    if not said:
        require_days(first_day, last_day, "LYG-4.2")
        return
    with pytest.raises(RuleBroken, match=said):
        require_days(first_day, last_day, "LYG-4.2")


def officers_of(row: OfficerRow) -> None:
    register_officers(SYSTEM, RegisterOfficers(REGION, "", (row,)), NOW)


def account(username: str, name: str, person: str) -> None:
    create_account(SYSTEM, CreateAccount("620799", NewAccount(username, name, person)), NOW)


def department(code: str, name: str, short_name: str) -> None:
    create_department(SYSTEM, CreateDepartment(code, name, short_name, "620799", DepartmentKind.DEPARTMENT, BEGINNING), NOW)


def delegation(item: str, basis: str) -> None:
    said = ("SCJG", "XFJY", "620799", (item,), basis, BEGINNING)
    delegate_power(SYSTEM, DelegatePower(DelegationKind.ENTRUSTMENT, *said), NOW)


def region(name: str) -> None:
    load_regions(SYSTEM, LoadRegions("", (RegionRow("620799101", name),), BEGINNING), NOW)


def recusal(sid: str, reason: str) -> None:
    declare_recusal(SYSTEM, DeclareRecusal(officer_row(1).cert_no, sid, reason), NOW)


def enterprise(subject: str) -> None:
    propose_post(SYSTEM, ProposePost("firm", Role.ENTERPRISE, "620799", subject=subject), NOW)


WIDTHS: dict[str, tuple[int, Callable[[str], None]]] = {
    "certificate": (40, lambda text: officers_of(officer_row(1, cert_no=text))),
    "name of an officer": (60, lambda text: officers_of(officer_row(1, name=text))),
    "skill": (60, lambda text: officers_of(officer_row(1, skills=(text,)))),
    "town": (60, lambda text: officers_of(officer_row(1, towns=(text,)))),
    "recusal in an import": (60, lambda text: officers_of(officer_row(1, recusals=(text,)))),
    "user name": (40, lambda text: account(text, "甲", "1")),
    "name of a person": (60, lambda text: account("a", text, "1")),
    "what tells people apart": (60, lambda text: account("a", "甲", text)),
    "code of a department": (40, lambda text: department(text, "甲", "乙")),
    "name of a department": (80, lambda text: department("A", text, "乙")),
    "short name": (40, lambda text: department("A", "甲", text)),
    "name of a region": (60, region),
    "item": (60, lambda text: delegation(text, "《行政处罚法》")),
    "legal basis": (300, lambda text: delegation("I1", text)),
    "reason": (200, lambda text: recusal("LOC:1", text)),
    "recusal": (64, lambda text: recusal(text, "亲属")),
    "subject of an enterprise": (32, enterprise),
}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_longest_text_fits_its_column_and_one_more_is_refused(width: str, db: None) -> None:
    make_region()
    make_department("SCJG")
    make_department("XFJY")
    make_officer(1)
    make_account("firm")
    longest, write = WIDTHS[width]
    with pytest.raises(RuleBroken):
        write("x" * (longest + 1))
    write("x" * longest)


@pytest.mark.parametrize("number", [Decimal(0), Decimal("0.5"), Decimal(7)])
def test_every_possible_number_of_days_is_kept(number: Decimal, db: None) -> None:
    make_region()
    make_department("SCJG")
    officers_of(officer_row(1, days_per_week=number))
    assert Officer.objects.get().days_per_week == number

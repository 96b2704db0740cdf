"""The clauses of imports as an official reads them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.sheets import CODES, WRONG, register, sheet
from yicha.imports.types import ConfirmImport, ImportState, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW
from yicha.planning.testing import draw_year, make_county, make_plans
from yicha.subjects.testing import make_subjects

scenarios("features/imports.feature")
pytestmark = pytest.mark.django_db

FIRST = ["晴川饭店", CODES[1], "城关镇", "人民路1号"]
SECOND = ["长渠药房", CODES[2], "城关镇", "渠南路2号"]
Held = dict[str, int]


@given("青禾县名录已有“晴川饭店”，在城关镇", target_fixture="held")
def one_subject() -> Held:
    bring_in(sheet(FIRST))
    return {}


@when("上传一份名录，把“晴川饭店”改到东川镇，并新增“长渠药房”")
def upload(held: Held) -> None:
    held["import"] = look_at(sheet([FIRST[0], FIRST[1], "东川镇", FIRST[3]], SECOND))


@when("上传一份名录，其中一户代码校验位不符")
def upload_wrong(held: Held) -> None:
    held["import"] = look_at(sheet(FIRST, SECOND, ["白马超市", WRONG, "城关镇", ""]))


@when("确认导入")
def confirm(held: Held) -> None:
    confirm_import(SYSTEM, ConfirmImport(held["import"]), NOW)


@when(parsers.parse("写明理由“{reason}”，只导入没有错误的行"))
def confirm_valid(held: Held, reason: str) -> None:
    confirm_import(SYSTEM, ConfirmImport(held["import"], accept_valid=True, reason=reason), NOW)


@when(parsers.parse("以“{reason}”为由整批撤销"))
def undo(held: Held, reason: str) -> None:
    undo_import(SYSTEM, UndoImport(held["import"], reason), NOW)


@when("全县名录随后冻结待抽")
def freeze() -> None:
    make_county(subjects=0)
    make_plans()
    draw_year()


@when("别人把“晴川饭店”的地址改了")
def changed() -> None:
    make_subjects(replace(register()[CODES[1]], address="别处"))


@then("差异是新增1户、修改1户，名录没有变")
def differences(held: Held) -> None:
    found = import_row(SYSTEM, RegisterKind.SUBJECTS, held["import"])
    assert (found.new, found.changed, found.state) == (1, 1, ImportState.PREVIEWED)
    assert [row.town for row in register().values()] == ["城关镇"]


@then(parsers.parse("名录有{number:d}户，“晴川饭店”在{town}"))
def holds(number: int, town: str) -> None:
    assert (len(register()), register()[CODES[1]].town) == (number, town)


@then(parsers.parse("名录有{number:d}户"))
def counts(number: int) -> None:
    assert len(register()) == number


def refused(attempt: Callable[[], object]) -> None:
    with pytest.raises(RuleBroken) as refusal:
        attempt()
    assert refusal.value.clause == "LYG-4.2"
    assert refusal.value.exits


@then("确认导入被拒绝，名录没有变")
def not_confirmed(held: Held) -> None:
    refused(lambda: confirm(held))
    assert list(register()) == [CODES[1]]


@then(parsers.parse("确认导入被拒绝，名录有{number:d}户"))
def not_confirmed_and(held: Held, number: int) -> None:
    refused(lambda: confirm(held))
    assert len(register()) == number


@then(parsers.parse("以“{reason}”为由整批撤销被拒绝，名录有{number:d}户"))
def not_undone(held: Held, reason: str, number: int) -> None:
    refused(lambda: undo(held, reason))
    assert len(register()) == number

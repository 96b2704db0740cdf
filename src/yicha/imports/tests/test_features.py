"""The clauses of imports as an official reads them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.queries import import_row, lineage_of
from yicha.imports.testing import bring_in, look_at
from yicha.imports.tests.sheets import CODES, WRONG, register, sheet
from yicha.imports.types import ConfirmImport, ImportState, OriginKind, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW
from yicha.orgs.testing import make_actor
from yicha.planning.testing import draw_year, make_county, make_plans
from yicha.shell.testing import acting
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.queries import facts_of
from yicha.subjects.testing import make_subjects
from yicha.subjects.types import CorrectSubject

scenarios("features/imports.feature")
pytestmark = pytest.mark.django_db

FIRST = ["晴川饭店", CODES[1], "城关镇", "人民路1号"]
SECOND = ["长渠药房", CODES[2], "城关镇", "渠南路2号"]
Held = dict[str, int]


@given("青禾县名录已有“晴川饭店”，在城关镇", target_fixture="held")
def one_subject() -> Held:
    return {"first": bring_in(sheet(FIRST), name="三月名录.csv")}


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


@when(parsers.parse("把“晴川饭店”的地址更正为“{address}”，依据“{source}”"))
def corrected(address: str, source: str) -> None:
    facts = facts_of(SYSTEM, CODES[1])
    correct_subject(SYSTEM, CorrectSubject(CODES[1], replace(facts, address=address), source), NOW)


@then(parsers.parse("“晴川饭店”的乡镇街道来自后一份名录，主体名称来自前一份，地址来自“{source}”"))
def origins(held: Held, source: str) -> None:
    found = {one.label: one for one in lineage_of(SYSTEM, CODES[1], NOW.date()).fields}
    assert (found["乡镇街道"].import_id, found["乡镇街道"].value) == (held["import"], "东川镇")
    assert (found["主体名称"].import_id, found["主体名称"].place) == (held["first"], "2")
    assert (found["地址"].kind, found["地址"].source) == (OriginKind.FORM, source)


@then("页面上看得到文件、时间和规则结论")
def origins_shown() -> None:
    page = acting(make_actor(Role.OFFICER)).get(f"/subjects/{CODES[1]}/lineage/").content.decode()
    assert all(words in page for words in ("三月名录.csv", "通过", "现场核实", "还没有随上报数据送出"))
    assert "/subjects/import/" not in page
    assert "/subjects/import/" in acting(make_actor(Role.DATA_STEWARD)).get(f"/subjects/{CODES[1]}/lineage/").content.decode()
    assert acting(make_actor(Role.OFFICER, region="62/6299")).get(f"/subjects/{CODES[1]}/lineage/").status_code == 404


@then("“晴川饭店”的每一项都来自前一份名录")
def origins_before(held: Held) -> None:
    assert {one.import_id for one in lineage_of(SYSTEM, CODES[1], NOW.date()).fields} == {held["first"]}


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

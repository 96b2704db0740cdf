"""Penalties, coercion and other measures of a department without a system: the check is not typed again, faults are told at once."""

import re
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.actions.correct_measure import correct_measure
from yicha.exchange.actions.enter_measure import enter_measure
from yicha.exchange.actions.mend_record import mend_record
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.actions.take_records import take_records
from yicha.exchange.actions.withdraw_checks import withdraw_checks
from yicha.exchange.actions.withdraw_record import withdraw_record
from yicha.exchange.queries import measures_entered, records
from yicha.exchange.rules.entering import LETTERS, asked, number_of
from yicha.exchange.rules.giving import NUMBER
from yicha.exchange.rules.layouts import CHECKS, layout_of
from yicha.exchange.testing import built, given_row, map_part, measure_said, ready, receipt
from yicha.exchange.types import (
    CorrectMeasure,
    EnterMeasure,
    ExchangePermission,
    MendRecord,
    RecordRow,
    RecordStatus,
    TakeRecords,
    WithdrawChecks,
    WithdrawRecord,
)
from yicha.inspections.types import InspectionRow
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.refusals import NotFound, NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

scenarios("features/entering.feature")

CLERK, HEAD, STEWARD = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_HEAD), make_actor(Role.DATA_STEWARD, "SJJ")
FIRE_CLERK = make_actor(Role.DEPARTMENT_CLERK, "XFJY")
FROM_THE_CHECK = ("administrative_cp", "supervise_item_implement_code", "implement_institution_code", "check_action_code")
PENALTY = "punish_action"
SECOND_ITEM = (
    """INSERT INTO exchange_record (region_path, "table", key, inspection_id, given_by, item_code, department, sid, name, status,
                                    checked_at, due, withdrawn_because, reread)
       SELECT region_path, "table", key || '2', inspection_id, '', 'ANOTHER', department, sid, name, status, checked_at, due, '', false
         FROM exchange_record WHERE id = %s""",
    """INSERT INTO exchange_version (record_id, number, operation, content, digest, faults, mapped_at, verdict, answer)
       SELECT (SELECT max(id) FROM exchange_record), number, operation, content, digest, faults, mapped_at, verdict, answer
         FROM exchange_version WHERE record_id = %s""",
    """INSERT INTO followups_problem (region_path, inspection_id, department, subject_id, item_code,
                                      point, content, basis, note, checked_at)
       SELECT region_path, inspection_id, department, sid, 'ANOTHER', 'P1', '没有纱窗', '《规范》5.2.3', '', checked_at
         FROM exchange_record WHERE id = %s""",
)


def entered(check: RecordRow, who: Actor = CLERK, table: str = PENALTY, **said: str) -> RecordRow:
    made = enter_measure(who, EnterMeasure(check.id, table, measure_said(table, **said)), NOW).record
    return next(one for one in measures_entered(SYSTEM, check.id) if one.id == made)


def penalty() -> RecordRow:
    rows: list[RecordRow] = records(SYSTEM)[:9]
    (found,) = (one for one in rows if one.table == PENALTY)
    return found


@pytest.fixture
def check(county: list[InspectionRow]) -> RecordRow:
    return ready(county[0], invented_uscc(4))


@given("市场监管局没有业务系统，在本系统里办结了一次检查")
def _(check: RecordRow) -> None:
    assert check.status is RecordStatus.PENDING


@given(parsers.parse("科员登记处罚，种类“{kind}”"))
@when(parsers.parse("科员登记处罚，种类“{kind}”"))
def _(check: RecordRow, kind: str) -> None:
    entered(check, punish_kind=kind)


@when(parsers.parse("科员把处罚种类更正为“{kind}”"))
def _(kind: str) -> None:
    correct_measure(CLERK, CorrectMeasure(penalty().id, measure_said(PENALTY, punish_kind=kind)), NOW)


@when("科员登记强制和其他行为")
def _(check: RecordRow) -> None:
    for table in ("force_action", "other_action"):
        entered(check, table=table)


@when("科员登记处罚，结案日期早于立案日期", target_fixture="refusal")
def _(check: RecordRow) -> str:
    return refused(check, CLERK, filing_date="2026-11-18", closing_date="2026-11-10")


@when("消防大队的科员登记市场监管局的处罚", target_fixture="refusal")
def _(check: RecordRow) -> str:
    return refused(check, FIRE_CLERK)


def refused(check: RecordRow, who: Actor, **said: str) -> str:
    with pytest.raises(Refusal) as told, transaction.atomic():
        entered(check, who, **said)
    return told.value.message


@when("数据局组批，对方回执全部接收")
def _() -> None:
    made = built(table=PENALTY)
    take_receipt(STEWARD, receipt(made.number, accepted=[penalty().key]), NOW)


@when("检查结果被县政府撤销")
def _(county: list[InspectionRow]) -> None:
    withdraw_checks(SYSTEM, WithdrawChecks(county[0].id, "SCJG", "县政府 1号：程序违法", annulled=True), NOW)


@then(parsers.re(r"处罚(?P<word>待推送|已撤回)，共(?P<versions>[0-9]+)个版本"), converters={"versions": int})
def _(word: str, versions: int) -> None:
    found = penalty()
    assert (found.status, len(found.versions)) == ({"待推送": RecordStatus.PENDING, "已撤回": RecordStatus.WITHDRAWN}[word], versions)


@then("当事人、事项、机构和检查编号与检查相同，处罚编号由系统给")
def _(check: RecordRow) -> None:
    said, of_check = dict(penalty().last.content), dict(check.last.content)
    assert [said[name] for name in FROM_THE_CHECK] == [of_check[name] for name in FROM_THE_CHECK]
    assert said["punish_action_code"] == f"{of_check['check_action_code']}-P1"
    assert said["submitted_personnel"] == CLERK.name


@then("检查的页面上有这两条，都待推送")
def _(check: RecordRow) -> None:
    page = acting(CLERK).get(reverse("exchange:record", args=[check.id])).content.decode()
    assert [one.status for one in measures_entered(CLERK, check.id)] == [RecordStatus.PENDING] * 2
    assert all(f"/exchange/records/{one.id}/" in page for one in measures_entered(CLERK, check.id))


@then(parsers.parse("不予登记，提示含“{words}”"))
def _(refusal: str, words: str) -> None:
    assert words in refusal


@then("没有登记过后续行为")
def _(check: RecordRow) -> None:
    assert measures_entered(SYSTEM, check.id) == []


@pytest.mark.parametrize("table", LETTERS)
def test_nothing_that_the_check_says_is_asked(table: str) -> None:
    layout, checks = layout_of(table, NOW.date()), layout_of(CHECKS, NOW.date())
    names = {column.name for column in asked(layout, checks)}
    assert names
    assert names.isdisjoint(checks.labels)
    assert {column.name for column in layout.columns if column.need} <= names | set(checks.labels) | {f"{table}_code"}


def test_no_system_can_count_as_a_page_does() -> None:
    assert not NUMBER.fullmatch(number_of(PENALTY, 12, 1))


class TestEntering:
    def test_a_second_penalty_of_a_check_has_its_own_number(self, check: RecordRow) -> None:
        codes = [dict(entered(check, punish_document=f"青罚〔2026〕{one}号").last.content)["punish_action_code"] for one in (1, 2)]
        assert [code[-3:] for code in codes] == ["-P1", "-P2"]

    @pytest.mark.parametrize("name", ["administrative_cp", "implement_institution_code", "punish_action_code", "colour"])
    def test_nobody_says_over_what_is_known(self, check: RecordRow, name: str) -> None:
        with pytest.raises(RuleBroken, match="这些栏不用填"):
            enter_measure(CLERK, EnterMeasure(check.id, PENALTY, ((name, "别的"),)), NOW)

    @pytest.mark.parametrize(
        ("column", "text", "reason"),
        [
            ("punish_truth", "", "违法事实必填"),
            ("punish_program", "7", "处罚程序不在代码表内"),
            ("fine_amount", "一百", "罚款金额格式不对"),
        ],
    )
    def test_what_is_wrong_is_told_at_once(self, check: RecordRow, column: str, text: str, reason: str) -> None:
        assert reason in refused(check, CLERK, **{column: text})

    def test_only_after_a_check_of_ours_that_is_in_order(self, county: list[InspectionRow], check: RecordRow) -> None:
        program = Actor("program:1", "业务系统", REGION, "SCJG", permissions=frozenset({ExchangePermission.GIVE}))
        take_records(program, TakeRecords(REGION, "SCJG", CHECKS, (given_row("A1"),)), NOW)
        (theirs,) = (one for one in records(SYSTEM)[:9] if one.by_system)
        with pytest.raises(RuleBroken, match="只能在本系统办结的检查后面登记"):
            entered(theirs)
        with pytest.raises(RuleBroken, match="不能登记这一类"):
            enter_measure(CLERK, EnterMeasure(check.id, CHECKS, ()), NOW)
        held = map_part(county[1])
        assert held.status is RecordStatus.HELD
        with pytest.raises(RuleBroken, match="还没有可以上报的数据"):
            entered(held)

    def test_what_is_on_its_way_or_unchanged_is_not_corrected(self, check: RecordRow) -> None:
        row = entered(check)
        same = CorrectMeasure(row.id, measure_said(PENALTY))
        with pytest.raises(RuleBroken, match="没有改动"):
            correct_measure(CLERK, same, NOW)
        built(table=PENALTY)
        with pytest.raises(RuleBroken):
            correct_measure(CLERK, CorrectMeasure(row.id, measure_said(PENALTY, punish_result="另一个结果")), NOW)
        with pytest.raises(RuleBroken, match="不是在页面上登记的"):
            correct_measure(CLERK, replace(same, record=check.id), NOW)
        with pytest.raises(RuleBroken, match="在页面上登记的"):
            mend_record(CLERK, MendRecord(row.id), NOW)

    def test_what_was_taken_back_is_not_reported_again(self, check: RecordRow) -> None:
        row = entered(check)
        withdraw_record(HEAD, WithdrawRecord(row.id, "登记错了"), NOW)
        with pytest.raises(RuleBroken, match="已经撤回"):
            correct_measure(CLERK, CorrectMeasure(row.id, measure_said(PENALTY, punish_kind="罚款")), NOW)

    def test_of_another_region_there_is_nothing(self, check: RecordRow) -> None:
        with pytest.raises(NotFound):
            entered(check, replace(CLERK, region="62/6208/620801"))
        with pytest.raises(NotPermitted):
            correct_measure(FIRE_CLERK, CorrectMeasure(entered(check).id, measure_said(PENALTY)), NOW)

    @pytest.mark.parametrize("attack", ["follows_id = id", "given_by = ''"])
    def test_the_database_refuses_half_a_measure(self, check: RecordRow, attack: str) -> None:
        row = entered(check)
        of = check.id if "follows" in attack else row.id
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(f"UPDATE exchange_record SET {attack} WHERE id = %s", (of,)), NOW)


class TestThePage:
    def test_asks_only_what_is_not_known_and_proposes_what_was_found(self, check: RecordRow) -> None:
        client, address = acting(CLERK), reverse("exchange:enter_measure", args=[check.id, PENALTY])
        assert address in client.get(reverse("exchange:record", args=[check.id])).content.decode()
        page = client.get(address).content.decode()
        assert set(re.findall(r'name="([a-z_]+)"', page)) >= {"punish_truth", "punish_kind", "punish_document"}
        assert 'name="administrative_cp"' not in page
        assert dict(check.last.content)["administrative_cp"] in page

    def test_keeps_what_was_typed_and_says_what_is_wrong(self, check: RecordRow) -> None:
        client, address = acting(CLERK), reverse("exchange:enter_measure", args=[check.id, PENALTY])
        typed = dict(measure_said(PENALTY, filing_date="2026-11-18", closing_date="2026-11-10"))
        page = client.post(address, typed)
        assert (page.status_code, "结案日期应晚于立案时间" in page.content.decode()) == (422, True)
        assert typed["punish_document"] in page.content.decode()
        assert "还没填：违法事实" in client.post(address, typed | {"punish_truth": ""}).content.decode()

    def test_enters_and_corrects(self, check: RecordRow) -> None:
        client = acting(CLERK)
        typed = dict(measure_said(PENALTY)) | {"punish_kind": ["警告", "罚款"]}
        made = client.post(reverse("exchange:enter_measure", args=[check.id, PENALTY]), typed)
        row = penalty()
        assert made.headers["Location"] == reverse("exchange:record", args=[row.id])
        assert dict(row.last.content)["punish_kind"] == "警告、罚款"
        correct = reverse("exchange:correct_measure", args=[row.id])
        assert correct in client.get(made.headers["Location"]).content.decode()
        page = client.get(correct).content.decode()
        assert len(re.findall(r'value="(?:警告|罚款)"[^>]*checked', page)) == 2
        client.post(correct, typed | {"punish_kind": ["警告"]})
        assert [dict(one.content)["punish_kind"] for one in penalty().versions] == ["警告、罚款", "警告"]
        assert correct not in acting(HEAD).get(made.headers["Location"]).content.decode()


class TestFromAFollowUp:
    @pytest.mark.clause("YX-2.15")
    def test_one_click_leads_to_the_penalty_of_the_item_that_had_the_problem(self, check: RecordRow) -> None:
        client, address = acting(CLERK), reverse("exchange:after_check", args=[check.inspection_id, check.department])
        found = client.get(address, follow=True)
        assert found.redirect_chain == [(reverse("exchange:enter_measure", args=[check.id, PENALTY]), 302)]
        assert dict(check.last.content)["administrative_cp"] in found.content.decode()

    def test_who_does_not_enter_sees_the_check_and_strangers_nothing(self, check: RecordRow) -> None:
        address = reverse("exchange:after_check", args=[check.inspection_id, check.department])
        shown = reverse("exchange:record", args=[check.id])
        assert [acting(who).get(address).headers["Location"] for who in (HEAD, STEWARD)] == [shown, shown]
        assert acting(FIRE_CLERK).get(address).status_code == 404

    def test_of_several_items_the_one_with_the_problem_comes_first_and_its_words_and_basis_are_proposed(self, check: RecordRow) -> None:
        for text in SECOND_ITEM:
            run_sql(actor(RUN_SQL), Sql(text, (check.id,)), NOW)
        client = acting(CLERK)
        found = client.get(reverse("exchange:after_check", args=[check.inspection_id, check.department]), follow=True)
        page, ((address, _),) = found.content.decode(), found.redirect_chain
        assert address != reverse("exchange:enter_measure", args=[check.id, PENALTY])
        assert ("没有纱窗" in page, "《规范》5.2.3" in page) == (True, True)
        first = reverse("exchange:enter_measure", args=[check.id, PENALTY])
        assert first in page  # the other item of the check is a click away
        assert address in client.get(first).content.decode()

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.engines.deadlines import Light
from yicha.items.actions.answer_law_task import answer_law_task
from yicha.items.actions.decide_mapping import decide_mapping
from yicha.items.actions.exclude_entry import exclude_entry
from yicha.items.actions.give_item_opinion import give_item_opinion
from yicha.items.actions.load_catalogue import load_catalogue
from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.publish_items import publish_items
from yicha.items.actions.register_law_change import register_law_change
from yicha.items.actions.return_items import return_items
from yicha.items.actions.suggest_matches import suggest_matches
from yicha.items.actions.withdraw_item import withdraw_item
from yicha.items.queries import (
    affected_items,
    coverage,
    entries_of_list,
    items_in_force,
    law_changes,
    matches_of,
    open_law_tasks,
    suggested,
)
from yicha.items.testing import item_row, make_items
from yicha.items.types import (
    AnswerLawTask,
    CatalogueKind,
    CatalogueRow,
    DecideMapping,
    ExcludeEntry,
    GiveItemOpinion,
    ItemRow,
    ItemStance,
    LawTaskStatus,
    LoadCatalogue,
    Partner,
    ProposeItems,
    PublishItems,
    RegisterLawChange,
    ReturnItems,
    Revision,
    SuggestMatches,
    WithdrawItem,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor

pytestmark = pytest.mark.django_db
scenarios("features/review.feature")

CLERK, FIRE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, department="XFJY")
STEWARD = make_actor(Role.DATA_STEWARD, department="ZSJ")
JUSTICE = make_actor(Role.LEGAL_SUPERVISOR, department="SFJ")
TODAY = NOW.date()
PROVINCE = (REGION, CatalogueKind.PROVINCE, "")


@pytest.fixture(autouse=True)
def norms() -> None:
    load_shipped()


def propose(row: ItemRow, revision: Revision | None = None, because: str = "") -> None:
    propose_items(CLERK, ProposeItems(REGION, "SCJG", (row,), revision, because), NOW)


def publish(overruled: str = "") -> None:
    publish_items(STEWARD, PublishItems(REGION, "SCJG", ("I001",), overruled), NOW)


def in_force(on: date = TODAY) -> bool:
    return "I001" in items_in_force(CLERK, REGION, on)


def refused(kind: type[Exception], act: Any, actor: Any, command: Any) -> None:
    with pytest.raises(kind):
        act(actor, command, NOW)


@given(parsers.parse("消防大队误用“{code}”提出自己的事项"))
def _(code: str) -> None:
    propose_items(FIRE, ProposeItems(REGION, "XFJY", (item_row(1, code=code, department="XFJY"),)), NOW)


@then(parsers.parse("市场监管局用“{code}”提出，被拒绝，指明可请数据局退回"))
def _(code: str) -> None:
    with pytest.raises(RuleBroken) as no:
        propose(item_row(1, code=code))
    assert any("数据局退回" in one.what for one in no.value.exits)


@when(parsers.parse("数据局退回消防大队的“{code}”，原因是“{reason}”"))
def _(code: str, reason: str) -> None:
    return_items(STEWARD, ReturnItems(REGION, "XFJY", (code,), reason), NOW)


@when(parsers.parse("市场监管局提出事项“{code}”，请消防大队配合"))
@given(parsers.parse("市场监管局提出事项“{code}”，请消防大队配合"))
def _(code: str) -> None:
    propose(item_row(1, code=code, partners=(Partner("XFJY", "消防设施"),)))


@when(parsers.parse("消防大队建议修改“{note}”"))
def _(note: str) -> None:
    give_item_opinion(FIRE, GiveItemOpinion(REGION, "I001", "XFJY", ItemStance.ADJUST, note), NOW)


@then(parsers.parse("数据局不说理由就公布“{code}”，被拒绝"))
def _(code: str) -> None:
    refused(RuleBroken, publish_items, STEWARD, PublishItems(REGION, "SCJG", (code,)))
    assert not in_force()


@then(parsers.parse("数据局写明“{reason}”后公布“{code}”，今天生效"))
def _(reason: str, code: str) -> None:
    publish(reason)
    assert in_force()


@when(parsers.parse("数据局退回“{code}”，原因是“{reason}”"))
def _(code: str, reason: str) -> None:
    return_items(STEWARD, ReturnItems(REGION, "SCJG", (code,), reason), NOW)


@when(parsers.parse("市场监管局改好“{code}”再提"))
def _(code: str) -> None:
    propose(item_row(1, code=code, legal_basis="《食品安全法》第一百一十条", partners=(Partner("XFJY", "消防设施"),)))


@then(parsers.parse("数据局不说理由就公布“{code}”，今天生效"))
def _(code: str) -> None:
    publish()
    assert in_force()


@given(parsers.parse("事项“{code}”已经生效"))
def _(code: str) -> None:
    make_items(item_row(1, code=code, name="食品经营检查"))


@then(parsers.parse("市场监管局不说明修订依据就修改“{code}”，被拒绝"))
def _(code: str) -> None:
    changed = replace(items_in_force(CLERK, REGION, TODAY)[code], name="改名")
    refused(RuleBroken, propose_items, CLERK, ProposeItems(REGION, "SCJG", (changed,)))
    refused(RuleBroken, propose_items, CLERK, ProposeItems(REGION, "SCJG", (changed,), Revision.AMENDED, " "))


@then("新版本不能从过去的日期起生效")
def _() -> None:
    changed = replace(items_in_force(CLERK, REGION, TODAY)["I001"], name="改名", valid_from=TODAY - timedelta(days=1))
    propose(changed, Revision.AMENDED, "修法")
    refused(RuleBroken, publish_items, STEWARD, PublishItems(REGION, "SCJG", ("I001",)))


@then(parsers.parse("消防大队用“{code}”提出自己的事项，被拒绝，指明由“{owner}”提出"))
def _(code: str, owner: str) -> None:
    with pytest.raises(RuleBroken) as said:
        propose_items(FIRE, ProposeItems(REGION, "XFJY", (item_row(1, code=code, department="XFJY"),), Revision.AMENDED, "修法"), NOW)
    assert (said.value.clause, said.value.exits[0].need) == ("WY-5.2", owner)


@then(parsers.parse("消防大队用“{code}”提出自己的事项，可以"))
def _(code: str) -> None:
    assert propose_items(FIRE, ProposeItems(REGION, "XFJY", (item_row(1, code=code, department="XFJY"),)), NOW).new == 1


@when(parsers.parse("数据局今天停用“{code}”"))
def _(code: str) -> None:
    withdraw_item(STEWARD, WithdrawItem(REGION, code, "规定已废止"), NOW)


@then(parsers.parse("昨天生效的事项中有“{code}”，今天没有"))
def _(code: str) -> None:
    assert (in_force(TODAY - timedelta(days=1)), in_force()) == (True, False)


@given(parsers.parse("事项“{code}”以《食品安全法》为依据，已经生效"))
def _(code: str) -> None:
    make_items(item_row(1, code=code, legal_basis="《食品安全法》第一百一十条"), item_row(2, legal_basis="《消防法》", department="XFJY"))


@when("司法局登记《中华人民共和国食品安全法》修改")
def _() -> None:
    found = affected_items(JUSTICE, REGION, "中华人民共和国食品安全法", "第一百一十条", TODAY)
    assert [(one.code, one.cites) for one in found] == [("I001", True)]
    what = (Revision.AMENDED, "《中华人民共和国食品安全法》", "第一百一十条", date(2027, 1, 1), "监督检查频次调整")
    register_law_change(JUSTICE, RegisterLawChange(REGION, *what, ("I001",)), NOW)


@then("市场监管局有一项任务，时限20个工作日")
def _() -> None:
    (task,) = open_law_tasks(CLERK, REGION, NOW, "SCJG")
    assert (task.code, task.clock.remaining, task.clock.light) == ("I001", 20, Light.OK)
    assert open_law_tasks(CLERK, REGION, NOW, "XFJY") == []
    (late,) = open_law_tasks(CLERK, REGION, NOW + timedelta(days=60))
    assert late.clock.light is Light.OVER


@when(parsers.parse("市场监管局提出“{code}”的新版本"))
def _(code: str) -> None:
    propose(item_row(1, code=code, name="改名", valid_from=date(2027, 1, 1)), Revision.AMENDED, "食品安全法修改")


@then("任务办结，结果是已提新版")
def _() -> None:
    (change,) = law_changes(CLERK, REGION, NOW)
    assert (change.instrument, change.open) == ("食品安全法", 0)
    assert (change.tasks[0].status, change.tasks[0].clock.light) == (LawTaskStatus.PROPOSED, Light.DONE)


@then("市场监管局不说理由就答复不需修改，被拒绝")
def _() -> None:
    refused(RuleBroken, answer_law_task, CLERK, AnswerLawTask(open_law_tasks(CLERK, REGION, NOW)[0].id, " "))


@then("市场监管局说明理由后任务办结")
def _() -> None:
    (task,) = open_law_tasks(CLERK, REGION, NOW)
    refused(NotPermitted, answer_law_task, FIRE, AnswerLawTask(task.id, "代答"))
    answer_law_task(CLERK, AnswerLawTask(task.id, "只调整处罚幅度"), NOW)
    refused(RuleBroken, answer_law_task, CLERK, AnswerLawTask(task.id, "再答"))
    assert law_changes(CLERK, REGION, NOW)[0].tasks[0].reason == "只调整处罚幅度"


@then("消防大队不能替市场监管局答复")
def _() -> None:
    refused(NotFound, answer_law_task, FIRE, AnswerLawTask(404, "x"))


def load(*names: str) -> None:
    rows = tuple(CatalogueRow(f"P-{name}", name, "《食品安全法》") for name in names)
    load_catalogue(STEWARD, LoadCatalogue(REGION, CatalogueKind.PROVINCE, "", "0" * 64, rows), NOW)
    suggest_matches(STEWARD, SuggestMatches(REGION, CatalogueKind.PROVINCE), NOW)


def entry(name: str) -> int:
    found = next(row.entry for row in entries_of_list(SYSTEM, *PROVINCE, TODAY) if row.name == name)
    assert found
    return found


@given(parsers.parse("省目录有“{first}”和“{second}”"))
def _(first: str, second: str) -> None:
    load(first, second)


@when(parsers.parse("省目录只剩“{name}”"))
def _(name: str) -> None:
    load(name)


@when(parsers.parse("市场监管局确认“{code}”就是“{name}”"))
def _(code: str, name: str) -> None:
    assert [(one.code, one.entry) for one in suggested(CLERK, *PROVINCE, TODAY)] == [(code, entry(name))]
    refused(NotPermitted, decide_mapping, FIRE, DecideMapping(REGION, code, entry(name), same=True))
    decide_mapping(CLERK, DecideMapping(REGION, code, entry(name), same=True), NOW)
    assert suggested(CLERK, *PROVINCE, TODAY) == []
    assert [one.name for one in matches_of(CLERK, REGION, code)] == [name]


@when(parsers.parse("数据局认定“{name}”本地不适用"))
def _(name: str) -> None:
    exclude_entry(STEWARD, ExcludeEntry(entry(name), "本县没有渔业水域"), NOW)


@then(
    parsers.re(
        r"本地(?P<items>\d)项中有(?P<mapped>\d)项有出处，目录(?P<entries>\d)项中有(?P<covered>\d)项有人管(，(?P<excluded>\d)项不适用)?"
    )
)
def _(items: str, mapped: str, entries: str, covered: str, excluded: str | None) -> None:
    (one,) = coverage(CLERK, REGION, TODAY)
    found = (one.items, one.items_mapped, one.entries, one.entries_covered, one.entries_excluded)
    assert found == tuple(map(int, (items, mapped, entries, covered, excluded or 0)))


@pytest.mark.parametrize(
    ("changed", "clause"),
    [
        ({"instrument": ""}, "WS-2.1"),
        ({"summary": " "}, "WS-2.1"),
        ({"codes": (), "departments": ()}, "WS-2.1"),
        ({"codes": ("I404",)}, "WS-2.1"),
    ],
)
def test_a_change_that_says_too_little_is_refused(changed: dict[str, Any], clause: str) -> None:
    whole = RegisterLawChange(REGION, Revision.AMENDED, "食品安全法", "", TODAY, "调整", (), ("SCJG",))
    with pytest.raises(RuleBroken) as said:
        register_law_change(JUSTICE, replace(whole, **changed), NOW)
    assert said.value.clause == clause


def test_a_new_item_answers_the_question_of_the_law_that_asked_for_it() -> None:
    asked = RegisterLawChange(REGION, Revision.ENACTED, "预付卡条例", "", TODAY, "新设监管职责", (), ("SCJG", "XFJY"))
    law = register_law_change(JUSTICE, asked, NOW).law_change
    propose_items(CLERK, ProposeItems(REGION, "SCJG", (item_row(7),)), NOW)
    assert len(open_law_tasks(CLERK, REGION, NOW)) == 2
    propose_items(CLERK, ProposeItems(REGION, "SCJG", (item_row(8),), Revision.ENACTED, "预付卡条例", law), NOW)
    assert [task.department for task in open_law_tasks(CLERK, REGION, NOW)] == ["XFJY"]


@pytest.mark.parametrize(
    ("kind", "system", "rows"),
    [
        (CatalogueKind.PROVINCE, "", ()),
        (CatalogueKind.PROVINCE, "系统", (CatalogueRow("1", "x"),)),
        (CatalogueKind.OWN_SYSTEM, "", (CatalogueRow("1", "x"),)),
        (CatalogueKind.PROVINCE, "", (CatalogueRow("1", "x"), CatalogueRow("1", "y"))),
    ],
)
def test_a_catalogue_that_cannot_be_right_is_refused(kind: CatalogueKind, system: str, rows: tuple[CatalogueRow, ...]) -> None:
    refused(RuleBroken, load_catalogue, STEWARD, LoadCatalogue(REGION, kind, system, "0" * 64, rows))


def test_loading_the_same_list_again_changes_nothing() -> None:
    load("甲", "乙")
    again = LoadCatalogue(REGION, CatalogueKind.PROVINCE, "", "1" * 64, (CatalogueRow("P-甲", "甲甲"), CatalogueRow("P-丙", "丙")))
    done = load_catalogue(STEWARD, again, NOW)
    assert (done.new, done.changed, done.unchanged, done.gone) == (1, 1, 0, 1)
    done = load_catalogue(STEWARD, again, NOW)
    assert (done.new, done.changed, done.unchanged, done.gone) == (0, 0, 2, 0)


def test_another_region_sees_none_of_it() -> None:
    stranger = make_actor(Role.DATA_STEWARD, region="62/6299")
    make_items(item_row(1))
    load("甲")
    register_law_change(JUSTICE, RegisterLawChange(REGION, Revision.AMENDED, "法", "", TODAY, "改", ("I001",)), NOW)
    assert not any((law_changes(stranger, REGION, NOW), open_law_tasks(stranger, REGION, NOW), coverage(stranger, REGION, TODAY)))
    refused(NotFound, exclude_entry, stranger, ExcludeEntry(entry("甲"), "x"))
    refused(NotFound, decide_mapping, stranger, DecideMapping(REGION, "I001", entry("甲"), same=True))
    refused(NotFound, load_catalogue, stranger, LoadCatalogue(REGION, CatalogueKind.PROVINCE, "", "0" * 64, (CatalogueRow("1", "x"),)))

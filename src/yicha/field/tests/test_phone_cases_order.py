"""FIELD1's cases in Chromium with the worker and before the real office, by their numbers: one phone, in order, out of order, forced."""

import pytest

from yicha.field.actions.decide_review import decide_review
from yicha.field.actions.force_backlog import force_backlog
from yicha.field.jobs import force_overdue
from yicha.field.models import Operation, Quarantine
from yicha.field.tests.counter import Officer
from yicha.field.tests.test_cases import APPLIED, HELD, desk, review
from yicha.field.tests.test_cases_meanwhile import LONG, OTHER_WORDS
from yicha.field.tests.visiting import Visit
from yicha.field.types import BacklogForced, DecideReview, ForceBacklog
from yicha.inspections.actions.stop_inspection import stop_inspection
from yicha.inspections.queries import answers
from yicha.inspections.testing import planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, PointResult, StopInspection
from yicha.kernel.actor import SYSTEM
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotFound
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql

pytestmark = [
    pytest.mark.browser,
    pytest.mark.nightly,
    pytest.mark.xdist_group("phones"),
    pytest.mark.usefixtures("beside_a_browser"),
]
AT_ONCE = """async () => { const { store } = field.app, lane = await store.raw('meta', 'lane');
  const { sign } = await import('/static/field/crypto.js'), { request } = await import('/static/field/net.js');
  const post = async (row) => { const text = await store.unbox('ops', row), sig = await sign(store.keys, text);
    return request('POST', '/api/v1/field/sync', { v: 'FIELD1', lane: lane.lane, have: {}, ops: [text], sig }); };
  const told = await Promise.all((await store.rows('ops')).slice(-2).map(post));
  return told.map(({ receipts }) => receipts.map(({ text }) => JSON.parse(text).status)); }"""
AGAIN = """async () => { const { store } = field.app, rows = await store.rows('ops');
  await store.write(['ops'], (at) => rows.forEach(({ receipt, ...row }) => at.ops.put({ ...row, state: 'sealed' }))); }"""
PAIRS = 10


@pytest.fixture(scope="module")
def county(county_in_a_browser: list[InspectionRow]) -> list[InspectionRow]:
    return county_in_a_browser


def forced(visit: Visit, phone: Officer) -> BacklogForced:
    return force_backlog(SYSTEM, ForceBacklog(phone.lane), visit.later(days=6))


class TestInOrder:
    def test_case_01_in_order(self, here: Visit, zhang: Officer) -> None:
        for value in ("pass", "fail", "pass"):
            zhang.tap(here.own, value)
        assert zhang.send() == [APPLIED] * 3
        zhang.says("3 已上传")
        assert here.said(here.own) == {"pass"}

    def test_case_02_the_desk_changed_other_paths(self, here: Visit, zhang: Officer) -> None:
        zhang.tap(here.own)
        desk(here, here.shared, PointResult.FAIL)
        assert zhang.send() == [APPLIED]
        zhang.see(f"/q/{zhang.order.index(here.shared) + 1}").locator("#choice-fail[aria-pressed=true]").wait_for()
        assert zhang.page.locator("#note").input_value() == "在办公室改的"
        assert (here.said(here.own), here.said(here.shared)) == ({"pass"}, {"fail"})

    def test_case_04_a_visit_begun_without_network_then_written_on(self, before: Visit, zhang: Officer) -> None:
        zhang.see("/code").get_by_role("button", name="已亮码，入企").click()
        zhang.page.locator("h1", has_text=planned(before.row).name).wait_for()
        zhang.tap(before.own, "fail")
        zhang.tap(before.own)
        assert zhang.send() == [APPLIED] * 3
        zhang.says("3 已上传")
        assert before.said(before.own) == {"pass"}

    def test_case_05_two_officers_on_different_paths(self, here: Visit, zhang: Officer, bai: Officer) -> None:
        zhang.tap(here.own, "fail")
        bai.tap(here.shared, "fail")
        assert [bai.send(), zhang.send(), bai.send()] == [[APPLIED]] * 3
        for one in (zhang, bai):
            assert one.see().get_by_text("两人所记不同").count() == 0
            one.page.locator(".field-fail").nth(1).wait_for(state="attached")  # both have both

    def test_case_08_a_base_that_nobody_has(self, here: Visit, zhang: Officer, su: Officer) -> None:
        zhang.write(here.own, base=["f" * 32])
        assert zhang.send() == [APPLIED]
        su.write(here.own, "fail", id="f" * 32)
        assert su.send() == [APPLIED]
        su.says("已上传")
        assert here.said(here.own) == {"pass"}

    def test_case_31_a_long_run_of_one_lane_is_no_conflict(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.shared, *["pass", "fail"] * (LONG // 2))
        assert zhang.send() == [APPLIED] * LONG
        zhang.says(f"{LONG} 已上传")
        assert (here.said(here.shared), answers(SYSTEM, here.row.id)[here.shared[2:]].differs) == ({"fail"}, False)

    def test_case_32_two_of_one_visit_at_once(self, here: Visit, zhang: Officer) -> None:
        """On two connections of the same page; with real commits and the row's lock in `test_at_once.py`."""
        for _ in range(PAIRS):
            zhang.write(here.own, "fail", "pass")
            zhang.line.dark = False
            with zhang.waited_for():
                first, second = zhang.page.evaluate(AT_ONCE)
            assert first[0] == "applied"
            assert second in (["applied"], ["held"])
            assert set(zhang.send()) == {APPLIED}
            assert here.said(here.own) == {"pass"}
        zhang.says(f"{2 * PAIRS} 已上传")

    def test_case_35_the_same_bytes_again(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "fail", "pass")
        assert zhang.send() == [APPLIED] * 2
        first = zhang.receipts
        zhang.page.evaluate(AGAIN)
        assert zhang.send() == [APPLIED] * 2
        assert zhang.receipts == first, "byte for byte"
        zhang.says("2 已上传")
        assert [one.receipts.count() for one in Operation.objects.filter(op__in=zhang.ops)] == [1, 1]


class TestOutOfOrder:
    def test_case_06_the_first_never_came(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "pass", "fail")
        zhang.lose(1)
        assert zhang.send() == [HELD]
        zhang.says("前一份还没到，这份先存在办公室", "unsent")
        assert here.heads(here.own) == {}

    def test_case_07_the_second_never_came(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "pass", "fail", "not_applicable")
        zhang.lose(2)
        assert zhang.send() == [APPLIED, HELD]
        zhang.says("前一份还没到，这份先存在办公室", "unsent")
        assert here.said(here.own) == {"pass"}

    @pytest.mark.parametrize("steps", [((1, 3), (2,)), ((2,), (1,), (3,)), ((3,), (2,), (1,))], ids=["case_09", "case_10", "case_11"])
    def test_case_09_and_10_and_11_whatever_the_order(self, here: Visit, zhang: Officer, steps: tuple[tuple[int, ...], ...]) -> None:
        """`steps`: what comes when."""
        zhang.write(here.own, "pass", "fail", "not_applicable")
        zhang.lose(1, 2, 3)
        came: set[int] = set()
        for step in steps:
            zhang.find(*step)
            came.update(step)
            assert (HELD in zhang.send()) == (max(came) > len(came))
        assert zhang.became == [APPLIED] * 3
        zhang.says("3 已上传")
        assert here.said(here.own) == {"not_applicable"}

    def test_case_14_the_trail_of_what_was_held(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "fail", "pass")
        zhang.lose(1)
        before = set(Entry.objects.values_list("run", flat=True))
        assert zhang.send() == [HELD]
        zhang.find(1)
        assert zhang.send() == [APPLIED] * 2
        zhang.write(here.own, "fail", "pass")
        zhang.lose(3)
        assert zhang.send() == [APPLIED, APPLIED, HELD]
        forced(here, zhang)
        names = [(one.use_case.rpartition(".")[2], one.actor) for one in Entry.objects.exclude(run__in=before)]
        assert names.count(("record_field_work", here.zhang.actor.id)) == 3
        assert names.count(("force_backlog", SYSTEM.id)) == 1

    def test_case_15_what_is_held_is_not_judged_while_others_are_decided(self, here: Visit, bai: Officer) -> None:
        bai.write(here.own, "fail")
        bai.write(here.shared, "fail", "pass")
        bai.lose(2)
        assert bai.send() == [review("not_yours"), HELD]
        first, held = bai.ops
        with pytest.raises(NotFound):
            decide_review(here.bai.actor, DecideReview(here.row.id, (first, held), adopt=False, reason="一起看"), here.at)
        decide_review(here.bai.actor, DecideReview(here.row.id, (first,), adopt=False, reason="不归我"), here.at)
        assert bai.send() == [review("not_yours"), HELD]
        bai.says("前一份还没到，这份先存在办公室", "unsent")
        bai.reads("组长没有采用：不归我")

    def test_case_17_forced_while_nobody_may_begin(self, before: Visit, zhang: Officer) -> None:
        zhang.write(before.own, "fail", "pass")
        zhang.lose(1)
        assert zhang.send() == [HELD]
        forced(before, zhang)
        assert zhang.send() == [review("not_started")]
        zhang.says("还没入企，等组长确认")
        assert answers(SYSTEM, before.row.id) == {}

    def test_case_18_and_33_forced_in_the_order_of_their_numbers(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "pass", "fail", "not_applicable")
        zhang.lose(1)
        assert zhang.send() == [HELD] * 2
        assert sorted(one.seq for one in forced(here, zhang).recorded) == [2, 3]
        assert zhang.send() == [APPLIED] * 2
        zhang.says("已收下，缺 1 份")
        zhang.find(1)
        assert zhang.send() == [APPLIED] * 3
        zhang.says("3 已上传")
        assert here.said(here.own) == {"not_applicable"}

    def test_case_19_the_first_that_comes_is_an_edit(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "fail", "pass")
        zhang.lose(1)
        assert zhang.send() == [HELD]
        forced(here, zhang)
        assert (zhang.send(), here.said(here.own)) == ([APPLIED], {"pass"})
        zhang.says("已收下，缺 1 份")

    def test_case_20_seven_are_missing(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, *["pass", "fail"] * 5)
        zhang.lose(*range(3, 10))
        assert zhang.send() == [APPLIED, APPLIED, HELD]
        assert forced(here, zhang).gaps == tuple(range(3, 10))
        assert zhang.send() == [APPLIED, APPLIED, ("applied", "parallel")]
        zhang.says("已收下，缺 7 份")

    def test_case_21_the_delayed_first_answer_of_a_forced_edit_is_no_conflict(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.shared, "fail", "pass")
        zhang.lose(1)
        zhang.send()
        forced(here, zhang)
        zhang.find(1)
        assert zhang.send() == [APPLIED] * 2
        assert here.said(here.shared) == {"pass"}
        assert not answers(SYSTEM, here.row.id)[here.shared[2:]].differs
        assert zhang.see().get_by_text("两人所记不同").count() == 0

    def test_case_22_what_comes_late_is_no_operation(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "pass", "fail")
        zhang.lose(1)
        zhang.send()
        forced(here, zhang)
        zhang.find(1)
        zhang.spoil(1, "prev", None)
        assert zhang.send() == [("sealed", "unreadable"), APPLIED]
        zhang.says("没传完整，自动重传", "unsent")
        assert [one.why for one in Quarantine.objects.all()] == ["unreadable"]
        assert here.said(here.own) == {"fail"}

    def test_case_23_only_what_waited_longer_than_the_norm(self, here: Visit, zhang: Officer, bai: Officer) -> None:
        for phone, days in ((bai, 4), (zhang, 6)):
            phone.write(here.shared, "pass", "pass")
            phone.lose(1)
            with shifted(here.later(days=days)):
                assert phone.send() == [HELD]
        assert force_overdue(here.later(days=10)) == 1
        assert (zhang.send(), bai.send()) == ([HELD], [APPLIED])
        zhang.says("前一份还没到，这份先存在办公室", "unsent")
        bai.says("已收下，缺 1 份")

    def test_case_24_the_form_is_another_one_while_something_is_held(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "fail", "pass")
        zhang.lose(1)
        assert zhang.send() == [HELD]
        run_sql(actor(RUN_SQL), Sql(OTHER_WORDS, ()), NOW)
        forced(here, zhang)
        assert zhang.send() == [review("form_changed")]
        zhang.says("表已换版，这一份由组长决定")
        assert answers(SYSTEM, here.row.id) == {}

    def test_case_25_stopped_while_something_is_held(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.own, "fail", "pass")
        zhang.lose(1)
        assert zhang.send() == [HELD]
        stop_inspection(SYSTEM, StopInspection(here.row.id, "只有一人到场"), here.later(minutes=9))
        forced(here, zhang)
        assert zhang.send() == [review("withdrawn")]
        zhang.says("任务已撤回，你记的已保存，由组长决定")

    def test_case_34_the_desk_has_changed_what_was_forced(self, here: Visit, zhang: Officer) -> None:
        zhang.write(here.shared, "not_applicable", "pass")
        zhang.lose(1)
        zhang.send()
        forced(here, zhang)
        desk(here, here.shared, PointResult.FAIL)
        zhang.find(1)
        assert zhang.send() == [APPLIED] * 2
        assert here.said(here.shared) == {"fail"}

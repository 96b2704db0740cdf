"""FIELD1's cases in Chromium with the worker and before the real office, by their numbers: those that stand for the others, each time.

The other numbers are in `test_phone_cases_order.py` and `test_phone_cases_people.py`.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from yicha.field.actions.decide_review import decide_review
from yicha.field.actions.force_backlog import force_backlog
from yicha.field.models import Lane, Operation, Original, Quarantine, Receipt
from yicha.field.tests import test_cases
from yicha.field.tests.counter import Officer
from yicha.field.tests.test_cases import APPLIED, CONFLICT, HELD, desk, review
from yicha.field.tests.test_cases_meanwhile import MOVED, SLOT_9
from yicha.field.tests.test_exports import hand_in
from yicha.field.tests.test_phone_visit import draw, look
from yicha.field.tests.visiting import Visit
from yicha.field.types import DecideReview, ForceBacklog
from yicha.inspections.actions.stop_inspection import stop_inspection
from yicha.inspections.queries import answers
from yicha.inspections.testing import PHOTOGRAPH, planned
from yicha.inspections.types import InspectionRow, PointResult, StopInspection
from yicha.kernel.actor import SYSTEM
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.shell.testing import acting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phones"), pytest.mark.usefixtures("beside_a_browser")]
everything = test_cases.TestSigningAndConcluding().everything
CASES = 57
COPY = """async () => { const { store } = field.app, names = ['meta', 'visits', 'drafts', 'ops', 'chunks'];
  globalThis.copy = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await store.rows(name)]))); }"""
RESTORE = """async () => { const { store } = field.app, names = Object.keys(globalThis.copy);
  store.texts.clear();
  await store.write(names, (at) => names.forEach((name) => {
    at[name].clear();
    globalThis.copy[name].forEach((row) => at[name].put(row)); })); }"""
TYPES_ON = """async ([visit, path]) => { const { app, oplog } = field, note = document.getElementById('note');
  const begun = performance.now();
  note.focus();
  const keys = setInterval(() => { note.value += '字'; note.dispatchEvent(new Event('input', { bubbles: true })); }, 100);
  for (;;) { const found = await oplog.drafted(app.store, visit, path);
    if (found && found.value.note) { clearInterval(keys); return performance.now() - begun; }
    await new Promise((on) => { setTimeout(on, 20); }); } }"""


@pytest.fixture(scope="module")
def county(county_in_a_browser: list[InspectionRow]) -> list[InspectionRow]:
    return county_in_a_browser


def test_all_of_them_are_there() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_phone_cases*.py"))
    numbers = {
        int(number) for name in re.findall(r"^ *def test_cases?_([\d_and]+)_", written, re.MULTILINE) for number in re.findall(r"\d+", name)
    }
    assert numbers == set(range(1, CASES + 1))


def test_case_03_the_desk_changes_a_path_between_two_of_it(here: Visit, zhang: Officer) -> None:
    zhang.tap(here.shared)
    assert zhang.send() == [APPLIED]
    zhang.tap(here.shared, "not_applicable", "没开门")
    desk(here, here.shared, PointResult.FAIL)
    assert zhang.send() == [APPLIED, CONFLICT]
    zhang.reads("1 处两人所记不同", "/conflict")
    expect(zhang.page.locator(".field-one")).to_have_count(2)
    assert here.said(here.shared) == {"fail", "not_applicable"}
    assert answers(SYSTEM, here.row.id)[here.shared[2:]].differs


def test_case_12_and_13_forced_and_late(here: Visit, zhang: Officer) -> None:
    zhang.write(here.own, "fail", "pass")
    zhang.lose(1)
    assert zhang.send() == [HELD]
    zhang.says("前一份还没到，这份先存在办公室", "unsent")
    assert here.heads(here.own) == {}
    assert force_backlog(SYSTEM, ForceBacklog(zhang.lane), here.later(days=6)).gaps == (1,)
    assert zhang.send() == [APPLIED]
    zhang.says("已收下，缺 1 份")
    zhang.find(1)
    assert zhang.send() == [APPLIED, APPLIED]
    zhang.says("已上传")
    assert here.said(here.own) == {"pass"}, "what was replaced before it came stays replaced"


def test_case_16_before_the_start(before: Visit, zhang: Officer) -> None:
    zhang.write(before.own)
    zhang.write(before.shared)
    assert zhang.send() == [review("not_started")] * 2
    zhang.says("还没入企，等组长确认")
    assert answers(SYSTEM, before.row.id) == {}
    zhang.see("/code").get_by_role("button", name="已亮码，入企").click()
    expect(zhang.page.locator("h1")).to_have_text(planned(before.row).name)
    assert zhang.send()[-1] == APPLIED
    decide_review(before.zhang.actor, DecideReview(before.row.id, tuple(zhang.ops[:2]), adopt=True, reason="已到场"), before.at)
    assert zhang.send() == [review("not_started"), review("not_started"), APPLIED], "a receipt never changes"
    zhang.reads("组长已采用")
    assert before.said(before.own) == before.said(before.shared) == {"pass"}


def test_case_27_and_30_two_departments_differ(here: Visit, zhang: Officer, bai: Officer) -> None:
    zhang.tap(here.shared)
    bai.tap(here.shared, "fail", "有油污")
    assert (zhang.send(), bai.send()) == ([APPLIED], [CONFLICT])
    assert answers(SYSTEM, here.row.id)[here.shared[2:]].differs
    bai.reads("1 处两人所记不同，请定一个")
    bai.write(here.shared, "not_applicable", base=bai.ops)  # he saw his own value only
    zhang.send()
    zhang.reads("有油污", "/conflict")
    look(zhang.page, "12-conflict")
    zhang.page.locator(".field-one", has_text="不合格").get_by_role("button").click()
    expect(zhang.page.get_by_text("都定好了")).to_be_visible()
    assert zhang.send() == [APPLIED, APPLIED]
    assert here.said(here.shared) == {"fail"}
    assert bai.send() == [CONFLICT, CONFLICT]
    bai.reads("1 处两人所记不同，请定一个")
    assert here.said(here.shared) == {"fail", "not_applicable"}


def test_case_28_the_same_value(here: Visit, zhang: Officer, bai: Officer) -> None:
    for one in (zhang, bai):
        one.write(here.shared)
    assert (zhang.send(), bai.send()) == ([APPLIED], [("applied", "parallel")])
    bai.says("已上传，两人一致")
    assert not answers(SYSTEM, here.row.id)[here.shared[2:]].differs
    assert bai.see().get_by_text("两人所记不同").count() == 0


def test_case_36_the_same_id_and_other_bytes(here: Visit, zhang: Officer) -> None:
    """The office keeps what it has; the phone says the other one under a number of its own, and not for ever."""
    zhang.write(here.own)
    zhang.write(here.own, "fail", id=zhang.ops[0])
    assert zhang.send() == [APPLIED, ("again", "reused"), APPLIED]
    zhang.says("本机资料有两份，已换新编号，没有丢")
    assert [one.why for one in Quarantine.objects.all()] == ["reused"]
    assert here.said(here.own) == {"fail"}
    assert Lane.objects.filter(account=here.zhang.actor.id).count() == 3  # the Python phone's, and two


def test_case_37_the_answer_is_lost_after_the_office_has_counted_it(here: Visit, zhang: Officer) -> None:
    zhang.tap(here.own, "fail")
    assert zhang.phone.send() is False
    expect(zhang.page.locator("#line")).to_contain_text("没网，照常检查。1 份有网后自动上传")
    zhang.line.faults[:] = ["lose", "lose", "cut", "lose", "portal", "503", "lose"]
    assert zhang.send() == [APPLIED]
    assert zhang.line.faults == []
    zhang.says("1 已上传")
    assert [one.receipts.count() for one in Operation.objects.filter(op__in=zhang.ops)] == [1]
    assert here.said(here.own) == {"fail"}


def test_case_38_a_request_that_was_cut_takes_nothing(here: Visit, zhang: Officer) -> None:
    zhang.write(here.own, "fail", "pass")
    zhang.line.short = True
    zhang.fails_to_send()
    expect(zhang.page.locator("#line")).to_contain_text("没传完整，自动重传")
    assert Operation.objects.filter(op__in=zhang.ops).count() == 0
    zhang.line.short = False
    assert zhang.send() == [APPLIED, APPLIED]
    assert here.said(here.own) == {"pass"}


def test_case_40_a_phone_restored_from_a_backup(here: Visit, zhang: Officer) -> None:
    zhang.write(here.own)
    zhang.page.evaluate(COPY)
    zhang.write(here.shared)
    assert zhang.send() == [APPLIED, APPLIED]
    zhang.page.evaluate(RESTORE)
    zhang.write(here.shared, "fail")  # number 2 once more
    said = zhang.ops[1]
    assert zhang.send() == [APPLIED, ("again", "fork"), CONFLICT]
    assert zhang.ops == [zhang.ops[0], said, said]
    zhang.says("本机资料有两份，已换新编号，没有丢")
    assert here.said(here.shared) == {"pass", "fail"}
    assert [one.why for one in Quarantine.objects.all()] == ["fork"]


def test_case_42_withdrawn_while_he_was_off_the_network(here: Visit, zhang: Officer) -> None:
    zhang.tap(here.own)
    zhang.write(here.shared)
    zhang.sign()
    stop_inspection(SYSTEM, StopInspection(here.row.id, "只有一人到场"), here.later(minutes=9))
    assert zhang.send() == [review("withdrawn")] * 3
    zhang.reads("任务已撤回，你记的已保存，由组长决定")
    look(zhang.page, "13-withdrawn")
    kept = tuple(zhang.ops)
    with pytest.raises(RuleBroken):
        decide_review(here.su.actor, DecideReview(here.row.id, kept[:2], adopt=True, reason="照算"), here.at)
    decide_review(here.su.actor, DecideReview(here.row.id, kept, adopt=False, reason="检查已停"), here.at)
    assert Operation.objects.filter(op__in=kept).count() == len(kept), "nothing of it is deleted"
    zhang.send()
    zhang.reads("组长没有采用：检查已停")


def test_case_43_and_44_reassigned_and_back(here: Visit, zhang: Officer, county: list[InspectionRow]) -> None:
    """By the state on arrival: as if he had been drawn for another visit meanwhile, and for this one again."""
    cert_no = next(one.cert_no for one in planned(here.row).officers if one.department == here.lead)
    other = next(one.visit for one in county if cert_no not in {officer.cert_no for officer in planned(one).officers})
    zhang.write(here.own, "fail", "pass")
    zhang.lose(2)
    run_sql(actor(RUN_SQL), Sql(SLOT_9, (here.row.visit, cert_no)), NOW)
    run_sql(actor(RUN_SQL), Sql(MOVED, (other, here.row.visit, cert_no)), NOW)
    assert zhang.send() == [review("reassigned")]
    zhang.says("任务已改派，你记的已保存，由组长决定")
    assert answers(SYSTEM, here.row.id) == {}
    run_sql(actor(RUN_SQL), Sql(MOVED, (here.row.visit, other, cert_no)), NOW)
    zhang.find(2)
    assert zhang.send() == [review("reassigned"), APPLIED]
    assert here.said(here.own) == {"pass"}


def test_case_47_a_question_of_another_department(here: Visit, bai: Officer) -> None:
    bai.reads("由提问的部门回答", f"/q/{bai.order.index(here.own) + 1}")
    assert bai.page.locator("#choice-pass").count() == 0
    bai.write(here.own, "fail")
    assert bai.send() == [review("not_yours")]
    bai.says("这一问归他部门，已收下")
    assert answers(SYSTEM, here.row.id) == {}


def test_case_50_what_he_has_not_seen_he_cannot_bring_to_its_end(here: Visit, zhang: Officer, bai: Officer) -> None:
    everything(here)
    zhang.send()
    zhang.tap(here.own, "fail")
    page = zhang.see("/sign")
    page.locator("#pad").wait_for()
    draw(page)
    page.get_by_label("现场负责人姓名").fill("甘禾")
    page.get_by_label("职务").fill("店长")
    page.get_by_role("button", name="签完锁定").click()
    expect(page.locator("h1")).to_have_text("部门结论")
    bai.send()
    bai.write(here.shared, "fail")
    assert bai.send() == [APPLIED]
    assert zhang.send() == [APPLIED, review("unseen")]
    zhang.reads("你没网时记录变了，请看过再结论")
    assert (here.said(here.own), here.said(here.shared)) == ({"fail"}, {"fail"})
    with pytest.raises(RuleBroken, match="不能由别人认可"):
        decide_review(here.su.actor, DecideReview(here.row.id, tuple(zhang.ops[1:]), adopt=True, reason="算了"), here.at)


def test_case_53_the_original_comes_after_the_act(here: Visit, zhang: Officer) -> None:
    place = f"/q/{zhang.order.index(here.own) + 1}"
    zhang.tap(here.own, "fail")
    zhang.see(place).set_input_files("#photo", {"name": "shot.png", "mimeType": "image/png", "buffer": PHOTOGRAPH})
    expect(zhang.page.locator(".field-photo")).to_have_count(1)
    zhang.line.faults[:] = ["", "503"]  # the act goes, then the line breaks
    zhang.fails_to_send()
    zhang.reads("原件待传", place)
    here.pull()
    assert [one["missing"] for one in here.zhang.visits[here.id]["evidence"]] == [1]
    assert (Original.objects.count(), zhang.unsent_chunks) == (0, 1)
    office, small = acting(here.zhang.actor), f"/phones/copies/{zhang.ops[1]}/"
    assert small in office.get("/phones/").content.decode(), "the copy came first"
    assert office.get(small).headers["Content-Type"] == "image/jpeg"
    assert zhang.send() == [APPLIED, APPLIED]
    zhang.reads("原件已传", place)
    assert (Original.objects.get().attached, zhang.unsent_chunks) == (True, 0)


def test_case_56_handed_in_as_a_file_and_then_sent(here: Visit, zhang: Officer, tmp_path: Path) -> None:
    zhang.tap(here.own, "fail")
    zhang.write(here.shared)
    zhang.page.evaluate("() => { location.hash = '#/mine'; }")
    with zhang.page.expect_download() as download:
        zhang.page.get_by_role("button", name="存成文件").click()
    sealed = Path(download.value.path()).read_bytes()
    assert "看过".encode() not in sealed
    assert hand_in(here, sealed).status_code == 303
    before = set(Receipt.objects.values_list("text", flat=True))
    assert zhang.send() == [APPLIED, APPLIED]
    assert set(Receipt.objects.values_list("text", flat=True)) == before, "the same receipts"
    zhang.says("2 已上传")
    assert here.said(here.own) == {"fail"}


def test_what_is_typed_without_a_rest_is_kept_within_two_seconds(here: Visit, zhang: Officer) -> None:
    """The quickest of three: a busy machine is no defect."""
    took = 60_000.0
    for path in (here.own, here.shared, here.own):
        zhang.see(f"/q/{zhang.order.index(path) + 1}").locator("#choice-fail").click()
        zhang.page.locator("#note").fill("")
        zhang.page.evaluate("() => field.app.flush()")
        took = min(took, zhang.page.evaluate(TYPES_ON, [zhang.visit, path]))
        if took <= 2000:
            break
    assert took <= 2000

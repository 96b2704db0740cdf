"""The screens of the list: who sees it, who proposes, who reviews; nothing changes by looking."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from yicha.items.actions.suggest_matches import suggest_matches
from yicha.items.queries import entries_of_list, item_versions, items_in_force, open_law_tasks, open_proposals
from yicha.items.testing import item_row, make_items
from yicha.items.types import (
    AnswerKind,
    CatalogueKind,
    CatalogueRow,
    Evidence,
    ItemStance,
    ItemStatus,
    Partner,
    Proof,
    Revision,
    Sample,
    ShownIf,
    SuggestMatches,
)
from yicha.items.workbooks import write_catalogue
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.norms.testing import load_shipped
from yicha.orgs.queries import urgings
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.shell.testing import acting, sheet_of, unlike_its_file

pytestmark = pytest.mark.django_db

CLERK = make_actor(Role.DEPARTMENT_CLERK)
FIRE = make_actor(Role.DEPARTMENT_CLERK, department="XFJY")
STEWARD = make_actor(Role.DATA_STEWARD, department="ZSJ")
OFFICER = make_actor(Role.OFFICER)
STRANGER = make_actor(Role.DATA_STEWARD, region="62/6299")
FORM = {
    "code": "62079901010001",
    "name": "餐饮服务食品安全检查",
    "check_class": "食品安全",
    "item_class": "general",
    "legal_basis": "《中华人民共和国食品安全法》第一百一十条",
    "valid_from": "2026-12-01",
    "authority_level": "county",
    "scope": ["3"],
    "materials": "食品经营许可证\n进货票据",
    "points": "2",
    "p1-place": "2",
    "p1-content": "食品经营许可证在有效期内",
    "p1-method": "看原件",
    "p2-place": "1",
    "p2-content": "从业人员健康证明在有效期内",
    "partners": "1",
    "d1-department": "XFJY",
    "d1-share": "消防设施",
}


@pytest.fixture(autouse=True)
def county() -> None:
    load_shipped()
    make_region()
    make_department("SCJG")
    make_department("XFJY")
    make_items(item_row(1, name="餐饮检查"), item_row(2, name="旅馆检查", department="XFJY", check_class="消防安全"))


def told(actor: Any, address: str, **asked: Any) -> str:
    answer = acting(actor).get(f"/items/{address}", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def post(actor: Any, address: str, **sent: Any) -> Any:
    return acting(actor).post(f"/items/{address}", sent)


def propose(**sent: Any) -> Any:
    return post(CLERK, "new/", **(FORM | sent))


def test_everybody_in_an_office_sees_the_list_and_what_narrows_it() -> None:
    assert "餐饮检查" in told(OFFICER, "")
    assert "旅馆检查" not in told(OFFICER, "", department="SCJG")
    assert "旅馆检查" in told(OFFICER, "", q="lgjc")
    assert "没有这样的事项" in told(OFFICER, "", q="没有的")
    assert "提出新事项" not in told(OFFICER, "")
    assert acting(make_actor(Role.ENTERPRISE)).get("/items/").status_code == 403


def test_another_region_finds_nothing() -> None:
    assert "清单还是空的" in told(STRANGER, "")
    propose()
    for address in ("of/I001/", "of/I001/diff/", "review/62079901010001/"):
        assert acting(STRANGER).get(f"/items/{address}").status_code == 404
    for address in ("of/I001/withdraw/", "review/62079901010001/publish/", "review/62079901010001/return/"):
        assert post(STRANGER, address, reason="x").status_code == 404


def test_a_clerk_proposes_a_new_item_with_points_in_the_order_he_gives_them() -> None:
    assert propose().status_code == 303
    (found,) = open_proposals(SYSTEM, REGION)
    assert [point.content for point in found.row.check_points] == ["从业人员健康证明在有效期内", "食品经营许可证在有效期内"]
    assert found.row.partners == (Partner("XFJY", "消防设施"),)
    assert found.row.materials == ("食品经营许可证", "进货票据")
    assert (found.row.department, found.row.valid_from, found.row.valid_to) == ("SCJG", date(2026, 12, 1), None)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": ""}, "还没填：事项名称"),
        ({"ratio": "很多"}, "比例"),
        ({"last_day": "2026-11-30"}, "最后一天早于生效日"),
        ({"d1-department": "SCJG"}, "牵头部门不能同时配合"),
        ({"valid_from": "明天"}, "生效日"),
    ],
)
def test_what_is_wrong_is_said_at_the_form_and_nothing_is_proposed(sent: dict[str, str], words: str) -> None:
    answer = propose(**sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "从业人员健康证明在有效期内" in answer.content.decode()
    assert open_proposals(SYSTEM, REGION) == []


def test_what_a_point_wants_besides_words_is_edited() -> None:
    cells = {"p1-sample": "2 种食品", "p1-proofs": "照片 2;资料", "p1-may_lack": "否"}
    choice = {"p2-kind": "选择", "p2-choices": "有;没有", "p2-failing": "没有"}
    assert propose(**cells, **choice).status_code == 303
    (found,) = open_proposals(SYSTEM, REGION)
    health, permit = found.row.check_points
    assert (permit.sample, permit.may_lack) == (Sample(2, "种食品"), False)
    assert permit.proofs == (Proof(Evidence.PHOTO, 2), Proof(Evidence.DOCUMENT, 1))
    assert (health.kind, health.choices, health.failing) == (AnswerKind.CHOICE, ("有", "没有"), ("没有",))
    kept = FORM | {"p1-code": health.code, "p1-shown_if": "", "p2-code": permit.code, "p2-shown_if": f"{health.code}=有"}
    assert 'value="照片 2;资料 1"' in told(CLERK, "of/62079901010001/edit/")
    assert post(CLERK, "of/62079901010001/edit/", **kept).status_code == 303
    (found,) = open_proposals(SYSTEM, REGION)
    after = {point.code: point for point in found.row.check_points}
    assert after[permit.code].shown_if == ShownIf(health.code, "有")
    assert after[permit.code].sample == permit.sample  # what was not sent stays


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"p1-sample": "几种"}, "的抽查：“几种”请写成 2 种食品"),
        ({"p1-proofs": "录像 1"}, "的证据：“录像”不在代码表中"),
        ({"p1-kind": "数值"}, "数值题要有单位和限值"),
        ({"p1-shown_if": "62079901010001-02=pass", "p2-shown_if": "62079901010001-01=pass"}, "显示条件绕成了圈"),
    ],
)
def test_a_point_that_cannot_be_asked_is_said_at_the_form(sent: dict[str, str], words: str) -> None:
    answer = propose(**sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    name, text = next(iter(sent.items()))
    assert f'value="{text}"' in page, f"{name} is kept as it was written"
    assert open_proposals(SYSTEM, REGION) == []


def test_the_next_version_is_a_copy_that_says_why_it_differs() -> None:
    page = told(CLERK, "of/I001/edit/")
    assert 'value="餐饮检查"' in page
    assert "是否公示许可证" in page
    kept = {"p1-code": "1", "p1-content": "是否公示许可证", "p2-content": "", "d1-department": ""}
    sent = FORM | kept | {"code": "I001", "name": "餐饮安全检查"}
    assert post(CLERK, "of/I001/edit/", **sent).status_code == 422
    assert post(CLERK, "of/I001/edit/", **sent, revision="amended", because="食品安全法2026年修改").status_code == 303
    newest = item_versions(SYSTEM, REGION, "I001")[0]
    assert (newest.version, newest.revision, newest.row.name) == (2, Revision.AMENDED, "餐饮安全检查")
    assert items_in_force(SYSTEM, REGION, NOW.date())["I001"].name == "餐饮检查"
    assert "原：餐饮检查" in told(CLERK, "of/I001/edit/")


def test_nobody_edits_what_another_department_owns() -> None:
    assert acting(FIRE).get("/items/of/I001/edit/").status_code == 403
    assert post(FIRE, "of/I001/edit/", **FORM).status_code == 403
    assert acting(OFFICER).get("/items/new/").status_code == 403


def test_the_list_comes_in_the_order_of_a_column() -> None:
    first, second = (told(CLERK, "", sort=sort).index("旅馆检查") for sort in ("code", "-code"))
    page = told(CLERK, "", sort="-code", q="检查")
    assert first > told(CLERK, "", sort="code").index("餐饮检查")
    assert second < told(CLERK, "", sort="-code").index("餐饮检查")
    assert 'aria-sort="descending"' in page
    assert "?sort=code&amp;q=%E6%A3%80%E6%9F%A5" in page


def test_review_shows_the_change_takes_opinions_and_publishes() -> None:
    propose()
    assert "0 / 1 部门" in told(STEWARD, "review/62079901010001/")
    assert post(FIRE, "review/62079901010001/opinion/", stance="adjust", note="消防设施写到条").status_code == 303
    page = told(STEWARD, "review/")
    assert "消防设施写到条" in page
    assert "审定并公布" in page
    refused = post(STEWARD, "review/62079901010001/publish/")
    assert refused.status_code == 409
    assert post(STEWARD, "review/62079901010001/publish/", overruled="条款见检查项").status_code == 303
    (version,) = item_versions(SYSTEM, REGION, "62079901010001")
    assert (version.status, version.overruled, version.opinions[0].stance) == (ItemStatus.PUBLISHED, "条款见检查项", ItemStance.ADJUST)
    assert "没有待审核的事项" in told(STEWARD, "review/")


def test_whoever_has_not_answered_is_urged_once_a_day() -> None:
    post(CLERK, "new/", **FORM)
    address = "review/62079901010001/"
    assert "催办" in told(STEWARD, address)
    assert post(STEWARD, f"{address}urge/", owner="SCJG").status_code == 409  # is not asked
    assert post(CLERK, f"{address}urge/", owner="XFJY").status_code == 403
    assert post(STRANGER, f"{address}urge/", owner="XFJY").status_code == 404
    assert post(STEWARD, f"{address}urge/", owner="XFJY").status_code == 303
    assert [(row.title, row.link) for row in urgings(FIRE, NOW)] == [("答复清单审核：餐饮服务食品安全检查", f"/items/{address}")]
    assert "今日已催" in told(STEWARD, address)
    assert post(STEWARD, f"{address}urge/", owner="XFJY").status_code == 409
    post(FIRE, f"{address}opinion/", stance="agree")
    assert post(STEWARD, f"{address}urge/", owner="XFJY").status_code == 409  # has answered


def test_review_sends_back_with_a_reason_and_the_department_mends_it() -> None:
    propose()
    assert post(STEWARD, "review/62079901010001/return/", reason="").status_code == 409
    assert post(STEWARD, "review/62079901010001/return/", reason="依据要写到条").status_code == 303
    assert "依据要写到条" in told(CLERK, "of/62079901010001/edit/")
    assert post(CLERK, "of/62079901010001/edit/", **FORM).status_code == 303
    assert open_proposals(SYSTEM, REGION)[0].returned_because == ""


def test_several_are_published_at_once_and_what_is_refused_is_named() -> None:
    propose()
    propose(code="62079901010002")
    post(FIRE, "review/62079901010002/opinion/", stance="adjust", note="改")
    answer = post(STEWARD, "review/publish/", code=["62079901010001", "62079901010002"])
    assert answer.status_code == 303
    assert len(open_proposals(SYSTEM, REGION)) == 2  # one department: all of it or nothing
    post(STEWARD, "review/publish/", code=["62079901010001"])
    assert [one.row.code for one in open_proposals(SYSTEM, REGION)] == ["62079901010002"]


def test_who_may_not_review_cannot() -> None:
    propose()
    for address in ("publish/", "return/"):
        assert post(CLERK, f"review/62079901010001/{address}", reason="x").status_code == 403
    assert post(OFFICER, "review/62079901010001/opinion/").status_code == 403
    assert post(CLERK, "review/62079901010001/opinion/", stance="agree").status_code == 409


def test_a_withdrawn_item_says_why() -> None:
    assert post(CLERK, "of/I001/withdraw/", reason="x").status_code == 403
    assert post(STEWARD, "of/I001/withdraw/", reason="").status_code == 409
    assert post(STEWARD, "of/I001/withdraw/", reason="规定已废止").status_code == 303
    assert "规定已废止" in told(OFFICER, "of/I001/")
    assert "I001" not in items_in_force(SYSTEM, REGION, date(2099, 1, 1))


def test_two_versions_stand_side_by_side() -> None:
    post(CLERK, "of/I001/edit/", **FORM | {"code": "I001", "revision": "amended", "because": "修法"})
    page = told(OFFICER, "of/I001/diff/")
    assert "第1版 → 第2版" in page
    assert "餐饮服务食品安全检查" in page
    assert "新增" in page
    assert acting(OFFICER).get("/items/of/I001/diff/?to=9").status_code == 404


def test_main_items_are_registered_by_their_department() -> None:
    assert post(CLERK, "mains/", code="62079901010000", name="食品经营监督检查", active="on").status_code == 303
    assert "食品经营监督检查" in told(CLERK, "mains/")
    assert "食品经营监督检查" not in told(FIRE, "mains/")
    assert post(FIRE, "mains/", code="62079901010000", name="抢注").status_code == 422
    assert acting(FIRE).get("/items/mains/?code=62079901010000").status_code == 404
    assert propose(main_item="62079901010000").status_code == 303


def test_looking_changes_nothing() -> None:
    propose()
    before = Entry.objects.count()
    for actor, address in ((CLERK, "new/"), (CLERK, "mains/"), (CLERK, "of/I001/edit/"), (STEWARD, "review/"), (STEWARD, "of/I001/")):
        told(actor, address)
    assert Entry.objects.count() == before
    for address in ("review/62079901010001/publish/", "of/I001/withdraw/", "export/"):
        assert acting(STEWARD).get(f"/items/{address}").status_code == 405


def test_a_changed_law_is_registered_with_the_items_that_rest_on_it() -> None:
    justice = make_actor(Role.LEGAL_SUPERVISOR, department="SFJ")
    assert acting(CLERK).get("/items/laws/new/").status_code == 403
    page = told(justice, "laws/new/", instrument="食品安全法", article="第一百一十条")
    assert "餐饮检查" in page
    sent = {"kind": "amended", "instrument": "食品安全法", "in_force_on": "2027-01-01", "summary": "频次调整"}
    assert post(justice, "laws/new/", **sent).status_code == 422
    assert post(justice, "laws/new/", **sent, code=["I001", "I002"], department=["XFJY"]).status_code == 303
    assert "《食品安全法》" in told(OFFICER, "laws/")
    assert unlike_its_file(acting(OFFICER), "/items/laws/?sort=-in_force_on") == []
    assert len(sheet_of(acting(STRANGER).post("/items/laws/export/").content)) == 1
    assert told(CLERK, "laws/", owed="open").count("提新版本") == 1
    assert "没有这样的任务" in told(CLERK, "laws/", owed="late")


def law_task() -> tuple[int, int]:
    """The change and the task of I001."""
    justice = make_actor(Role.LEGAL_SUPERVISOR, department="SFJ")
    sent = {"kind": "amended", "instrument": "食品安全法", "in_force_on": "2027-01-01", "summary": "频次调整", "code": "I001"}
    post(justice, "laws/new/", **sent)
    (task,) = open_law_tasks(SYSTEM, REGION, NOW)
    return task.law_change, task.id


def test_the_owner_answers_that_nothing_need_change_or_proposes() -> None:
    law, task = law_task()
    assert post(FIRE, f"laws/tasks/{task}/answer/", reason="代答").status_code == 403
    assert post(CLERK, f"laws/tasks/{task}/answer/", reason="").status_code == 409
    assert acting(STRANGER).get(f"/items/laws/{law}/").status_code == 404
    page = told(CLERK, "of/I001/edit/", law=law)
    assert "《食品安全法》：频次调整" in page
    assert post(CLERK, f"laws/tasks/{task}/answer/", reason="本县不涉及").status_code == 303
    assert "本县不涉及" in told(OFFICER, f"laws/{law}/")


def test_completeness_names_what_is_missing_and_who_owes_it() -> None:
    page = told(OFFICER, "quality/")
    assert "要素填报率" in page
    assert "谁还欠" in page
    missing = told(OFFICER, "quality/", what="missing", department="XFJY")
    assert "旅馆检查" in missing
    assert "餐饮检查" not in missing
    assert "应是 14 位数字" in told(OFFICER, "quality/", what="doubtful")
    assert "没有这样的事项" in told(OFFICER, "quality/", what="right")
    assert "还没有生效的事项" in told(STRANGER, "quality/")


def load(tmp_path: Path, **sent: str) -> Any:
    write_catalogue(tmp_path / "c.xlsx", [CatalogueRow("P1", "餐饮行政检查", "《食品安全法》"), CatalogueRow("P2", "渔船登临")])
    with (tmp_path / "c.xlsx").open("rb") as workbook:
        return post(STEWARD, "mapping/load/", kind="province", workbook=workbook, **sent)


def test_a_catalogue_is_loaded_matched_and_measured(tmp_path: Path) -> None:
    assert "还没有可匹配的目录" in told(OFFICER, "mapping/")
    assert load(tmp_path, system="不该有").status_code == 422
    assert load(tmp_path).status_code == 303
    suggest_matches(SYSTEM, SuggestMatches(REGION, CatalogueKind.PROVINCE), NOW)  # as the worker does then
    page = told(CLERK, "mapping/")
    assert ["yc-col-act" in seen for seen in (page, told(OFFICER, "mapping/"))] == [True, False]
    assert "餐饮行政检查" in page
    assert "是同一事项" in page
    assert "是同一事项" not in told(FIRE, "mapping/")
    assert unlike_its_file(acting(FIRE), "/items/mapping/?kind=province&side=entries&sort=-code") == []
    heads, *rows = sheet_of(acting(FIRE).post("/items/mapping/export/?kind=province&side=suggested").content)
    assert (heads, [row[0] for row in rows]) == (["本地事项", "目录事项", "相近"], ["餐饮检查"])
    (first, second) = (row.entry for row in entries_of_list(SYSTEM, REGION, CatalogueKind.PROVINCE, "", NOW.date()))
    assert post(FIRE, "mapping/items/I001/", entry=first, same="yes").status_code == 403
    assert post(CLERK, "mapping/items/I001/", entry=first, same="yes").status_code == 303
    assert post(CLERK, f"mapping/entries/{second}/exclude/", reason="x").status_code == 403
    assert post(STEWARD, f"mapping/entries/{second}/exclude/", reason="没有渔业水域").status_code == 303
    page = told(OFFICER, "mapping/", kind="province", side="mapped")
    assert "没有渔业水域" in page
    assert "50%" in page
    assert "100%" in page
    assert "旅馆检查" in told(OFFICER, "mapping/", kind="province", side="items")
    for side in ("mapped", "items"):
        assert unlike_its_file(acting(OFFICER), f"/items/mapping/?kind=province&side={side}&sort=-code") == []
    assert "餐饮行政检查" in told(OFFICER, "of/I001/")
    assert acting(STRANGER).post(f"/items/mapping/entries/{first}/exclude/", {"reason": "x"}).status_code == 404


def test_a_file_that_is_no_catalogue_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    with (tmp_path / "x.csv").open("rb") as workbook:
        answer = post(STEWARD, "mapping/load/", kind="nation", workbook=workbook)
    assert answer.status_code == 422
    assert "表头" in answer.content.decode()


def test_a_superior_looks_into_the_list_of_a_region_below() -> None:
    above = make_actor(Role.DATA_STEWARD, region=REGION.rpartition("/")[0])
    assert "清单还是空的" not in told(above, "", region=REGION)
    assert "清单还是空的" in told(above, "")
    assert "餐饮检查" in told(above, "of/I001/", region=REGION)
    assert "停用" not in told(above, "of/I001/", region=REGION)
    assert "餐饮检查" in told(above, "quality/", region=REGION)
    assert "餐饮检查" not in told(STRANGER, "", region=REGION)
    assert acting(STRANGER).get("/items/of/I001/", {"region": REGION}).status_code == 404


def test_the_report_of_elements_has_every_item_and_leaves_a_mark() -> None:
    answer = acting(OFFICER).post("/items/quality/report/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["事项编码", "I001", "I002"]
    assert "所属主项" in str(rows[1][3])
    assert Entry.objects.filter(about=f"items:{REGION}").exists()

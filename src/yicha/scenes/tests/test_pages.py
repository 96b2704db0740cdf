"""The screens: who may see and do what, and what they show."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yicha.engines.forms import words_key
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW, REGION, actor
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.scenes.queries import form_of, open_scenes, scene
from yicha.scenes.testing import make_scene, proposed_scene, scene_items
from yicha.scenes.types import ScenePermission, SceneRow, SceneStatus
from yicha.shell.testing import acting, sheet_of, unlike_its_file

pytestmark = pytest.mark.django_db
COORDINATOR, JUSTICE = make_actor(Role.COORDINATOR), make_actor(Role.LEGAL_SUPERVISOR)
CLERK = make_actor(Role.DEPARTMENT_CLERK, "SCJG")
ELSEWHERE = actor(*ScenePermission, region="62/6208", whole_region=True)


@pytest.fixture(autouse=True)
def county() -> None:
    load_shipped()
    make_region()
    for department in ("SCJG", "XFJY"):
        make_department(department)
    scene_items()


@pytest.fixture
def proposed() -> SceneRow:
    return proposed_scene()


def now_of(row: SceneRow) -> SceneRow:
    return scene(COORDINATOR, row.id)


def test_the_list_tells_what_is_saved(proposed: SceneRow) -> None:
    page = acting(CLERK).get("/scenes/?tab=open")
    assert page.status_code == 200
    assert "原 4 问 → 3 问" in page.content.decode()
    assert "还没有施行的场景" in acting(CLERK).get("/scenes/").content.decode()


@pytest.mark.parametrize("column", ["lead", "subjects", "items", "questions", "state", "valid_from"])
def test_the_list_stands_in_the_order_of_a_column(proposed: SceneRow, column: str) -> None:
    page = acting(CLERK).get(f"/scenes/?tab=open&sort={column}").content.decode()
    assert f"tab=open&amp;sort=-{column}" in page
    assert 'aria-sort="ascending"' in page
    assert "原 4 问 → 3 问" in page


def test_the_list_goes_page_by_page_and_out_as_it_is_seen(proposed: SceneRow, monkeypatch: pytest.MonkeyPatch) -> None:
    another, client = proposed_scene(name="夜市联合检查"), acting(CLERK)
    for query in ("tab=open", "tab=open&sort=-name"):
        assert unlike_its_file(client, f"/scenes/?{query}") == []
    monkeypatch.setattr("yicha.scenes.web.pages.PER_PAGE", 1)
    pages = [client.get("/scenes/", {"tab": "open", "page": str(number)}).content.decode() for number in (1, 2)]
    assert [f"/scenes/{one.id}/" in page for page in pages for one in (proposed, another)].count(True) == 2
    assert len(sheet_of(client.post("/scenes/export/?tab=open").content)) == 3
    there = acting(make_actor(Role.COORDINATOR, region="62/6208/620899"))
    assert len(sheet_of(there.post("/scenes/export/?tab=open").content)) == 1


def test_the_page_of_a_scene_says_who_asks_what(proposed: SceneRow) -> None:
    shown = acting(CLERK).get(f"/scenes/{proposed.id}/").content.decode()
    for words in ("证照齐全", "疏散通道畅通", "检查本部门事项", "联合入企"):
        assert words in shown


@pytest.mark.parametrize("path", ["", "review/", "publish/", "withdraw/", "drop/", "items/0/propose/"])
def test_another_region_finds_nothing(path: str, proposed: SceneRow) -> None:
    client, address = acting(ELSEWHERE), f"/scenes/{proposed.id}/{path}"
    sent = {"valid_from": "2027-01-01", "reason": "x", "code": "x", "verdict": "agree"}
    assert (client.post(address, sent) if path else client.get(address)).status_code == 404


def test_who_may_not_is_refused(proposed: SceneRow) -> None:
    assert acting(make_actor(Role.ENTERPRISE)).get("/scenes/").status_code == 403
    for path in ("review", "publish", "withdraw", "drop"):
        assert acting(CLERK).post(f"/scenes/{proposed.id}/{path}/").status_code == 403
    assert now_of(proposed).status is SceneStatus.PROPOSED


def test_from_review_to_publication_and_its_end(proposed: SceneRow) -> None:
    address = f"/scenes/{proposed.id}"
    assert acting(JUSTICE).post(f"{address}/review/", {"note": "可行", "verdict": "agree"}).status_code == 303
    assert now_of(proposed).status is SceneStatus.REVIEWED
    assert acting(COORDINATOR).post(f"{address}/publish/", {"valid_from": "2020-01-01"}).status_code == 409
    assert acting(COORDINATOR).post(f"{address}/publish/", {"valid_from": "后天"}).status_code == 409
    assert acting(COORDINATOR).post(f"{address}/publish/", {"valid_from": "2099-01-01"}).status_code == 303
    assert now_of(proposed).status is SceneStatus.PUBLISHED
    assert acting(COORDINATOR).post(f"{address}/withdraw/", {"reason": "业务调整"}).status_code == 303
    assert now_of(proposed).ended_because == "业务调整"


def test_a_proposal_is_returned_or_dropped_with_a_reason(proposed: SceneRow) -> None:
    address = f"/scenes/{proposed.id}"
    assert acting(JUSTICE).post(f"{address}/review/", {"verdict": "return"}).status_code == 409
    assert acting(JUSTICE).post(f"{address}/review/", {"note": "依据不全", "verdict": "return"}).status_code == 303
    assert now_of(proposed).review_note == "依据不全"
    assert acting(COORDINATOR).post(f"{address}/drop/", {"reason": "不再办理"}).status_code == 303
    assert now_of(proposed).status is SceneStatus.DROPPED


def test_what_is_in_force_and_what_is_coming_stand_apart() -> None:
    row = make_scene()
    assert row.valid_from is not None
    assert not row.in_force(NOW.date())
    assert row.in_force(row.valid_from)


def test_a_template_is_taken_over_by_mapping_it_to_departments() -> None:
    client = acting(COORDINATOR)
    assert "用这个模板" in client.get("/scenes/?tab=templates").content.decode()
    assert "看看再导入" in client.get("/scenes/import/").content.decode()
    page = client.get("/scenes/import/?template=restaurants").content.decode()
    assert "餐饮服务食品安全检查（场景）" in page
    departments = {"d0": "SCJG", "d1": "XFJY"}
    refused = client.post("/scenes/import/", {"template": "restaurants", "reason": "试点", "d1": "XFJY"})
    assert refused.status_code == 409
    made = client.post("/scenes/import/", {"template": "restaurants", "reason": "试点"} | departments)
    assert made.status_code == 303
    (row,) = [one for one in open_scenes(COORDINATOR, REGION) if one.reason == "试点"]
    assert row.content.departments == ("SCJG", "XFJY")
    assert [item.code for item in row.content.items] == ["", ""]


def test_an_offered_item_is_proposed_by_its_department() -> None:
    acting(COORDINATOR).post("/scenes/import/", {"template": "restaurants", "reason": "试点", "d0": "SCJG", "d1": "XFJY"})
    (row,) = open_scenes(COORDINATOR, REGION)
    assert "提出为本部门事项" in acting(CLERK).get(f"/scenes/{row.id}/").content.decode()
    assert acting(CLERK).post(f"/scenes/{row.id}/items/1/propose/", {"code": "N1"}).status_code == 403
    assert acting(CLERK).post(f"/scenes/{row.id}/items/0/propose/", {"code": "N1"}).status_code == 303
    assert now_of(row).content.items[0].code == "N1"
    assert "N1" not in items_in_force(COORDINATOR, REGION, NOW.date())  # proposed, not published


def test_a_package_goes_out_and_comes_in_again(proposed: SceneRow) -> None:
    sent = acting(CLERK).get(f"/scenes/{proposed.id}/package.json")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    file = SimpleUploadedFile("scene.json", sent.content)
    page = acting(COORDINATOR).post("/scenes/import/", {"package": file}).content.decode()
    assert "青禾县 CJ001 第 1 版" in page
    file_id = page.partition('name="file" value="')[2].partition('"')[0]
    mapped = {"file": file_id, "reason": "借鉴", "d0": "SCJG", "d1": "XFJY", "i0": "I071", "i1": "I072"}
    assert acting(COORDINATOR).post("/scenes/import/", mapped).status_code == 303
    (taken,) = [row for row in open_scenes(COORDINATOR, REGION) if row.reason == "借鉴"]
    assert [one.region for one in taken.origins] == ["青禾县"]
    assert taken.content == replace(proposed.content, members=taken.content.members)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"format":"yicha-scene/1","sha256":"0","package":{}}'])
def test_what_is_no_package_is_refused_kindly(content: bytes) -> None:
    file = SimpleUploadedFile("scene.json", content or b" ")
    answer = acting(COORDINATOR).post("/scenes/import/", {"package": file})
    assert answer.status_code == 422
    assert "不是场景包" in answer.content.decode()


def test_who_asks_what_is_joined_and_parted_question_by_question(proposed: SceneRow) -> None:
    address = f"/scenes/{proposed.id}/form/"
    keys = [words_key("安全出口畅通"), words_key("疏散通道畅通")]
    assert acting(CLERK).get(address).status_code == 200
    assert acting(CLERK).post(address, {"question": keys[0], "same": "yes"}).status_code == 409
    assert acting(CLERK).post(address, {"question": keys, "same": "yes"}).status_code == 303
    assert len(form_of(COORDINATOR, now_of(proposed), NOW.date()).questions) == 2
    assert acting(CLERK).post(address, {"question": min(keys), "same": "no"}).status_code == 303
    assert len(form_of(COORDINATOR, now_of(proposed), NOW.date()).questions) == 3
    assert acting(ELSEWHERE).get(address).status_code == 404


def test_what_was_told_apart_is_not_suggested_again(proposed: SceneRow) -> None:
    address = f"/scenes/{proposed.id}/form/"
    keys = [words_key("安全出口畅通"), words_key("疏散通道畅通")]
    assert acting(CLERK).post(address, {"question": keys, "same": "no"}).status_code == 303
    kept = now_of(proposed)
    assert (kept.same, len(kept.apart), len(form_of(COORDINATOR, kept, NOW.date()).questions)) == ((), 1, 3)
    assert acting(CLERK).post(address, {"question": keys[0], "same": "no"}).status_code == 409
    assert acting(CLERK).post(address, {"question": keys, "same": "yes"}).status_code == 303  # he thinks again
    assert now_of(proposed).apart == ()
    assert acting(CLERK).post(address, {"question": min(keys), "same": "no"}).status_code == 303
    assert len(now_of(proposed).apart) == 1


def test_the_handbook_says_what_the_form_asks(proposed: SceneRow) -> None:
    shown = acting(CLERK).get(f"/scenes/{proposed.id}/handbook/").content.decode()
    assert "各查各的要问 4 问，合并后 3 问" in shown
    assert "《中华人民共和国食品安全法》" in shown
    printed = acting(CLERK).get(f"/scenes/{proposed.id}/handbook.pdf")
    assert printed.content.startswith(b"%PDF")
    for page in ("handbook/", "handbook.pdf", "package.json"):
        assert acting(ELSEWHERE).get(f"/scenes/{proposed.id}/{page}").status_code == 404


WRITTEN = {
    "name": "夜市综合查一次",
    "lead": "SCJG",
    "items": ["I071", "I072"],
    "duties": "SCJG：牵头\nXFJY局：核查消防",
    "scope_query": "TRUE",
    "times_per_year": "1",
    "mode": "onsite",
    "first_day": "05-01",
    "last_day": "10-07",
    "flow": "联合入企\n合并检查",
    "consultation": "每季度会商",
    "circulation": "按月通报",
    "reason": "投诉多",
    "chapters": "开门前：证照齐全",
}


def test_a_scene_is_written_and_written_anew() -> None:
    assert acting(CLERK).get("/scenes/new/").status_code == 200
    assert acting(CLERK).post("/scenes/new/", WRITTEN).status_code == 303
    (row,) = open_scenes(COORDINATOR, REGION)
    assert (row.content.departments, row.content.rules.flow) == (("SCJG", "XFJY"), ("联合入企", "合并检查"))
    shown = acting(CLERK).get(f"/scenes/{row.id}/edit/").context["form"].initial
    assert (shown["chapters"], shown["items"]) == (WRITTEN["chapters"], WRITTEN["items"])
    assert shown["duties"] == "SCJG局：牵头\nXFJY局：核查消防"
    assert acting(CLERK).post(f"/scenes/{row.id}/edit/", WRITTEN | {"name": "夜市一次查"}).status_code == 303
    assert now_of(row).content.name == "夜市一次查"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"scope_query": "town = = 1"}, "第1行"),
        ({"duties": "税务局：核查"}, "没有这个部门：税务局"),
        ({"first_day": "5月1日"}, "窗口从"),
        ({"items": ["I071"]}, "没有事项"),
        ({"first_day": "12-01"}, "窗口结束早于开始"),
    ],
)
def test_what_is_wrong_is_said_at_the_form(wrong: dict[str, object], words: str) -> None:
    answer = acting(CLERK).post("/scenes/new/", WRITTEN | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert open_scenes(COORDINATOR, REGION) == ()


def test_a_new_version_is_shown_beside_the_one_before() -> None:
    row = make_scene()
    assert acting(CLERK).post(f"/scenes/{row.id}/edit/", WRITTEN | {"name": row.content.name}).status_code == 303
    (new,) = open_scenes(COORDINATOR, REGION)
    assert (new.code, new.version) == (row.code, 2)
    shown = acting(CLERK).get(f"/scenes/{new.id}/changes/").content.decode()
    assert "第 1 版 → 第 2 版" in shown
    assert "05-01至10-07" in shown
    assert "TRUE" not in shown
    assert "这是第一版" in acting(CLERK).get(f"/scenes/{row.id}/changes/").content.decode()
    assert acting(ELSEWHERE).get(f"/scenes/{new.id}/changes/").status_code == 404
    assert acting(ELSEWHERE).get(f"/scenes/{new.id}/edit/").status_code == 404

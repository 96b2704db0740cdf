"""现场终端, clause by clause."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_bdd import given, scenarios, then, when

from yicha.engines.fieldlog import canonical
from yicha.field.actions.decide_review import decide_review
from yicha.field.actions.declare_lost import declare_lost
from yicha.field.models import Operation, Original, Quarantine
from yicha.field.tests.test_files import address, parts_of, photo, put
from yicha.field.tests.visiting import Visit
from yicha.field.types import DecideReview, DeclareLost, Wipe
from yicha.inspections.models import EvidenceItem
from yicha.inspections.queries import answers
from yicha.inspections.testing import PHOTOGRAPH
from yicha.inspections.tests.pages import shifted
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.refusals import NotFound
from yicha.kernel.web_keys import is_signed, publics
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

scenarios("features/field.feature")


@dataclass
class Story:
    said: list[Any] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@pytest.fixture
def story() -> Story:
    return Story()


@given("牵头部门的执法人员已扫码入企")
def entered(visit: Visit) -> None:
    assert visit.zhang.visits[visit.id]["state"] == "检查中"


def client_post(visit: Visit, *texts: str) -> dict[str, Any]:
    with shifted(visit.at):
        found = acting(visit.zhang.actor).post("/api/v1/field/sync", visit.zhang.body(*texts), "application/json")
    assert found.status_code == 200, found.content
    said: dict[str, Any] = found.json()
    return said


@when("他在手机上答了一问“合格”，传了两次")
def twice(visit: Visit, story: Story) -> None:
    text = visit.zhang.answer(visit.id, visit.own)
    story.said = [client_post(visit, text)["receipts"] for _ in range(2)]


@then("办公室两次都给同一张回执")
def the_same_receipt(story: Story) -> None:
    assert story.said[0] == story.said[1] != []


@then("这一问是“合格”")
def it_passed(visit: Visit) -> None:
    assert answers(SYSTEM, visit.row.id)[visit.own[2:]].result == "pass"


@when("他先传了第二份，后传第一份")
def second_first(visit: Visit, story: Story) -> None:
    texts = [visit.zhang.answer(visit.id, visit.own, "pass"), visit.zhang.answer(visit.id, visit.own, "fail", "油污")]
    story.said = [*visit.zhang.send(texts[1]), *visit.zhang.send(texts[0])]


@then("回执依次是“等前一份”“已收下”")
def held_then_applied(story: Story) -> None:
    assert story.said == [("held", "gap"), ("applied", ""), ("applied", "")]


@then("这一问是第二份说的“不合格”")
def the_second_counts(visit: Visit) -> None:
    assert answers(SYSTEM, visit.row.id)[visit.own[2:]].result == "fail"


@when("牵头部门记“合格”，配合部门记“不合格”")
def two_records(visit: Visit, story: Story) -> None:
    story.texts = [visit.zhang.answer(visit.id, visit.shared, "pass"), visit.bai.answer(visit.id, visit.shared, "fail", "油污")]
    story.said = [*visit.zhang.send(story.texts[0]), *visit.bai.send(story.texts[1])]


@then("两处记录都在，等人定")
def both_stand(visit: Visit, story: Story) -> None:
    assert story.said == [("applied", ""), ("conflict", "differs")]
    assert visit.said(visit.shared) == {"pass", "fail"}


@then("企业不能在没有定的记录上签字")
def nobody_signs(visit: Visit) -> None:
    body = {"person": "李掌柜", "position": "", "strokes": "M10 20 L30 40", "covers": visit.zhang.covers(visit.id)}
    assert visit.zhang.send(visit.zhang.make(visit.id, "sign", body=body)) == [("review", "unresolved")]


@when("配合部门答了只归牵头部门的问题")
def not_theirs(visit: Visit, story: Story) -> None:
    story.texts = [visit.bai.answer(visit.id, visit.own, "fail", "我看有问题")]
    story.said = visit.bai.send(*story.texts)


@then("回执说“归他部门”")
def says_whose(story: Story) -> None:
    assert story.said == [("review", "not_yours")]


@then("牵头部门的人不能替他定，他的部门写明原因不认可")
def decided(visit: Visit, story: Story) -> None:
    command = DecideReview(visit.row.id, (json.loads(story.texts[0])["id"],), adopt=False, reason="不归我们")
    with pytest.raises(NotFound):
        decide_review(visit.zhang.actor, command, visit.at)
    assert not decide_review(visit.bai.actor, command, visit.at).adopted


@then("原来的字节还在")
def bytes_are_there(story: Story) -> None:
    assert list(Operation.objects.filter(op=json.loads(story.texts[0])["id"]).values_list("text", flat=True)) == story.texts


@when("他拍了一张照片，只传了一部分")
def half_a_photograph(visit: Visit, story: Story) -> None:
    visit.zhang.send(photo(visit.zhang, visit))
    with shifted(visit.at):
        story.said = [put(acting(visit.zhang.actor), visit, 0, parts_of(PHOTOGRAPH)[0]).json()["receipt"]]


@then("没有回执")
def no_receipt(story: Story) -> None:
    assert story.said == [None]
    assert Original.objects.count() == 0


@when("他把其余的传完")
def the_rest(visit: Visit, story: Story) -> None:
    with shifted(visit.at):
        client = acting(visit.zhang.actor)
        for number in client.get(address(visit)).json()["missing"]:
            story.said = [put(client, visit, number, parts_of(PHOTOGRAPH)[number]).json()["receipt"]]


@then("回执写着原件的指纹，签名是办公室的")
def receipted(story: Story) -> None:
    [receipt] = story.said
    assert json.loads(receipt["text"])["file"] in address_of_photograph()
    assert is_signed(publics("field-receipts")[0], receipt["text"], receipt["sig"])


def address_of_photograph() -> str:
    return Original.objects.get().file


@when("他拍了一张照片，又写明原因划去")
def struck_out(visit: Visit) -> None:
    taken = photo(visit.zhang, visit)
    path, op = json.loads(taken)["path"], json.loads(taken)["id"]
    visit.zhang.send(taken)
    assert visit.zhang.send(visit.zhang.make(visit.id, "void", path, {"reason": "拍重了"}, base=[op])) == [("applied", "")]


@then("记录里没有这张照片，原件和指纹都在，写着为什么划去")
def struck_out_and_kept(visit: Visit, story: Story) -> None:
    assert visit.heads(f"p/{visit.own[2:]}") == {}
    assert json.loads(story.said[0]["text"])["file"] == Original.objects.get().file
    assert EvidenceItem.objects.get(inspection=visit.row.id).note == "手机上已划去：拍重了"


@when("科室登记他的手机丢失，要清除")
def lost(visit: Visit) -> None:
    clerk = make_actor(Role.DEPARTMENT_CLERK, visit.lead)
    declare_lost(clerk, DeclareLost(visit.zhang.lane, Wipe.ERASE, "丢在公交车上"), visit.at)


@then("手机再连上时收到“erase”，办公室不再收它的记录，字节另存")
def erased(visit: Visit) -> None:
    text = visit.zhang.answer(visit.id, visit.own)
    said = client_post(visit, text)
    assert (said["wipe"], said["receipts"], said["visits"]) == ("erase", [], [])
    assert answers(SYSTEM, visit.row.id) == {}
    assert bytes(Quarantine.objects.get(why="wiped").content).decode() == canonical(json.loads(text))

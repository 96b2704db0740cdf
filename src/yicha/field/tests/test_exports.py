"""A file instead of network (FIELD1 §10, case 56): sealed, signed, carried by anybody, counted once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yicha.field.actions.declare_lost import declare_lost
from yicha.field.models import Operation, Receipt
from yicha.field.rules import opened
from yicha.field.tests.visiting import Visit
from yicha.field.types import DeclareLost, Wipe
from yicha.inspections.queries import answers
from yicha.inspections.tests.pages import shifted
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.models import Entry
from yicha.kernel.refusals import RuleBroken
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting


def hand_in(visit: Visit, content: bytes) -> Any:
    """By a clerk of another department, at any desk."""
    with shifted(visit.at):
        return acting(make_actor(Role.DEPARTMENT_CLERK, visit.other)).post(
            "/phones/hand-in/", {"file": SimpleUploadedFile("一查.yc1", content)}
        )


def test_case_56_handed_in_and_then_sent(visit: Visit) -> None:
    texts = [visit.zhang.answer(visit.id, visit.own, value) for value in ("pass", "fail")]
    assert hand_in(visit, visit.zhang.export(*texts)).status_code == 303
    assert answers(SYSTEM, visit.row.id)[visit.own[2:]].result == "fail"
    before = set(Receipt.objects.values_list("text", flat=True))
    assert visit.zhang.send(*texts) == [("applied", "")] * 2
    assert set(Receipt.objects.values_list("text", flat=True)) == before, "the same receipts"
    carried = Entry.objects.get(event__endswith="ExportHandedIn")
    done = Entry.objects.filter(cause=carried.run)
    assert carried.actor != visit.zhang.actor.id
    assert {one.actor for one in done} == {visit.zhang.actor.id}


def changed(content: bytes, **values: Any) -> bytes:
    return json.dumps(json.loads(content) | values).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda _: b"[]",
        lambda content: content[:-9],
        lambda content: changed(content, rescue="00"),
        lambda content: changed(content, v="FIELD2-EXPORT"),
        lambda content: changed(content, ops=[[row[0] + 1, *row[1:]] for row in json.loads(content)["ops"]]),
        lambda content: changed(content, ops=[[1, "00", "00"]]),
        lambda content: changed(content, ops=[1]),
    ],
)
def test_what_is_no_such_file(visit: Visit, spoil: Callable[[bytes], bytes]) -> None:
    content = spoil(visit.zhang.export(visit.zhang.answer(visit.id, visit.own)))
    with pytest.raises(RuleBroken, match="打不开"):
        opened(content)


def test_sealed_is_not_signed(visit: Visit) -> None:
    """Anybody can seal for the office; only the lane's key makes it its officer's."""
    text = visit.zhang.answer(visit.id, visit.own)
    forged = changed(visit.zhang.export(text), sig=visit.bai.sign([text]))
    found = hand_in(visit, forged)
    assert found.status_code == 409
    assert "文件不是这台手机签的" in found.content.decode()
    assert Operation.objects.filter(path=visit.own).count() == 0


def test_a_phone_that_was_given_up_hands_in_nothing(visit: Visit) -> None:
    content = visit.zhang.export(visit.zhang.answer(visit.id, visit.own))
    declare_lost(SYSTEM, DeclareLost(visit.zhang.lane, Wipe.LOCK, "丢了"), visit.at)
    assert "已停用" in hand_in(visit, content).content.decode()


def test_looking_at_the_page_changes_nothing(visit: Visit) -> None:
    client, before = acting(make_actor(Role.DEPARTMENT_CLERK, visit.lead)), Entry.objects.count()
    assert client.get("/phones/hand-in/").status_code == 200
    assert acting(make_actor(Role.PROCURATORATE, "JCY")).get("/phones/hand-in/").status_code == 403
    assert Entry.objects.count() == before

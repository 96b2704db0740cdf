"""`keys`, `lanes`, `sync`, `visits`: what travels, and who may."""

import json
from typing import Any

import pytest
from django.test import Client

from yicha.field.testing import Phone
from yicha.inspections.queries import answers, inspection
from yicha.inspections.testing import officer, on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, InspectionStatus
from yicha.kernel.actor import SYSTEM
from yicha.kernel.web_keys import is_signed
from yicha.shell.testing import acting

API = "/api/v1/field/"


@pytest.fixture
def phone(row: InspectionRow) -> Phone:
    found = Phone(officer(row, planned(row).lead), on_the_day(row))
    found.pull(row.id)
    return found


def post(client: Client, address: str, body: Any, status: int = 200) -> dict[str, Any]:
    found = client.post(API + address, body, "application/json")
    assert found.status_code == status, found.content
    said: dict[str, Any] = found.json()
    return said


def test_the_whole_way(row: InspectionRow, phone: Phone) -> None:
    with shifted(on_the_day(row)):
        client = acting(phone.actor)
        keys = client.get(f"{API}keys").json()
        visits = client.get(f"{API}visits").json()["visits"]
        assert str(row.id) in {visit["id"] for visit in visits}
        path = next(
            path
            for path, what in phone.visits[str(row.id)]["paths"].items()
            if path.startswith("q/") and planned(row).lead in what["depts"]
        )
        texts = [phone.make(row.id, "arrive", body={"code": row.code}), phone.answer(row.id, path)]
        said = post(client, "sync", phone.body(*texts))
        assert [json.loads(one["text"])["status"] for one in said["receipts"]] == ["applied", "applied"]
        assert all(is_signed(keys["receipts"][0], one["text"], one["sig"]) for one in said["receipts"])
        assert said["seq"] == 2
        assert inspection(SYSTEM, row.id).status is InspectionStatus.STARTED
        assert list(answers(SYSTEM, row.id)) == [path[2:]]
        again = post(client, "sync", phone.body(*texts))
        assert again["receipts"] == said["receipts"]

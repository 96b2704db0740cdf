"""`keys`, `lanes`, `sync`, `visits`: what travels, and who may."""

import gzip
import json
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client

from yicha.field.api.answers import TURNS
from yicha.field.api.turns import DOOR, HANDS, LONGEST_S
from yicha.field.rules import place_of
from yicha.field.testing import Phone
from yicha.field.tests.visiting import POSITION, SAID, Visit
from yicha.inspections.queries import answers, inspection, visits_at_code
from yicha.inspections.testing import officer, on_the_day, planned
from yicha.inspections.tests.pages import shifted
from yicha.inspections.types import InspectionRow, InspectionStatus
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
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
        texts = [phone.make(row.id, "arrive", body={"code": row.code}, gps=POSITION), phone.answer(row.id, path)]
        said = post(client, "sync", phone.body(*texts))
        assert [json.loads(one["text"])["status"] for one in said["receipts"]] == ["applied", "applied"]
        assert all(is_signed(keys["receipts"][0], one["text"], one["sig"]) for one in said["receipts"])
        assert said["seq"] == 2
        assert (inspection(SYSTEM, row.id).status, inspection(SYSTEM, row.id).place) == (InspectionStatus.STARTED, SAID)
        assert list(answers(SYSTEM, row.id)) == [path[2:]]
        again = post(client, "sync", phone.body(*texts))
        assert again["receipts"] == said["receipts"]


def test_what_is_packed_is_taken_and_packed_again(row: InspectionRow, phone: Phone) -> None:
    with shifted(on_the_day(row)):
        body = gzip.compress(json.dumps(phone.body(phone.make(row.id, "arrive", body={"code": row.code}))).encode())
        found = acting(phone.actor).generic(
            "POST", f"{API}sync", body, "application/json", HTTP_CONTENT_ENCODING="gzip", HTTP_ACCEPT_ENCODING="gzip"
        )
    assert found["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(found.content))["seq"] == 1


# named and without a time of packing, so that every process that shares the tests out finds the same ones
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(gzip.compress(bytes(64 << 20), mtime=0), id="bomb"),
        pytest.param(gzip.compress(b"{}", mtime=0)[:-6], id="cut"),
        pytest.param(b"no gzip", id="no gzip"),
    ],
)
def test_a_bomb_and_what_is_cut_are_refused_unread(phone: Phone, body: bytes) -> None:
    found = acting(phone.actor).generic("POST", f"{API}sync", body, "application/json", HTTP_CONTENT_ENCODING="gzip")
    assert found.status_code in {413, 422}
    assert found.json()["code"] in {"too_large", "unreadable"}


def test_who_comes_when_all_hands_are_full_is_told_when_to_come_again(row: InspectionRow, phone: Phone) -> None:
    text = phone.make(row.id, "arrive", body={"code": row.code})
    with shifted(on_the_day(row)):
        with ExitStack() as others:
            for place in [*[TURNS._hands] * HANDS, *[TURNS._door] * DOOR]:
                others.enter_context(place)
            for client in (acting(phone.actor), Client()):  # before anybody is asked who he is
                busy = client.post(f"{API}sync", phone.body(text), "application/json")
                assert (busy.status_code, busy.json()["code"]) == (429, "busy")
                assert 1 <= int(busy["Retry-After"]) <= LONGEST_S
        assert json.loads(post(acting(phone.actor), "sync", phone.body(text))["receipts"][0]["text"])["status"] == "applied"


@pytest.mark.parametrize(
    "said",
    [
        None,
        7,
        [],
        {},
        {"lat": 40123456, "lon": 107123456},
        {"lat": "40", "lon": "107", "m": "1"},
        {"lat": 91_000_000, "lon": 0, "m": 1},
        {"lat": 0, "lon": -180_000_001, "m": 1},
        {"lat": 0, "lon": 0, "m": -1},
        {"lat": True, "lon": 0, "m": 1},
    ],
    ids=[
        "nothing",
        "a number",
        "a list",
        "empty",
        "without accuracy",
        "words",
        "beyond the pole",
        "round the world",
        "below nought",
        "a truth",
    ],
)
def test_what_is_no_place_on_earth_is_no_place(said: object) -> None:
    assert place_of(json.dumps({"gps": said})) == ""


def test_the_sign_at_the_door_opens_a_visit_where_there_is_no_credit_code(row: InspectionRow, phone: Phone) -> None:
    """GX-5.4b: the address of 监督码; another firm's, or a mark that was guessed, does not."""
    run_sql(actor(RUN_SQL), Sql("UPDATE subjects_subject SET uscc = '' WHERE sid = %s", (planned(row).sid,)), NOW)
    phone.pull(row.id)
    [own] = phone.visits[str(row.id)]["facts"]["signs"]
    for wrong in (f"{planned(row).sid}/AAAAAAAAAAAA", "QH-NOBODY/" + own.partition("/")[2], own):
        text = phone.make(row.id, "arrive", body={"code": wrong})
        assert phone.send(text) == [("review", "not_started")]
    shown = f"https://yicha.example.cn/d/{own.lower().replace(planned(row).sid.lower(), planned(row).sid)}/"
    assert [one.inspection.id for one in visits_at_code(phone.actor, shown, phone.at)] == [row.id]
    assert phone.send(phone.make(row.id, "arrive", body={"code": shown})) == [("applied", "")]


class TestInBrief:
    """A phone that says so is not told again what it has just brought itself, as long as that is all that is new."""

    @pytest.fixture
    def begun(self, visit: Visit) -> Visit:
        visit.su.pull(visit.row.id)
        return visit

    def told(self, visit: Visit, *texts: str, **changes: Any) -> dict[str, Any]:
        """Of that visit, by a phone that has what the office had."""
        with shifted(visit.at):
            client = acting(visit.zhang.actor)
            [known] = [one for one in client.get(f"{API}visits").json()["visits"] if one["id"] == visit.id]
            visit.su.send(*changes.pop("meanwhile", ()))
            body = visit.zhang.body(*texts, have={visit.id: known["version"]}, brief=True) | changes
            [found] = [one for one in post(client, "sync", body)["visits"] if one["id"] == visit.id]
            [now] = [one for one in client.get(f"{API}visits").json()["visits"] if one["id"] == visit.id]
            assert found["version"] == now["version"]
            return dict(found) | {"had": known["version"]}

    def test_its_own_answers_and_notes(self, begun: Visit) -> None:
        texts = [begun.zhang.answer(begun.id, path) for path in begun.paths(begun.lead)]
        found = self.told(begun, *texts, begun.zhang.make(begun.id, "note", "n", {"v": "看过"}))
        assert found == {"id": begun.id, "version": found["version"], "brief": found["had"], "had": found["had"]}

    def test_not_if_somebody_else_has_written_meanwhile(self, begun: Visit) -> None:
        other = begun.su.make(begun.id, "note", "n", {"v": "我也看过"})
        assert "paths" in self.told(begun, begun.zhang.answer(begun.id, begun.own), meanwhile=[other])

    def test_not_what_does_not_simply_count(self, begun: Visit) -> None:
        begun.su.send(begun.su.answer(begun.id, begun.own, "fail", "看过"))
        assert "paths" in self.told(begun, begun.zhang.answer(begun.id, begun.own))

    def test_not_what_was_brought_before(self, begun: Visit) -> None:
        text = begun.zhang.answer(begun.id, begun.own)
        begun.zhang.send(text)
        assert "paths" in self.told(begun, text, have={begun.id: 1})

    def test_not_to_a_phone_that_does_not_know_it(self, begun: Visit) -> None:
        assert "paths" in self.told(begun, begun.zhang.answer(begun.id, begun.own), brief=False)

    def test_only_what_stands_where_nothing_but_values_has_changed(self, begun: Visit) -> None:
        """Another officer says the same and something else; what the phone then holds is what the office would tell it whole."""
        with shifted(begun.at):
            client = acting(begun.zhang.actor)
            before = next(one for one in client.get(f"{API}visits").json()["visits"] if one["id"] == begun.id)
            begun.su.send(begun.su.answer(begun.id, begun.own, "fail", "看过"), begun.su.make(begun.id, "note", "n", {"v": "我也看过"}))
            text = begun.zhang.answer(begun.id, begun.own)
            body = begun.zhang.body(text, have={begun.id: before["version"]}, brief=True, changes=True)
            [found] = [one for one in post(client, "sync", body)["visits"] if one["id"] == begun.id]
            now = next(one for one in client.get(f"{API}visits").json()["visits"] if one["id"] == begun.id)
        assert set(found) == {"id", "version", "on", "heads", "who", "reviews"}
        assert found["on"] == before["version"] < found["version"]
        assert before | found == now | {"on": before["version"]}
        assert len(now["heads"][begun.own]) > 1

    def test_whole_where_anything_else_has(self, begun: Visit) -> None:
        body = {"n": 1, "file": "0" * 64, "parts": ["1" * 64], "size": 9, "type": "image/jpeg", "after": "", "link": "2" * 64}
        photo = begun.su.make(begun.id, "photo", begun.own.replace("q/", "p/"), body)
        assert "paths" in self.told(begun, begun.zhang.answer(begun.id, begun.own), meanwhile=[photo], changes=True)

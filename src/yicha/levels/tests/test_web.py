"""The screens of whistles and of tasks from above: who may, what a POST does, what a foreign region sees."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yicha.kernel.actor import Actor, Role
from yicha.kernel.clock import now
from yicha.kernel.testing import REGION
from yicha.levels.queries import upper_task, upper_tasks, whistle, whistles
from yicha.levels.testing import OFFICE, SID, ZONE, dispatch_file, make_task, make_whistle
from yicha.levels.types import MusterStatus, UnitStatus, WhistleStatus
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

pytestmark = pytest.mark.usefixtures("county")
CLERK, FIRE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
HEAD = make_actor(Role.DEPARTMENT_HEAD)
STRANGER = make_actor(Role.SYSTEM_ADMIN)
ELSEWHERE = {role: make_actor(role, region="62/6208/620899") for role in (Role.COORDINATOR, Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD)}
SAID = {"area": REGION, "place": "北街夜市", "subject": SID, "matter": "占用通道", "departments": ["SCJG", "XFJY"]}


class TestWhistles:
    def test_from_the_whistle_to_the_visit(self) -> None:
        assert acting(ZONE).get("/levels/new/").status_code == 200
        assert acting(ZONE).post("/levels/new/", SAID | {"place": ""}).status_code == 422
        assert acting(ZONE).post("/levels/new/", SAID).status_code == 303
        (row,) = whistles(OFFICE)
        page = f"/levels/{row.id}/"
        assert "还差 SCJG、XFJY" in acting(CLERK).get(page).content.decode()
        assert "剩1小时" in acting(CLERK).get(page).content.decode()
        assert acting(CLERK).post(f"{page}report/", {"note": ""}).status_code == 422
        assert acting(CLERK).post(f"{page}report/", {"note": "两人马上到"}).status_code == 303
        assert acting(ZONE).post(f"{page}close/", {"result": "早"}).status_code == 422
        assert acting(OFFICE).post(f"{page}release/", {"department": "XFJY", "reason": "不属其职责"}).status_code == 303
        assert whistle(OFFICE, row.id).status is WhistleStatus.GATHERED
        visit = {"item": "SCJG-I", "visit_on": (now().date() + timedelta(days=3)).isoformat(), "minutes": "60"}
        assert "排有因检查" in acting(CLERK).get(page).content.decode()
        assert acting(CLERK).post(f"{page}visit/", visit).status_code == 303
        assert acting(ZONE).post(f"{page}close/", {"result": "已清理，转检查"}).status_code == 303
        closed = whistle(OFFICE, row.id)
        assert (closed.status, len(closed.visits)) == (WhistleStatus.CLOSED, 1)
        assert closed.visits[0].number in acting(CLERK).get(page).content.decode()

    def test_withdrawing(self) -> None:
        made = make_whistle().whistle
        assert acting(ZONE).post(f"/levels/{made}/withdraw/", {"reason": "误报"}).status_code == 303
        assert "已撤回" in acting(OFFICE).get("/levels/?status=withdrawn").content.decode()
        assert "北街夜市" not in acting(OFFICE).get("/levels/?status=called").content.decode()

    @pytest.mark.parametrize("step", ["report", "release", "visit", "close", "withdraw"])
    def test_who_may_not(self, step: str) -> None:
        made = make_whistle().whistle
        address = f"/levels/{made}/{step}/"
        assert acting(STRANGER).post(address, {}).status_code == 403
        assert acting(STRANGER).get(f"/levels/{made}/").status_code == 403
        assert acting(CLERK).get(address).status_code == 405
        foreign = ELSEWHERE[Role.COORDINATOR if step == "release" else Role.DEPARTMENT_CLERK]
        assert acting(foreign).post(address, {"note": "x", "reason": "x", "result": "x"}).status_code == 404
        row = whistle(OFFICE, made)
        assert {one.status for one in row.musters} == {MusterStatus.ASKED}

    def test_elsewhere_it_is_not_there(self) -> None:
        made = make_whistle().whistle
        assert acting(ELSEWHERE[Role.COORDINATOR]).get(f"/levels/{made}/").status_code == 404
        assert "北街夜市" not in acting(ELSEWHERE[Role.COORDINATOR]).get("/levels/").content.decode()


def sent(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"document": SimpleUploadedFile("task.json", content, "application/json")}


class TestTasks:
    def test_from_the_file_to_the_feedback(self) -> None:
        assert acting(OFFICE).post("/levels/tasks/receive/", {}).status_code == 422
        assert acting(OFFICE).post("/levels/tasks/receive/", sent(b"nonsense")).status_code == 422
        assert acting(OFFICE).post("/levels/tasks/receive/", sent(dispatch_file())).status_code == 303
        (row,) = upper_tasks(OFFICE)
        page = f"/levels/tasks/{row.id}/"
        assert "名录里没有" in acting(CLERK).get(page).content.decode()
        assert acting(CLERK).post(f"{page}claim/").status_code == 303
        subject = row.subjects[0].id
        assert acting(CLERK).post(f"{page}subjects/{subject}/execute/", {}).status_code == 422
        day = (now().date() + timedelta(days=3)).isoformat()
        visit = {f"s{subject}-item": "SCJG-I", f"s{subject}-visit_on": day}
        assert acting(CLERK).post(f"{page}subjects/{subject}/execute/", visit).status_code == 303
        assert acting(CLERK).post(f"{page}end/", {"reason": "查了"}).status_code == 422
        assert acting(FIRE).post(f"{page}give-back/", {"reason": "不属我局"}).status_code == 303
        assert [one.status for one in upper_task(OFFICE, row.id).units] == [UnitStatus.CLAIMED, UnitStatus.RETURNED]
        assert json.loads(acting(OFFICE).get(f"{page}feedback.json").content)["taskInfo"]["status"] == "认领"

    def test_the_head_feeds_back(self) -> None:
        made = make_task().task
        page = f"/levels/tasks/{made}/"
        for step, said in (("claim", {}), ("end", {"reason": "均已停业"})):
            assert acting(CLERK).post(f"{page}{step}/", said).status_code == 303
        assert acting(CLERK).post(f"{page}feed-back/", {"suggestion": "x"}).status_code == 403
        assert acting(HEAD).post(f"{page}feed-back/", {"suggestion": ""}).status_code == 422
        assert acting(HEAD).post(f"{page}feed-back/", {"suggestion": "建议注销"}).status_code == 303
        assert "反馈文件" in acting(HEAD).get(page).content.decode()

    @pytest.mark.parametrize("step", ["claim", "give-back", "end", "feed-back", "subjects/1/execute"])
    def test_who_may_not(self, step: str) -> None:
        made = make_task().task
        address = f"/levels/tasks/{made}/{step}/"

        def answer(who: Actor) -> int:
            return int(acting(who).post(address, {"reason": "x", "suggestion": "x"}).status_code)

        assert answer(STRANGER) == 403
        assert answer(ELSEWHERE[Role.DEPARTMENT_HEAD if step == "feed-back" else Role.DEPARTMENT_CLERK]) == 404
        assert acting(CLERK).get(address).status_code == 405
        assert upper_task(OFFICE, made).status is UnitStatus.DISPATCHED

    def test_only_the_office_receives(self) -> None:
        assert 'name="document"' not in acting(CLERK).get("/levels/tasks/").content.decode()
        assert acting(CLERK).post("/levels/tasks/receive/", sent(dispatch_file())).status_code == 403
        assert upper_tasks(OFFICE) == []

    def test_elsewhere_it_is_not_there(self) -> None:
        made = make_task().task
        assert acting(ELSEWHERE[Role.COORDINATOR]).get(f"/levels/tasks/{made}/").status_code == 404
        assert acting(ELSEWHERE[Role.COORDINATOR]).get(f"/levels/tasks/{made}/feedback.json").status_code == 404

"""The screens: who may see and do what, and what they show."""

import pytest

from yicha.kernel.actor import Role
from yicha.kernel.testing import NOW, actor
from yicha.norms.testing import load_shipped
from yicha.orgs.testing import make_actor, make_department, make_region
from yicha.scenes.queries import scene
from yicha.scenes.testing import make_scene, proposed_scene, scene_items
from yicha.scenes.types import ScenePermission, SceneRow, SceneStatus
from yicha.shell.testing import acting

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

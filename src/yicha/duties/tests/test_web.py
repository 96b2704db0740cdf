"""Who leads what, on pages; disputes from the first word to the decision."""

from datetime import timedelta

import pytest
from django.urls import reverse

from yicha.duties.actions.list_resource import list_resource
from yicha.duties.actions.record_minutes import record_minutes
from yicha.duties.actions.register_policy import register_policy
from yicha.duties.actions.report_conflict import report_conflict
from yicha.duties.queries import dispute, disputes, duties_in_force, lead_for
from yicha.duties.testing import conflict, make_dispute, make_duty, minutes, registered_policy, resource
from yicha.duties.types import DisputeStatus, Part, ResourceKind
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.clock import now
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting, sheet_of, table_of, unlike_its_file

pytestmark = pytest.mark.usefixtures("county")
STEWARD, CLERK, OTHER = make_actor(Role.DATA_STEWARD, "SJJ"), make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
JUSTICE, STRANGER = make_actor(Role.LEGAL_SUPERVISOR, "SFJ"), make_actor(Role.SYSTEM_ADMIN)
ELSEWHERE = make_actor(Role.DATA_STEWARD, "SJJ", region="62/6208/620899")
DUTY = {
    "area": REGION,
    "steps": ["check", "penalty"],
    "part": "lead",
    "department": "XFJY",
    "share": "",
    "instrument": "power_list",
    "basis": "权责清单",
    "first_day": "2026-02-01",
    "last_day": "",
}


def test_the_matrix_shows_who_leads_and_by_what() -> None:
    make_duty()
    shown = acting(CLERK).get("/duties/").content.decode()
    assert "<strong>XFJY</strong>" in shown
    assert "食品经营检查1" in shown
    assert 'name="item"' not in shown
    assert 'name="item"' in acting(STEWARD).get("/duties/").content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", 2), ("?find=unsettled", 2), ("?find=unowned", 0), ("?find=nonsense", 2), ("?q=I002", 1), ("?department=WSJK", 0), ("?page=9", 2)],
)
def test_each_figure_opens_its_rows(query: str, shown: int) -> None:
    page = acting(STEWARD).get(f"/duties/{query}")
    assert page.content.decode().count('name="item"') == shown


def test_the_matrix_is_taken_out_as_it_is_seen() -> None:
    make_duty()
    assert unlike_its_file(acting(CLERK), "/duties/?sort=-name") == []
    assert len(table_of(acting(CLERK).get("/duties/").content.decode())) == 3
    assert acting(STRANGER).post("/duties/export/").status_code == 403
    assert acting(ELSEWHERE).post(f"/duties/export/?area={REGION}").status_code == 404


LISTS = {
    "policies": ("?q=办法&sort=-item_count", ["消防检查办法", "餐饮检查办法"], "?sort=title"),
    "conflicts": ("?status=open&sort=-settle_by", ["通道宽度", "开业时限"], "?sort=-owner"),
    "resources": ("?kind=system&sort=-name", ["油库监控", "后厨监控"], "?sort=department"),
    "disputes": ("?status=consulting&sort=title", ["剧本杀由谁管", "密室由谁管"], "?sort=-raised_at"),
    "minutes": ("?q=口径&sort=-title", ["统一口径", "协调口径"], "?sort=held_on"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_and_taken_out_as_it_is_seen(name: str) -> None:
    register_policy(SYSTEM, registered_policy(title="餐饮检查办法", number="甲"), NOW)
    register_policy(SYSTEM, registered_policy(title="消防检查办法", number="乙", items=("I001", "I002")), NOW)
    register_policy(SYSTEM, registered_policy(title="通则", number="丙"), NOW)
    for weeks, title in enumerate(("开业时限", "通道宽度")):
        report_conflict(SYSTEM, conflict(title=title), NOW + timedelta(weeks=weeks))
    for kind, title in ((ResourceKind.SYSTEM, "后厨监控"), (ResourceKind.SYSTEM, "油库监控"), (ResourceKind.EXPERT, "锅炉专家")):
        list_resource(SYSTEM, resource(name=title, kind=kind, items=("I001",)), NOW)
    for item, title in (("I001", "密室由谁管"), ("I002", "剧本杀由谁管")):
        make_dispute(title=title, item=item)
    for title in ("统一口径", "协调口径", "年终会"):
        record_minutes(SYSTEM, minutes(title=title, text="按较严的一条"), NOW)
    query, order, other = LISTS[name]
    page, reader = f"/duties/{name}/", acting(JUSTICE)
    rows = table_of(reader.get(page + query).content.decode())[1:]
    assert [row[0].split()[0] for row in rows] == order
    assert unlike_its_file(reader, page + query) == unlike_its_file(reader, page + other) == []
    assert Entry.objects.filter(about=f"exports:{name}", event__endswith="ExportTaken").count() == 2
    assert acting(STRANGER).post(f"{page}export/").status_code == 403
    assert len(sheet_of(acting(ELSEWHERE).post(f"{page}export/").content)) == 1


def test_giving_a_duty() -> None:
    client = acting(STEWARD)
    assert "食品经营检查1" in client.get("/duties/new/?item=I001").content.decode()
    assert client.post("/duties/new/?item=I001", DUTY | {"basis": ""}).status_code == 422
    assert client.post("/duties/new/", DUTY).status_code == 422
    assert client.post("/duties/new/?item=I001", DUTY).status_code == 303
    assert {row.step for row in duties_in_force(REGION, now().date(), "I001")} == {"check", "penalty"}


def test_taking_a_duty_away() -> None:
    lead, helper = make_duty().duties[0], make_duty(department="WSJK", part=Part.ASSIST, share="看水质").duties[0]
    client, said = acting(STEWARD), {"last_day": "2026-03-01", "reason": "机构改革"}
    assert "看水质" in client.get("/duties/items/I001/").content.decode()
    answer = client.post(reverse("duties:end", args=[lead]), said)
    assert answer.status_code == 422
    assert "接手" in answer.content.decode()
    assert client.post(reverse("duties:end", args=[helper]), said).status_code == 303
    assert [row.id for row in duties_in_force(REGION, now().date(), "I001")] == [lead]


def test_a_dispute_on_its_way() -> None:
    said = {"kind": "competence", "title": "谁管", "facts": "没人管", "item": "I001", "steps": ["check"], "parties": ["SCJG"]}
    assert acting(OTHER).get("/duties/disputes/new/").status_code == 200
    assert acting(OTHER).post("/duties/disputes/new/", said | {"item": ""}).status_code == 422
    assert acting(OTHER).post("/duties/disputes/new/", said).status_code == 303
    (row,) = disputes(SYSTEM)
    page = reverse("duties:dispute", args=[row.id])
    assert "争议中" in acting(CLERK).get("/duties/").content.decode()
    for who in (CLERK, OTHER):
        assert "陈述意见" in acting(who).get(page).content.decode()
        assert acting(who).post(f"{page}claim/", {"stance": "neither", "opinion": "不归我管"}).status_code == 303
    assert acting(JUSTICE).post(f"{page}invite/", {"department": "WSJK"}).status_code == 303
    assert acting(JUSTICE).post(f"{page}review/").status_code == 409
    assert (
        acting(make_actor(Role.DEPARTMENT_CLERK, "WSJK")).post(f"{page}claim/", {"stance": "assist", "opinion": "可以"}).status_code == 303
    )
    assert acting(JUSTICE).post(f"{page}review/").status_code == 303
    decision = {"lead": "XFJY", "assisting": "WSJK：看水质", "reason": "按主要行为特征"}
    assert acting(JUSTICE).post(f"{page}decide/", decision | {"assisting": "无此局：看"}).status_code == 422
    assert acting(JUSTICE).post(f"{page}decide/", decision).status_code == 303
    lead = lead_for(SYSTEM, "I001", REGION, "check", now().date())
    assert lead is not None
    assert (lead.department, dispute(SYSTEM, row.id).status) == ("XFJY", DisputeStatus.DECIDED)
    assert "看水质" in acting(CLERK).get("/duties/items/I001/").content.decode()


def test_disputes_are_sorted_narrowed_and_kept_as_views() -> None:
    for item in ("I001", "I002"):
        make_dispute(item=item)
    first, second = (table_of(acting(CLERK).get("/duties/disputes/", {"sort": sort}).content.decode())[1:] for sort in ("kind", "-kind"))
    assert sorted(map(str, first)) == sorted(map(str, second))
    page = acting(CLERK).get("/duties/disputes/", {"status": "consulting"}).content.decode()
    assert "存下的视图" in page
    assert 'value="disputes"' in page


def test_taking_a_dispute_back() -> None:
    made = make_dispute(CLERK, parties=("XFJY",)).dispute
    withdraw = reverse("duties:withdraw", args=[made])
    assert acting(OTHER).post(withdraw, {"reason": "算了"}).status_code == 403
    assert acting(CLERK).post(withdraw, {"reason": ""}).status_code == 422
    assert acting(CLERK).post(withdraw, {"reason": "已协商"}).status_code == 303
    assert dispute(SYSTEM, made).status is DisputeStatus.WITHDRAWN


@pytest.mark.parametrize("name", ["dispute", "claim", "invite", "review", "decide", "withdraw"])
def test_whose_business_a_dispute_is(name: str) -> None:
    made = make_dispute().dispute
    address = reverse(f"duties:{name}", args=[made])

    def answer(who: Actor) -> int:
        asked = acting(who).get(address) if name == "dispute" else acting(who).post(address, {"reason": "x"})
        return int(asked.status_code)

    assert answer(STRANGER) == 403
    assert answer(make_actor(Role.LEGAL_SUPERVISOR, region="62/6208/620899")) in {403, 404}
    assert answer(make_actor(Role.DEPARTMENT_CLERK, region="62/6208/620899")) in {403, 404}
    assert dispute(SYSTEM, made).status is DisputeStatus.CONSULTING


def test_another_region_finds_nothing() -> None:
    made = make_duty().duties[0]
    assert acting(ELSEWHERE).get("/duties/items/I001/").status_code == 404
    assert acting(ELSEWHERE).get(f"/duties/?area={REGION}").status_code == 404
    assert acting(ELSEWHERE).post(reverse("duties:end", args=[made]), {}).status_code == 404
    assert acting(STRANGER).get("/duties/").status_code == 403

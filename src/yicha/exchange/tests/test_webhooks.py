"""事件订阅: a system that listens, one that is down, and one that is nobody's business."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.config import wiring
from yicha.disclosure.testing import publish_results
from yicha.disclosure.types import ResultPublished
from yicha.exchange import jobs
from yicha.exchange.actions.approve_subscription import approve_subscription
from yicha.exchange.actions.end_subscription import end_subscription
from yicha.exchange.actions.propose_subscription import propose_subscription
from yicha.exchange.actions.resend_message import resend_message
from yicha.exchange.actions.tell_subscribers import tell_subscribers
from yicha.exchange.queries import is_subscribed, messages, subscriptions
from yicha.exchange.rules.webhooks import signed_text
from yicha.exchange.types import (
    ApproveSubscription,
    EndSubscription,
    PartnerStatus,
    ProposeSubscription,
    ResendMessage,
    TellSubscribers,
    Topic,
)
from yicha.inspections.queries import inspections
from yicha.inspections.types import InspectionRow, InspectionsOpened
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.crypto import is_signed
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, REGION, RUN_SQL, Sql, actor, run_sql
from yicha.levels.testing import make_task
from yicha.levels.types import TaskReceived
from yicha.norms.testing import put_text
from yicha.orgs.testing import make_actor, make_department, make_program
from yicha.orgs.types import DepartmentKind, Scope
from yicha.planning.queries import visit
from yicha.shell.testing import acting

scenarios("features/webhooks.feature")
pytestmark = pytest.mark.usefixtures("county")

SECURITY, AUDIT, STEWARD = (make_actor(role, "") for role in (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.DATA_STEWARD))
ELSEWHERE = make_actor(Role.SECURITY_ADMIN, "", region="62/6208/620899")
TOPICS = (Topic.RESULT_PUBLISHED, Topic.TASK_DISPATCHED)
HOUSE = "https://market.example.gov.cn/events"
MINUTE = timedelta(minutes=1)
KEY = "k" * 43


@dataclass
class Listener:
    """A department's system: what it was sent, and how it answers."""

    address: str = ""
    status: int = 204
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def numbers(self) -> list[str]:
        return [json.loads(body)["id"] for _, body in self.heard]


class _Answers(BaseHTTPRequestHandler):
    listener: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.listener.heard.append((dict(self.headers), body))
        self.send_response(self.listener.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Not to the test's output."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    put_text("exchange.networks", "127.0.0.0/8", region_path=REGION)
    found = Listener()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"listener": found}))
    found.address = f"http://127.0.0.1:{server.server_port}/events"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


def proposed(address: str = HOUSE, department: str = "SCJG", topics: tuple[Topic, ...] = TOPICS) -> int:
    command = ProposeSubscription(REGION, department, "业务系统", address, topics)
    return propose_subscription(SECURITY, command, NOW).subscription


def subscribed(address: str = HOUSE, department: str = "SCJG") -> int:
    return approve_subscription(AUDIT, ApproveSubscription(proposed(address, department)), NOW).subscription


def happen(topic: Topic = Topic.RESULT_PUBLISHED, region: str = REGION) -> int:
    told = (("SCJG", ("联综查〔2026〕1号",)), ("XFJY", ("联综查〔2026〕2号",)))
    return tell_subscribers(SYSTEM, TellSubscribers(topic, region, "publication:1", told), NOW).messages


@pytest.fixture
@given("市场监管局的系统订阅了结果公示和上级任务")
def system(listener: Listener) -> int:
    return subscribed(listener.address)


@given("消防的系统只登记、没有核准")
def _(listener: Listener) -> None:
    proposed(listener.address, "XFJY")


@when("市场监管局和消防的结果公示")
def _() -> None:
    happen()
    jobs.tell(NOW)


@when(parsers.parse("订阅停用，原因“{reason}”"))
def _(reason: str) -> None:
    end_subscription(SECURITY, EndSubscription(subscriptions(SYSTEM)[0].id, reason), NOW)


@then(parsers.re("系统收到(?P<count>\\d)条通知(，写着“(?P<number>.+)”)?"))
def _(listener: Listener, count: str, number: str | None) -> None:
    assert len(listener.heard) == int(count)
    assert [json.loads(body)["numbers"] for _, body in listener.heard] == [[number]] * int(count)


def test_each_message_is_signed_for_its_moment_and_its_words(system: int, listener: Listener) -> None:
    happen()
    jobs.tell(NOW)
    ((headers, body),) = listener.heard
    number, at = UUID(headers["Yicha-Id"]), datetime.fromisoformat(headers["Yicha-Date"])
    signature = headers["Yicha-Signature"]
    assert is_signed("webhook", signed_text(number, at, body), signature)
    for other in (signed_text(number, at + MINUTE, body), signed_text(number, at, body + b" "), signed_text(UUID(int=1), at, body)):
        assert not is_signed("webhook", other, signature)
    assert at == NOW
    assert json.loads(body) | {"id": "", "at": ""} == {
        "id": "",
        "topic": "result_published",
        "at": "",
        "department": "SCJG",
        "numbers": ["联综查〔2026〕1号"],
    }
    jobs.tell(NOW + MINUTE)
    assert len(listener.heard) == 1


@pytest.mark.parametrize("status", [500, 302, 404])
def test_what_is_not_taken_is_sent_again_later_and_later_the_same_words(system: int, listener: Listener, status: int) -> None:
    listener.status = status
    happen()
    for minutes in range(0, 24 * 60, 10):
        jobs.tell(NOW + minutes * MINUTE)
    assert 5 <= len(listener.heard) <= 14
    assert len({body for _, body in listener.heard}) == 1
    (waits,) = messages(SYSTEM)
    assert (waits.trouble, waits.taken_at, waits.times) == (f"对方答复 {status}", None, len(listener.heard))
    listener.status = 200
    assert waits.next_try_at is not None
    jobs.tell(waits.next_try_at)
    (row,) = subscriptions(SYSTEM)
    assert (row.failures, row.rests_until, row.trouble) == (0, None, "")
    assert messages(SYSTEM)[0].taken_at is not None


def test_one_that_is_down_is_left_alone_and_holds_nobody_up(system: int, listener: Listener) -> None:
    subscribed(HOUSE + "/other")  # of nowhere: its name leads to no house
    listener.status = 503
    for _ in range(6):
        happen()
    jobs.tell(NOW)
    assert len(listener.heard) == 3
    assert next(one for one in subscriptions(SYSTEM) if one.address == listener.address).rests_until == NOW + MINUTE
    listener.status = 204
    for minutes in (1, 2, 3):
        jobs.tell(NOW + minutes * MINUTE)
    assert len(set(listener.numbers)) == 6
    assert all(one.taken_at for one in messages(SYSTEM) if one.address == listener.address)


def test_networks_of_the_house_are_not_reached_unless_the_norm_names_them(system: int, listener: Listener) -> None:
    put_text("exchange.networks", "0.0.0.0/32", region_path=REGION)
    happen()
    jobs.tell(NOW)
    assert not listener.heard
    assert messages(SYSTEM)[0].trouble == "地址不在允许的网络内"


def test_it_takes_two_and_a_door_of_ones_own_county() -> None:
    first = proposed()
    with pytest.raises(NotPermitted):
        approve_subscription(make_actor(Role.AUDIT_ADMIN, "", name=SECURITY.id), ApproveSubscription(first), NOW)
    with pytest.raises(RuleBroken, match="已有订阅"), transaction.atomic():
        proposed()
    with pytest.raises(NotFound):
        propose_subscription(ELSEWHERE, ProposeSubscription(REGION, "SCJG", "x", HOUSE, TOPICS), NOW)
    wrongs: tuple[dict[str, Any], ...] = ({"address": "https://a@b/"}, {"topics": ()}, {"address": "file:///etc/passwd"})
    for wrong in wrongs:
        with pytest.raises(RuleBroken):
            proposed(**{"address": HOUSE + "/2"} | wrong)
    with pytest.raises(NotFound):
        proposed(department="NONE")


def test_sql_cannot_either() -> None:
    first = proposed()
    for statement in (
        "UPDATE exchange_subscription SET status = 'active'",
        f"UPDATE exchange_subscription SET status = 'active', approved_by = '{SECURITY.id}'",
        "UPDATE exchange_subscription SET status = 'ended'",
        "UPDATE exchange_subscription SET topics = '{}'",
        "UPDATE exchange_subscription SET topics = '{other}'",
        "DELETE FROM exchange_subscription",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(statement), NOW)
    approve_subscription(AUDIT, ApproveSubscription(first), NOW)
    assert happen() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(actor(RUN_SQL), Sql("UPDATE exchange_message SET next_try_at = NULL"), NOW)


def test_what_is_sent_again_is_the_same(system: int, listener: Listener) -> None:
    happen()
    jobs.tell(NOW)
    resend_message(STEWARD, ResendMessage(messages(SYSTEM)[0].id), NOW)
    jobs.tell(NOW)
    assert len(listener.heard) == 2
    assert listener.heard[0][1] == listener.heard[1][1]
    end_subscription(SECURITY, EndSubscription(system, "下线"), NOW)
    with pytest.raises(RuleBroken):
        resend_message(STEWARD, ResendMessage(messages(SYSTEM)[0].id), NOW)


def test_nothing_is_written_while_nobody_wants_to_hear(county: list[InspectionRow]) -> None:
    handlers = {one.event.__name__: one for one in wiring.HANDLERS if one.action is tell_subscribers}
    assert set(handlers) == {"ResultPublished", "InspectionsOpened", "TaskReceived"}
    assert not any(one.wanted(None) for one in handlers.values())
    subscribed()
    assert is_subscribed(Topic.TASK_DISPATCHED)
    assert not is_subscribed(Topic.VISITS_ASSIGNED)
    programme = visit(SYSTEM, county[0].visit).programme or 0
    command = handlers["InspectionsOpened"].translate(InspectionsOpened(programme, 1, 1))
    parts = {(part.department, row.number) for row in inspections(SYSTEM, REGION) for part in row.tasks}
    assert {(department, number) for department, numbers in command.told for number in numbers} == parts


def test_each_event_names_the_departments_that_it_concerns(county: list[InspectionRow]) -> None:
    translate = {one.event: one.translate for one in wiring.HANDLERS if one.action is tell_subscribers}
    result = publish_results(county[0])[0]
    said = translate[ResultPublished](ResultPublished(result.id, NOW.date(), NOW.date(), late=False))
    assert (said.told, said.region_path) == (((result.department, (result.inspection,)),), REGION)
    make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
    task = make_task()
    assert translate[TaskReceived](task).told == (("SCJG", (task.number,)), ("XFJY", (task.number,)))


def test_the_page_from_naming_to_ending() -> None:
    said = {"department": "SCJG", "name": "市监业务系统", "address": HOUSE, "topics": ["result_published"]}
    address = reverse("exchange:subscriptions")
    assert acting(SECURITY).post(reverse("exchange:propose_subscription"), said).status_code == 303
    again = acting(SECURITY).post(reverse("exchange:propose_subscription"), said)
    assert (again.status_code, "已有订阅" in again.content.decode()) == (422, True)
    (row,) = subscriptions(SYSTEM)
    assert acting(AUDIT).post(reverse("exchange:approve_subscription", args=[row.id])).status_code == 303
    happen()
    page = acting(STEWARD).get(address).content.decode()
    assert "待送" in page
    assert acting(STEWARD).post(reverse("exchange:resend_message", args=[messages(SYSTEM)[0].id])).status_code == 303
    end = reverse("exchange:end_subscription", args=[row.id])
    assert acting(SECURITY).post(end, {f"s{row.id}-reason": ""}).status_code == 422
    assert acting(SECURITY).post(end, {f"s{row.id}-reason": "下线"}).status_code == 303
    assert subscriptions(SYSTEM)[0].status is PartnerStatus.ENDED
    assert HOUSE not in acting(ELSEWHERE).get(address).content.decode()
    assert acting(make_actor(Role.OFFICER)).get(address).status_code == 403


def fetched(number: str, token: str, status: int = 200) -> Any:
    answer = Client().get(f"/api/v1/inspections/{quote(number)}", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


@given("市场监管局的系统有自己的密钥")
def _() -> None:
    make_program(KEY, Scope.RECORDS)


@when("市场监管局的结果公示，系统凭收到的编号来取", target_fixture="paper")
def _(county: list[InspectionRow], listener: Listener) -> Any:
    row = next(one for one in publish_results(county[0]) if one.department == "SCJG")
    handler = next(one for one in wiring.HANDLERS if one.event is ResultPublished)
    tell_subscribers(SYSTEM, handler.translate(ResultPublished(row.id, NOW.date(), NOW.date(), late=False)), NOW)
    jobs.tell(NOW)
    (number,) = json.loads(listener.heard[0][1])["numbers"]
    return fetched(number, KEY)


@then("取到的是本部门那次检查，有企业、事项和结果")
def _(county: list[InspectionRow], paper: Any) -> None:
    planned = visit(SYSTEM, county[0].visit)
    assert (paper["number"], paper["sid"], paper["name"]) == (county[0].number, planned.sid, planned.name)
    assert {one["code"] for one in paper["items"]} == {one.item_code for one in planned.demands if one.department == "SCJG"}
    assert paper["outcome"] == "no_problem"
    assert not {"officers", "codes"} & paper.keys()


def test_a_number_opens_nothing_to_who_has_no_part_in_it(county: list[InspectionRow]) -> None:
    stranger, other = "s" * 43, "o" * 43
    make_department("SLJ")
    make_program(stranger, Scope.TASK_WORK, department="SLJ")
    make_program(other, Scope.PERMITS)
    fetched(county[0].number, stranger, 404)
    fetched("联综查〔2026〕999号", stranger, 404)
    fetched(county[0].number, other, 403)
    assert Client().get("/api/v1/inspections/1").status_code == 401

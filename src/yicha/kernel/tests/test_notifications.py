import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from yicha.kernel.actions.read_notification import read_notification
from yicha.kernel.actor import Actor
from yicha.kernel.channels import ChannelRefused, Email, Gateway, GovernmentWeChat, Letter, channel
from yicha.kernel.models import Delivered, Dispatch, FailedDelivery, Notification
from yicha.kernel.notifications import Message, inbox, notify, send, unread
from yicha.kernel.outbox import dead_letters
from yicha.kernel.refusals import NotFound, NotPermitted, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, actor, jobs, sql, work_off
from yicha.kernel.types import KernelPermission, ReadNotification
from yicha.kernel.use_case import use_case

CLERK = actor(RUN_SQL, KernelPermission.READ_NOTIFICATION)
LETTER = Letter("7-sms", "13800000000", "检查通知", "请于周五前准备", "/visits/7/")


@dataclass(frozen=True)
class Tell:
    addresses: tuple[tuple[str, str], ...] = ()
    refuse: bool = False
    recipients: tuple[str, ...] = ("u1",)


@dataclass(frozen=True)
class Told:
    count: int
    about: str = "visit:7"


@use_case(may=RUN_SQL, clause="T")
def tell(actor: Actor, command: Tell, at: datetime, /) -> Told:
    messages = [Message(to, "检查通知", "请于周五前准备", "/visits/7/", dict(command.addresses)) for to in command.recipients]
    made = notify(messages, at)
    if command.refuse:
        raise RuleBroken("算了")
    return Told(len(made))


class Recorder:
    """A channel that writes down what it was given, and fails as often as it is told."""

    taken: list[Letter]
    failures: int

    def send(self, letter: Letter) -> None:
        if Recorder.failures:
            Recorder.failures -= 1
            raise ConnectionRefusedError("短信网关不通")
        Recorder.taken.append(letter)


@pytest.fixture(autouse=True)
def switched_on(settings: Any) -> None:
    settings.YICHA_CHANNELS = {"sms": (f"{__name__}.Recorder", {})}
    Recorder.taken, Recorder.failures = [], 0


@pytest.mark.django_db
class TestInTheProgram:
    def test_everybody_told_has_it_unread(self) -> None:
        tell(CLERK, Tell(recipients=("u1", "u2")), NOW)
        (row,) = inbox(CLERK)
        assert (row.title, row.text, row.link, row.at, row.read_at) == ("检查通知", "请于周五前准备", "/visits/7/", NOW, None)
        assert unread(CLERK) == 1

    def test_the_newest_comes_first(self) -> None:
        for minutes in (1, 3, 2):
            tell(CLERK, Tell(), NOW + timedelta(minutes=minutes))
        assert [(row.at - NOW).seconds // 60 for row in inbox(CLERK)] == [3, 2, 1]
        assert len(inbox(CLERK, limit=2)) == 2

    def test_reading_counts_the_first_time(self) -> None:
        tell(CLERK, Tell(), NOW)
        (row,) = inbox(CLERK)
        for minutes in (5, 9):
            read_notification(CLERK, ReadNotification(row.id), NOW + timedelta(minutes=minutes))
        assert inbox(CLERK)[0].read_at == NOW + timedelta(minutes=5)
        assert unread(CLERK) == 0

    def test_one_s_own_only(self) -> None:
        tell(CLERK, Tell(recipients=("u2",)), NOW)
        assert inbox(CLERK) == []
        for number in (Notification.objects.get().pk, uuid4()):
            with pytest.raises(NotFound):
                read_notification(CLERK, ReadNotification(number), NOW)

    def test_reading_wants_the_permission(self) -> None:
        with pytest.raises(NotPermitted):
            read_notification(Actor("u1", "x"), ReadNotification(uuid4()), NOW)

    def test_nobody_is_told_of_a_change_that_was_refused(self) -> None:
        with pytest.raises(RuleBroken):
            tell(CLERK, Tell((("sms", "138"),), refuse=True), NOW)
        assert not Notification.objects.exists()
        assert jobs() == []

    def test_nobody_is_told_past_the_door(self) -> None:
        with pytest.raises(DatabaseError, match="outside a use case"), transaction.atomic():
            notify([Message("u1", "x", "y")], NOW)


@pytest.mark.django_db
def test_channels_that_are_off_and_addresses_that_are_empty_are_passed_over() -> None:
    tell(CLERK, Tell((("sms", ""), ("email", "a@example.com"), ("wechat", "zhang"))), NOW)
    assert not Dispatch.objects.exists()
    assert channel("email") is None
    assert Notification.objects.count() == 1


@pytest.mark.usefixtures("own_database")
class TestByAChannel:
    def test_it_arrives_once(self) -> None:
        tell(CLERK, Tell((("sms", "138"),)), NOW)
        work_off()
        assert [(letter.address, letter.title, letter.link) for letter in Recorder.taken] == [("138", "检查通知", "/visits/7/")]
        assert Recorder.taken[0].id == f"{Notification.objects.get().pk}-sms"
        assert Delivered.objects.count() == 1

    def test_a_job_that_comes_twice_sends_nothing_twice(self) -> None:
        tell(CLERK, Tell((("sms", "138"),)), NOW)
        send.defer(dispatch=Dispatch.objects.get().pk)
        work_off()
        assert jobs() == ["succeeded", "succeeded"]
        assert len(Recorder.taken) == 1

    def test_it_is_tried_again_and_every_failure_is_visible(self) -> None:
        Recorder.failures = 2
        tell(CLERK, Tell((("sms", "138"),)), NOW)
        for _ in range(3):
            work_off()
            sql("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
        assert len(Recorder.taken) == 1
        assert [failed.error for failed in FailedDelivery.objects.all()] == ["ConnectionRefusedError: 短信网关不通"] * 2

    def test_that_was_switched_off_meanwhile_it_is_a_dead_letter(self, settings: Any) -> None:
        tell(CLERK, Tell((("sms", "138"),)), NOW)
        settings.YICHA_CHANNELS = {}
        sql("UPDATE procrastinate_jobs SET attempts = 7")
        work_off()
        assert "switched off" in dead_letters()[0].error

    def test_two_people_told_are_two_jobs_and_one_s_failure_is_not_the_other_s(self) -> None:
        Recorder.failures = 1
        tell(CLERK, Tell((("sms", "138"),), recipients=("u1", "u2")), NOW)
        work_off()
        assert sorted(jobs()) == ["succeeded", "todo"]


class Gate(BaseHTTPRequestHandler):
    """A gateway on this machine: notes what it is asked, answers what it is told to."""

    asked: list[tuple[str, dict[str, Any], str | None]]
    answers: dict[str, tuple[int, bytes]]

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Gate.asked.append((self.path, content, self.headers["Authorization"]))
        status, body = Gate.answers.get(self.path.partition("?")[0], (200, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def gate() -> Iterator[str]:
    Gate.asked, Gate.answers = [], {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Gate) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class TestAdapters:
    def test_a_letter_by_email(self) -> None:
        Email().send(Letter("7-email", "a@example.com", "检查通知", "请于周五前准备", "/visits/7/"))
        (sent,) = mail.outbox
        assert (sent.to, sent.subject, sent.body) == (["a@example.com"], "检查通知", "请于周五前准备\n\n/visits/7/")

    def test_no_header_slips_into_an_email(self) -> None:
        with pytest.raises(ValueError, match="newlines"):
            Email().send(Letter("7", "a@example.com", "x\nBcc: b@example.com", "", ""))

    def test_a_short_message_by_a_gateway(self, gate: str) -> None:
        Gateway(f"{gate}/sms", "secret").send(LETTER)
        assert Gate.asked == [
            (
                "/sms",
                {"id": "7-sms", "address": "13800000000", "title": "检查通知", "text": "请于周五前准备", "link": "/visits/7/"},
                "Bearer secret",
            )
        ]

    def test_a_gateway_that_says_no_is_a_failure(self, gate: str) -> None:
        Gate.answers["/sms"] = (500, b"")
        with pytest.raises(OSError, match="500"):
            Gateway(f"{gate}/sms").send(LETTER)

    def test_a_gateway_that_is_away_is_a_failure(self) -> None:
        with pytest.raises(OSError, match="refused"):
            Gateway("http://127.0.0.1:9/").send(LETTER)

    @pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/", "/sms", ""])
    def test_a_gateway_has_an_http_address(self, url: str) -> None:
        with pytest.raises(ValueError, match="http"):
            Gateway(url).send(LETTER)

    def test_a_card_by_the_government_s_messenger(self, gate: str) -> None:
        Gate.answers["/cgi-bin/gettoken"] = (200, b'{"errcode": 0, "access_token": "T"}')
        Gate.answers["/cgi-bin/message/send"] = (200, b'{"errcode": 0}')
        GovernmentWeChat(gate, "corp", 1000002, "s&s").send(LETTER)
        (token, _, _), (path, content, _) = Gate.asked
        assert token == "/cgi-bin/gettoken?corpid=corp&corpsecret=s%26s"
        assert path == "/cgi-bin/message/send?access_token=T"
        assert (content["touser"], content["agentid"], content["textcard"]["title"]) == ("13800000000", 1000002, "检查通知")

    def test_the_messenger_s_no_is_a_failure_with_its_reason(self, gate: str) -> None:
        Gate.answers["/cgi-bin/gettoken"] = (200, '{"errcode": 40001, "errmsg": "密钥不对"}'.encode())
        with pytest.raises(ChannelRefused, match="40001: 密钥不对"):
            GovernmentWeChat(gate, "corp", 1, "s").send(LETTER)

    def test_the_settings_name_the_channel_and_its_options(self, settings: Any) -> None:
        settings.YICHA_CHANNELS = {"sms": ("yicha.kernel.channels.Gateway", {"url": "http://x", "token": "t"})}
        assert channel("sms") == Gateway("http://x", "t")

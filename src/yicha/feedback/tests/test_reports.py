"""码上共治, clause by clause: from the door to the inbox and back, without knowing who."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from PIL import Image
from pytest_bdd import parsers, scenarios, then, when
from pytest_django import DjangoDbBlocker

from yicha.feedback.actions.answer_door_report import answer_door_report
from yicha.feedback.actions.close_door_report import close_door_report
from yicha.feedback.actions.forward_door_report import forward_door_report
from yicha.feedback.models import DoorReport, DoorSender
from yicha.feedback.queries import door_report, door_reports, report_of_receipt, sender_of
from yicha.feedback.rules import reports as rules
from yicha.feedback.testing import SECRET, report
from yicha.feedback.types import AnswerDoorReport, CloseDoorReport, DoorReportMade, DoorReportStatus, ForwardDoorReport
from yicha.inspections.testing import PHOTOGRAPH
from yicha.kernel.actor import Role
from yicha.kernel.models import Entry, FileRecord
from yicha.kernel.refusals import NotFound, Refusal, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind
from yicha.planning.testing import make_county, owner
from yicha.shell.testing import acting
from yicha.subjects.queries import mark_of
from yicha.subjects.testing import subject_row

scenarios("features/reports.feature")
SID, OTHER = subject_row(0).sid, subject_row(1).sid
OFFICE = make_actor(Role.COORDINATOR, "LXB")
CLERK, FIRE = make_actor(Role.DEPARTMENT_CLERK), make_actor(Role.DEPARTMENT_CLERK, "XFJY")
DOOR = f"/d/{SID}/{{}}/"


@pytest.fixture(scope="module")
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        make_county()
        make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def county(_county: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Story:
    made: list[DoorReportMade] = field(default_factory=list)
    refusal: Refusal | None = None

    def tries(self, attempt: Any) -> None:
        try:
            with transaction.atomic():
                attempt()
        except Refusal as refusal:
            self.refusal = refusal


@pytest.fixture
def story() -> Story:
    return Story()


@when(parsers.parse("路人反映“{matter}”"))
def _(story: Story, matter: str) -> None:
    story.made.append(report(SID, matter))


@when(parsers.re(r"(?P<who>同一个|不同的)网络再?反映(?P<number>\d+)次"))
def _(story: Story, who: str, number: str) -> None:
    for place in range(int(number)):
        address = "10.0.0.1" if who == "同一个" else f"10.0.{len(story.made)}.{place}"
        story.tries(lambda address=address: story.made.append(report(SID, address=address)))


@when("联席办转给“SCJG”")
def _(story: Story) -> None:
    forward_door_report(OFFICE, ForwardDoorReport(story.made[0].report, "SCJG"), NOW)


@when(parsers.parse("“SCJG”答复“{words}”"))
def _(story: Story, words: str) -> None:
    story.tries(lambda: answer_door_report(CLERK, AnswerDoorReport(story.made[0].report, words), NOW))


@when(parsers.parse("“SCJG”办结“{words}”"))
def _(story: Story, words: str) -> None:
    story.tries(lambda: close_door_report(CLERK, CloseDoorReport(story.made[0].report, words), NOW))


@then("联席办看到它，“SCJG”看不到")
def _(story: Story) -> None:
    assert [row.id for row in door_reports(OFFICE, NOW)] == [story.made[0].report]
    assert door_reports(CLERK, NOW) == []


@then(parsers.parse("凭回执看到{number:d}步，最后是“{words}”"))
def _(story: Story, number: int, words: str) -> None:
    row = report_of_receipt(story.made[0].number, SECRET.lower(), NOW)
    assert (len(row.steps), row.steps[-1].words, row.status) == (number, words, DoorReportStatus.CLOSED)


@then("用别的查询码找不到")
def _(story: Story) -> None:
    for number, secret in ((story.made[0].number, "ABCDEFGH24"), ("0" * 16, SECRET), (story.made[0].number, "")):
        with pytest.raises(NotFound):
            report_of_receipt(number, secret, NOW)


@then("找不到")
def _(story: Story) -> None:
    assert isinstance(story.refusal, NotFound)


@then(parsers.parse("被拒绝，说“{words}”"))
def _(story: Story, words: str) -> None:
    assert isinstance(story.refusal, RuleBroken)
    assert (story.refusal.message, story.refusal.clause) == (words, "GX-5.4b")


class TestFloods:
    def test_another_shop_and_another_day_begin_anew(self) -> None:
        for number in range(5):
            report(SID, address=f"10.1.0.{number}")
        report(OTHER, address="10.1.0.0")
        report(SID, address="10.1.0.0", at=NOW + timedelta(days=1))
        assert DoorReport.objects.count() == 7

    def test_marks_of_another_day_are_forgotten_and_none_stands_at_a_report(self) -> None:
        report(SID, address="10.1.0.0")
        report(SID, address="10.1.0.1", at=NOW + timedelta(days=1))
        (row,) = DoorSender.objects.all()
        assert row.mark == sender_of("10.1.0.1", NOW.date() + timedelta(days=1))
        assert not {"sender", "mark", "address"} & {column.name for column in DoorReport._meta.get_fields()}

    def test_of_one_address_the_mark_is_another_each_day(self) -> None:
        assert sender_of("10.1.0.0", NOW.date()) != sender_of("10.1.0.0", NOW.date() + timedelta(days=1))

    @pytest.mark.parametrize(
        "attack",
        [
            "UPDATE feedback_doorreport SET place = most + 1",
            "UPDATE feedback_doorreport SET matter = ''",
            "UPDATE feedback_doorsender SET number = most + 1",
            "DELETE FROM feedback_doorreport",
            "UPDATE feedback_doorprogress SET words = 'x'",
        ],
    )
    def test_sql_cannot_either(self, attack: str) -> None:
        made = report(SID).report
        forward_door_report(OFFICE, ForwardDoorReport(made, "SCJG"), NOW)
        with pytest.raises(DatabaseError), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(attack), NOW)


class TestWhose:
    def test_another_county_sees_none(self) -> None:
        made = report(SID).report
        foreign = make_actor(Role.COORDINATOR, "LXB", region="62/6208/620899")
        assert door_reports(foreign, NOW) == []
        with pytest.raises(NotFound):
            close_door_report(foreign, CloseDoorReport(made, "x"), NOW)

    def test_a_department_gives_it_on_and_sees_it_no_more(self) -> None:
        made = report(SID).report
        forward_door_report(OFFICE, ForwardDoorReport(made, "SCJG"), NOW)
        forward_door_report(CLERK, ForwardDoorReport(made, "XFJY"), NOW)
        assert (door_reports(CLERK, NOW), [row.id for row in door_reports(FIRE, NOW)]) == ([], [made])

    @pytest.mark.parametrize("department", ["SCJG", "NONE", ""])
    def test_it_goes_to_another_department_of_the_county(self, department: str) -> None:
        made = report(SID).report
        forward_door_report(OFFICE, ForwardDoorReport(made, "SCJG"), NOW)
        with pytest.raises(RuleBroken):
            forward_door_report(OFFICE, ForwardDoorReport(made, department), NOW)

    def test_what_is_closed_goes_nowhere(self) -> None:
        made = report(SID).report
        close_door_report(OFFICE, CloseDoorReport(made, "重复"), NOW)
        for attempt in (
            lambda: forward_door_report(OFFICE, ForwardDoorReport(made, "SCJG"), NOW),
            lambda: answer_door_report(OFFICE, AnswerDoorReport(made, "x"), NOW),
            lambda: close_door_report(OFFICE, CloseDoorReport(made, "x"), NOW),
        ):
            with pytest.raises(RuleBroken):
                attempt()


class TestRules:
    @pytest.mark.parametrize(("matter", "photos", "allowed"), [("x", 0, True), ("x", 3, True), ("x", 4, False), (" ", 1, False)])
    def test_what_is_a_report(self, matter: str, photos: int, *, allowed: bool) -> None:
        assert refused(lambda: rules.require_matter(matter, range(photos))) is not allowed

    @pytest.mark.parametrize(("taken", "allowed"), [(0, True), (4, True), (5, False), (6, False)])
    def test_so_many_a_day(self, taken: int, *, allowed: bool) -> None:
        assert refused(lambda: rules.require_room("door_sender_within_the_day", taken, 5)) is not allowed

    @pytest.mark.parametrize(("words", "allowed"), [("清理了", True), (" ", False)])
    def test_what_was_done_is_said(self, words: str, *, allowed: bool) -> None:
        assert refused(lambda: rules.require_words(words)) is not allowed


def refused(attempt: Any) -> bool:
    try:
        attempt()
    except Refusal:
        return True
    return False


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("p.png", PHOTOGRAPH, "image/png")


def located() -> bytes:
    """A photograph that was taken with the camera on its side, with the place and the maker in it."""
    picture, held = Image.new("RGB", (64, 32), "white"), BytesIO()
    exif = picture.getexif()
    exif[0x0112], exif[0x010F] = 6, "maker"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(held, "JPEG", exif=exif)
    return held.getvalue()


class TestPages:
    def door(self) -> str:
        return DOOR.format(mark_of(SID))

    def test_from_the_door_to_the_receipt(self) -> None:
        client = Client()
        shown = client.get(self.door()).content.decode()
        assert subject_row(0).name in shown
        assert client.post(self.door(), {"matter": ""}).status_code == 422
        said = {"matter": "占用消防通道", "contact": "13900000000", "photos": [photo(), photo()]}
        receipt = client.post(self.door(), said).content.decode()
        (row,) = door_reports(OFFICE, NOW)
        secret = receipt.partition('查询码</dt><dd class="yc-mono">')[2][:10]
        assert (row.number in receipt, row.photos, row.contact, len(row.number)) == (True, 2, True, 16)
        progress = client.post("/public/receipt/", {"number": f"{row.number[:8]} {row.number[8:]}", "secret": secret.lower()})
        assert "联席办正在看" in progress.content.decode()
        assert client.post("/public/receipt/", {"number": row.number, "secret": "ABCDEFGH23"}).status_code == 422

    def test_who_reports_leaves_nothing_in_the_trail(self) -> None:
        Client().post(self.door(), {"matter": "占用消防通道", "contact": "13900000000"}, REMOTE_ADDR="203.0.113.9")
        told = " ".join(f"{entry.body} {entry.payload.text}" for entry in Entry.objects.select_related("payload"))
        assert "13900000000" not in told
        assert "203.0.113.9" not in told
        assert "13900000000" not in DoorReport.objects.get().contact

    @pytest.mark.parametrize("address", ["/d/{sid}/AAAAAAAAAAAA/", "/d/{sid}x/{mark}/", "/d/{other}/{mark}/"])
    def test_without_the_sign_there_is_no_page(self, address: str) -> None:
        assert Client().get(address.format(sid=SID, other=OTHER, mark=mark_of(SID))).status_code == 404

    @pytest.mark.parametrize(
        "sent",
        [
            [photo() for _ in range(4)],
            [SimpleUploadedFile("x.png", b"MZ" + bytes(64), "image/png")],
            [SimpleUploadedFile("x.png", PHOTOGRAPH + b"<script>1</script>", "image/png")],
            [SimpleUploadedFile("x.png", PHOTOGRAPH[:40], "image/png")],
        ],
        ids=["too many", "a program", "a script behind its end", "cut off"],
    )
    def test_what_is_no_photograph_or_too_many(self, sent: list[SimpleUploadedFile]) -> None:
        assert Client().post(self.door(), {"matter": "x", "photos": sent}).status_code == 422
        assert door_reports(OFFICE, NOW) == []

    def test_a_flood_is_told_where_else_to_turn(self) -> None:
        for _ in range(5):
            assert Client().post(self.door(), {"matter": "x"}).status_code == 200
        answer = Client().post(self.door(), {"matter": "x", "photos": [photo()]})
        assert answer.status_code == 422
        assert "拨打 12345" in answer.content.decode()
        assert not FileRecord.objects.filter(kind="door").exists()

    def test_the_inbox_forwards_answers_and_closes(self) -> None:
        made = report(SID, contact="13900000000").report
        page = f"/feedback/reports/{made}/"
        assert page in acting(OFFICE).get("/feedback/reports/").content.decode()
        assert acting(CLERK).get(page).status_code == 404
        assert acting(OFFICE).post(f"{page}forward/", {"department": ""}).status_code == 422
        assert acting(OFFICE).post(f"{page}forward/", {"department": "SCJG"}).status_code == 303
        assert "13900000000" not in acting(CLERK).get(page).content.decode()
        before = Entry.objects.count()
        assert "13900000000" in acting(CLERK).post(f"{page}contact/").content.decode()
        assert Entry.objects.count() == before + 1
        assert acting(CLERK).post(f"{page}answer/", {"words": ""}).status_code == 422
        assert acting(CLERK).post(f"{page}answer/", {"words": "已责令清理"}).status_code == 303
        assert acting(CLERK).post(f"{page}close/", {"words": "复查合格"}).status_code == 303
        assert door_report(OFFICE, made, NOW).status is DoorReportStatus.CLOSED
        assert page in acting(CLERK).get("/feedback/reports/?status=closed").content.decode()

    def test_a_photograph_is_its_holder_s_and_does_not_say_where_its_taker_stood(self) -> None:
        taken = located()
        assert b"Exif" in taken
        Client().post(self.door(), {"matter": "x", "photos": [SimpleUploadedFile("p.jpg", taken, "image/jpeg")]})
        (row,) = door_reports(OFFICE, NOW)
        address = f"/feedback/reports/{row.id}/photos/1/"
        answer = acting(OFFICE).get(address)
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
        assert b"Exif" not in answer.content
        assert Image.open(BytesIO(answer.content)).size == (32, 64)
        assert acting(CLERK).get(address).status_code == 404
        assert acting(OFFICE).get(address.replace("/1/", "/2/")).status_code == 404

    @pytest.mark.parametrize("step", ["forward", "answer", "close", "contact"])
    def test_who_may_not(self, step: str) -> None:
        made = report(SID).report
        address = f"/feedback/reports/{made}/{step}/"
        assert acting(make_actor(Role.SYSTEM_ADMIN)).post(address).status_code == 403
        assert acting(OFFICE).get(address).status_code == 405
        assert acting(FIRE).post(address, {"words": "x", "department": "SCJG"}).status_code == 404

    def test_the_enterprise_prints_its_sign(self) -> None:
        shown = acting(owner(SID)).get("/firm/door/").content.decode()
        assert self.door() in shown
        assert "<svg" in shown

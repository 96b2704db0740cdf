"""The desk and the page of one matter: who may, what a POST does, what a foreign region sees."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from yicha.followups.queries import follow_up
from yicha.followups.testing import CLERK, HEAD, after, delivered, matters, opened, ordered, rechecked, reported, standing, team
from yicha.followups.types import FollowUpKind, FollowUpRow, FollowUpStatus, OrderStatus
from yicha.inspections.testing import PHOTOGRAPH, planned
from yicha.inspections.tests.papers import said_on
from yicha.inspections.types import InspectionRow, Outcome
from yicha.kernel.actor import Actor, Role
from yicha.orgs.testing import make_actor
from yicha.shell.testing import acting

STRANGER = make_actor(Role.SYSTEM_ADMIN)
OFFICE = make_actor(Role.COORDINATOR, "LXB")
ELSEWHERE = {role: make_actor(role, region="62/6208/620899") for role in (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD)}
HEADS = ("drop", "educate", "conclude", "withdraw")
STEPS = ("decide", "settle", "drop", "educate", "issue", "deliver", "report", "recheck", "conclude", "withdraw")


@pytest.fixture(autouse=True)
def _later(rows: list[InspectionRow], monkeypatch: pytest.MonkeyPatch) -> None:
    """The screens are looked at on the day of the visit, in the evening."""
    for name in ("pages", "offers", "steps", "order_steps"):
        monkeypatch.setattr(f"yicha.followups.web.{name}.now", lambda: after(rows[0], hour=18))


def matter(row: InspectionRow, kind: FollowUpKind = FollowUpKind.ORDER) -> FollowUpRow:
    return matters(row)[kind]


def page(actor: Actor, pk: int) -> str:
    return str(acting(actor).get(f"/followups/{pk}/").content.decode())


def sends(actor: Actor, pk: int, step: str, said: dict[str, Any]) -> int:
    return int(acting(actor).post(f"/followups/{pk}/{step}/", said).status_code)


class TestAnOrder:
    def test_from_the_result_to_the_end(self, rows: list[InspectionRow]) -> None:
        opened(rows[0])
        pk = matter(rows[0]).id
        shown = page(CLERK, pk)
        assert "后厨没有纱窗" in shown  # what the officers found fills the form
        last = (after(rows[0]) + timedelta(days=10)).date().isoformat()
        said = {"fact": "没有纱窗", "article": "《规范》5.2.3", "demand": "装好", "correct_by": last, "recheck_on": last}
        assert sends(CLERK, pk, "issue", said | {"demand": ""}) == 422
        assert sends(CLERK, pk, "issue", said) == 303
        delivery = {"way": "left", "recipient": "李掌柜", "delivered_at": f"{after(rows[0], hour=18):%Y-%m-%dT%H:%M}"}
        assert sends(CLERK, pk, "deliver", delivery) == 422  # left behind without a witness
        assert sends(CLERK, pk, "deliver", delivery | {"witness": "村干部"}) == 303
        photo = SimpleUploadedFile("p.png", PHOTOGRAPH, "image/png")
        assert sends(CLERK, pk, "report", {"brought_by": "李掌柜", "words": "装好了", "photos": [photo]}) == 303
        photo_sent = acting(CLERK).get(f"/followups/{pk}/photos/1/")
        with Image.open(BytesIO(photo_sent.content)) as copy, Image.open(BytesIO(PHOTOGRAPH)) as original:
            assert (copy.format, dict(copy.getexif())) == ("JPEG", {})
            assert copy.height > original.height  # which order, and since when it is here, stands below
        assert photo_sent["X-Content-Type-Options"] == "nosniff"
        assert acting(CLERK).get(f"/followups/{pk}/photos/2/").status_code == 404
        done = {"mode": "documents", "result": "corrected", "words": "属实", "officers": team(rows[0])}
        assert sends(CLERK, pk, "conclude", done) == 403  # only the head
        assert sends(HEAD, pk, "conclude", done | {"officers": team(rows[0])[:1]}) == 422
        assert sends(HEAD, pk, "conclude", done) == 303
        order = matter(rows[0]).order
        assert order is not None
        assert order.status is OrderStatus.CLOSED
        assert "已改正" in page(CLERK, pk)

    def test_the_notice_on_paper_says_what_was_ordered_whatever_came_after(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        pk, order = matter(rows[0]).id, standing(rows[0], made)
        assert f"/followups/{pk}/order.pdf" in page(CLERK, pk)
        paper = acting(CLERK).get(f"/followups/{pk}/order.pdf").content
        said = said_on(paper)
        term = f"{order.correct_by.month}月{order.correct_by.day}日前"
        ordered_so = (order.fact, order.article, order.demand, term, order.remedy)
        for words in (planned(rows[0]).name, order.number, order.inspection_number, *ordered_so):
            assert words.replace(" ", "") in said
        reported(rows[0], made)
        rechecked(rows[0], made, corrected=False, again_by=(after(rows[0]) + timedelta(days=30)).date())
        assert standing(rows[0], made).correct_by != order.correct_by
        assert acting(CLERK).get(f"/followups/{pk}/order.pdf").content == paper

    def test_before_it_is_given_there_is_no_paper(self, rows: list[InspectionRow]) -> None:
        opened(rows[0])
        assert acting(CLERK).get(f"/followups/{matter(rows[0]).id}/order.pdf").status_code == 404

    def test_more_time_and_a_recheck_at_the_door(self, rows: list[InspectionRow]) -> None:
        made = delivered(rows[0])
        pk = matter(rows[0]).id
        day = (after(rows[0]) + timedelta(days=15)).date().isoformat()
        assert sends(CLERK, pk, "recheck", {"item": "SCJG-I", "visit_on": day, "minutes": 30}) == 303
        again = {"mode": "visit", "result": "again", "words": "没装", "officers": team(rows[0])}
        assert sends(HEAD, pk, "conclude", again) == 422  # when?
        assert sends(HEAD, pk, "conclude", again | {"again_by": day}) == 422  # nobody has been there
        assert made
        assert "已排" not in page(CLERK, pk)
        assert "上门复查" in page(CLERK, pk)

    def test_withdrawing(self, rows: list[InspectionRow]) -> None:
        ordered(rows[0])
        pk = matter(rows[0]).id
        assert sends(HEAD, pk, "withdraw", {"reason": ""}) == 422
        assert sends(HEAD, pk, "withdraw", {"reason": "条款写错"}) == 303
        assert "下达责令改正通知书" in page(CLERK, pk)


class TestOtherMatters:
    def test_deciding_and_educating(self, rows: list[InspectionRow]) -> None:
        opened(rows[0], Outcome.PENDING)
        pk = matter(rows[0], FollowUpKind.DECISION).id
        assert "教育代替处罚" in page(HEAD, pk)
        assert "教育代替处罚" not in page(CLERK, pk)
        assert sends(CLERK, pk, "decide", {"kinds": [], "reason": "x"}) == 422
        assert sends(CLERK, pk, "decide", {"kinds": ["case", "order"], "reason": "要处罚"}) == 303
        case = matter(rows[0], FollowUpKind.CASE).id
        penalty = f"/exchange/checks/{rows[0].id}/SCJG/measures/"
        assert [penalty in page(who, one) for who in (CLERK, OFFICE) for one in (pk, case)] == [True, True, False, False]
        assert sends(HEAD, case, "educate", {"matter": "equipment", "harm": "轻", "corrected": "当场"}) == 303
        assert "个别设施未保持完好" in page(CLERK, case)
        assert penalty not in page(CLERK, case)

    def test_settling_and_dropping(self, rows: list[InspectionRow]) -> None:
        opened(rows[0], Outcome.REFUSED)
        case, notice = (matter(rows[0], kind).id for kind in (FollowUpKind.CASE, FollowUpKind.PUBLIC_NOTICE))
        assert sends(CLERK, case, "settle", {"recipient": "稽查大队", "reference": "移〔2026〕1号", "words": "已移送"}) == 303
        assert sends(CLERK, notice, "drop", {"reason": "误"}) == 403
        assert sends(HEAD, notice, "drop", {"reason": "误"}) == 303
        assert matter(rows[0], FollowUpKind.PUBLIC_NOTICE).status is FollowUpStatus.DROPPED

    def test_a_referral_chooses_a_department(self, rows: list[InspectionRow]) -> None:
        opened(rows[0], Outcome.PENDING)
        sends(CLERK, matter(rows[0], FollowUpKind.DECISION).id, "decide", {"kinds": ["referral"], "reason": "消防"})
        pk = matter(rows[0], FollowUpKind.REFERRAL).id
        said = {"reference": "抄〔2026〕1号", "words": "通道堆物"}
        assert sends(CLERK, pk, "settle", said | {"recipient": "SCJG"}) == 422
        assert sends(CLERK, pk, "settle", said | {"recipient": "XFJY"}) == 303


class TestTheDesk:
    @pytest.mark.parametrize(
        ("tab", "there"), [("open", True), ("correcting", False), ("recheck", True), ("over", False), ("done", False), ("nonsense", True)]
    )
    def test_by_what_is_to_be_done(self, rows: list[InspectionRow], tab: str, there: bool) -> None:
        made = delivered(rows[0])
        reported(rows[0], made, days=0)
        assert (f"/followups/{matter(rows[0]).id}/" in acting(CLERK).get(f"/followups/?status={tab}").content.decode()) is there

    def test_a_department_sees_its_own_the_office_all(self, rows: list[InspectionRow]) -> None:
        opened(rows[0])
        address = f"/followups/{matter(rows[0]).id}/"
        for who, sees in ((CLERK, True), (OFFICE, True), (make_actor(Role.DEPARTMENT_CLERK, "XFJY"), False)):
            assert (address in acting(who).get("/followups/").content.decode()) is sees

    def test_it_is_empty_at_first(self) -> None:
        assert "还没有后续处置" in acting(CLERK).get("/followups/").content.decode()


@pytest.mark.parametrize("step", STEPS)
def test_who_may_not(rows: list[InspectionRow], step: str) -> None:
    delivered(rows[0])
    before = matter(rows[0])
    address = f"/followups/{before.id}/{step}/"
    said = {"reason": "x", "words": "x"}
    assert acting(STRANGER).post(address, said).status_code == 403
    assert acting(ELSEWHERE[Role.DEPARTMENT_HEAD if step in HEADS else Role.DEPARTMENT_CLERK]).post(address, said).status_code == 404
    assert acting(HEAD if step in HEADS else CLERK).get(address).status_code == 405
    assert follow_up(CLERK, before.id, after(rows[0])) == before


def test_elsewhere_it_is_not_there(rows: list[InspectionRow]) -> None:
    opened(rows[0])
    pk = matter(rows[0]).id
    foreign = ELSEWHERE[Role.DEPARTMENT_CLERK]
    assert acting(foreign).get(f"/followups/{pk}/").status_code == 404
    assert acting(foreign).get(f"/followups/{pk}/photos/1/").status_code == 404
    assert acting(foreign).get(f"/followups/{pk}/order.pdf").status_code == 404
    assert acting(STRANGER).get(f"/followups/{pk}/").status_code == 403

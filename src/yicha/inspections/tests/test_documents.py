"""文书: from the record and from nothing else, once as long as it does not change, on a page of GB/T 9704."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from pytest_bdd import given, parsers, scenarios, then, when

from yicha.inspections.actions.deliver_document import deliver_document
from yicha.inspections.actions.file_case import file_case
from yicha.inspections.actions.make_document import make_document
from yicha.inspections.actions.sign_record import sign_record
from yicha.inspections.documents import (
    fingerprint,
    press,
)
from yicha.inspections.queries import document, evidence, paper_of
from yicha.inspections.rules.documents import TO_BE_FILED, WAY_NOTE_NAMES, missing_for, require_delivery
from yicha.inspections.rules.evidence import receipt_text
from yicha.inspections.testing import answer, carry_out, check, notify, officer, on_the_day, photograph, planned, signature, start
from yicha.inspections.tests.pages import shifted
from yicha.inspections.tests.papers import said_on
from yicha.inspections.types import (
    DeliverDocument,
    DeliveryWay,
    DocumentKind,
    EvidenceKind,
    FileCase,
    InspectionRow,
    MakeDocument,
    Standing,
)
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.archive import content_of
from yicha.kernel.crypto import is_signed
from yicha.kernel.models import Entry
from yicha.kernel.refusals import NotPermitted, Refusal, RuleBroken
from yicha.kernel.testing import NOW, RUN_SQL, Sql, actor, run_sql
from yicha.kernel.trail import history
from yicha.orgs.testing import make_actor, make_department
from yicha.shell.testing import acting

scenarios("features/documents.feature")
MM = 72 / 25.4
MADE: tuple[frozenset[DocumentKind], ...] = (frozenset(), TO_BE_FILED)
STANDINGS = [
    Standing(signed=signed, closed=closed, cancelled=cancelled, taken=taken, delivered=delivered, made=made)
    for signed, closed, cancelled in product((False, True), repeat=3)
    for taken, delivered in product((0, 1), repeat=2)
    for made in MADE
]


@dataclass
class Story:
    row: InspectionRow
    refusal: Refusal | None = None
    paper: bytes = b""

    def make(self, kind: str, who: Actor | None = None) -> None:
        self.refusal = None
        made_by = who or make_actor(Role.DEPARTMENT_CLERK, planned(self.row).lead)
        try:
            made = make_document(made_by, MakeDocument(self.row.id, DocumentKind(kind)), on_the_day(self.row, 16))
            self.paper = content_of(made.digest)
        except Refusal as refusal:
            self.refusal = refusal

    def deliver(self, command: DeliverDocument) -> None:
        try:
            deliver_document(make_actor(Role.DEPARTMENT_CLERK, planned(self.row).lead), command, on_the_day(self.row, 17))
        except Refusal as refusal:
            self.refusal = refusal


@given("三个部门的检查已经通知企业", target_fixture="story")
def _(opened: list[InspectionRow]) -> Story:
    notify(opened[0])
    return Story(opened[0])


@given(parsers.parse("检查人员取了一份样品，企业陈述“{words}”后签字"))
def _(story: Story, words: str) -> None:
    start(story.row)
    photograph(story.row, kind=EvidenceKind.SAMPLE, note="辣椒酱两瓶，批号A1")
    for department in planned(story.row).departments:
        answer(story.row, department)
    signed = replace(signature(story.row), statement=words)
    sign_record(officer(story.row, planned(story.row).lead), signed, on_the_day(story.row, 11))


@given(parsers.parse("牵头部门已经制作“{kind}”"))
@when(parsers.parse("牵头部门制作“{kind}”"))
def _(story: Story, kind: str) -> None:
    story.make(kind)


@given("三个部门已经查完，全部核定")
def _(story: Story) -> None:
    carry_out(story.row)


@when(parsers.parse("没有参加的部门制作“{kind}”"))
def _(story: Story, kind: str) -> None:
    make_department("SLJ")
    story.make(kind, make_actor(Role.DEPARTMENT_CLERK, "SLJ"))


@when(parsers.parse("告知书直接送达“{who}”"))
def _(story: Story, who: str) -> None:
    story.deliver(DeliverDocument(story.row.id, DocumentKind.RESULT_NOTICE, DeliveryWay.DIRECT, "店内", who))


@when(parsers.re("通知书以“(?P<way>.*)”送达，地点“(?P<place>.*)”，签收人“(?P<recipient>.*)”，见证人“(?P<witness>.*)”，说明“(?P<note>.*)”"))
def _(story: Story, way: str, place: str, recipient: str, witness: str, note: str) -> None:  # noqa: PLR0913, PLR0917 a table's columns
    story.deliver(DeliverDocument(story.row.id, DocumentKind.NOTICE, DeliveryWay(way), place, recipient, witness, note))


@then(parsers.parse("文书写着“{words}”"))
def _(story: Story, words: str) -> None:
    assert story.refusal is None
    assert words in said_on(story.paper)


@then("文书的指纹在台账里")
def _(story: Story) -> None:
    made = history(make_actor(Role.DEPARTMENT_CLERK, planned(story.row).lead), f"inspection:{story.row.id}")[-1]
    assert made.payload is not None
    assert made.event.endswith("DocumentMade")
    assert content_of(made.payload["digest"]) == story.paper


@then(parsers.parse("被拒绝，依据“{clause}”"))
def _(story: Story, clause: str) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == clause
    assert story.refusal.exits


@when("牵头部门立卷归档")
def _(story: Story) -> None:
    story.refusal = None
    try:
        filed = file_case(make_actor(Role.DEPARTMENT_CLERK, planned(story.row).lead), FileCase(story.row.id), on_the_day(story.row, 17))
        story.paper = content_of(filed.digest)
    except Refusal as refusal:
        story.refusal = refusal


@then("证据从链首接起，每份都有回执")
def _(story: Story) -> None:
    pieces = evidence(SYSTEM, story.row.id)
    assert [one.previous for one in pieces] == ["", *(one.chain for one in pieces[:-1])]
    for one in pieces:
        assert is_signed("evidence", receipt_text(story.row.number, one.place, one.chain).encode(), one.receipt)


@then("送达记下")
def _(story: Story) -> None:
    assert story.refusal is None
    delivered = document(make_actor(Role.DEPARTMENT_CLERK, planned(story.row).lead), story.row.id, DocumentKind.NOTICE).delivery
    assert delivered is not None
    assert delivered.recipient == "李掌柜"


@then("送达被拒绝")
def _(story: Story) -> None:
    assert story.refusal is not None
    assert story.refusal.clause == "R-PROC-5"


class TestWhenAPaperMayBeMade:
    """Every kind against every standing, and the table again in other words."""

    @pytest.mark.parametrize("kind", DocumentKind)
    @pytest.mark.parametrize("standing", STANDINGS)
    def test_the_table(self, kind: DocumentKind, standing: Standing) -> None:
        alive, whole = not standing.cancelled, standing.made >= TO_BE_FILED
        wanted = {
            DocumentKind.APPROVAL: alive,
            DocumentKind.NOTICE: False,
            DocumentKind.SITE_RECORD: standing.signed,
            DocumentKind.SAMPLING_RECEIPT: standing.signed and standing.taken == 1 and alive,
            DocumentKind.RESULT_NOTICE: standing.closed and alive,
            DocumentKind.DELIVERY_RECEIPT: standing.delivered == 1,
            DocumentKind.CASE_FILE: standing.closed and alive and whole,
        }[kind]
        assert (missing_for(kind, standing) == "") is wanted

    def test_a_case_misses_any_one_of_its_papers(self) -> None:
        for one in TO_BE_FILED:
            assert missing_for(DocumentKind.CASE_FILE, Standing(closed=True, made=TO_BE_FILED - {one}))


class TestDelivery:
    @pytest.mark.parametrize("way", DeliveryWay)
    def test_blank_is_not_said(self, way: DeliveryWay) -> None:
        whole = DeliverDocument(1, DocumentKind.NOTICE, way, "店内", "李掌柜", "周某", "说明")
        require_delivery(whole, delivered=False)
        with pytest.raises(RuleBroken, match="已经送达"):
            require_delivery(whole, delivered=True)
        for name in ("place", "recipient"):
            with pytest.raises(RuleBroken, match="地点和签收人"):
                require_delivery(replace(whole, **{name: " "}), delivered=False)  # type: ignore[arg-type] # fields of text
        if way in WAY_NOTE_NAMES:
            with pytest.raises(RuleBroken, match=WAY_NOTE_NAMES[way]):
                require_delivery(replace(whole, note=" "), delivered=False)

    @pytest.mark.parametrize(
        ("said", "constraint"),
        [
            (("left", "店内", "李", "", "拒收"), "delivery_left_before_a_witness"),
            (("mail", "店内", "李", "", ""), "delivery_says_how"),
            (("direct", "", "李", "", ""), "delivery_whole"),
            (("pigeon", "店内", "李", "", "x"), "delivery_way"),
        ],
    )
    def test_the_database_holds_it_too(self, opened: list[InspectionRow], said: tuple[str, ...], constraint: str) -> None:
        notify(opened[0])
        insert = (
            "INSERT INTO inspections_delivery (document_id, way, place, recipient, witness, note, by, at) "
            "SELECT id, %s, %s, %s, %s, %s, '张三', now() FROM inspections_document"
        )
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            run_sql(actor(RUN_SQL), Sql(insert, said), NOW)


class TestTheRecordIsThePaper:
    def test_the_same_record_is_the_same_bytes(self, opened: list[InspectionRow]) -> None:
        start(opened[0])
        check(opened[0])
        papers = [paper_of(opened[0].id, DocumentKind.SITE_RECORD) for _ in range(2)]
        assert press(papers[0]) == press(papers[1])
        assert fingerprint(papers[0]) == fingerprint(papers[1])

    def test_a_second_edition_says_something_else(self, opened: list[InspectionRow]) -> None:
        story = Story(opened[0])
        notify(opened[0])
        story.deliver(DeliverDocument(opened[0].id, DocumentKind.NOTICE, DeliveryWay.DIRECT, "店内", "李掌柜"))
        story.make("delivery_receipt")
        story.make("approval")
        story.deliver(DeliverDocument(opened[0].id, DocumentKind.APPROVAL, DeliveryWay.DIRECT, "店内", "王掌柜"))
        story.make("delivery_receipt")
        clerk = make_actor(Role.DEPARTMENT_CLERK, planned(opened[0]).lead)
        first, second = (document(clerk, opened[0].id, DocumentKind.DELIVERY_RECEIPT, edition) for edition in (1, 2))
        assert story.refusal is None
        assert "王掌柜" not in said_on(content_of(first.digest))
        assert "王掌柜" in said_on(content_of(second.digest))

    def test_the_secret_code_of_a_notice_is_kept_on_its_paper_only(self, opened: list[InspectionRow]) -> None:
        notify(opened[0])
        kept = document(make_actor(Role.DEPARTMENT_CLERK, planned(opened[0]).lead), opened[0].id, DocumentKind.NOTICE)
        assert '"enterprise_code":""' in kept.values
        assert "企业查询码" in said_on(content_of(kept.digest))

    def test_papers_are_kept_for_good(self, opened: list[InspectionRow]) -> None:
        notify(opened[0])
        for statement in ("UPDATE inspections_document SET number = 'x'", "DELETE FROM inspections_document"):
            with pytest.raises(Exception, match="append"), transaction.atomic():
                run_sql(actor(RUN_SQL), Sql(statement), NOW)


class TestThePages:
    @pytest.fixture
    def row(self, opened: list[InspectionRow]) -> Iterator[InspectionRow]:
        start(opened[0])
        photograph(opened[0])
        check(opened[0])
        with shifted(on_the_day(opened[0], 16)):
            yield opened[0]

    def test_the_clerk_makes_prints_and_delivers(self, row: InspectionRow) -> None:
        client = acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead))
        address = f"/visits/{row.id}/documents/"
        page = client.get(address).content.decode()
        for words in ("行政检查审批表", "现场检查笔录", "各部门还没有全部核定", "链首"):
            assert words in page
        assert client.post(f"{address}site_record/").status_code == 303
        assert client.post(f"{address}site_record/").status_code == 409
        paper = client.get(f"{address}site_record/1.pdf")
        assert "现场检查笔录" in said_on(paper.content)
        assert client.get(f"{address}site_record/delivery/").status_code == 200
        refused = client.post(f"{address}site_record/delivery/", {"way": "left", "place": "店内", "recipient": "李掌柜", "note": "拒收"})
        assert (refused.status_code, "留置送达要有见证人" in refused.content.decode()) == (409, True)
        sent = {"way": "direct", "place": "店内", "recipient": "李掌柜"}
        assert client.post(f"{address}site_record/delivery/", sent).status_code == 303
        assert "李掌柜" in client.get(address).content.decode()

    def test_the_officer_makes_it_on_the_phone(self, row: InspectionRow) -> None:
        client = acting(officer(row, planned(row).lead))
        assert "制作" in client.get(f"/check/{row.id}/documents/").content.decode()
        made = client.post(f"/visits/{row.id}/documents/site_record/", {"phone": "1"})
        assert (made.status_code, made["Location"]) == (303, f"/check/{row.id}/documents/")
        assert "打开、打印" in client.get(f"/check/{row.id}/documents/").content.decode()

    def test_looking_changes_nothing(self, row: InspectionRow) -> None:
        client, before = acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)), Entry.objects.count()
        for page in ("", "notice/1.pdf", "notice/delivery/"):
            assert client.get(f"/visits/{row.id}/documents/{page}").status_code == 200
        assert Entry.objects.count() == before

    @pytest.mark.parametrize("page", ["letter/1.pdf", "notice/2.pdf", "approval/1.pdf", "approval/delivery/", "letter/delivery/"])
    def test_what_is_not_there_is_not_found(self, row: InspectionRow, page: str) -> None:
        assert acting(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead)).get(f"/visits/{row.id}/documents/{page}").status_code == 404

    def test_papers_are_for_who_comes_and_who_supervises(self, row: InspectionRow) -> None:
        make_department("SLJ")
        other, address = acting(make_actor(Role.DEPARTMENT_CLERK, "SLJ")), f"/visits/{row.id}/documents/"
        assert other.get(f"{address}notice/1.pdf").status_code == 404
        assert "制作</button>" not in other.get(address).content.decode()
        assert other.post(f"{address}site_record/").status_code == 403
        assert acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ")).get(f"{address}notice/1.pdf").status_code == 200
        assert acting(make_actor(Role.LEGAL_SUPERVISOR, "SFJ")).post(f"{address}site_record/").status_code == 403

    def test_another_region_sees_none_of_it(self, row: InspectionRow) -> None:
        stranger = replace(make_actor(Role.DEPARTMENT_CLERK, planned(row).lead), region="62/6208")
        assert acting(stranger).get(f"/visits/{row.id}/documents/").status_code == 404


def test_a_case_file_is_not_made_by_hand(opened: list[InspectionRow]) -> None:
    story = Story(opened[0])
    story.make("case_file")
    assert story.refusal is not None
    story = Story(opened[0])
    story.make("notice")
    assert isinstance(story.refusal, RuleBroken)
    make_department("SLJ")
    story.make("approval", make_actor(Role.OFFICER, "SLJ"))
    assert isinstance(story.refusal, NotPermitted)


def test_times_on_paper_are_those_of_the_county(opened: list[InspectionRow]) -> None:
    start(opened[0])
    check(opened[0])
    at = on_the_day(opened[0], 11)
    paper = paper_of(opened[0].id, DocumentKind.SITE_RECORD)
    assert paper.ends == datetime(at.year, at.month, at.day, at.hour, at.minute)  # type: ignore[union-attr] # noqa: DTZ001 as a clock on the wall
    assert paper.ends - paper.starts < timedelta(days=1)  # type: ignore[union-attr] # minutes

"""The page of one subject: whose acts it shows, what it leaves of the year, what it keeps back."""

from datetime import timedelta
from time import perf_counter

import pytest

from yicha.disclosure.actions.draft_publication import draft_publication
from yicha.disclosure.actions.publish_result import publish_result
from yicha.disclosure.types import DraftPublication, PublishResult
from yicha.dossier.queries import dossier_of
from yicha.dossier.types import Chosen, Kind
from yicha.inspections.actions.cancel_inspection import cancel_inspection
from yicha.inspections.testing import carry_out, make_inspections, on_the_day, planned
from yicha.inspections.types import CancelInspection, InspectionRow
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.audit import reads
from yicha.kernel.models import Entry
from yicha.kernel.testing import NOW, REGION
from yicha.levels.actions.record_patrol import record_patrol
from yicha.levels.testing import patrol
from yicha.norms.testing import load_shipped
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.testing import make_actor, make_region
from yicha.orgs.types import DeclareRecusal
from yicha.permits.actions.record_permit_check import record_permit_check
from yicha.permits.testing import make_permits, permit_row
from yicha.permits.types import RecordPermitCheck
from yicha.planning.actions.record_past_checks import record_past_checks
from yicha.planning.types import PastCheck, RecordPastChecks
from yicha.shell.testing import acting
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.actions.merge_subjects import merge_subjects
from yicha.subjects.actions.split_subject import split_subject
from yicha.subjects.testing import facts, make_subjects, subject_row
from yicha.subjects.types import CorrectSubject, MergeSubjects, SplitSubject

pytestmark = pytest.mark.django_db

SLOWER = 3  # machines of continuous integration share their processors
CLERK = make_actor(Role.DEPARTMENT_CLERK)
STRANGER = make_actor(Role.DEPARTMENT_CLERK, region="62/6299")


@pytest.fixture
def row(monkeypatch: pytest.MonkeyPatch) -> InspectionRow:
    """The first inspection of a county; the pages are read at the hour of the tests' world."""
    made = make_inspections()
    moment = on_the_day(made[0]).replace(day=1, month=2)
    monkeypatch.setattr("yicha.dossier.web.now", lambda: moment)
    return made[0]


def sid_of(row: InspectionRow) -> str:
    return planned(row).sid


def kinds(row: InspectionRow, hour: int = 20) -> list[Kind]:
    found = dossier_of(CLERK, sid_of(row), on_the_day(row, hour))
    return [act.kind for act in (*found.coming, *found.past)]


def test_a_planned_visit_is_coming_and_uses_its_classes(row: InspectionRow) -> None:
    found = dossier_of(CLERK, sid_of(row), on_the_day(row).replace(day=1, month=2))
    assert [act.kind for act in found.coming] == [Kind.VISIT]
    assert {line.check_class: (len(line.uses), line.open) for line in found.lines} == {
        demand.check_class: (1, False) for demand in planned(row).demands
    }


@pytest.mark.clause("YX-2.11")
def test_the_chain_holds_all_departments_acts(row: InspectionRow) -> None:
    done = carry_out(row)
    (part, *_) = done.tasks
    checked = on_the_day(row, 11)
    drafted = draft_publication(SYSTEM, DraftPublication(row.id, part.department, sid_of(row), "no_problem", checked), checked)
    publish_result(make_actor(Role.DEPARTMENT_HEAD, part.department), PublishResult(drafted.publication), on_the_day(row, 16))
    found = kinds(row)
    assert found[-1] is Kind.NOTICE
    assert found.count(Kind.RESULT) == len(planned(row).departments)
    assert {Kind.SCAN_IN, Kind.PUBLISHED} <= set(found)
    assert Kind.VISIT not in found


def test_a_stopped_visit_says_why_and_gives_its_place_back(row: InspectionRow) -> None:
    cancel_inspection(make_actor(Role.LEGAL_SUPERVISOR), CancelInspection(row.id, "重复检查"), NOW)
    found = dossier_of(CLERK, sid_of(row), NOW)
    (act,) = found.past
    assert (act.kind, "重复检查" in act.note, found.lines) == (Kind.CANCELLED, True, ())


def test_a_check_of_the_city_counts(row: InspectionRow) -> None:
    check = PastCheck(sid_of(row), "旅馆治安", "市公安局", "city", NOW.date().replace(month=1))
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, (check,)), NOW)
    found = dossier_of(CLERK, sid_of(row), NOW)
    assert not next(line for line in found.lines if line.check_class == "旅馆治安").open
    assert found.of(Chosen("市公安局")).years == ((2026, found.past[-1:]),)


@pytest.mark.clause("LYG-2.4")
def test_a_permit_stands_there_with_the_check_that_has_to_follow(row: InspectionRow) -> None:
    (item, *_) = (demand.item_code for demand in planned(row).demands if demand.department == "SCJG")
    make_permits(permit_row(sid=sid_of(row), granted_on=on_the_day(row).date()), items=(item,))
    assert {Kind.PERMIT, Kind.PERMIT_CHECK} <= set(kinds(row))
    record_permit_check(SYSTEM, RecordPermitCheck(sid_of(row), "SCJG", row.id, on_the_day(row, 15)), NOW)
    assert Kind.PERMIT_CHECK not in kinds(row)
    assert "取得食品经营许可" in acting(CLERK).get(f"/subjects/{sid_of(row)}/").content.decode()


@pytest.mark.clause("LYG-5.3")
def test_a_patrol_of_the_town_stands_there_and_counts_for_nothing(row: InspectionRow) -> None:
    before = dossier_of(CLERK, sid_of(row), NOW)
    record_patrol(SYSTEM, patrol(sid=sid_of(row)), NOW)
    found = dossier_of(CLERK, sid_of(row), NOW)
    (act,) = [act for act in found.past if act.kind is Kind.PATROL]
    assert (act.problem, "油烟直排" in act.note) == (True, True)
    assert (found.lines, found.left) == (before.lines, before.left)


def test_the_filter_by_department_shows_that_department_only(row: InspectionRow) -> None:
    client, address = acting(CLERK), f"/subjects/{sid_of(row)}/"
    assert client.get(address).status_code == 200
    other = client.get(address, {"department": "NONE"}).content.decode()
    assert "还没有部门查过这一户" in other
    assert "aria-current" in client.get(address, {"department": planned(row).lead}).content.decode()


def test_another_region_and_nobody_get_the_same_answer(row: InspectionRow) -> None:
    foreign = acting(STRANGER).get(f"/subjects/{sid_of(row)}/")
    unknown = acting(STRANGER).get("/subjects/LOC:NOBODY/")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content.partition(b"<main")[2] == unknown.content.partition(b"<main")[2] != b""


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.SYSTEM_ADMIN])
def test_who_may_not_is_refused(role: Role, row: InspectionRow) -> None:
    assert acting(make_actor(role)).get(f"/subjects/{sid_of(row)}/").status_code == 403


class TestRecusal:
    @pytest.fixture
    def recusal(self, row: InspectionRow) -> str:
        officer = planned(row).officers[0]
        clerk = make_actor(Role.DEPARTMENT_CLERK, officer.department)
        declared = declare_recusal(clerk, DeclareRecusal(officer.cert_no, sid_of(row), "负责人的弟弟"), NOW)
        return f"/subjects/{sid_of(row)}/recusals/{declared.recusal}/"

    def test_the_page_keeps_the_reason_back(self, recusal: str) -> None:
        page = acting(CLERK).get(recusal.partition("recusals")[0]).content.decode()
        assert "执法人员申报回避" in page
        assert "谁要回避" in page
        assert "弟弟" not in page + acting(CLERK).get(recusal).content.decode()

    @pytest.mark.clause("WY-5.8b")
    def test_who_says_what_for_sees_it_and_leaves_a_mark(self, recusal: str, row: InspectionRow) -> None:
        shown = acting(CLERK).post(f"{recusal}reason/", {"purpose": "核对排班"})
        assert "负责人的弟弟" in shown.content.decode()
        assert "no-store" in shown.headers["Cache-Control"]
        (mark,) = reads(make_actor(Role.LEGAL_SUPERVISOR), since=on_the_day(row).replace(month=1), until=NOW)
        assert (mark.actor, mark.about, (mark.payload or {})["reason"]) == (CLERK.id, f"subject:{sid_of(row)}", "核对排班")

    def test_without_a_purpose_nothing_is_shown_or_marked(self, recusal: str) -> None:
        before = Entry.objects.count()
        answer = acting(CLERK).post(f"{recusal}reason/", {"purpose": " "})
        assert (answer.status_code, "弟弟" in answer.content.decode()) == (422, False)
        assert Entry.objects.count() == before

    def test_elsewhere_there_is_none(self, recusal: str) -> None:
        before = Entry.objects.count()
        assert acting(STRANGER).post(f"{recusal}reason/", {"purpose": "好奇"}).status_code == 404
        assert Entry.objects.count() == before


def past(sid: str, days: int) -> None:
    """As many checks of five departments, one a day, the latest yesterday."""
    row = [PastCheck(sid, "旅馆治安", f"部门{day % 5}", "city", NOW.date() - timedelta(days=day + 1)) for day in range(days)]
    record_past_checks(SYSTEM, RecordPastChecks(REGION, "0" * 64, tuple(row)), NOW)


@pytest.fixture
def firm() -> str:
    load_shipped()
    make_region()
    make_subjects(subject_row(1, name="青禾第一饭店"), subject_row(2, name="第一饭店"))
    return subject_row(1).sid


@pytest.mark.clause("YX-2.14")
def test_the_chain_is_narrowed_by_department_kind_year_and_problems(firm: str) -> None:
    past(firm, 400)
    correct_subject(SYSTEM, CorrectSubject(firm, facts(name="青禾第一大饭店"), "营业执照"), NOW)
    found = dossier_of(CLERK, firm, NOW)
    assert set(found.kinds) == {Kind.PAST_CHECK, Kind.REGISTER}
    shown = {kind: sum(len(acts) for _, acts in found.of(Chosen(kind=kind, most=999)).years) for kind in found.kinds}
    assert shown == {Kind.PAST_CHECK: 400, Kind.REGISTER: 1}
    assert [year for year, _ in found.of(Chosen(year=NOW.year - 1)).years] == [NOW.year - 1]
    assert found.of(Chosen(problems=True)).years == ()
    assert sum(len(acts) for _, acts in found.of(Chosen("部门3", most=999)).years) == 80
    page = acting(CLERK).get(f"/subjects/{firm}/").content.decode()
    assert "再看更早的 301 条" in page
    assert "再看更早的" not in acting(CLERK).get(f"/subjects/{firm}/?all=1").content.decode()
    assert "营业执照" in page


@pytest.mark.clause("YX-2.14")
def test_what_was_done_at_a_merged_registration_stands_in_the_chain_under_its_old_name(firm: str) -> None:
    twin = subject_row(2).sid
    past(twin, 3)
    merge_subjects(SYSTEM, MergeSubjects(firm, twin, "同一户"), NOW)
    found = dossier_of(CLERK, firm, NOW)
    assert [act.note for act in found.past if act.kind is Kind.PAST_CHECK] == [f"部门{day} · 市级 · 原登记 第一饭店" for day in range(3)]
    assert not found.left.may("旅馆治安")
    client = acting(CLERK)
    assert client.get(f"/subjects/{twin}/")["Location"] == f"/subjects/{firm}/"
    assert "1 条登记" in client.get(f"/subjects/{firm}/").content.decode()
    split_subject(SYSTEM, SplitSubject(twin, "两户"), NOW)
    assert Kind.PAST_CHECK not in dossier_of(CLERK, firm, NOW).kinds


def test_the_filter_answers_within_300_ms_at_two_thousand_acts(firm: str) -> None:
    past(firm, 2000)
    client, address = acting(CLERK), f"/subjects/{firm}/?department=部门3"
    client.get(address)
    taken = []
    for _ in range(5):
        start = perf_counter()
        assert client.get(address).status_code == 200
        taken.append(perf_counter() - start)
    assert sorted(taken)[2] < 0.3 * SLOWER, taken

"""One prepared county, and for every use case of the main job a maker that gives a command which is valid there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from yicha.config.roles import ROLES
from yicha.disclosure.types import DraftPublication, PublishResult, WithdrawPublication
from yicha.draws.queries import draw as draw_of
from yicha.draws.queries import upcoming_number
from yicha.draws.testing import MINUTE, commitment, hold_ceremony, secret
from yicha.draws.types import (
    TEST_PARTY,
    BeaconPlan,
    CommitReveal,
    FreezePool,
    RecordBeacon,
    RehearseDraw,
    RevealSecret,
    RunDraw,
    SealManifest,
    VoidDraw,
)
from yicha.engines.draw import pack
from yicha.engines.draw.frame import freeze_subjects
from yicha.engines.draw.types import Cell, Heading, Line, Stratum, Subject
from yicha.inspections.queries import merged_form
from yicha.inspections.testing import (
    PHOTOGRAPH,
    answer,
    check,
    clean_results,
    make_inspections,
    notify,
    on_the_day,
    photograph,
    planned,
    signature,
)
from yicha.inspections.testing import start as enter
from yicha.inspections.types import (
    Answer,
    AttachPhoto,
    CancelInspection,
    ConcludeDepartment,
    InspectionRow,
    IssueNotice,
    OpenInspections,
    PointResult,
    RecordAnswers,
    ReturnDepartment,
    ScanIn,
)
from yicha.items.testing import item_row
from yicha.items.types import ProposeItems, PublishItems, WithdrawItem
from yicha.kernel.actions.keep_file import keep_file
from yicha.kernel.actor import SYSTEM, Actor, Role
from yicha.kernel.archive import keep
from yicha.kernel.files import store
from yicha.kernel.testing import NOW, REGION
from yicha.kernel.types import KeepFile
from yicha.kernel.use_case import UseCase, all_use_cases
from yicha.orgs.testing import make_account, make_department, make_officers, officer_row
from yicha.planning.queries import board, programme
from yicha.planning.testing import DEPARTMENTS, PARTIES, SALT, line_row
from yicha.planning.types import (
    AdoptProgramme,
    Amending,
    AmendProgramme,
    AskMerge,
    CancelVisit,
    ConsentUnplanned,
    FilePlan,
    FileUnplanned,
    FinishVisit,
    FreezeStaffing,
    FreezeYear,
    GiveOpinion,
    MergeProgramme,
    NotifyVisit,
    PastCheck,
    PlanTriggered,
    PlanUnplanned,
    RecordPastChecks,
    ReturnPlan,
    StaffVisits,
    Stance,
    TriggerSource,
    UndoAmendment,
)
from yicha.subjects.testing import subject_row
from yicha.subjects.types import CloseSubject, ImportSubjects

ROOMS = ("subjects", "items", "draws", "planning", "inspections", "disclosure")
CASES: dict[str, UseCase[Any, Any]] = {made.name.rpartition(".")[2]: made for made in all_use_cases() if made.name.split(".")[1] in ROOMS}
STRANGERS = "SLJ"  # a department that has no part in anything here
SOURCE = "0" * 64
FILED, DRAFTED = 2027, 2028  # a year whose plans are filed; one whose programme is a draft
UNPLANNED_DAY = date(2026, 12, 15)
SID = subject_row(0).sid


@dataclass(frozen=True)
class Ready:
    """A command that is valid now, and by whom: the account matters where a person signs."""

    command: Any
    at: datetime = NOW
    department: str = "SCJG"
    account: str = ""


@dataclass
class World:
    """2026 planned, drawn, staffed and opened; 2027 filed; 2028 merged."""

    inspections: list[InspectionRow]
    visited: InspectionRow  # with notice, answers, a photograph and a signed record
    plan: int
    programme: int
    draft: int

    @property
    def untouched(self) -> InspectionRow:
        return self.inspections[0]


MAKERS: dict[str, Callable[[World], Ready]] = {}


def maker(make: Callable[[World], Ready]) -> Callable[[World], Ready]:
    MAKERS[make.__name__] = make
    return make


def do(name: str, command: Any, at: datetime = NOW, actor: Actor = SYSTEM) -> Any:
    return CASES[name](actor, command, at)


def lines(year: int, department: str) -> FilePlan:
    return FilePlan(REGION, year, department, (line_row(department=department, window=(date(year, 3, 2), date(year, 6, 26))),))


def make_world() -> World:
    inspections = make_inspections()
    make_department(STRANGERS)
    make_officers(officer_row(900, department=STRANGERS))
    for number in (*range(4), *range(100, 104), *range(200, 204), 900):
        cert_no = officer_row(number).cert_no
        make_account(account_of(cert_no), cert_no=cert_no)
    plans = [do("file_plan", lines(year, department)).plan for department in DEPARTMENTS for year in (FILED, DRAFTED)]
    draw = do("freeze_year", FreezeYear(REGION, DRAFTED, PARTIES, BeaconPlan(), SALT)).draw
    hold_ceremony(draw, NOW)
    draft = do("merge_programme", MergeProgramme(draw, date(DRAFTED, 1, 1))).programme
    first = planned(inspections[0])
    assert first.programme is not None
    return World(inspections, visited(of_first_officer(inspections)), plans[0], first.programme, draft)


def of_first_officer(rows: list[InspectionRow]) -> InspectionRow:
    """The last visit for which the officer was drawn who asks in tests of addresses."""
    return next(row for row in reversed(rows) if officer_row(0).cert_no in {one.cert_no for one in planned(row).officers})


def visited(row: InspectionRow) -> InspectionRow:
    enter(row)
    photograph(row)
    check(row)
    return row


def drawn(row: InspectionRow, department: str = "SCJG") -> str:
    """The account of an officer who was drawn."""
    return account_of(next(one.cert_no for one in planned(row).officers if one.department == department))


def account_of(cert_no: str) -> str:
    return f"o{cert_no}"


def by(account: str, department: str = "SCJG") -> Actor:
    return Actor(account, account, REGION, department, Role.OFFICER, permissions=ROLES[Role.OFFICER])


@maker
def import_subjects(world: World) -> Ready:
    return Ready(ImportSubjects(REGION, SOURCE, (subject_row(99),)))


@maker
def close_subject(world: World) -> Ready:
    return Ready(CloseSubject(SID, "注销"))


@maker
def propose_items(world: World) -> Ready:
    return Ready(ProposeItems(REGION, "SCJG", (item_row(5),)))


@maker
def publish_items(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(PublishItems(REGION, "SCJG", ("I005",)))


@maker
def withdraw_item(world: World) -> Ready:
    return Ready(WithdrawItem(REGION, "SCJG-I", "法律已废止"))


@maker
def freeze_pool(world: World) -> Ready:
    pool = [Subject(f"LOC:{number}", {0: Cell("A")}, town="东川镇") for number in range(9)]
    frame = freeze_subjects(Heading(upcoming_number(REGION, FILED), "抽查"), [Line("L1", (Stratum("A", 1, 3),))], pool, bytes(32))
    return Ready(FreezePool(REGION, FILED, keep(SYSTEM, pack(frame.to_files()), "frame", "f.zip", NOW), PARTIES, BeaconPlan()))


def frozen(world: World) -> int:
    return int(do("freeze_pool", freeze_pool(world).command).draw)


@maker
def commit_reveal(world: World) -> Ready:
    draw = frozen(world)
    return Ready(CommitReveal(draw, "SCJG", commitment(draw_of(SYSTEM, draw).number, 0, "SCJG")))


def committed(world: World) -> int:
    draw = frozen(world)
    for place, party in enumerate(PARTIES):
        do("commit_reveal", CommitReveal(draw, party, commitment(draw_of(SYSTEM, draw).number, place, party)))
    return draw


@maker
def seal_manifest(world: World) -> Ready:
    return Ready(SealManifest(committed(world)))


def sealed(world: World) -> int:
    draw = committed(world)
    do("seal_manifest", SealManifest(draw))
    return draw


@maker
def reveal_secret(world: World) -> Ready:
    return Ready(RevealSecret(sealed(world), "SCJG", secret("SCJG").hex()), NOW + MINUTE)


@maker
def record_beacon(world: World) -> Ready:
    return Ready(RecordBeacon(sealed(world), ""))


@maker
def run_draw(world: World) -> Ready:
    draw = sealed(world)
    for party in PARTIES:
        do("reveal_secret", RevealSecret(draw, party, secret(party).hex()), NOW + MINUTE)
    do("record_beacon", RecordBeacon(draw, ""), NOW + MINUTE)
    return Ready(RunDraw(draw), NOW + MINUTE)


@maker
def rehearse_draw(world: World) -> Ready:
    draw = do("freeze_pool", replace(freeze_pool(world).command, participants=(TEST_PARTY,))).draw
    return Ready(RehearseDraw(draw, "5e" * 32))


@maker
def void_draw(world: World) -> Ready:
    return Ready(VoidDraw(frozen(world), "名录有误"))


@maker
def file_plan(world: World) -> Ready:
    return Ready(lines(FILED, "SCJG"))


@maker
def return_plan(world: World) -> Ready:
    return Ready(ReturnPlan(world.plan, "请补充依据"))


@maker
def record_past_checks(world: World) -> Ready:
    check = PastCheck(SID, "食品安全", "市局", "city", date(2026, 1, 9))
    return Ready(RecordPastChecks(REGION, SOURCE, (check,)))


@maker
def freeze_year(world: World) -> Ready:
    return Ready(FreezeYear(REGION, FILED, PARTIES, BeaconPlan(), SALT))


@maker
def merge_programme(world: World) -> Ready:
    draw = do("freeze_year", freeze_year(world).command).draw
    hold_ceremony(draw, NOW)
    return Ready(MergeProgramme(draw, date(FILED, 1, 1)))


@maker
def ask_merge(world: World) -> Ready:
    return Ready(AskMerge(programme(SYSTEM, world.draft).draw, date(DRAFTED, 1, 1)))


@maker
def amend_programme(world: World) -> Ready:
    return Ready(AmendProgramme(world.draft, board(SYSTEM, world.draft).visits[0].key, Amending.PIN))


@maker
def undo_amendment(world: World) -> Ready:
    return Ready(UndoAmendment(world.draft, do("amend_programme", amend_programme(world).command).version))


@maker
def give_opinion(world: World) -> Ready:
    return Ready(GiveOpinion(world.draft, "SCJG", Stance.AGREE))


@maker
def adopt_programme(world: World) -> Ready:
    return Ready(AdoptProgramme(world.draft))


@maker
def freeze_staffing(world: World) -> Ready:
    do("adopt_programme", AdoptProgramme(world.draft))
    return Ready(FreezeStaffing(world.draft, PARTIES, BeaconPlan(), SALT))


@maker
def staff_visits(world: World) -> Ready:
    draw = do("freeze_staffing", freeze_staffing(world).command).draw
    hold_ceremony(draw, NOW)
    return Ready(StaffVisits(draw))


@maker
def notify_visit(world: World) -> Ready:
    return Ready(NotifyVisit(world.untouched.visit), department=planned(world.untouched).lead)


@maker
def finish_visit(world: World) -> Ready:
    return Ready(FinishVisit(world.untouched.visit))


@maker
def cancel_visit(world: World) -> Ready:
    return Ready(CancelVisit(world.untouched.visit, "企业停业"))


@maker
def file_unplanned(world: World) -> Ready:
    return Ready(FileUnplanned(REGION, "SCJG", subject_row(11).sid, "SCJG-I", "食品安全", UNPLANNED_DAY, 60, "专项整治"))


@maker
def consent_unplanned(world: World) -> Ready:
    return Ready(ConsentUnplanned(do("file_unplanned", file_unplanned(world).command).filing, consent=True))


@maker
def plan_unplanned(world: World) -> Ready:
    filing = do("file_unplanned", replace(file_unplanned(world).command, sid=free_subject(world))).filing
    do("consent_unplanned", ConsentUnplanned(filing, consent=True))
    return Ready(PlanUnplanned(filing))


def free_subject(world: World) -> str:
    """Not yet visited this year."""
    visited = {planned(row).sid for row in world.inspections}
    return next(row.sid for row in map(subject_row, range(12)) if row.sid not in visited)


@maker
def plan_triggered(world: World) -> Ready:
    what = ("SCJG", SID, "SCJG-I", "食品安全", UNPLANNED_DAY, 60, TriggerSource.COMPLAINT, "12345-1")
    return Ready(PlanTriggered(REGION, *what))


@maker
def open_inspections(world: World) -> Ready:
    return Ready(OpenInspections(world.programme))


@maker
def issue_notice(world: World) -> Ready:
    return Ready(IssueNotice(world.untouched.id), on_the_day(world.untouched), planned(world.untouched).lead)


@maker
def scan_in(world: World) -> Ready:
    notify(world.untouched)
    return Ready(ScanIn(world.untouched.id, world.untouched.code), on_the_day(world.untouched), account=drawn(world.untouched))


def entered(world: World) -> Ready:
    ready = scan_in(world)
    do("scan_in", ready.command, ready.at, by(ready.account))
    return ready


@maker
def record_answers(world: World) -> Ready:
    ready = entered(world)
    own = next(one for one in merged_form(SYSTEM, planned(world.untouched)) if ready.department in one.departments)
    return replace(ready, command=RecordAnswers(world.untouched.id, (Answer(own.key, PointResult.PASS),)))


@maker
def attach_photo(world: World) -> Ready:
    answered = record_answers(world)
    stored = store([PHOTOGRAPH], limit=len(PHOTOGRAPH))
    kept = keep_file(by(answered.account), KeepFile(stored.digest, stored.size, "photo", stored.media_type, "p.jpg"), answered.at)
    return replace(answered, command=AttachPhoto(world.untouched.id, answered.command.answers[0].question, kept.file))


@maker
def sign_record(world: World) -> Ready:
    ready = entered(world)
    for department in DEPARTMENTS:
        answer(world.untouched, department)
    return replace(ready, command=signature(world.untouched))


@maker
def record_results(world: World) -> Ready:
    ready = sign_record(world)
    do("sign_record", ready.command, ready.at, by(ready.account))
    return replace(ready, command=clean_results(world.untouched, "SCJG"))


@maker
def return_department(world: World) -> Ready:
    recorded = record_results(world)
    do("record_results", recorded.command, recorded.at, by(recorded.account))
    return Ready(ReturnDepartment(world.untouched.id, "SCJG", "请补充说明"), recorded.at)


@maker
def conclude_department(world: World) -> Ready:
    recorded = record_results(world)
    do("record_results", recorded.command, recorded.at, by(recorded.account))
    return Ready(ConcludeDepartment(world.untouched.id, "SCJG"), recorded.at)


@maker
def cancel_inspection(world: World) -> Ready:
    return Ready(CancelInspection(world.untouched.id, "企业停业"))


@maker
def draft_publication(world: World) -> Ready:
    concluded = conclude_department(world)
    done = do("conclude_department", concluded.command, concluded.at)
    return Ready(DraftPublication(done.inspection, done.department, done.sid, done.outcome, done.checked_at), concluded.at)


@maker
def publish_result(world: World) -> Ready:
    ready = draft_publication(world)
    return Ready(PublishResult(do("draft_publication", ready.command, ready.at).publication), ready.at)


@maker
def withdraw_publication(world: World) -> Ready:
    published = publish_result(world)
    do("publish_result", published.command, published.at)
    return Ready(WithdrawPublication(published.command.publication, "登错主体"), published.at)

"""The only place where events meet handlers: `Handler(event, use case, command of event, when it is wanted)`."""

from yicha.disclosure.actions.draft_publication import draft_publication
from yicha.disclosure.queries import publication
from yicha.disclosure.types import DraftPublication, PublicationWithdrawn, ResultPublished
from yicha.draws.types import DrawKind, DrawRun
from yicha.exchange.actions.map_check import map_check
from yicha.exchange.actions.reread_checks import reread_checks
from yicha.exchange.actions.tell_subscribers import tell_subscribers
from yicha.exchange.actions.withdraw_checks import withdraw_checks
from yicha.exchange.queries import is_subscribed
from yicha.exchange.types import MapCheck, RereadChecks, TellSubscribers, Topic, WithdrawChecks
from yicha.followups.actions.open_follow_ups import open_follow_ups
from yicha.followups.types import OPENS, OpenFollowUps
from yicha.imports.actions.finish_import import finish_import
from yicha.imports.actions.read_import import read_import
from yicha.imports.types import IN_BACKGROUND, CheckDigitWaived, FinishImport, ImportAsked, ImportOpened, ReadImport
from yicha.inspections.actions.drop_inspections import drop_inspections
from yicha.inspections.actions.open_inspections import open_inspections
from yicha.inspections.queries import inspections
from yicha.inspections.types import DepartmentConcluded, DropInspections, InspectionsOpened, OpenInspections, ResultCorrected
from yicha.items.actions.suggest_matches import suggest_matches
from yicha.items.types import CatalogueLoaded, ItemsPublished, SuggestMatches
from yicha.kernel.actor import SYSTEM
from yicha.kernel.outbox import Handler, wire
from yicha.levels.queries import upper_task
from yicha.levels.types import TaskReceived
from yicha.permits.actions.record_permit_check import record_permit_check
from yicha.permits.types import RecordPermitCheck
from yicha.planning.actions.merge_programme import merge_programme
from yicha.planning.actions.relieve_officer import relieve_officer
from yicha.planning.actions.run_replan import run_replan
from yicha.planning.actions.run_simulation import run_simulation
from yicha.planning.actions.staff_visits import staff_visits
from yicha.planning.queries import is_relief, programme
from yicha.planning.queries import visits as visits_of
from yicha.planning.types import (
    LatePlaced,
    MergeAsked,
    MergeProgramme,
    RelieveOfficer,
    ReplanAdopted,
    ReplanAsked,
    RunReplan,
    RunSimulation,
    SimulationAsked,
    StaffVisits,
    VisitsStaffed,
)
from yicha.subjects.actions.suggest_duplicates import suggest_duplicates
from yicha.subjects.types import DuplicatesAsked, SuggestDuplicates


def _draft(event: DepartmentConcluded) -> DraftPublication:
    return DraftPublication(event.inspection, event.department, event.sid, event.outcome, event.checked_at)


def _check(event: DepartmentConcluded) -> RecordPermitCheck:
    return RecordPermitCheck(event.sid, event.department, event.inspection, event.checked_at)


def _follow_up(event: DepartmentConcluded) -> OpenFollowUps:
    return OpenFollowUps(event.inspection, event.department, event.sid, event.outcome, event.checked_at)


def _take_back(event: PublicationWithdrawn) -> WithdrawChecks:
    return WithdrawChecks(event.inspection, event.department, event.reason, event.annulled)


def _published(event: ResultPublished) -> TellSubscribers:
    row = publication(SYSTEM, event.publication)
    return TellSubscribers(Topic.RESULT_PUBLISHED, row.region_path, event.about, ((row.department, (row.inspection,)),))


def _assigned(event: InspectionsOpened) -> TellSubscribers:
    """To each department the numbers of the inspections in which it has a part."""
    place = programme(SYSTEM, event.programme).region_path
    visits = [one.id for one in visits_of(SYSTEM, place, programme=event.programme)]
    numbers: dict[str, list[str]] = {}
    for row in inspections(SYSTEM, place, visits=visits):
        for part in row.tasks:
            numbers.setdefault(part.department, []).append(row.number)
    told = tuple((department, tuple(found)) for department, found in sorted(numbers.items()))
    return TellSubscribers(Topic.VISITS_ASSIGNED, place, event.about, told)


def _dispatched(event: TaskReceived) -> TellSubscribers:
    place = upper_task(SYSTEM, event.task).region_path
    return TellSubscribers(Topic.TASK_DISPATCHED, place, event.about, tuple((one, (event.number,)) for one in event.departments))


def _staffs(event: DrawRun) -> bool:
    """A draw of officers for a whole programme, not of one who comes instead of another."""
    return event.kind is DrawKind.OFFICERS and not is_relief(event.draw)


HANDLERS: list[Handler] = [
    Handler(MergeAsked, merge_programme, lambda event: MergeProgramme(event.draw, event.first_day, event.programme)),
    Handler(ReplanAsked, run_replan, lambda event: RunReplan(event.replan)),
    Handler(ReplanAdopted, drop_inspections, lambda event: DropInspections(event.programme), lambda event: bool(event.replaced)),
    Handler(LatePlaced, drop_inspections, lambda event: DropInspections(event.programme), lambda event: bool(event.withdrawn)),
    Handler(SimulationAsked, run_simulation, lambda event: RunSimulation(event.simulation)),
    Handler(DrawRun, staff_visits, lambda event: StaffVisits(event.draw), _staffs),
    Handler(DrawRun, relieve_officer, lambda event: RelieveOfficer(event.draw), lambda event: is_relief(event.draw)),
    Handler(VisitsStaffed, open_inspections, lambda event: OpenInspections(event.programme)),
    Handler(ImportOpened, read_import, lambda event: ReadImport(event.import_id), lambda event: event.size > IN_BACKGROUND),
    Handler(CheckDigitWaived, read_import, lambda event: ReadImport(event.import_id), lambda event: event.size > IN_BACKGROUND),
    Handler(ImportAsked, finish_import, lambda event: FinishImport(event.import_id)),
    Handler(DuplicatesAsked, suggest_duplicates, lambda event: SuggestDuplicates(event.region_path)),
    Handler(CatalogueLoaded, suggest_matches, lambda event: SuggestMatches(event.region_path, event.kind, event.system)),
    Handler(ItemsPublished, suggest_matches, lambda event: SuggestMatches(event.region_path, codes=event.codes)),
    Handler(DepartmentConcluded, draft_publication, _draft),
    Handler(DepartmentConcluded, record_permit_check, _check),
    Handler(DepartmentConcluded, map_check, lambda event: MapCheck(event.inspection, event.department)),
    Handler(ResultCorrected, reread_checks, lambda event: RereadChecks(event.inspection, event.department)),
    Handler(PublicationWithdrawn, withdraw_checks, _take_back, lambda event: event.was_public),
    Handler(ResultPublished, tell_subscribers, _published, lambda _: is_subscribed(Topic.RESULT_PUBLISHED)),
    Handler(InspectionsOpened, tell_subscribers, _assigned, lambda _: is_subscribed(Topic.VISITS_ASSIGNED)),
    Handler(TaskReceived, tell_subscribers, _dispatched, lambda _: is_subscribed(Topic.TASK_DISPATCHED)),
    Handler(DepartmentConcluded, open_follow_ups, _follow_up, lambda event: bool(OPENS[event.outcome])),
]

wire(HANDLERS)

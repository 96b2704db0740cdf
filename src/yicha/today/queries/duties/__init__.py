"""What waits for a person: gathered by permission, so that nobody is shown what he may not do."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from yicha.disclosure.types import DisclosurePermission
from yicha.draws.types import DrawPermission
from yicha.duties.types import DutyPermission
from yicha.engines.deadlines import urgency
from yicha.exchange.types import ExchangePermission
from yicha.followups.types import FollowUpPermission
from yicha.inspections.types import InspectionPermission
from yicha.items.types import ItemPermission
from yicha.kernel.types import KernelPermission
from yicha.levels.types import LevelPermission
from yicha.orgs.types import OrgPermission
from yicha.planning.types import PlanningPermission
from yicha.scenes.types import ScenePermission
from yicha.today.queries.desk import Desk
from yicha.today.queries.duties import (
    accounts,
    campaigns,
    ceremonies,
    conference,
    department,
    doors,
    enterprises,
    field,
    followups,
    items,
    levels,
    scenes,
    sharing,
)
from yicha.today.types import Row

Gatherer = Callable[[Desk], Iterable[Row]]
WAITING: Mapping[str, tuple[Gatherer, ...]] = {
    PlanningPermission.RETURN_PLAN: (conference.plans_missing,),
    PlanningPermission.ADOPT: (conference.plan_to_publish, conference.programme_next, conference.visits_without_visitors),
    PlanningPermission.CONSENT_UNPLANNED: (conference.filings,),
    PlanningPermission.APPROVE_CAMPAIGN: (campaigns.to_decide,),
    PlanningPermission.PUBLISH_CAMPAIGN: (campaigns.to_publish,),
    DrawPermission.SEAL: (ceremonies.held,),
    DrawPermission.COMMIT: (ceremonies.secrets,),
    DrawPermission.RECORD_BEACON: (ceremonies.second_typings,),
    DrawPermission.VOID: (ceremonies.voids,),
    PlanningPermission.FILE_PLAN: (department.plan,),
    PlanningPermission.GIVE_OPINION: (department.opinion,),
    InspectionPermission.NOTIFY: (
        department.urged,
        department.notices,
        department.visits_without_visitors,
        sharing.permit_checks,
    ),
    InspectionPermission.SIGN_FOR: (department.tasks,),
    InspectionPermission.CONCLUDE: (department.urged, department.results),
    FollowUpPermission.SETTLE: (followups.matters,),
    LevelPermission.REPORT: (levels.musters,),
    LevelPermission.RELEASE: (levels.silent,),
    LevelPermission.CLAIM: (levels.tasks,),
    DisclosurePermission.PUBLISH: (department.publications,),
    DisclosurePermission.WITHDRAW: (department.withdrawals,),
    OrgPermission.DECIDE_RECUSAL: (department.recusals,),
    InspectionPermission.DECIDE_OBJECTION: (enterprises.objected,),
    PlanningPermission.SCHEDULE: (enterprises.hours,),
    InspectionPermission.RECORD: (field.own,),
    ItemPermission.PUBLISH: (items.review,),
    ItemPermission.PROPOSE: (items.mend, sharing.new_items),
    ScenePermission.REVIEW: (scenes.review,),
    ScenePermission.PUBLISH: (scenes.publish,),
    ScenePermission.PROPOSE: (scenes.mend, scenes.offers),
    DutyPermission.STATE_CLAIM: (sharing.claims,),
    DutyPermission.DECIDE_DISPUTE: (sharing.decisions,),
    DutyPermission.SETTLE_CONFLICT: (sharing.conflicts,),
    DutyPermission.GIVE_OPINION: (sharing.drafts,),
    DutyPermission.FINISH_FOLLOW_UP: (sharing.follow_ups,),
    ItemPermission.ANSWER_LAW_TASK: (items.laws,),
    ItemPermission.GIVE_OPINION: (items.opinions,),
    ItemPermission.REGISTER_LAW_CHANGE: (items.laws_late,),
    OrgPermission.EXPORT: (accounts.exports_released,),
    OrgPermission.RELEASE_EXPORT: (accounts.exports_asked,),
    OrgPermission.DECIDE_REDACTION: (accounts.redactions_asked,),
    OrgPermission.APPOINT_WITNESS: (accounts.witnesses,),
    OrgPermission.APPROVE_POST: (accounts.posts_asked,),
    OrgPermission.APPROVE_PROGRAM: (doors.programs_named,),
    ExchangePermission.EXPLAIN: (sharing.differences, sharing.to_mend),
    ExchangePermission.BATCH: (sharing.to_carry,),
    ExchangePermission.ANSWER: (doors.receipts,),
    ExchangePermission.APPROVE_PARTNER: (doors.partners_named,),
    ExchangePermission.APPROVE_SUBSCRIPTION: (doors.subscriptions_named,),
    DisclosurePermission.WATCH: (doors.portal,),
    KernelPermission.RETRY_DEAD_LETTER: (accounts.letters,),
    OrgPermission.CONFIRM_LINK: (accounts.links,),
}
STARTED: Mapping[str, tuple[Gatherer, ...]] = {
    PlanningPermission.FILE_PLAN: (department.plans_on_their_way,),
    PlanningPermission.FILE_UNPLANNED: (department.filings_on_their_way,),
    PlanningPermission.ADOPT: (conference.opinions_asked,),
    DrawPermission.SEAL: (ceremonies.open_draws,),
    OrgPermission.PROPOSE_POST: (accounts.posts_proposed,),
}


def waiting(desk: Desk) -> list[Row]:
    """Those with least time left first; what has no clock last."""
    return sorted(_gathered(desk, WAITING), key=lambda row: urgency(row.clock))


def started(desk: Desk) -> list[Row]:
    """What this office set going and has not come to its end."""
    return sorted(_gathered(desk, STARTED), key=lambda row: urgency(row.clock))


def _gathered(desk: Desk, gatherers: Mapping[str, tuple[Gatherer, ...]]) -> Iterator[Row]:
    for permission, functions in gatherers.items():
        if desk.may(permission):
            for gather in functions:
                yield from gather(desk)

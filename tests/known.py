"""What a parameter of an address stands for: something that exists in the county of `tests/ready/`, and a twin that nobody has.

A parameter that is not listed here makes `tests/test_routes.py` fail: say where one of its things lives. Looked up by
"name of the route/parameter", then "room/parameter", then by the parameter alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.ready import subjects as ready
from tests.ready.disclosure import illustrated, marked, public, publish_result, written
from tests.ready.draws import frozen
from tests.ready.duties import ITEM, end_duty, heard, met, raised, reported, retire_resource, to_follow
from tests.ready.exchange import asked as share_asked
from tests.ready.exchange import built, differing, drafted, entered, named_system, told_system, unread, waiting
from tests.ready.exchange import proposed as named_above
from tests.ready.feedback import door_reported, petitioned, photographed, rated, shop_mark
from tests.ready.field import copied
from tests.ready.field import phone as open_phone
from tests.ready.field import photographed as sealed
from tests.ready.imports import GOOD
from tests.ready.inspections import registered_device
from tests.ready.levels import dispatched, named, subject_of
from tests.ready.permits import asked
from tests.ready.planning import answer_hours, approve_campaign, ask_simulation, file_unplanned, run_replan, spare_subject
from tests.ready.registers import LAW, loaded
from tests.ready.scenes import review_scene
from tests.ready.world import FILED, SID, World, do
from tests.things import (
    CONFLICTS,
    DELEGATIONS,
    DEPARTMENTS,
    DEVICES,
    DUTIES,
    MINUTES,
    OFFICER,
    OFFICERS,
    POLICIES,
    POOLS,
    REGIONS,
    RESOURCES,
    TOKEN,
    anchored,
    appointed,
    asked_export,
    asked_redaction,
    at_door,
    delegated,
    entered_in_urgency,
    filed,
    finished,
    first_draw,
    first_entry,
    given_away,
    going_up,
    held,
    help_asked,
    in_force,
    invitation,
    invited,
    law_task,
    led_by_its_clerk,
    lent,
    link,
    located,
    made_export,
    merged,
    moving,
    named_program,
    noticed,
    ordered,
    placed,
    proposed,
    proposed_item,
    published,
    recusal,
    shown_at_the_door,
    told,
    told_around,
    told_off_site,
    view,
)
from tools.routes import Route
from yicha.imports.testing import look_at
from yicha.imports.types import RegisterKind
from yicha.kernel.actor import Role
from yicha.kernel.testing import make_dead_letter
from yicha.orgs.testing import make_actor, officer_row
from yicha.planning.testing import PARTIES
from yicha.subjects.testing import subject_row

NONE_SUCH = 999_999_999


@dataclass(frozen=True)
class Known:
    """`unknown` makes the twin of what exists; None: it names no thing (a year, a page)."""

    exists: Callable[[World], Any]
    unknown: Callable[[Any], Any] | None


@dataclass
class Things:
    """All of them in one prepared county, always made in the order in which they are listed: whichever tests a process happens to get,
    they meet the same county, and a thing that cannot be made after those before it fails at once and everywhere.
    """

    world: World
    made: dict[Known, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for thing in dict.fromkeys(THINGS.values()):
            self.made[thing] = thing.exists(self.world)

    def address(self, one: Route, *, exists: bool) -> str:
        return one.to(self.values(one, exists=exists)) + QUERIES.get(one.name, "")

    def values(self, one: Route, *, exists: bool) -> dict[str, Any]:
        found = {}
        for parameter in one.converters:
            thing = known(one, parameter)
            found[parameter] = self.made[thing] if exists or thing.unknown is None else thing.unknown(self.made[thing])
        return found


# What some addresses want behind them.
QUERIES = {"planning:board_rows": "?what=doors"}


def known(one: Route, parameter: str) -> Known:
    return THINGS[key_of(one, parameter)]


def key_of(one: Route, parameter: str) -> str:
    for key in (f"{one.name}/{parameter}", f"{one.room}/{parameter}", parameter):
        if key in THINGS:
            return key
    raise LookupError(f"tests/known.py does not say what {parameter!r} of {one.name} is")


def names_things(one: Route) -> bool:
    return any(known(one, parameter).unknown is not None for parameter in one.converters)


def no_text(value: Any) -> str:
    """The last characters turned: it is as long and has the same form."""
    text = str(value)
    return text[:-4] + "".join(chr(ord("A") + (ord(letter) * 7 + 3) % 26) for letter in text[-4:])


def number(exists: Callable[[World], int]) -> Known:
    return Known(exists, lambda _: NONE_SUCH)


def text(exists: Callable[[World], str]) -> Known:
    return Known(exists, no_text)


def plain(value: Any) -> Known:
    """Nothing in the county: any value will do."""
    return Known(lambda _: value, None)


RECUSAL = number(recusal)
PLAN = number(lambda world: world.plan)
DRAW = number(frozen)
RESULT = number(lambda world: publish_result(world).command.publication)
PROPOSED = number(proposed)
FILING = number(lambda world: do("file_unplanned", file_unplanned(world).command).filing)
CAMPAIGN = number(lambda world: do("approve_campaign", approve_campaign(world).command).campaign)
SIMULATION = number(lambda world: do("ask_simulation", ask_simulation(world).command).simulation)
REPLAN = number(lambda world: do("run_replan", run_replan(world).command).replan)
PROPOSED_ITEM = text(proposed_item)
SUBJECTS_IMPORT = number(lambda _: look_at(GOOD))
OFFICERS_IMPORT = number(lambda _: look_at(OFFICERS, kind=RegisterKind.OFFICERS, actor=make_actor(Role.DEPARTMENT_CLERK)))
DEVICES_IMPORT = number(lambda _: look_at(DEVICES, kind=RegisterKind.DEVICES, actor=make_actor(Role.DEPARTMENT_CLERK)))
DUTIES_IMPORT = number(lambda _: look_at(DUTIES, kind=RegisterKind.DUTIES, actor=make_actor(Role.DATA_STEWARD)))
POOLS_IMPORT = number(lambda _: look_at(POOLS, kind=RegisterKind.POOLS, actor=make_actor(Role.DEPARTMENT_CLERK)))
DELEGATIONS_IMPORT = number(lambda _: look_at(DELEGATIONS, kind=RegisterKind.DELEGATIONS, actor=make_actor(Role.DEPARTMENT_HEAD)))
PLACE_IMPORTS = {
    kind.value: number(lambda _, content=content, kind=kind: look_at(content, kind=kind, actor=make_actor(Role.SYSTEM_ADMIN)))
    for kind, content in ((RegisterKind.DEPARTMENTS, DEPARTMENTS), (RegisterKind.REGIONS, REGIONS))
}
ROOM_IMPORTS = {
    kind.value: number(lambda _, content=content, kind=kind: look_at(content, kind=kind, actor=make_actor(Role.DEPARTMENT_CLERK)))
    for kind, content in (
        (RegisterKind.POLICIES, POLICIES),
        (RegisterKind.RESOURCES, RESOURCES),
        (RegisterKind.CONFLICTS, CONFLICTS),
        (RegisterKind.MINUTES, MINUTES),
    )
}
IMPORTS = {
    "subjects": SUBJECTS_IMPORT,
    "officers": OFFICERS_IMPORT,
    "devices": DEVICES_IMPORT,
    "duties": DUTIES_IMPORT,
    "pools": POOLS_IMPORT,
    "delegations": DELEGATIONS_IMPORT,
    **ROOM_IMPORTS,
    **PLACE_IMPORTS,
}
IMPORT_PAGES = ("page", "state", "errors", "confirm", "waive", "drop", "undo")
CASE = number(at_door(filed, 2))  # a door that the department leads
THINGS: dict[str, Known] = {
    "inspections:end_entrustment/department": text(given_away),  # before other things have made the visit begin
    "api/visit": number(lambda world: world.untouched.id),
    "api/sha": Known(lambda world: sealed(world, make_actor(Role.OFFICER, name=OFFICER))[1], lambda found: f"{found[:-4]}0000"),
    "api/number": plain(0),
    "api/paper": plain("联综查〔2026〕1号"),  # likewise
    "api/task": plain("610000-2026-LH-0007"),  # for programs alone, whose tests ask about strangers
    "phones/op": text(copied),
    "phones/lane": text(lambda world: open_phone(world).lane),
    "sid": text(lambda _: SID),
    "inspection": number(lambda world: world.untouched.id),
    "norms/code": plain("clock.unplanned_filing"),  # of the whole country: nobody is a stranger to it
    "portal/number": text(lambda _: first_draw().number),
    "portal/file": plain("manifest.json"),
    "portal/scene": text(in_force),
    "portal/sid": text(published),
    "portal:inquiry/sid": plain(SID),  # of whom nobody has heard the absence is proven
    "portal/code": text(shown_at_the_door),
    "year": plain(FILED),
    "disclosure/pk": RESULT,
    "disclosure/article": number(lambda world: written(world).article),
    "disclosure/picture": number(lambda world: marked(world).picture),
    "portal:picture/number": text(illustrated),
    "portal:picture/place": plain(1),
    "portal:document/number": plain("联综查〔2026〕1号"),
    "portal/dataset": text(lambda _: "results"),
    "portal:article/number": text(lambda world: public(world).number),
    "exchange/pk": number(going_up(built)),
    "exchange/resource": number(drafted),
    "exchange/difference": number(differing),
    "exchange/share": number(share_asked),
    "exchange/receipt": number(unread),
    "exchange/partner": number(named_above),
    "exchange/subscription": number(named_system),
    "exchange/message": number(told_system),
    "exchange:record/pk": number(going_up(lambda world: waiting(world).id)),
    "exchange:withdraw/pk": number(going_up(lambda world: waiting(world).id)),
    "exchange:mend/pk": number(going_up(lambda world: waiting(world).id)),
    "exchange:enter_measure/pk": number(going_up(lambda world: waiting(world).id)),
    "exchange:correct_measure/pk": number(going_up(entered)),
    "exchange:after_check/inspection": number(going_up(lambda world: waiting(world).inspection_id or 0)),
    "exchange/department": plain("SCJG"),
    "exchange/table": plain("punish_action"),
    "duties/item": text(lambda _: ITEM),
    "duties/duty": number(lambda world: end_duty(world).command.duty),
    "duties/dispute": number(raised),
    "duties/conflict": number(reported),
    "duties/policy": number(heard),
    "duties/department": text(lambda _: "XFJY"),
    "duties/minutes": number(met),
    "duties/follow_up": number(to_follow),
    "duties/resource": number(lambda world: retire_resource(world).command.resource),
    "followups/circular": number(told_around),
    "followups/follow_up": number(lambda world: ordered(world).follow_up),
    "levels/whistle": number(named),
    "levels/task": number(dispatched),
    "levels/subject": number(subject_of),
    "lookups/lookup_id": number(asked),
    "dossier/recusal": RECUSAL,
    "draws/pk": DRAW,
    "draws/token": text(invitation),
    "draws:full-bundle/pk": number(lambda _: first_draw().id),
    "draws:renew-invitation/pk": number(invited),
    "draws:renew-invitation/place": number(lambda _: len(PARTIES)),
    "subjects:arrival/sid": text(moving),
    "subjects:split/sid": text(merged),
    "subjects/other": text(lambda _: subject_row(2).sid),
    "subjects/pool": number(lambda world: do("publish_pool", ready.publish_pool(world).command).pool),
    "subjects/identifier": number(lambda world: do("add_identifier", ready.add_identifier(world).command).identifier),
    "subjects/tagging": number(lambda world: do("tag_subject", ready.tag_subject(world).command).tagging),
    "subjects/suspicion": number(lambda world: ready.dismiss_duplicate(world).command.suspicion),
    "firm/pk": number(noticed),
    "firm:papers/pk": number(told_off_site),
    "firm:rating/pk": number(lambda world: finished(world)[0]),
    "firm/result": number(lambda world: finished(world)[1]),
    "firm/order": number(lambda world: ordered(world).id),
    "feedback/rating": Known(at_door(rated, 3), lambda _: "6b6b6b6b-6b6b-4b6b-8b6b-6b6b6b6b6b6b"),
    "feedback/pk": number(at_door(petitioned, 1)),
    "feedback/report": number(photographed),
    "feedback:forward_report/report": number(door_reported),
    "portal:door/sid": text(lambda _: SID),
    "portal:door/mark": text(shop_mark),
    "today/notification": Known(told, lambda _: "6b6b6b6b-6b6b-4b6b-8b6b-6b6b6b6b6b6b"),
    "help/role": plain("officer"),
    "help/code": plain("LYG-4.3a"),
    "inspections:programme_progress/pk": number(lambda world: world.programme),
    "inspections:issue/inspection": number(led_by_its_clerk),
    "inspections:arrival/inspection": number(located),
    "inspections/inspection": number(lambda world: world.visited.id),
    "inspections:file_case/inspection": CASE,
    "inspections:archive/inspection": CASE,
    "inspections:decide_urgency/inspection": number(entered_in_urgency),
    "inspections/place": plain(1),
    "inspections/asked": number(help_asked),
    "inspections/department": plain("SCJG"),
    "inspections:end_entrustment/inspection": number(lambda world: world.untouched.id),
    "inspections/device": number(registered_device),
    "inspections/kind": Known(lambda _: "notice", lambda _: "letter"),
    "inspections/edition": plain(1),
    "orgs/job": number(lambda _: make_dead_letter("RuleBroken: 不予受理")),
    "orgs/department": plain("SCJG"),
    "orgs/username": text(lambda _: OFFICER),
    "portal/size": number(anchored),
    "orgs/program": number(named_program),
    "orgs/witness": number(appointed),
    "log/tile": Known(lambda world: f"0/{placed(world)}", lambda _: "0/999"),
    "orgs/tile": Known(placed, lambda _: "999"),
    "orgs/link": number(link),
    "orgs/cert_no": text(lambda _: officer_row(0).cert_no),
    "orgs/recusal": RECUSAL,
    "orgs/delegation": number(delegated),
    "orgs/export": number(asked_export),
    "orgs:save_export/export": number(made_export),
    "orgs/run": Known(first_entry, lambda _: uuid4()),
    "orgs/redaction": number(asked_redaction),
    "orgs/token": plain(TOKEN),
    "orgs/view": number(view),
    "orgs:approve_post/post": PROPOSED,
    "orgs:refuse_post/post": PROPOSED,
    "orgs:end_post/post": number(held),
    "orgs:end_substitution/post": number(lent),
    "planning/code": text(lambda _: "SCJG-I"),
    "items:law/pk": number(lambda _: do("register_law_change", LAW).law_change),
    "items/task": number(law_task),
    "items/entry": number(loaded),
    "items/code": text(lambda _: "SCJG-I"),
    "items:proposal/code": PROPOSED_ITEM,
    "items:publish/code": PROPOSED_ITEM,
    "items:give_back/code": PROPOSED_ITEM,
    "items:say/code": PROPOSED_ITEM,
    "items:urge/code": PROPOSED_ITEM,
    "place": plain(1),
    "scenes/pk": number(lambda world: review_scene(world).command.scene),
    "scenes/place": plain(0),
    **{f"imports:{kind}_{page}/pk": made for kind, made in IMPORTS.items() for page in IMPORT_PAGES},
    "planning/department": plain("SCJG"),
    "planning/pk": number(lambda world: world.draft),
    "planning/draw": DRAW,
    "planning:relieve/visit": number(lambda world: world.untouched.visit),
    "inspections:visit_of_plan/visit": number(lambda world: world.untouched.visit),
    "planning/line_id": text(lambda _: "SCJG-01"),
    "planning:hours/pk": number(lambda world: world.untouched.visit),
    "planning:answer_hours/pk": number(lambda world: answer_hours(world).command.visit),
    "planning:plan/pk": PLAN,
    "planning:return_plan/pk": PLAN,
    "planning:take_back_plan/pk": PLAN,
    "planning:line_count/pk": PLAN,
    "planning:plan_count/pk": PLAN,
    "planning:decide_unplanned/pk": FILING,
    "planning:plan_unplanned/pk": FILING,
    "planning:campaign/pk": CAMPAIGN,
    "planning:decide_campaign/pk": CAMPAIGN,
    "planning:publish_campaign/pk": CAMPAIGN,
    "planning:simulation/pk": SIMULATION,
    "planning:simulation_state/pk": SIMULATION,
    "planning:replans/pk": number(lambda world: world.programme),
    "planning:replan/pk": REPLAN,
    "planning:replan_state/pk": REPLAN,
    "planning:adopt_replan/pk": REPLAN,
    "planning:end_sparing/pk": number(lambda world: do("spare_subject", spare_subject(world).command).spared),
}

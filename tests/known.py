"""What a parameter of an address stands for: something that exists in the county of `tests/ready/`, and a twin that nobody has.

A parameter that is not listed here makes `tests/test_routes.py` fail: say where one of its things lives. Looked up by
"name of the route/parameter", then "room/parameter", then by the parameter alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from tests.acting import VISITED
from tests.ready import subjects as ready
from tests.ready.disclosure import public, publish_result, written
from tests.ready.draws import frozen, invite_participant
from tests.ready.duties import ITEM, end_duty, heard, met, raised, reported, retire_resource, to_follow
from tests.ready.exchange import asked as share_asked
from tests.ready.exchange import built, drafted, waiting
from tests.ready.exchange import proposed as named_above
from tests.ready.feedback import door_reported, petitioned, photographed, rated, shop_mark
from tests.ready.field import phone as open_phone
from tests.ready.field import photographed as sealed
from tests.ready.followups import sent
from tests.ready.imports import GOOD
from tests.ready.inspections import file_case, request_assistance
from tests.ready.levels import dispatched, named, subject_of
from tests.ready.permits import asked
from tests.ready.planning import answer_hours, approve_campaign, ask_simulation, file_unplanned, spare_subject
from tests.ready.registers import LAW, loaded, propose_items
from tests.ready.scenes import publish_scene, review_scene
from tests.ready.world import FILED, SID, World, account_of, by, do
from tools.routes import Route
from yicha.disclosure.queries import publications_of
from yicha.disclosure.testing import publish_results
from yicha.draws.queries import draws
from yicha.draws.types import DrawRow
from yicha.engines.ledger import KeyKind, VerifierKey
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.queries import records
from yicha.exchange.testing import match_items, name_subject
from yicha.exchange.types import MapCheck
from yicha.followups.queries import orders_of_subject
from yicha.followups.testing import after, delivered
from yicha.followups.types import OrderRow, ReportCorrection
from yicha.imports.testing import look_at
from yicha.imports.types import RegisterKind
from yicha.inspections.testing import PHOTOGRAPH, notify, planned
from yicha.items.queries import open_law_tasks
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.cosigning import anchor_today, daily_checkpoints
from yicha.kernel.ledger import sequence
from yicha.kernel.testing import NOW, REGION, Sql, run_sql
from yicha.kernel.uploads import upload
from yicha.orgs.actions.appoint_witness import appoint_witness
from yicha.orgs.actions.ask_export import ask_export
from yicha.orgs.actions.declare_recusal import declare_recusal
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.actions.issue_link import issue_link
from yicha.orgs.actions.propose_post import propose_post
from yicha.orgs.actions.save_view import save_view
from yicha.orgs.actions.substitute import substitute
from yicha.orgs.queries import kept_list
from yicha.orgs.testing import COUNTY, instrument, make_account, make_actor, make_post, make_region, officer_row
from yicha.orgs.types import AppointWitness, AskExport, DeclareRecusal, IssueLink, ProposePost, SaveView, Substitute, Taking
from yicha.planning.testing import PARTIES
from yicha.scenes.queries import scenes_in_force
from yicha.scenes.testing import TOMORROW
from yicha.subjects.testing import make_subjects, subject_row
from yicha.subjects.types import MergeSubjects, MoveOut, SubjectPermission

NONE_SUCH = 999_999_999
TOKEN = "t" * 43
OFFICER = account_of(officer_row(0).cert_no)


@dataclass(frozen=True)
class Known:
    """`unknown` makes the twin of what exists; None: it names no thing (a year, a page)."""

    exists: Callable[[World], Any]
    unknown: Callable[[Any], Any] | None


@dataclass
class Things:
    """What has been asked for in one prepared county, made once."""

    world: World
    made: dict[Known, Any] = field(default_factory=dict)

    def address(self, one: Route, *, exists: bool) -> str:
        return one.to(self.values(one, exists=exists)) + QUERIES.get(one.name, "")

    def values(self, one: Route, *, exists: bool) -> dict[str, Any]:
        found = {}
        for parameter in one.converters:
            thing = known(one, parameter)
            if thing not in self.made:
                self.made[thing] = thing.exists(self.world)
            found[parameter] = self.made[thing] if exists or thing.unknown is None else thing.unknown(self.made[thing])
        return found


# What some addresses want behind them.
QUERIES = {"planning:board_rows": "?what=doors"}


def known(one: Route, parameter: str) -> Known:
    for key in (f"{one.name}/{parameter}", f"{one.room}/{parameter}", parameter):
        if key in THINGS:
            return THINGS[key]
    raise LookupError(f"tests/known.py does not say what {parameter!r} of {one.name} is")


def names_things(one: Route) -> bool:
    return any(known(one, parameter).unknown is not None for parameter in one.converters)


def no_text(value: Any) -> str:
    """The last characters turned: it is as long and has the same form."""
    text = str(value)
    return text[:-4] + "".join(chr(ord("A") + (ord(letter) * 7 + 3) % 26) for letter in text[-4:])


def told_around(world: World) -> int:
    """What was found at the enterprise of these tests, and at two more."""
    ordered(world)
    return sent(replace(world, inspections=sorted(world.inspections, key=lambda row: planned(row).sid != VISITED)))


def filed(world: World) -> int:
    ready = file_case(world)
    do("file_case", ready.command, ready.at)
    return world.untouched.id


def at_door(exists: Callable[[World], Any], place: int) -> Callable[[World], Any]:
    """Made at a door of its own, counted from the last one of the department: each can be entered once only."""

    def made(world: World) -> Any:
        rows = [row for row in world.inspections if row.id != world.visited.id and planned(row).sid != VISITED]
        return exists(replace(world, inspections=rows[-place:]))

    return made


def going_up(exists: Callable[[World], Any]) -> Callable[[World], Any]:
    """With a record of what was found at the enterprise of these tests."""

    def made(world: World) -> Any:
        if not records(SYSTEM)[:1]:
            checked = ordered(world).inspection
            match_items()
            name_subject(VISITED, invented_uscc(1))
            do("map_check", MapCheck(checked, "SCJG"), NOW)
        return exists(world)

    return made


def number(exists: Callable[[World], int]) -> Known:
    return Known(exists, lambda _: NONE_SUCH)


def text(exists: Callable[[World], str]) -> Known:
    return Known(exists, no_text)


def plain(value: Any) -> Known:
    """Nothing in the county: any value will do."""
    return Known(lambda _: value, None)


OFFICERS = "执法证号,姓名,部门\nQHX1,张某,SCJG\n".encode()


def view(_: World) -> int:
    own = make_actor(Role.DEPARTMENT_CLERK, name=OFFICER)
    save_view(own, SaveView("items", "重点", "item_class=key"), NOW)
    return kept_list(own, "items").views[0].id


def proposed(_: World) -> int:
    make_account("proposed")
    return propose_post(SYSTEM, ProposePost("proposed", Role.DEPARTMENT_CLERK, COUNTY, "SCJG"), NOW).post


def proposed_item(world: World) -> str:
    do("propose_items", propose_items(world).command)
    return str(propose_items(world).command.rows[0].code)


def law_task(_: World) -> int:
    do("register_law_change", LAW)
    return open_law_tasks(SYSTEM, REGION, NOW)[0].id


def held(_: World) -> int:
    make_account("holder")
    return make_post("holder", Role.DEPARTMENT_CLERK)


def lent(_: World) -> int:
    for name in ("lender", "borrower"):
        make_account(name)
        make_post(name, Role.DEPARTMENT_CLERK)
    post = make_post("lender", Role.DEPARTMENT_HEAD)
    return substitute(SYSTEM, Substitute(post, "borrower", "出差", NOW, NOW + timedelta(days=9)), NOW).post


def link(_: World) -> int:
    make_account("locked-out")
    make_post("locked-out", Role.SYSTEM_ADMIN, department="")
    return issue_link(SYSTEM, IssueLink("locked-out", sha256(TOKEN.encode()).hexdigest(), drops_factor=False), NOW).link


def first_draw() -> DrawRow:
    return draws(SYSTEM, REGION)[0]


def published(world: World) -> str:
    return publish_results(world.inspections[1])[0].sid


def shown_at_the_door(world: World) -> str:
    notify(world.inspections[2])
    return world.inspections[2].code


def help_asked(world: World) -> int:
    asked = request_assistance(world)
    return int(do("request_assistance", asked.command, asked.at, by(asked.account)).request)


def led_by_its_clerk(world: World) -> int:
    return next(row.id for row in world.inspections if planned(row).lead == "SCJG")


def noticed(world: World) -> int:
    """A check at the enterprise of these tests, announced."""
    row = next(row for row in world.inspections if planned(row).sid == VISITED)
    notify(row)
    return row.id


def ordered(world: World) -> OrderRow:
    """The order that followed a check at the enterprise of these tests; somebody brought a photograph of what was put right."""
    if not orders_of_subject(SYSTEM, VISITED, NOW):
        row = next(row for row in world.inspections if planned(row).sid == VISITED)
        made, clerk = delivered(row), make_actor(Role.DEPARTMENT_CLERK)
        photo = upload(clerk, [PHOTOGRAPH], NOW, kind="photo", name="纱窗.png", limit=len(PHOTOGRAPH)).file
        do("report_correction", ReportCorrection(made, "已装好", (photo,), "李掌柜"), after(row, 5), clerk)
    return orders_of_subject(SYSTEM, VISITED, NOW)[0]


def finished(world: World) -> tuple[int, int]:
    """That check, and what was published of it."""
    ordered(world)
    row = next(row for row in world.inspections if planned(row).sid == VISITED)
    if not publications_of(SYSTEM, VISITED):
        publish_results(row)
    out = next(one for one in publications_of(SYSTEM, VISITED) if one.department == "SCJG")
    return row.id, out.id


def told(_: World) -> str:
    """A message to the officer."""
    values = ("5a5a5a5a-5a5a-4a5a-8a5a-5a5a5a5a5a5a", OFFICER, "有一件事", "请看", "/notices/", NOW.isoformat())
    run_sql(
        SYSTEM, Sql("INSERT INTO kernel_notification (id, recipient, title, text, link, at) VALUES (%s, %s, %s, %s, %s, %s)", values), NOW
    )
    return values[0]


def moving(_: World) -> str:
    """On its way to the county of these tests."""
    make_region("620798", "邻县")
    make_subjects(subject_row(77), region_path="62/6207/620798")
    return str(do("move_out", MoveOut(subject_row(77).sid, COUNTY, "迁址")).sid)


def merged(_: World) -> str:
    make_subjects(subject_row(78), subject_row(79))
    return str(do("merge_subjects", MergeSubjects(subject_row(78).sid, subject_row(79).sid, "同一户")).merged)


def in_force(world: World) -> str:
    """The code of a scene whose handbook everybody reads."""
    do("publish_scene", publish_scene(world).command)
    return scenes_in_force(SYSTEM, REGION, TOMORROW)[0].code


def delegated(_: World) -> int:
    return delegate_power(SYSTEM, instrument(), NOW).delegation


def invitation(world: World) -> str:
    """The link of somebody who was invited to a draw."""
    do("invite_participant", replace(invite_participant(world).command, invitation=sha256(TOKEN.encode()).hexdigest()))
    return TOKEN


def invited(world: World) -> int:
    """A draw with an invited party, the last in its list."""
    found: int = do("invite_participant", invite_participant(world).command).draw
    return found


def recusal(_: World) -> int:
    clerk = make_actor(Role.DEPARTMENT_CLERK)
    return declare_recusal(clerk, DeclareRecusal(officer_row(1).cert_no, SID, "近亲属"), NOW).recusal


def asked_export(_: World) -> int:
    taking = Taking("subjects", SubjectPermission.READ, "/subjects/export/", "全部", 1900)
    return ask_export(make_actor(Role.DATA_STEWARD, name="steward"), AskExport(taking, "交审计局"), NOW).export


def placed(_: World) -> str:
    """The ledger has an entry."""
    sequence()
    return "000.p/1"


def anchored(world: World) -> int:
    placed(world)
    anchor_today(NOW)
    return daily_checkpoints()[0].size


WITNESS = VerifierKey("justice.example", bytes(32), KeyKind.COSIGNATURE)


def appointed(_: World) -> int:
    return appoint_witness(SYSTEM, AppointWitness(str(WITNESS), "http://127.0.0.1:1"), NOW).witness


RECUSAL = number(recusal)
PLAN, FILING, DRAW, RESULT = (
    number(lambda world: world.plan),
    number(lambda world: do("file_unplanned", file_unplanned(world).command).filing),
    number(frozen),
    number(lambda world: publish_result(world).command.publication),
)


PROPOSED = number(proposed)
FILING = number(lambda world: do("file_unplanned", file_unplanned(world).command).filing)
CAMPAIGN = number(lambda world: do("approve_campaign", approve_campaign(world).command).campaign)
SIMULATION = number(lambda world: do("ask_simulation", ask_simulation(world).command).simulation)
PROPOSED_ITEM = text(proposed_item)
SUBJECTS_IMPORT = number(lambda _: look_at(GOOD))
OFFICERS_IMPORT = number(lambda _: look_at(OFFICERS, kind=RegisterKind.OFFICERS, actor=make_actor(Role.DEPARTMENT_CLERK)))
IMPORTS = {"subjects": SUBJECTS_IMPORT, "officers": OFFICERS_IMPORT}
IMPORT_PAGES = ("page", "state", "errors", "confirm", "waive", "drop", "undo")
CASE = number(at_door(filed, 1))
THINGS: dict[str, Known] = {
    "api/visit": number(lambda world: world.untouched.id),
    "api/sha": Known(lambda world: sealed(world, make_actor(Role.OFFICER, name=OFFICER))[1], lambda found: f"{found[:-4]}0000"),
    "api/number": plain(0),
    "phones/lane": text(lambda world: open_phone(world).lane),
    "sid": text(lambda _: SID),
    "inspection": number(lambda world: world.untouched.id),
    "portal/number": text(lambda _: first_draw().number),
    "portal/file": plain("manifest.json"),
    "portal/scene": text(in_force),
    "portal/sid": text(published),
    "portal:inquiry/sid": plain(SID),  # of whom nobody has heard the absence is proven
    "portal/code": text(shown_at_the_door),
    "username": text(lambda _: OFFICER),
    "link": number(link),
    "token": plain(TOKEN),
    "year": plain(FILED),
    "disclosure/pk": RESULT,
    "disclosure/article": number(lambda world: written(world).article),
    "portal:document/number": plain("连综查〔2026〕1号"),
    "portal/dataset": text(lambda _: "results"),
    "portal:article/number": text(lambda world: public(world).number),
    "exchange/pk": number(going_up(built)),
    "exchange/resource": number(drafted),
    "exchange/share": number(share_asked),
    "exchange/partner": number(named_above),
    "exchange:record/pk": number(going_up(lambda world: waiting(world).id)),
    "exchange:mend/pk": number(going_up(lambda world: waiting(world).id)),
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
    "firm:rating/pk": number(lambda world: finished(world)[0]),
    "firm/result": number(lambda world: finished(world)[1]),
    "firm/order": number(lambda world: ordered(world).id),
    "feedback/rating": Known(at_door(rated, 3), lambda _: "6b6b6b6b-6b6b-4b6b-8b6b-6b6b6b6b6b6b"),
    "feedback/pk": number(at_door(petitioned, 2)),
    "feedback/report": number(photographed),
    "feedback:forward_report/report": number(door_reported),
    "portal:door/sid": text(lambda _: SID),
    "portal:door/mark": text(shop_mark),
    "today/notification": Known(told, lambda _: "6b6b6b6b-6b6b-4b6b-8b6b-6b6b6b6b6b6b"),
    "help/role": plain("officer"),
    "help/code": plain("LYG-4.3a"),
    "inspections:programme_progress/pk": number(lambda world: world.programme),
    "inspections:issue/inspection": number(led_by_its_clerk),
    "inspections/inspection": number(lambda world: world.visited.id),
    "inspections:file_case/inspection": CASE,
    "inspections:archive/inspection": CASE,
    "inspections/place": plain(1),
    "inspections/asked": number(help_asked),
    "inspections/department": plain("SCJG"),
    "inspections/kind": Known(lambda _: "notice", lambda _: "letter"),
    "inspections/edition": plain(1),
    "orgs/username": text(lambda _: OFFICER),
    "portal/size": number(anchored),
    "orgs/witness": number(appointed),
    "log/tile": Known(lambda world: f"0/{placed(world)}", lambda _: "0/999"),
    "orgs/tile": Known(placed, lambda _: "999"),
    "orgs/link": number(link),
    "orgs/cert_no": text(lambda _: officer_row(0).cert_no),
    "orgs/recusal": RECUSAL,
    "orgs/delegation": number(delegated),
    "orgs/export": number(asked_export),
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
    "planning/line_id": text(lambda _: "SCJG-01"),
    "planning:hours/pk": number(lambda world: world.untouched.visit),
    "planning:answer_hours/pk": number(lambda world: answer_hours(world).command.visit),
    "planning:plan/pk": PLAN,
    "planning:return_plan/pk": PLAN,
    "planning:line_count/pk": PLAN,
    "planning:decide_unplanned/pk": FILING,
    "planning:plan_unplanned/pk": FILING,
    "planning:campaign/pk": CAMPAIGN,
    "planning:decide_campaign/pk": CAMPAIGN,
    "planning:publish_campaign/pk": CAMPAIGN,
    "planning:simulation/pk": SIMULATION,
    "planning:simulation_state/pk": SIMULATION,
    "planning:end_sparing/pk": number(lambda world: do("spare_subject", spare_subject(world).command).spared),
}

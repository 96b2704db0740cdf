"""What an enterprise says after a visit, and what becomes of it."""

import secrets
from uuid import UUID

from tests.ready.disclosure import publish_result
from tests.ready.inspections import conclude_department
from tests.ready.world import SID, Ready, World, do, maker
from yicha.disclosure.types import CorrectPublication
from yicha.feedback.queries import passer_by, sealed_ratings
from yicha.feedback.testing import problem, report
from yicha.feedback.types import (
    AnswerDoorReport,
    CloseDoorReport,
    DecidePetition,
    DepartmentRating,
    ForwardDoorReport,
    Grade,
    OpenRating,
    PetitionKind,
    RaisePetition,
    RateVisit,
)
from yicha.inspections.testing import PHOTOGRAPH, planned
from yicha.inspections.types import CorrectResult, Outcome
from yicha.kernel.actor import Actor, Role
from yicha.kernel.testing import NOW
from yicha.kernel.uploads import upload
from yicha.orgs.queries import seat
from yicha.orgs.testing import make_actor, make_department
from yicha.orgs.types import DepartmentKind
from yicha.planning.testing import owner
from yicha.subjects.queries import mark_of

JUSTICE = make_actor(Role.LEGAL_SUPERVISOR, "SFJ")


def _owner(world: World) -> Actor:
    return owner(planned(world.untouched).sid)


@maker
def rate_visit(world: World) -> Ready:
    concluded = conclude_department(world)
    do("conclude_department", concluded.command, concluded.at)
    command = RateVisit(world.untouched.id, (DepartmentRating("SCJG", Grade.GOOD, ("B6",)),))
    return Ready(command, concluded.at, _owner(world).department)


def rated(world: World) -> UUID:
    ready = rate_visit(world)
    do("rate_visit", ready.command, ready.at, _owner(world))
    return sealed_ratings(JUSTICE)[0].rating


@maker
def open_rating(world: World) -> Ready:
    return Ready(OpenRating(rated(world), "反映收受礼品"), department="SFJ")


@maker
def correct_result(world: World) -> Ready:
    concluded = conclude_department(world)
    do("conclude_department", concluded.command, concluded.at)
    return Ready(CorrectResult(world.untouched.id, "SCJG", Outcome.PENDING, "申诉成立"), concluded.at)


def published(world: World) -> Ready:
    ready = publish_result(world)
    do("publish_result", ready.command, ready.at)
    return ready


@maker
def correct_publication(world: World) -> Ready:
    ready = published(world)
    return Ready(CorrectPublication(ready.command.publication, Outcome.PENDING.value, "申诉成立"), ready.at)


@maker
def raise_petition(world: World) -> Ready:
    ready = published(world)
    command = RaisePetition(PetitionKind.APPEAL, ready.command.publication, "当天已经换过")
    return Ready(command, ready.at, _owner(world).department)


def petitioned(world: World) -> int:
    ready = raise_petition(world)
    return int(do("raise_petition", ready.command, ready.at, _owner(world)).petition)


@maker
def decide_petition(world: World) -> Ready:
    return Ready(DecidePetition(petitioned(world), uphold=False, reason="核实过"), account="deputy")


def _seated() -> None:
    """A house has a joint office, or nobody stands at its doors."""
    if not seat().region_path:
        make_department("LXB", kind=DepartmentKind.LEAD_OFFICE)


def shop_mark(_: World) -> str:
    _seated()
    return mark_of(SID)


def door_reported(world: World) -> int:
    _seated()
    return int(report(SID, address=secrets.token_hex(4)).report)


@maker
def report_problem(world: World) -> Ready:
    _seated()
    return Ready(problem(SID))


@maker
def forward_door_report(world: World) -> Ready:
    return Ready(ForwardDoorReport(door_reported(world), "XFJY"))


def forwarded(world: World) -> int:
    made = door_reported(world)
    do("forward_door_report", ForwardDoorReport(made, "SCJG"))
    return made


@maker
def answer_door_report(world: World) -> Ready:
    return Ready(AnswerDoorReport(forwarded(world), "已责令清理"))


@maker
def close_door_report(world: World) -> Ready:
    return Ready(CloseDoorReport(forwarded(world), "复查合格"))


def photographed(world: World) -> int:
    """A report with a photograph and a contact, held by the department of these tests."""
    at = NOW
    _seated()
    file = upload(passer_by(), [PHOTOGRAPH], at, kind="door", name="p.png", limit=len(PHOTOGRAPH)).file
    made = int(report(SID, address=secrets.token_hex(4), photos=(file,), contact="13900000000").report)
    do("forward_door_report", ForwardDoorReport(made, "SCJG"))
    return made

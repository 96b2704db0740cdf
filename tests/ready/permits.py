"""Permits, and what base registers are asked."""

from tests.ready.duties import ITEM
from tests.ready.world import SID, Ready, World, account_of, do, maker
from yicha.config.roles import ROLES
from yicha.kernel.actor import Actor, Role
from yicha.kernel.testing import NOW, REGION
from yicha.lookups.types import AskRegister, LookupStatus, NoteAnswer, PurposeKind, RegisterKind, TakeOver
from yicha.orgs.testing import officer_row
from yicha.permits.rules import sid_of
from yicha.permits.testing import permit_kind, permit_row
from yicha.permits.types import ReceivePermits, RecordPermitCheck

ASKED = AskRegister(RegisterKind.LEGAL_PERSON, SID, PurposeKind.DUTY, ITEM)
OFFICER = account_of(officer_row(0).cert_no)
ASKER = Actor(OFFICER, OFFICER, REGION, "SCJG", Role.DEPARTMENT_CLERK, permissions=ROLES[Role.DEPARTMENT_CLERK])


@maker
def define_permit_kind(world: World) -> Ready:
    return Ready(permit_kind(items=(ITEM,)))


@maker
def receive_permits(world: World) -> Ready:
    do("define_permit_kind", define_permit_kind(world).command)
    return Ready(ReceivePermits(REGION, "审批局", (permit_row(1),)))


@maker
def record_permit_check(world: World) -> Ready:
    do("receive_permits", receive_permits(world).command)
    return Ready(RecordPermitCheck(sid_of(permit_row(1)), "SCJG", world.visited.id, NOW))


@maker
def ask_register(world: World) -> Ready:
    return Ready(ASKED)


def asked(_: World) -> int:
    made: int = do("ask_register", ASKED, actor=ASKER).lookup
    return made


@maker
def note_answer(world: World) -> Ready:
    return Ready(NoteAnswer(asked(world), LookupStatus.FOUND), account=OFFICER)


@maker
def take_over(world: World) -> Ready:
    ready = note_answer(world)
    do("note_answer", ready.command, actor=ASKER)
    return Ready(TakeOver(ready.command.lookup, (("address", "幸福路8号"),)), account=OFFICER)

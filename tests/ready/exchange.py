"""What goes up to the levels above."""

from datetime import timedelta

from tests.ready.inspections import conclude_department
from tests.ready.world import Ready, World, do, maker
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.queries import batches, partners, records
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.testing import match_items, name_subject, receipt
from yicha.exchange.types import (
    ApprovePartner,
    BuildBatch,
    ConfirmBatch,
    EndPartner,
    MapCheck,
    MendRecord,
    NoteFailed,
    NoteSent,
    ProposePartner,
    RecordRow,
    Way,
)
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.testing import make_actor

PROPOSER = make_actor(Role.SECURITY_ADMIN, name="guard")


@maker
def map_check(world: World) -> Ready:
    concluded = conclude_department(world)
    done = do("conclude_department", concluded.command, concluded.at)
    match_items()
    name_subject(done.sid, invented_uscc(1))
    return Ready(MapCheck(done.inspection, done.department), concluded.at + timedelta(hours=1))


def waiting(world: World) -> RecordRow:
    known = list(records(SYSTEM)[:1])
    if not known:
        ready = map_check(world)
        do("map_check", ready.command, ready.at)
    return records(SYSTEM)[0]  # type: ignore[no-any-return]  # a row of a page


@maker
def mend_record(world: World) -> Ready:
    return Ready(MendRecord(waiting(world).id))


@maker
def build_batch(world: World) -> Ready:
    waiting(world)
    return Ready(BuildBatch(REGION, CHECKS))


def built(world: World) -> int:
    known = list(batches(SYSTEM)[:1])
    return known[0].id if known else int(do("build_batch", build_batch(world).command).batch)


@maker
def note_sent(world: World) -> Ready:
    return Ready(NoteSent(built(world)))


@maker
def take_receipt(world: World) -> Ready:
    built(world)
    return Ready(receipt(batches(SYSTEM)[0].number, accepted=[waiting(world).key]))


@maker
def note_failed(world: World) -> Ready:
    return Ready(NoteFailed(built(world), "对方答复 503"))


@maker
def confirm_batch(world: World) -> Ready:
    taken = take_receipt(world)
    return Ready(ConfirmBatch(do("take_receipt", taken.command).batch, held=True), NOW + timedelta(days=1))


@maker
def propose_partner(world: World) -> Ready:
    return Ready(ProposePartner(REGION, "省级平台", Way.API, "https://exchange.example.gov.cn/v1"))


def proposed(world: World) -> int:
    known = [one.id for one in partners(SYSTEM)]
    return known[0] if known else int(do("propose_partner", propose_partner(world).command, NOW, PROPOSER).partner)


@maker
def approve_partner(world: World) -> Ready:
    return Ready(ApprovePartner(proposed(world)))


@maker
def end_partner(world: World) -> Ready:
    return Ready(EndPartner(proposed(world), "换平台"))

"""What goes up to the levels above."""

from datetime import timedelta

from tests.ready.inspections import conclude_department
from tests.ready.world import Ready, World, do, maker
from yicha.engines.quality.tests.makers import invented_uscc
from yicha.exchange.queries import batches, records
from yicha.exchange.rules.layouts import CHECKS
from yicha.exchange.testing import match_items, name_subject, receipt
from yicha.exchange.types import BuildBatch, MapCheck, MendRecord, NoteSent, RecordRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import REGION


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

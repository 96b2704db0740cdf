"""What phones bring."""

from base64 import b64encode

from tests.ready.world import Ready, World, by, drawn, maker
from yicha.field.testing import Phone
from yicha.field.types import OpenLane, PinForms, QuarantineBytes, RecordFieldWork
from yicha.inspections.testing import notify, on_the_day
from yicha.kernel.actor import Actor


def first_officer(world: World) -> Actor:
    return by(drawn(world.untouched))


@maker
def open_lane(world: World) -> Ready:
    return Ready(OpenLane("a" * 32, None, "0.1.0", "field1-test"))


@maker
def quarantine_bytes(world: World) -> Ready:
    return Ready(QuarantineBytes("a" * 32, "unreadable", (b64encode(b"{").decode(),)))


@maker
def pin_forms(world: World) -> Ready:
    return Ready(PinForms({"F1@000000000000": {"q/1": "a"}}))


def phone(world: World) -> Phone:
    """Of an officer who was drawn for the visit that nobody has begun, on its day."""
    notify(world.untouched)
    found = Phone(first_officer(world), on_the_day(world.untouched))
    found.pull()
    return found


@maker
def record_field_work(world: World) -> Ready:
    held = phone(world)
    text = held.make(world.untouched.id, "arrive", body={"code": world.untouched.code})
    return Ready(RecordFieldWork(held.lane, str(world.untouched.id), (text,)), held.at, account=held.actor.id)

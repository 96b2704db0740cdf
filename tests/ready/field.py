"""What phones bring."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from tests.ready.world import Ready, World, by, do, drawn, maker
from yicha.field.testing import Phone
from yicha.field.types import (
    DecideReview,
    DeclareLost,
    ForceBacklog,
    HandInExport,
    KeepOriginal,
    OpenLane,
    PinForms,
    QuarantineBytes,
    RecordFieldBatch,
    RecordFieldWork,
    StoreChunk,
    Wipe,
)
from yicha.inspections.testing import PHOTOGRAPH, notify, on_the_day
from yicha.kernel.actor import Actor
from yicha.kernel.files import store


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
    found.pull(world.untouched.id)
    return found


@maker
def record_field_work(world: World) -> Ready:
    held = phone(world)
    text = held.make(world.untouched.id, "arrive", body={"code": world.untouched.code})
    return Ready(RecordFieldWork(held.lane, str(world.untouched.id), (text,)), held.at, account=held.actor.id)


@maker
def record_field_batch(world: World) -> Ready:
    ready = record_field_work(world)
    return replace(ready, command=RecordFieldBatch(ready.command.lane, (ready.command.visit,), ready.command.texts))


def photographed(world: World, who: Actor) -> tuple[Phone, str]:
    """A phone of who was drawn, and the digest of what he photographed; the office has the operation, not the bytes."""
    held = Phone(who, on_the_day(world.untouched))
    parts = [sha256(part).hexdigest() for part in (PHOTOGRAPH,)]
    body = {"file": parts[0], "parts": parts, "size": len(PHOTOGRAPH), "type": "image/png"}
    held.send(held.make(world.untouched.id, "photo", "p/none", body))
    return held, parts[0]


def copied(world: World) -> str:
    """The act of a photograph whose small copy is here and whose original is not."""
    held = phone(world)
    part, small = sha256(PHOTOGRAPH).hexdigest(), b64encode(PHOTOGRAPH).decode()
    text = held.make(
        world.untouched.id, "photo", "p/none", {"file": part, "parts": [part], "size": len(PHOTOGRAPH), "type": "image/png", "copy": small}
    )
    held.send(text)
    return str(json.loads(text)["id"])


@maker
def store_chunk(world: World) -> Ready:
    notify(world.untouched)
    held, file = photographed(world, first_officer(world))
    return Ready(StoreChunk(world.untouched.id, file, 0, b64encode(PHOTOGRAPH).decode()), held.at, account=held.actor.id)


@maker
def keep_original(world: World) -> Ready:
    ready = store_chunk(world)
    do("store_chunk", ready.command, ready.at, by(ready.account))
    kept = store([PHOTOGRAPH], limit=len(PHOTOGRAPH))
    command = KeepOriginal(world.untouched.id, ready.command.file, kept.digest, kept.size, kept.media_type)
    return Ready(command, ready.at, account=ready.account)


@maker
def decide_review(world: World) -> Ready:
    held = phone(world)
    text = held.make(world.untouched.id, "note", "n", {"v": "早到"})
    held.send(text)
    return Ready(DecideReview(world.untouched.id, (json.loads(text)["id"],), adopt=False, reason="没有开始"), held.at)


@maker
def force_backlog(world: World) -> Ready:
    held = phone(world)
    held.make(world.untouched.id, "note", "n", {"v": "丢了"})
    held.send(held.make(world.untouched.id, "note", "n", {"v": "等着"}))
    return Ready(ForceBacklog(held.lane), held.at + timedelta(days=6))


@maker
def declare_lost(world: World) -> Ready:
    return Ready(DeclareLost(phone(world).lane, Wipe.ERASE, "手机丢在路上"))


@maker
def hand_in_export(world: World) -> Ready:
    held = phone(world)
    text = held.make(world.untouched.id, "note", "n", {"v": "没有网"})
    return Ready(HandInExport(held.lane, (text,), held.sign([text])), held.at)

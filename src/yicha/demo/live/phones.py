"""手机记录: an officer under way has brought what the phone recorded without network; one thing of it waits for a person."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from yicha.demo.county.chance import Chance
from yicha.demo.live.pictures import picture
from yicha.demo.story import Story
from yicha.engines.fieldlog import canonical, fingerprint
from yicha.field.actions.keep_original import keep_original
from yicha.field.actions.open_lane import open_lane
from yicha.field.actions.pin_forms import pin_forms
from yicha.field.actions.record_field_work import record_field_work
from yicha.field.actions.store_chunk import store_chunk
from yicha.field.queries import packages
from yicha.field.types import KeepOriginal, OpenLane, Package, PinForms, RecordFieldWork, StoreChunk
from yicha.inspections.queries import inspections, site_record
from yicha.inspections.types import InspectionRow, InspectionStatus
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.files import store
from yicha.planning.queries import visit
from yicha.planning.types import VisitRow

CHUNK, LIMIT = 256 << 10, 1 << 20
ANSWERS = 3


@dataclass
class Handset:
    """A store of one officer that signs nothing here: what it sealed is taken as it lies."""

    story: Story
    who: Actor
    task: Package
    lane: str
    log: list[str] = field(default_factory=list)

    def seal(self, kind: str, path: str, body: Mapping[str, Any]) -> None:
        seq, at = len(self.log) + 1, self.story.steady.now.isoformat()
        said = {
            "v": 1,
            "id": sha256(f"{self.lane}{seq}".encode()).hexdigest()[:32],
            "lane": self.lane,
            "seq": seq,
            "prev": fingerprint(self.log[-1]) if self.log else "",
            "visit": self.task.id,
            "form": self.task.form,
            "kind": kind,
            "path": path,
            "base": [],
            "body": dict(body),
            "at": at,
            "mono": 0,
            "session": "demo",
            "seen": at,
            "gps": None,
        }
        self.log.append(canonical(said))


def bring_from_a_phone(story: Story) -> None:
    """Of the first joint visit that is under way and not signed, if there is one: by the visitor's department, if it takes part."""
    begun = [row for row in story.steady.read(lambda: inspections(SYSTEM, story.place)) if row.status is InspectionStatus.STARTED]
    for row in begun:
        planned = story.steady.read(partial(visit, SYSTEM, row.visit))
        if len(planned.departments) > 1 and not story.steady.read(partial(site_record, SYSTEM, row.id)):
            department = story.departments[0] if story.departments[0] in planned.departments else planned.lead
            _bring(story, row, planned, department)
            return


def _bring(story: Story, row: InspectionRow, planned: VisitRow, department: str) -> None:
    team = [one.cert_no for one in planned.officers if one.department == department]
    who = story.steady.read(lambda: story.people.officer(team[-1], story.steady.now))
    task = next(one for one in story.steady.read(lambda: packages(who, {}, story.steady.now)) if one.id == str(row.id))
    phone = Handset(story, who, task, sha256(row.number.encode()).hexdigest()[:32])
    story.steady.do(open_lane, who, OpenLane(phone.lane, _key(row.number), "demo", "field1-demo"))
    story.steady.do(pin_forms, who, PinForms({task.form: task.hashes}))
    _record(phone, department)


def _key(label: str) -> dict[str, str]:
    point = ec.derive_private_key(1 + Chance("phone", label).below(1 << 62), ec.SECP256R1()).public_key().public_numbers()
    x, y = (urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode() for number in (point.x, point.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def _record(phone: Handset, department: str) -> None:
    """Answers, a note and a photograph; and an answer to what another department asks, which somebody has to decide about."""
    asked = {path: one["depts"] for path, one in phone.task.plain["paths"].items() if path.startswith("q/")}
    own = [path for path, departments in asked.items() if department in departments]
    others = [path for path, departments in asked.items() if department not in departments]
    for path in own[:ANSWERS]:
        phone.seal("answer", path, {"v": "pass", "note": "", "value": ""})
    for path in others[:1]:
        phone.seal("answer", path, {"v": "fail", "note": "后门堆放纸箱，通道不足一米", "value": ""})
    phone.seal("note", "n", {"v": "地下室没有信号，先记在手机上"})
    content = picture(phone.task.id)
    name = sha256(content).hexdigest()
    bytes_ = {"file": name, "parts": [name], "size": len(content), "type": "image/jpeg"}
    phone.seal("photo", own[0].replace("q/", "p/", 1), {"n": 1, **bytes_, "after": "", "link": ""})
    do, who, pk = phone.story.steady.do, phone.who, int(phone.task.id)
    do(record_field_work, who, RecordFieldWork(phone.lane, phone.task.id, tuple(phone.log)))
    do(store_chunk, who, StoreChunk(pk, name, 0, b64encode(content).decode()))
    kept = store([content], limit=LIMIT)
    do(keep_original, who, KeepOriginal(pk, name, kept.digest, kept.size, kept.media_type))

"""What the worker does by the clock: take what departments' systems put into their folders, build batches of what waits,
carry them, take what comes back, ask once more; let what was accepted flow back; tell who subscribed; every night lay what departments say
beside the register.
"""

import json
import os
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yicha.exchange.actions.build_batch import build_batch
from yicha.exchange.actions.compare_sources import compare_sources
from yicha.exchange.actions.confirm_batch import confirm_batch
from yicha.exchange.actions.flow_back import flow_back
from yicha.exchange.actions.note_failed import note_failed
from yicha.exchange.actions.note_message import note_message
from yicha.exchange.actions.note_sent import note_sent
from yicha.exchange.actions.put_receipt_aside import put_receipt_aside
from yicha.exchange.actions.take_receipt import take_receipt
from yicha.exchange.actions.take_records import take_records
from yicha.exchange.queries import (
    awake_partners,
    batch,
    batch_file,
    drop_of,
    folder_of,
    partner_of,
    regions_compared,
    regions_flowing,
    regions_waiting,
    send_message,
    standings,
    subscriptions,
    to_carry,
    to_confirm,
    to_tell,
)
from yicha.exchange.queries.platform import Platform
from yicha.exchange.rules.drops import pieces, read_drop
from yicha.exchange.rules.receipts import read_receipt
from yicha.exchange.types import (
    BatchRow,
    BatchStatus,
    BuildBatch,
    CompareSources,
    ConfirmBatch,
    Drop,
    FlowBack,
    MessageRow,
    NoteFailed,
    NoteMessage,
    NoteSent,
    PartnerRow,
    PutReceiptAside,
    RecordsTaken,
    TakeReceipt,
    TakeRecords,
    Way,
)
from yicha.kernel.actor import SYSTEM, Actor
from yicha.kernel.clock import now
from yicha.kernel.jobs import CLOCK
from yicha.kernel.outbox import visibly
from yicha.kernel.outside import Away
from yicha.kernel.refusals import Refusal
from yicha.norms.queries import norms_in_force
from yicha.norms.types import NormCode
from yicha.orgs.queries import program_actors
from yicha.orgs.types import Scope

LARGEST = 32 * 1024 * 1024
PLAIN = re.compile(r"[A-Za-z0-9._-]{1,80}")


@app.periodic(cron="*/5 * * * *", periodic_id="exchange")
@app.task(queue=CLOCK, queueing_lock="exchange", pass_context=True)
@visibly
def exchange(context: JobContext, timestamp: int = 0) -> None:
    collect(now())
    push(now())
    flow(now())


def push(at: datetime) -> None:
    """Everything whose time it is. Without a partner rows wait for a person to build their batch."""
    for region_path, table in regions_waiting():
        if partner_of(region_path):
            build_batch(SYSTEM, BuildBatch(region_path, table), at)
    for partner in awake_partners(at):
        _BY[partner.way](partner, at)


def collect(at: datetime) -> None:
    """文件报送: what departments' own systems put into their folders; each file is answered by one of the same name."""
    for actor in program_actors(Scope.RECORDS, at.date()):
        for path in sorted(drop_of(actor.id, "in").glob("*.json")):
            _collect(actor, path, at)


def _collect(actor: Actor, path: Path, at: datetime) -> None:
    try:
        drop = read_drop(_content(path))
        done = [take_records(actor, TakeRecords(actor.region, actor.department, drop.table, rows), at) for rows in pieces(drop.rows)]
        told, kept = _receipt(actor, drop, done), "taken"
    except (Away, Refusal) as error:
        told, kept = {"error": str(error)}, "refused"
    name = _name_of(path)
    answer = path.stem if PLAIN.fullmatch(path.stem) else Path(name).stem
    _drop(drop_of(actor.id, "out"), answer, json.dumps(told, ensure_ascii=False) + "\n")
    path.rename(drop_of(actor.id, kept) / name)


def _receipt(actor: Actor, drop: Drop, done: Sequence[RecordsTaken]) -> dict[str, object]:
    """As the interface answers."""
    found = [one for rows in pieces(drop.rows) for one in standings(actor, drop.table, [row.number for row in rows])]
    rows = [
        {
            "number": one.number,
            "status": one.status.value,
            "reasons": [{"column": why.column, "reason": why.reason} for why in one.remarks],
        }
        for one in found
    ]
    counts = {name: sum(getattr(one, name) for one in done) for name in ("taken", "held", "unchanged")}
    return counts | {"later": [number for one in done for number in one.later], "rows": rows}


def flow(at: datetime) -> None:
    """回流: what the level above has accepted goes back to the lower levels."""
    for region_path in regions_flowing():
        flow_back(SYSTEM, FlowBack(region_path), at)


def _by_interface(partner: PartnerRow, at: datetime) -> None:
    networks = norms_in_force(partner.region_path, at.date()).text(NormCode.EXCHANGE_NETWORKS)
    platform = Platform(partner.address, tuple(networks.split()))
    for pk in [*to_carry(partner.region_path, at), *to_confirm(partner.region_path, at)]:
        try:
            _carry(platform, pk, at)
        except (Away, Refusal) as error:
            note_failed(SYSTEM, NoteFailed(pk, str(error)), at)
            if rests(partner, at):
                return


def rests(partner: PartnerRow, at: datetime) -> bool:
    found = partner_of(partner.region_path)
    return found is None or (found.rests_until is not None and found.rests_until > at)


def _carry(platform: Platform, pk: int, at: datetime) -> None:
    row = batch(SYSTEM, pk)
    said = platform.receipt(row.number, at)
    if row.status is BatchStatus.ANSWERED:
        confirm_batch(SYSTEM, ConfirmBatch(pk, held=said is not None), at)
        return
    if said is None:
        number, content = batch_file(SYSTEM, pk)
        said = platform.deliver(number, content.encode(), at)
        note_sent(SYSTEM, NoteSent(pk), at)
    if said.strip():
        _take(row.region_path, said, at)


def _take(region_path: str, said: bytes, at: datetime) -> None:
    receipt = read_receipt(said)
    take_receipt(SYSTEM, TakeReceipt(region_path, said.decode("utf-8-sig"), receipt), at)


@app.periodic(cron="20 3 * * *", periodic_id="crossing")
@app.task(queue=CLOCK, queueing_lock="crossing", pass_context=True)
@visibly
def crossing(context: JobContext, timestamp: int = 0) -> None:
    for region_path in regions_compared():
        compare_sources(SYSTEM, CompareSources(region_path), now())


@app.periodic(cron="* * * * *", periodic_id="webhooks")
@app.task(queue=CLOCK, queueing_lock="webhooks", pass_context=True)
@visibly
def webhooks(context: JobContext, timestamp: int = 0) -> None:
    tell(now())


def tell(at: datetime) -> None:
    """Every message whose time it is; of a system that has just begun to rest no further one."""
    resting: set[int] = set()
    for row in to_tell(at):
        if row.subscription not in resting and not _told(row, at):
            resting |= {one.id for one in subscriptions(SYSTEM) if one.rests_until is not None and one.rests_until > at}


def _told(row: MessageRow, at: datetime) -> bool:
    networks = norms_in_force(row.region_path, at.date()).text(NormCode.EXCHANGE_NETWORKS)
    try:
        send_message(row, tuple(networks.split()), at)
    except Away as error:
        note_message(SYSTEM, NoteMessage(row.id, str(error)), at)
        return False
    note_message(SYSTEM, NoteMessage(row.id), at)
    return True


def _by_file(partner: PartnerRow, at: datetime) -> None:
    silent = timedelta(hours=norms_in_force(partner.region_path, at.date()).whole(NormCode.FILE_SILENT_HOURS))
    for pk in to_carry(partner.region_path, at):
        if _wanted(partner, batch(SYSTEM, pk), at - silent):
            _drop(folder_of(partner.id, "out"), *batch_file(SYSTEM, pk))
            note_sent(SYSTEM, NoteSent(pk), at)
    for path in sorted(folder_of(partner.id, "in").glob("*.json")):
        _pick_up(partner, path, at)


def _wanted(partner: PartnerRow, row: BatchRow, before: datetime) -> bool:
    """Not dropped yet, or taken long ago without a word: who lost it gets the same bytes under the same number."""
    taken = not (folder_of(partner.id, "out") / f"{row.number}.json").exists()
    return row.status is BatchStatus.BUILT or (taken and row.sent_at is not None and row.sent_at <= before)


def _drop(folder: Path, number: str, content: str) -> None:
    """Whole or not at all: the gateway never sees half a batch."""
    draft = folder / f"{number}.part"
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / f"{number}.json")


def _pick_up(partner: PartnerRow, path: Path, at: datetime) -> None:
    """What cannot be read is put aside for a person, who is told; the others go on."""
    kept = folder_of(partner.id, "taken") / path.name
    try:
        _take(partner.region_path, _content(path), at)
    except (Away, Refusal) as error:
        kept = folder_of(partner.id, "refused") / _name_of(path)
        name = os.fsencode(path.name).decode("utf-8", "replace").replace("\0", "")
        put_receipt_aside(SYSTEM, PutReceiptAside(partner.id, name, kept.name, str(error)), at)
    path.rename(kept)


def _name_of(path: Path) -> str:
    """Of its own for each file, and nothing that a stranger wrote."""
    plain = not path.is_symlink() and path.is_file() and path.stat().st_size <= LARGEST
    said = os.fsencode(path.name) + b"\0" + (path.read_bytes() if plain else b"")
    return f"{sha256(said).hexdigest()[:32]}.json"


def _content(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        raise Away("不是普通文件，或文件过大")
    return path.read_bytes()


_BY = {Way.API: _by_interface, Way.FILE: _by_file}

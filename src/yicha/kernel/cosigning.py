"""Our side of c2sp.org/tlog-witness: bring each new checkpoint to the witnesses, keep what they sign and what they refuse.

Nothing here can make a witness sign. What a witness says is believed only if its signature holds; what it refuses is kept, because a
log that was set back to yesterday's copy learns it here: the witness has seen more entries than there are.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from http.client import HTTPResponse as Answered
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener
from urllib.request import Request as Asked

from django.db.models import Count
from django.utils.timezone import localdate

from yicha.engines.ledger import NoteError, Request, Verdict, VerifierKey, cosigners_of, parse_note
from yicha.kernel.actions.anchor_checkpoint import anchor_checkpoint
from yicha.kernel.actor import SYSTEM
from yicha.kernel.events import Event, name_of
from yicha.kernel.jurisdiction import absent
from yicha.kernel.ledger import LOGS, MAIN, Log, prove_consistency
from yicha.kernel.models import Checkpoint, Cosignature, Entry, Leaf, Witness, WitnessSetback
from yicha.kernel.types import AnchorCheckpoint, CheckpointAnchored

SECONDS = 5
REST = timedelta(minutes=5)  # a witness that does not answer is left alone so long: others wait for the same worker
MOST = 64 * 1024
SILENT = 0
DIGITS = 18


@dataclass(frozen=True)
class Reply:
    """`status` 0: nobody answered, and `text` says why."""

    status: int
    text: str


Post = Callable[[str, bytes], Reply]


class _Stay(HTTPRedirectHandler):
    """A witness answers itself; who is sent elsewhere could be sent into the site's own network."""

    def redirect_request(self, *_: Any) -> None:
        return None


def post(url: str, body: bytes) -> Reply:
    """To a witness; every failure of the network is an answer too."""
    asked = Asked(f"{url.rstrip('/')}/add-checkpoint", body, {"Content-Type": "text/plain; charset=utf-8"})  # noqa: S310 `appoint_witness` admits http and https
    try:
        with _answer(asked) as answer:
            return Reply(answer.status or SILENT, _text(answer).decode(errors="replace"))
    except (OSError, HTTPException, ValueError) as error:
        return Reply(SILENT, f"{type(error).__name__}: {error}")


def _answer(asked: Asked) -> Answered | HTTPError:
    """A refusal is an answer with a body, too."""
    try:
        answer: Answered = build_opener(_Stay).open(asked, timeout=SECONDS)
    except HTTPError as refused:
        return refused
    return answer


def _text(answer: Answered | HTTPError) -> bytes:
    """Piece by piece and not for ever: a witness that trickles keeps the others waiting."""
    end, found = monotonic() + SECONDS, b""
    while len(found) < MOST and (piece := answer.read1(MOST - len(found))):
        found += piece
        if monotonic() > end:
            raise TimeoutError("the answer does not end")
    return found


def ask_witnesses(at: datetime, send: Post = post) -> int:
    """Bring the present checkpoints to every witness in office. Returns how many cosignatures came of it."""
    head = Checkpoint.objects.order_by("-size").first()
    if head is None:
        return 0
    witnesses = Witness.objects.filter(ended_at=None).order_by("pk")
    return sum(_ask(_Errand(witness, log, head, at, send)) for witness in witnesses for log in LOGS)


@dataclass(frozen=True)
class _Errand:
    witness: Witness
    log: Log
    head: Checkpoint
    at: datetime
    send: Post

    @property
    def note(self) -> str:
        return str(getattr(self.head, self.log.note))

    def ask(self, old: int) -> Reply:
        proof = prove_consistency(old, self.head.size, self.log) if old else ()
        return self.send(self.witness.url, Request(old, proof, self.note).write().encode())


def _ask(errand: _Errand) -> bool:
    newest = errand.witness.cosignatures.filter(log=errand.log.name_end).order_by("-size").first()
    old = newest.size if newest and newest.size <= errand.head.size else 0  # a log that was cut short lets the witness say so
    if old == errand.head.size or _rests(errand):
        return False
    reply = errand.ask(old)
    held = _held(reply)
    if held is not None and held != old and held <= errand.head.size:
        reply = errand.ask(held)
    line = _cosignature(errand, reply)
    if line is None:
        _note_setback(errand, reply)
        return False
    made = {"witness": errand.witness, "log": errand.log.name_end, "size": errand.head.size}
    return Cosignature.objects.get_or_create(**made, defaults={"line": line, "at": errand.at})[1]


def _rests(errand: _Errand) -> bool:
    last = errand.witness.setbacks.order_by("-at", "-pk").first()
    return last is not None and last.status == SILENT and timedelta() <= errand.at - last.at < REST


def _held(reply: Reply) -> int | None:
    """The size that a witness in conflict says it holds."""
    text = reply.text.strip()
    good = reply.status == Verdict.CONFLICT and text.isascii() and text.isdecimal() and len(text) <= DIGITS
    return int(text) if good else None


def _cosignature(errand: _Errand, reply: Reply) -> str | None:
    """The witness's own line, verified; whatever else it sent is dropped."""
    if reply.status != Verdict.COSIGNED:
        return None
    key = VerifierKey.parse(errand.witness.key)
    try:
        signed = parse_note(errand.note + reply.text).signed_by(key)
    except NoteError:
        return None
    return signed.line() if signed else None


def _note_setback(errand: _Errand, reply: Reply) -> None:
    said = _said(errand, reply)[:300].replace("\0", "")
    signed = errand.witness.cosignatures.filter(log=errand.log.name_end).order_by("-size").first()
    since = errand.witness.setbacks.filter(log=errand.log.name_end, at__gte=signed.at if signed else errand.witness.since)
    last = since.order_by("-at", "-pk").first()
    if reply.status == SILENT or last is None or (last.status, last.said) != (reply.status, said):
        found = {"witness": errand.witness, "log": errand.log.name_end, "size": errand.head.size}
        WitnessSetback.objects.create(**found, status=reply.status, said=said, at=errand.at)


def _said(errand: _Errand, reply: Reply) -> str:
    held = _held(reply)
    if held is not None and held > errand.head.size:
        return f"见证人见过 {held} 条，本库只有 {errand.head.size} 条"
    if reply.status == Verdict.COSIGNED:
        return "见证签名无法核实"
    return reply.text.strip()


def anchor_today(at: datetime) -> None:
    """Once a local day. Nothing to do before the first entry was placed."""
    if Checkpoint.objects.exists():
        anchor_checkpoint(SYSTEM, AnchorCheckpoint(), at, key=f"day:{localdate(at)}")


@dataclass(frozen=True)
class DailyCheckpoint:
    """A checkpoint that stands in both logs and is printed."""

    at: datetime
    size: int
    note: str
    twin_note: str


def daily_checkpoints(limit: int = 30) -> list[DailyCheckpoint]:
    """The newest first."""
    rows = Entry.objects.filter(event=name_of(CheckpointAnchored)).order_by("-at").values_list("at", "payload__text")[:limit]
    return [DailyCheckpoint(at, **json.loads(text)) for at, text in rows if text]


def daily_checkpoint(size: int) -> DailyCheckpoint:
    """NotFound unless that size was anchored on some day."""
    rows = Entry.objects.filter(event=name_of(CheckpointAnchored), payload__text__contains=f'"size":{size},').order_by("-at")
    found = (DailyCheckpoint(at, **json.loads(text)) for at, text in rows.values_list("at", "payload__text") if text)
    return next((day for day in found if day.size == size), None) or absent()


@dataclass(frozen=True)
class WitnessLine:
    """A witness for the public: how far it cosigned the log, and when last. `ended_at`: no longer in office."""

    name: str
    size: int
    cosigned_at: datetime | None
    ended_at: datetime | None


def witness_lines() -> list[WitnessLine]:
    """Those in office first, then former ones: what they cosigned still holds."""
    rows = sorted(Witness.objects.order_by("since", "pk"), key=lambda row: row.ended_at is not None)
    return [_line(row) for row in rows]


def _line(row: Witness) -> WitnessLine:
    return _line_of(row, row.cosignatures.filter(log=MAIN.name_end).order_by("-size").first())


def _line_of(row: Witness, signed: Cosignature | None) -> WitnessLine:
    size, at = (signed.size, signed.at) if signed else (0, None)
    return WitnessLine(VerifierKey.parse(row.key).name, size, at, row.ended_at)


@dataclass(frozen=True)
class Seen:
    """An entry is number `place` of the log, counted from 1. `witnesses`: each that vouches for it, by its first cosignature that does."""

    place: int
    witnesses: tuple[WitnessLine, ...]


def seen(event: type[Event], about: str) -> Seen | None:
    """The newest such entry about one thing; None as long as it waits for its place."""
    leaf = Leaf.objects.filter(entry__event=name_of(event), entry__about=about).order_by("-index").first()
    if leaf is None:
        return None
    found = Cosignature.objects.filter(log=MAIN.name_end, size__gt=leaf.index).select_related("witness").order_by("witness", "size")
    return Seen(leaf.index + 1, tuple(_line_of(one.witness, one) for one in found.distinct("witness")))


def witness_keys() -> tuple[str, ...]:
    """Of the witnesses in office, as they stand in what is to be verified later."""
    return tuple(Witness.objects.filter(ended_at=None).order_by("pk").values_list("key", flat=True))


def vouching_size(place: int, witnesses: Collection[str], quorum: int) -> int | None:
    """Of the earliest checkpoint over this leaf that so many of these witnesses cosigned; it stays the same from then on."""
    if not quorum:
        return Checkpoint.objects.filter(size__gt=place).order_by("size").values_list("size", flat=True).first()
    signed = Cosignature.objects.filter(log=MAIN.name_end, size__gt=place, witness__key__in=witnesses).values("size")
    enough = signed.annotate(count=Count("witness", distinct=True)).filter(count__gte=quorum)
    return enough.order_by("size").values_list("size", flat=True).first()


def witnessed(note: str, log: Log = MAIN) -> str:
    """A checkpoint of ours with the lines of all who cosigned it, ready to be kept, printed or verified."""
    size = int(note.split("\n")[1])
    lines = Cosignature.objects.filter(log=log.name_end, size=size).order_by("witness_id").values_list("line", flat=True)
    return note + "".join(lines)


def cosigned_by(note: str, log: Log = MAIN) -> dict[str, int]:
    """Who cosigned it, and when (seconds since 1970): verified once more, by the keys of all who ever were in office."""
    keys = [VerifierKey.parse(key) for key in Witness.objects.order_by("pk").values_list("key", flat=True)]
    return cosigners_of(witnessed(note, log), keys)

"""The audit trail: how an entry is written, and how it is read by those who may."""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from yicha.kernel.actor import Actor
from yicha.kernel.events import canonical
from yicha.kernel.jurisdiction import within
from yicha.kernel.models import Entry, Leaf, Payload

SAID = ("actor", "stands_in_for", "role", "region", "department", "use_case", "event", "about", "clause", "command_digest")
COLUMNS = ", ".join(("run", "cause", "at", *SAID, "key", "body", "xact"))
APPEND = f"""
INSERT INTO kernel_payload (entry_id, salt, text)
    SELECT run, decode(salt, 'hex'), text FROM json_to_recordset(%s) AS said (run uuid, salt text, text text);
INSERT INTO kernel_entry ({COLUMNS})
    SELECT {COLUMNS} FROM json_to_recordset(%s) AS said (run uuid, cause uuid, at timestamptz, {" text, ".join(SAID)} text, key text,
        body text, xact bigint);
INSERT INTO kernel_unsequenced (entry_id) SELECT value::uuid FROM json_array_elements_text(%s)
"""  # noqa: S608 names of our own columns


def write(entry: Entry, command: str, payload: Any, of_each: Sequence[tuple[Entry, Any]] = ()) -> None:
    """Entry, payload and the ledger's ticket. The entry comes last but one: with it the guard closes.

    Every use case does this, so all three go in one round trip and past the ORM, which took as long as the database. What an act says of
    each of several aggregates (entry and payload) goes with them, in the same three statements; what was asked stands with the act itself,
    whose run they name.
    """
    said = [(entry, sealed(entry, command, payload)), *((one, sealed(one, str(entry.run), plain)) for one, plain in of_each)]
    payloads = [{"run": str(one.run), "salt": bytes(kept.salt or b"").hex(), "text": kept.text} for one, kept in said]
    heads = [_head(one) for one, _ in said]
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [canonical(rows) for rows in (payloads, heads, [str(one.run) for one, _ in said])])


def _head(entry: Entry) -> dict[str, Any]:
    found = {name: getattr(entry, name) for name in (*SAID, "key", "body", "xact")}
    return found | {"run": str(entry.run), "cause": str(entry.cause) if entry.cause else None, "at": entry.at.isoformat()}


def sealed(entry: Entry, command: str, payload: Any) -> Payload:
    """What the event said, under a salt of its own; the entry is given the text that the ledger hashes. Nothing is stored yet."""
    salt, text = secrets.token_bytes(16), canonical(payload)
    entry.command_digest = salted(salt, command)
    said = {name: getattr(entry, name) for name in SAID} | {"at": entry.at.isoformat(), "run": str(entry.run)}
    if entry.cause:
        said["cause"] = str(entry.cause)
    if entry.key is not None:
        said["key_digest"] = salted(entry.run.bytes, entry.key)  # not with the payload's salt, which may be taken out
    entry.body = canonical(said | {"payload_digest": salted(salt, text)})
    return Payload(entry_id=entry.run, salt=salt, text=text)


def salted(salt: bytes, text: str) -> str:
    """So that nobody can guess what was taken out by trying names."""
    return "sha256:" + hashlib.sha256(salt + text.encode()).hexdigest()


def payload(run: UUID) -> Mapping[str, Any]:
    text = Payload.objects.values_list("text", flat=True).get(entry=run)
    if text is None:
        raise LookupError(f"the payload of {run} has been taken out")
    plain: Mapping[str, Any] = json.loads(text)
    return plain


@dataclass(frozen=True)
class TrailRow:
    run: UUID
    cause: UUID | None
    at: datetime
    actor: str
    stands_in_for: str
    department: str
    use_case: str
    event: str
    about: str
    clause: str
    role: str
    payload: Mapping[str, Any] | None  # None: taken out


def history(actor: Actor, about: str) -> list[TrailRow]:
    """What was done to one aggregate by people of the actor's jurisdiction, oldest first. Callers check that it may see `about`."""
    entries = within(actor, Entry.objects.filter(about=about), "region") | Entry.objects.filter(about=about, region="")
    return [row_of(entry) for entry in entries.select_related("payload").order_by("at", "xact", "run")]


def histories(actor: Actor, abouts: Collection[str]) -> list[TrailRow]:
    """As `history`, of several aggregates at once: one query."""
    entries = within(actor, Entry.objects.filter(about__in=abouts), "region") | Entry.objects.filter(about__in=abouts, region="")
    return [row_of(entry) for entry in entries.select_related("payload").order_by("at", "xact", "run")]


def latest_entries(abouts: Collection[str]) -> dict[str, UUID]:
    """What was done last to each aggregate: its run. One query; an aggregate without entry is not there."""
    found = Entry.objects.filter(about__in=abouts).order_by("about", "-at", "-xact", "-run").distinct("about")
    return dict(found.values_list("about", "run"))


def places(runs: Collection[UUID]) -> dict[UUID, int]:
    """Where entries stand in the ledger; one that is not sequenced yet is not there."""
    return dict(Leaf.objects.filter(entry__in=runs).values_list("entry", "index"))


def row_of(entry: Entry) -> TrailRow:
    text = entry.payload.text
    plain = None if text is None else json.loads(text)
    who = (entry.actor, entry.stands_in_for, entry.department)
    what = (entry.use_case, entry.event, entry.about, entry.clause, entry.role)
    return TrailRow(entry.run, entry.cause, entry.at, *who, *what, payload=plain)


@dataclass(frozen=True)
class Act:
    """One thing that somebody did himself: what, about what, when, by which clause."""

    event: str
    about: str
    clause: str
    at: datetime


def acts_of(account: str, since: datetime, without: Collection[str] = ()) -> QuerySet[Entry]:
    """What an account did itself since a moment, the newest first; neither what followed from it, nor events of these names."""
    found = Entry.objects.filter(actor=account, at__gte=since, cause=None)
    for name in without:
        found = found.exclude(event__endswith=f".{name}")
    return found.order_by("-at", "-run")


def acts(found: Iterable[Entry]) -> list[Act]:
    return [Act(entry.event, entry.about, entry.clause, entry.at) for entry in found]

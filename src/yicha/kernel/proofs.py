"""What the ledger has about one thing, with all that an outsider needs to see that it has it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from yicha.kernel.cosigning import vouching_size, witnessed
from yicha.kernel.events import Event, name_of
from yicha.kernel.ledger import prove_inclusion
from yicha.kernel.models import Entry
from yicha.kernel.trail import places
from yicha.kernel.types import PersonalRead


@dataclass(frozen=True)
class Proven:
    """An entry as it was hashed (`body`), what its event said (`payload` under `salt`, both empty if taken out), and its place: the leaf
    `index` and the `hashes` of RFC 9162 up to the root of `checkpoint`. Bytes are lower-case hex.
    """

    body: str
    salt: str
    payload: str
    index: int
    hashes: tuple[str, ...]
    checkpoint: str


def proven(about: str) -> list[Proven]:
    """What was done about it, not who looked at it; oldest first. NotFound as long as one of the entries waits for its place.

    Whoever asks has checked that the actor may see `about`.
    """
    done = Entry.objects.filter(about=about).exclude(event=name_of(PersonalRead))
    return [_proven(entry) for entry in done.select_related("payload").order_by("at", "xact", "run")]


def vouched(event: type[Event], about: str, witnesses: Collection[str], quorum: int) -> list[Proven]:
    """As `proven`, of one kind of entry: each under the earliest checkpoint that so many of these witnesses (their keys) cosigned, with
    what they signed. An entry that waits for its place, or for them, is not there.
    """
    done = Entry.objects.filter(event=name_of(event), about=about).select_related("payload").order_by("at", "xact", "run")
    place = places([entry.run for entry in done])
    sizes = [(entry, vouching_size(place[entry.run], witnesses, quorum)) for entry in done if entry.run in place]
    found = [_proven(entry, size) for entry, size in sizes if size is not None]
    return [replace(one, checkpoint=witnessed(one.checkpoint)) for one in found]


def _proven(entry: Entry, size: int | None = None) -> Proven:
    said, found = entry.payload, prove_inclusion(entry.run, size=size)
    salt = "" if said.salt is None else bytes(said.salt).hex()
    return Proven(found.body, salt, said.text or "", found.index, tuple(one.hex() for one in found.hashes), found.checkpoint)

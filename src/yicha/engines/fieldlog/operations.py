"""One act of an officer, as the exact text that his phone sealed."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Any, Never

LONGEST = 64 * 1024
"""Bytes of one text: a film of 200 MB names the fingerprints of 800 parts."""
MOST_BASES = 64
LARGEST = 2**53 - 1
ID = re.compile(r"[0-9a-f]{32}")
DIGEST = re.compile(r"[0-9a-f]{64}")
PREV = re.compile(r"([0-9a-f]{64})?")
Fits = Callable[[Any], bool]


class Kind(StrEnum):
    """What an officer can do without network."""

    ANSWER = "answer"
    PHOTO = "photo"
    VOID = "void"
    NOTE = "note"
    ARRIVE = "arrive"
    SIGN = "sign"
    REFUSE_SIGN = "refuse_sign"
    CONCLUDE = "conclude"
    ORDER = "order"
    HELP = "help"


VALUES = frozenset({Kind.ANSWER, Kind.PHOTO, Kind.VOID, Kind.NOTE})
SIGNATURES = frozenset({Kind.SIGN, Kind.REFUSE_SIGN})
BINDING = SIGNATURES | {Kind.CONCLUDE, Kind.ORDER}


class Unreadable(ValueError):  # noqa: N818 it says what the text is
    """No operation at all, or one that nobody can judge."""


@dataclass(frozen=True)
class Operation:
    """`text` is what was sealed, `fp` its SHA-256. What only the phone's clocks say may be missing: they decide nothing."""

    id: str
    lane: str
    seq: int
    prev: str
    visit: str
    form: str
    kind: Kind
    path: str
    base: tuple[str, ...]
    body: Mapping[str, Any]
    fp: str
    text: str
    at: str = ""
    mono: int = 0
    session: str = ""
    seen: str = ""

    def part(self, own: str) -> str:
        """Whose part it binds: the own department's, or the one that it names."""
        return self.body.get("dept", "") or own


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks, as the phone writes it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def fingerprint(text: str) -> str:
    """SHA-256 of its UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


@lru_cache(maxsize=512)
def read(text: str) -> Operation:
    """An operation, or `Unreadable`: never anything else, whatever came (case 57). A request asks several times what it brought."""
    raw = _plain(text)
    said = {name: raw.get(name, default) for name, default in DEFAULTS.items()}
    if any(name not in raw for name in REQUIRED) or not all(FITS[name](value) for name, value in said.items()):
        raise Unreadable("a field is missing or of another type")
    if raw["v"] != 1 or not _shaped(Kind(said["kind"]), said):
        raise Unreadable("the act does not say what it must")
    return Operation(**said | {"kind": Kind(said["kind"]), "base": tuple(said["base"])}, fp=fingerprint(text), text=text)


def _plain(text: str) -> dict[str, Any]:
    try:
        if len(text.encode()) > LONGEST:
            raise Unreadable("too long")
        raw = json.loads(text, parse_float=_refused, parse_constant=_refused, object_pairs_hook=_once)
        canonical(raw).encode()  # half a character of a pair has no UTF-8
    except (ValueError, RecursionError) as error:
        raise Unreadable("no JSON of whole numbers and characters") from error
    if not isinstance(raw, dict) or type(raw.get("v")) is not int:
        raise Unreadable("not an object of this version")
    return raw


def _refused(_: str) -> Never:
    raise Unreadable("only whole numbers")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers must not read two things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("a key twice")
    return found


def _text(most: int) -> Fits:
    return lambda value: isinstance(value, str) and len(value) <= most


def _whole(least: int) -> Fits:
    return lambda value: type(value) is int and least <= value <= LARGEST


def _like(pattern: re.Pattern[str]) -> Fits:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _bases(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_BASES and all(isinstance(one, str) and ID.fullmatch(one) for one in value)


DEFAULTS: Mapping[str, Any] = {
    "id": None,
    "lane": None,
    "seq": None,
    "prev": None,
    "visit": None,
    "form": None,
    "kind": None,
    "path": None,
    "base": None,
    "body": None,
    "at": "",
    "mono": 0,
    "session": "",
    "seen": "",
}
REQUIRED = ("v", *(name for name, default in DEFAULTS.items() if default is None))
FITS: Mapping[str, Fits] = {
    "id": _like(ID),
    "lane": _like(ID),
    "seq": _whole(1),
    "prev": _like(PREV),
    "visit": _text(20),
    "form": _text(80),
    "kind": lambda value: isinstance(value, str) and value in set(Kind),
    "path": _text(80),
    "base": _bases,
    "body": lambda value: isinstance(value, dict),
    "at": _text(40),
    "mono": _whole(0),
    "session": _text(40),
    "seen": _text(40),
}


def _shaped(kind: Kind, said: Mapping[str, Any]) -> bool:
    """What each kind of act says; anything more is kept and not read."""
    body = said["body"]
    if kind is Kind.VOID:
        return bool(said["base"]) and _words(body.get("reason"))
    if kind is Kind.PHOTO:
        return _photo(body)
    if kind in BINDING:
        return bool(_like(DIGEST)(body.get("covers")) and _text(40)(body.get("dept", "")))
    return bool(_text(80)(body.get("v"))) if kind is Kind.ANSWER and said["path"].startswith("q/") else True


def _words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _photo(body: Mapping[str, Any]) -> bool:
    parts = body.get("parts")
    whole = isinstance(parts, list) and bool(parts) and all(_like(DIGEST)(part) for part in parts)
    return whole and _like(DIGEST)(body.get("file")) and _whole(1)(body.get("size"))

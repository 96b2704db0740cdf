"""The manifest: everything that is fixed before there is any randomness (清单, docs/vdr1.md §3).

Its hash M goes into the seed, so a manifest written after the seed is known cannot fit it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from yicha.engines.draw import shapes
from yicha.engines.draw.canonical import read_json, write_file
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.hashing import Suite, suite_of
from yicha.engines.draw.types import TEST, Beacon, Cover, FirstDraw, Heading, Kind, Line, LogTerms, Lost, Participant, Round, Stratum, Week

NAME = "manifest.json"
ALGORITHM = "VDR1"


class Listing(NamedTuple):
    """A committed list: its directory's name, hash of its full file, number of rows, root."""

    directory: str
    file_hash: bytes
    n: int
    root: bytes


class Counted(NamedTuple):
    """How many subjects are members of a line, and how many of them may be drawn."""

    members: int
    eligible: int


@dataclass(frozen=True)
class Manifest:
    """What stands in manifest.json."""

    kind: Kind
    heading: Heading
    pool: Listing
    officers: Listing
    lines: tuple[Line, ...] = ()
    counts: tuple[Counted, ...] = ()
    overhead: int = 0
    weeks: Mapping[int, Week] = field(default_factory=dict)
    participants: tuple[Participant, ...] = ()
    beacon: Beacon = TEST
    first: FirstDraw | None = None
    programme: str = ""
    lost: tuple[Lost, ...] = ()

    @property
    def suite(self) -> Suite:
        """The hash functions of this draw."""
        return suite_of(self.heading.suite)


def write_manifest(manifest: Manifest) -> bytes:
    """The bytes of manifest.json. DrawError if the values could not be read back."""
    written = write_file(_to_json(manifest))
    read_manifest(written)
    return written


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes; DrawError naming the field that is wrong."""
    raw = read_json(NAME, content)
    _SHAPE(NAME, raw)
    _LOST(f"{NAME} lost", raw.get("lost", []))
    _demand_after(raw["lines"])
    lines = tuple(_line(row) for row in raw["lines"])
    manifest = Manifest(
        kind=Kind(raw["kind"]),
        heading=_heading(raw),
        pool=_listing(raw["pool"]),
        officers=_listing(raw["officers"]),
        lines=lines,
        counts=tuple(Counted(row["members"], row["eligible"]) for row in raw["lines"]),
        overhead=raw["overhead"],
        weeks={int(week): Week(date.fromisoformat(row[0]), date.fromisoformat(row[1]), row[2]) for week, row in raw["weeks"].items()},
        participants=tuple(Participant(row["name"], bytes.fromhex(row["commitment"]), row["key"]) for row in raw["participants"]),
        beacon=_beacon(raw["beacon"]),
        first=raw["first"] and FirstDraw(raw["first"]["draw"], bytes.fromhex(raw["first"]["result"])),
        programme=raw["programme"],
        lost=tuple(Lost(*row) for row in raw.get("lost", ())),
    )
    _demand_sense(manifest)
    return manifest


def _to_json(manifest: Manifest) -> dict[str, Any]:
    heading, first, beacon = manifest.heading, manifest.first, manifest.beacon
    written = {"lost": [list(one) for one in manifest.lost]} if manifest.lost else {}
    return written | {
        "algorithm": ALGORITHM,
        "beacon": {**beacon.source._asdict(), "fallback": beacon.fallback and beacon.fallback._asdict()},
        "codes": dict(heading.codes),
        "draw": heading.draw,
        "first": first and {"draw": first.draw, "result": first.result.hex()},
        "kind": manifest.kind.value,
        "lines": [_line_to_json(line, count) for line, count in zip(manifest.lines, manifest.counts, strict=True)],
        "log": heading.log and {**asdict(heading.log), "witnesses": list(heading.log.witnesses)},
        "officers": _listing_to_json(manifest.officers),
        "overhead": manifest.overhead,
        "participants": [{"commitment": one.commitment.hex(), "key": one.key, "name": one.name} for one in manifest.participants],
        "pool": _listing_to_json(manifest.pool),
        "programme": manifest.programme,
        "suite": heading.suite,
        "times": dict(heading.times),
        "title": heading.title,
        "weeks": {str(number): _week_to_json(week) for number, week in manifest.weeks.items()},
    }


def _line_to_json(line: Line, counted: Counted) -> dict[str, Any]:
    more = {"weights": line.weights or None, "after": line.after, "opens": line.opens or None}
    said = {name: value for name, value in more.items() if value is not None}
    return said | {
        "cover": [list(rule) for rule in line.cover],
        "department": line.department,
        "eligible": counted.eligible,
        "id": line.id,
        "item": line.item,
        "members": counted.members,
        "minutes": line.minutes,
        "officers": line.officers,
        "scope": line.scope,
        "skills": list(line.skills),
        "strata": [list(stratum) for stratum in line.strata],
        "total": line.total,
    }


def _listing_to_json(listing: Listing) -> dict[str, Any]:
    return {"dir": listing.directory, "hash": listing.file_hash.hex(), "n": listing.n, "root": listing.root.hex()}


def _week_to_json(week: Week) -> list[Any]:
    return [week.first.isoformat(), week.last.isoformat(), week.days]


def _listing(raw: dict[str, Any]) -> Listing:
    return Listing(raw["dir"], bytes.fromhex(raw["hash"]), raw["n"], bytes.fromhex(raw["root"]))


def _line(raw: dict[str, Any]) -> Line:
    return Line(
        id=raw["id"],
        strata=tuple(Stratum(*row) for row in raw["strata"]),
        department=raw["department"],
        item=raw["item"],
        scope=raw["scope"],
        total=raw["total"],
        cover=tuple(Cover(*row) for row in raw["cover"]),
        minutes=raw["minutes"],
        officers=raw["officers"],
        skills=tuple(raw["skills"]),
        weights=said if isinstance(said := raw.get("weights"), str) else "",
        after=raw.get("after"),
        opens=said if isinstance(said := raw.get("opens"), str) else "",
    )


def _heading(raw: dict[str, Any]) -> Heading:
    log = raw["log"] and LogTerms(raw["log"]["origin"], raw["log"]["key"], tuple(raw["log"]["witnesses"]), raw["log"]["quorum"])
    return Heading(raw["draw"], raw["title"], raw["suite"], raw["codes"], raw["times"], log)


def _beacon(raw: dict[str, Any]) -> Beacon:
    fallback = raw["fallback"] and Round(raw["fallback"]["name"], raw["fallback"]["round"])
    return Beacon(Round(raw["name"], raw["round"]), fallback)


def _demand_sense(manifest: Manifest) -> None:
    """What the shape of the bytes cannot say."""
    suite_of(manifest.heading.suite)
    _demand_unique("lines", [line.id for line in manifest.lines])
    for line in manifest.lines:
        _demand_unique(f"lines {line.id} strata", [stratum.label for stratum in line.strata])
    if manifest.kind is Kind.OFFICERS and manifest.lines:
        raise DrawError(f"{NAME}：人员抽取不含计划行", f"{NAME}: a draw of officers has no lines")
    if manifest.kind is Kind.SUBJECTS and (manifest.officers.n or manifest.weeks):
        raise DrawError(f"{NAME}：对象抽取不含人员和周次", f"{NAME}: a draw of subjects has no officers and no weeks")
    _demand_replaceable(manifest)
    if manifest.kind is Kind.DOUBLE and set(manifest.weeks) != {0}:
        raise DrawError(f"{NAME}：双随机一并抽取只有第 0 周", f"{NAME}: a double draw has one week, 0")


def _demand_after(lines: list[dict[str, Any]]) -> None:
    ids = [line["id"] for line in lines]
    if not all(line["after"] in ids for line in lines if "after" in line):
        raise DrawError(f"{NAME} after：没有这一计划行", f"{NAME} after: no such line")


def _demand_replaceable(manifest: Manifest) -> None:
    """A draw of subjects behind which another stands replaces who was lost there, and nothing else does."""
    lost, behind = manifest.lost, manifest.kind is Kind.SUBJECTS and manifest.first is not None
    known = all(one.line < len(manifest.lines) and one.code in manifest.heading.codes for one in lost)
    if bool(lost) is not behind or not known or not all(a[:2] < b[:2] for a, b in pairwise(lost)):
        raise DrawError(f"{NAME} lost：递补名单与清单不符", f"{NAME} lost: not a list of whom this draw may replace")


def _demand_unique(place: str, names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise DrawError(f"{NAME} {place}：有重复", f"{NAME} {place}: something stands twice")


_LISTING = shapes.fields(dir=shapes.sid, hash=shapes.digest, n=shapes.count, root=shapes.digest)
_STRATUM = shapes.row_of(shapes.label, shapes.count, shapes.integer(1), shapes.count, shapes.nullable(shapes.count))
_ROUND = {"name": shapes.text, "round": shapes.text}
_LINE = shapes.fields(
    more=True,
    cover=shapes.list_of(shapes.row_of(shapes.text, shapes.count)),
    department=shapes.text,
    eligible=shapes.count,
    id=shapes.text,
    item=shapes.text,
    members=shapes.count,
    minutes=shapes.count,
    officers=shapes.count,
    scope=shapes.text,
    skills=shapes.list_of(shapes.text),
    strata=shapes.list_of(_STRATUM),
    total=shapes.nullable(shapes.count),
)
_LOST = shapes.list_of(shapes.row_of(shapes.count, shapes.sid, shapes.label))
_SHAPE = shapes.fields(
    more=True,
    algorithm=shapes.one_of(ALGORITHM),
    beacon=shapes.fields(more=True, fallback=shapes.nullable(shapes.fields(more=True, **_ROUND)), **_ROUND),
    codes=shapes.mapping(shapes.label, shapes.text),
    draw=shapes.sid,
    first=shapes.nullable(shapes.fields(more=True, draw=shapes.sid, result=shapes.digest)),
    kind=shapes.one_of(*Kind),
    lines=shapes.list_of(_LINE),
    log=shapes.nullable(
        shapes.fields(more=True, origin=shapes.text, key=shapes.text, witnesses=shapes.list_of(shapes.text), quorum=shapes.count)
    ),
    officers=_LISTING,
    overhead=shapes.count,
    participants=shapes.list_of(shapes.fields(more=True, commitment=shapes.digest, key=shapes.text, name=shapes.text)),
    pool=_LISTING,
    programme=shapes.hex_text,
    suite=shapes.integer(1),
    times=shapes.mapping(shapes.label, shapes.text),
    title=shapes.text,
    weeks=shapes.mapping(shapes.decimal, shapes.row_of(shapes.day, shapes.day, shapes.count)),
)

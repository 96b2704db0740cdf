"""Draws of every shape, each a function of its number, and what a clever forger makes of them. For tests that run thousands."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from yicha.engines.draw.bundle import write_full
from yicha.engines.draw.canonical import write_file
from yicha.engines.draw.ceremony import ASSIGNMENT, RESULT, conclude
from yicha.engines.draw.frame import Frame, freeze_subjects
from yicha.engines.draw.hashing import Suite, suite_of
from yicha.engines.draw.seed import MISSING, TEST_READING, Reading
from yicha.engines.draw.tests import making
from yicha.engines.draw.types import TEST, Cell, Cover, Kind, Line, Roster, Stratum, Subject

Files = Mapping[str, bytes]
Json = dict[str, Any]
ATTRS = ("town=T1", "town=T2", "town=T3", "行业=甲", "行业=乙")
READINGS = (
    (making.DRAND, making.DRAND_READING),
    (making.DRAND, Reading(making.DRAND.fallback or TEST.source, bytes(range(1, 8)))),
    (TEST, TEST_READING),
)


def full_of(number: int) -> dict[str, bytes]:
    """The full bundle of draw `number`: of any kind and suite, now and then with secrets held back, the fallback read, or a replacement."""
    rnd = making.made_up(number)
    frame = frame_of(rnd)
    heading = frame.manifest.heading
    secrets = [rnd.randbytes(32) for _ in range(rnd.randrange(1, 5))]
    beacon, reading = rnd.choice(READINGS)
    manifest = frame.seal(making.participants_of(heading.suite, heading.draw, secrets), beacon)
    reveals = [secret if rnd.random() < 0.9 else MISSING for secret in secrets]
    full = write_full(conclude(frame.sealed(manifest), reveals, reading))
    lost = making.lost_of(full) if frame.manifest.kind is Kind.SUBJECTS and heading.suite == 1 else []
    return write_full(making.replaced(full, making.in_all_waves(full, *rnd.sample(lost, 1)))) if lost and rnd.random() < 0.4 else full


def frame_of(rnd: Random) -> Frame:
    suite, size, staff = rnd.choice((1, 1, 1, 2)), rnd.choice((0, 1, 7, 16, 40, 90)), rnd.randrange(1, 14)
    if rnd.random() < 0.3:
        return making.officer_frame(rnd.randrange(2**32), visits=rnd.randrange(16), officers=staff, suite=suite)
    lines = [_line(rnd, place) for place in range(rnd.randrange(5))]
    lines += [_wave(line) for line in lines[-1:] if rnd.random() < 0.4 and not line.cover and line.total is None]
    roster = Roster(making.officers_of(staff, rnd), making.YEAR, rnd.choice((0, 60))) if rnd.random() < 0.5 else None
    subjects = [_in_waves(_subject(rnd, number, lines), lines) for number in range(size)]
    return freeze_subjects(making.heading(suite), lines, subjects, making.SALT_KEY, roster)


def _line(rnd: Random, place: int) -> Line:
    labels = rnd.sample("ABCD", rnd.randrange(1, 5))
    return Line(
        id=f"L{place}",
        strata=tuple(_stratum(rnd, label) for label in labels),
        department=rnd.choice(("市监", "消防")),
        total=rnd.choice((None, None, None, 0, 3, 12)),
        cover=tuple(Cover(rnd.choice((*ATTRS, "*")), rnd.randrange(5)) for _ in range(rnd.randrange(3))),
        minutes=rnd.choice((0, 30, 90)),
        officers=rnd.randrange(3),
        skills=tuple(rnd.sample(("食品", "特设"), rnd.randrange(3))),
    )


def _wave(line: Line) -> Line:
    """A second wave of twice as many."""
    twice = tuple(Stratum(one.label, min(2 * one.num, one.den), one.den, one.least, one.most) for one in line.strata)
    return replace(line, id="L9", strata=twice, after=line.id, opens="2026-07-01")


def _in_waves(subject: Subject, lines: Sequence[Line]) -> Subject:
    """Of a second wave as of the first."""
    if not lines or lines[-1].after is None:
        return subject
    cells = {number: cell for number, cell in subject.cells.items() if number < len(lines) - 1}
    first = {len(lines) - 1: cells[len(lines) - 2]} if len(lines) - 2 in cells else {}
    return replace(subject, cells=cells | first)


def _stratum(rnd: Random, label: str) -> Stratum:
    den = rnd.randrange(1, 12)
    return Stratum(label, rnd.randrange(den + 1), den, rnd.choice((0, 0, 1, 4)), rnd.choice((None, None, 0, 2, 30)))


def _subject(rnd: Random, number: int, lines: Sequence[Line]) -> Subject:
    cells = {place: _cell(rnd, line) for place, line in enumerate(lines) if rnd.random() < 0.75}
    return Subject(making.sid_of(number), cells, tuple(rnd.sample(ATTRS, rnd.randrange(4))), rnd.choice(making.TOWNS))


def _cell(rnd: Random, line: Line) -> Cell:
    if rnd.random() < 0.2:
        return Cell(excluded=rnd.choice(("x1", "x2")))
    return Cell(rnd.choice(line.strata).label, rnd.choice((1, 1, 1, 2, 9)))


def forged(files: Files, rnd: Random) -> dict[str, bytes]:
    """The same bundle with one lie in result or assignment, and every hash behind it computed again."""
    suite = suite_of(json.loads(files["manifest.json"])["suite"])
    sids = [json.loads(row)["sid"] for row in files["pool.jsonl"].splitlines()]
    result, given = json.loads(files[RESULT]), json.loads(files[ASSIGNMENT])
    lies = [lie for lie, wants in LIES if wants(result, given, sids)]
    rnd.choice(lies)(rnd, result, given, sids)
    return {**files, **mended(suite, result, given)}


def mended(suite: Suite, result: Json, assignment: Json) -> dict[str, bytes]:
    """Both files as a forger writes them who knows the format."""
    result_json = write_file(result)
    content = {name: value for name, value in assignment.items() if name != "digest"} | {"result": suite.digest(result_json).hex()}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {RESULT: result_json, ASSIGNMENT: write_file({**content, "digest": suite.tagged("digest", text.encode()).hex()})}


def _cut(rnd: Random, result: Json, _: Json, __: Sequence[str]) -> None:
    line = rnd.choice(result["lines"])
    moved = rnd.choice((0, int(line["cut"], 16) + rnd.choice((-1, 1, 2**255)), rnd.getrandbits(256)))
    line["cut"] = f"{moved % 2**256:064x}"


def _spared(rnd: Random, result: Json, _: Json, __: Sequence[str]) -> None:
    line = rnd.choice([line for line in result["lines"] if line["drawn"]])
    line["drawn"].pop(rnd.randrange(len(line["drawn"])))
    line["selected"] -= rnd.randrange(2) if line["selected"] else 0


def _picked(rnd: Random, result: Json, _: Json, sids: Sequence[str]) -> None:
    line = rnd.choice(result["lines"])
    line["drawn"].insert(rnd.randrange(len(line["drawn"]) + 1), rnd.choice([*sids, "S9999"]))
    line["selected"] += rnd.randrange(2)


def _exchanged(rnd: Random, result: Json, _: Json, sids: Sequence[str]) -> None:
    line = rnd.choice([line for line in result["lines"] if line["drawn"]])
    line["drawn"][rnd.randrange(len(line["drawn"]))] = rnd.choice(sids)


def _counted(rnd: Random, result: Json, _: Json, __: Sequence[str]) -> None:
    rnd.choice(result["lines"])["selected"] += 1


def _listed(rnd: Random, result: Json, _: Json, sids: Sequence[str]) -> None:
    result["listed"] = sorted({*result["listed"]} ^ {rnd.choice(sids)})


def _named(rnd: Random, result: Json, _: Json, __: Sequence[str]) -> None:
    if rnd.random() < 0.5:
        result["lines"].reverse()
    result["lines"][0]["id"] += "0"


def _another(rnd: Random, result: Json, _: Json, __: Sequence[str]) -> None:
    result[rnd.choice(("manifest", "seed"))] = rnd.randbytes(32).hex()


def _officer(rnd: Random, _: Json, given: Json, __: Sequence[str]) -> None:
    slots = [slot for __, task in given["tasks"] for slot in task]
    one, other = rnd.choice(slots), rnd.choice(slots)
    one[1], other[1] = rnd.choice(((other[1], one[1]), (None, other[1]), (other[1], other[1]), (rnd.randbytes(16).hex(), other[1])))


def _group(rnd: Random, _: Json, given: Json, __: Sequence[str]) -> None:
    group = rnd.choice(given["groups"])
    group[rnd.randrange(1, 5)] += 1


def _task(rnd: Random, _: Json, given: Json, __: Sequence[str]) -> None:
    rnd.choice((given["tasks"].pop, lambda: given["tasks"].insert(0, given["tasks"][-1])))()


Lie = Callable[[Random, Json, Json, Sequence[str]], None]
LIES: tuple[tuple[Lie, Callable[[Json, Json, Sequence[str]], Any]], ...] = (
    (_another, lambda *_: True),
    (_cut, lambda result, *_: result["lines"]),
    (_counted, lambda result, *_: result["lines"]),
    (_named, lambda result, *_: result["lines"]),
    (_picked, lambda result, *_: result["lines"]),
    (_spared, lambda result, *_: any(line["drawn"] for line in result["lines"])),
    (_exchanged, lambda result, *_: any(line["drawn"] for line in result["lines"])),
    (_listed, lambda result, __, sids: sids and result["lines"]),
    (_officer, lambda __, given, ___: any(task for _, task in given["tasks"])),
    (_group, lambda __, given, ___: given["groups"]),
    (_task, lambda __, given, ___: given["tasks"]),
)
"""Each lie, and when there is something to lie about."""

"""Small draws for tests, each a function of its arguments."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from yicha.engines.draw.ceremony import Outcome, conclude
from yicha.engines.draw.errors import DrawError
from yicha.engines.draw.frame import Frame, freeze_officers, freeze_replacement, freeze_subjects
from yicha.engines.draw.hashing import suite_of
from yicha.engines.draw.manifest import read_manifest
from yicha.engines.draw.public import standing_on
from yicha.engines.draw.seed import TEST_READING, Reading, commitment_of
from yicha.engines.draw.types import (
    TEST,
    Basis,
    Beacon,
    Cell,
    Cover,
    FirstDraw,
    Heading,
    Line,
    Lost,
    Officer,
    Participant,
    Roster,
    Round,
    Slot,
    Stratum,
    Subject,
    Visit,
    Week,
)
from yicha.engines.draw.waves import earlier_of

SALT_KEY = bytes(range(32))
SECRETS = (bytes([7]) * 32, bytes([8]) * 32)
DRAND = Beacon(Round("drand", "42"), Round("双色球", "2026001"))
DRAND_READING = Reading(DRAND.source, bytes(range(32, 64)))
YEAR = Week(date(2026, 1, 1), date(2026, 12, 31), 250)
WEEKS = {12: Week(date(2026, 3, 16), date(2026, 3, 22), 5), 13: Week(date(2026, 3, 23), date(2026, 3, 29), 4)}
CODES = {"x1": "无事不扰 · not to be disturbed", "x2": "已注销 · deregistered"}
CLASSES = "ABCD"
BY_CLASS = (Stratum("A", 2, 100), Stratum("B", 10, 100, 1), Stratum("C", 1, 2, 0, 40), Stratum("D", 1, 1))
TOWNS = ("T1", "T2", "T3")


def made_up(seed: int) -> Random:
    """For lists only: no draw uses it."""
    return Random(seed)


def heading(suite: int = 1, draw: str = "D-1") -> Heading:
    return Heading(draw, "年度联合抽查", suite, CODES, {"disclosure": "2026-12-31"})


def sid_of(number: int) -> str:
    return f"S{number:04d}"


def lines_of(count: int) -> tuple[Line, ...]:
    """Lines of every shape: by class with cover rules, one ratio, capped in all."""
    shapes = (
        Line("L0", BY_CLASS, "市监", "食品", "TRUE", cover=(Cover("town=T1", 2), Cover("*", 5)), minutes=90, officers=2, skills=("食品",)),
        Line("L1", (Stratum("*", 1, 5),), "消防", "消防", "TRUE", minutes=60, officers=1),
        Line("L2", BY_CLASS, "市监", "特设", "TRUE", total=3, minutes=30, officers=2, skills=("特设", "食品")),
        Line("L3", (Stratum("*", 1, 1),), "环保", "全覆盖", "has_tag('x')", minutes=0, officers=0),
    )
    return tuple(shapes[number % len(shapes)] for number in range(count))


def subjects_of(count: int, lines: Sequence[Line], rnd: Random) -> list[Subject]:
    found = []
    for number in range(count):
        town, risk = rnd.choice(TOWNS), rnd.choices(CLASSES, (60, 25, 10, 5))[0]
        cells = {}
        for place, line in enumerate(lines):
            if rnd.random() < 0.7:
                label = risk if len(line.strata) > 1 else "*"
                weight = 1 if place % 2 else rnd.choice((1, 1, 2, 7))
                cells[place] = Cell(excluded=rnd.choice(("x1", "x2"))) if rnd.random() < 0.15 else Cell(label, weight)
        found.append(Subject(sid_of(number), cells, (f"town={town}", "行业=甲"), town))
    return found


def officers_of(count: int, rnd: Random) -> tuple[Officer, ...]:
    return tuple(
        Officer(
            id=f"证{number:03d}",
            department=rnd.choice(("市监", "市监", "消防")),
            minutes=rnd.choice((1500, 1500, 600)),
            name=f"某{number}",
            skills=tuple(skill for skill in ("食品", "特设") if rnd.random() < 0.6),
            towns=() if rnd.random() < 0.6 else tuple(rnd.sample(TOWNS, 2)),
            recused=(sid_of(rnd.randrange(20)),) if rnd.random() < 0.4 else (),
            absent=(12,) if rnd.random() < 0.1 else (),
            valid_to=rnd.choice((None, None, date(2027, 1, 1), date(2026, 3, 25))),
            booked={13: (1, 150)} if rnd.random() < 0.2 else {},
        )
        for number in range(count)
    )


def visits_of(count: int, rnd: Random) -> list[Visit]:
    return [
        Visit(
            sid=f"V{number:03d}",
            subject=sid_of(number % 20),
            week=rnd.choice((12, 13)),
            slots=tuple(
                Slot(department, rnd.choice((90, 150, 240)), skills)
                for department, skills in rnd.choice(
                    (
                        (("市监", ("食品",)), ("市监", ())),
                        (("市监", ()), ("市监", ()), ("消防", ())),
                        (("消防", ()),),
                    )
                )
            ),
            town=rnd.choice((*TOWNS, "")),
            barred=("证001",) if rnd.random() < 0.1 else (),
        )
        for number in range(count)
    ]


def participants_of(suite: int, draw: str, secrets: Sequence[bytes] = SECRETS) -> tuple[Participant, ...]:
    return tuple(Participant(f"部门{place}", commitment_of(suite_of(suite), draw, place, secret)) for place, secret in enumerate(secrets))


def run(frame: Frame, secrets: Sequence[bytes] = SECRETS, beacon: Beacon = DRAND, reading: Reading = DRAND_READING) -> Outcome:
    terms = frame.manifest.heading
    manifest = frame.seal(participants_of(terms.suite, terms.draw, secrets), beacon)
    return conclude(frame.sealed(manifest), secrets, reading)


def run_test(frame: Frame) -> Outcome:
    return run(frame, SECRETS[:1], TEST, TEST_READING)


def subject_frame(seed: int = 1, subjects: int = 40, lines: int = 4, suite: int = 1) -> Frame:
    rnd = made_up(seed)
    asked = lines_of(lines)
    return freeze_subjects(heading(suite), asked, subjects_of(subjects, asked, rnd), SALT_KEY)


def double_frame(seed: int = 1, subjects: int = 40, lines: int = 4, officers: int = 12, suite: int = 1) -> Frame:
    rnd = made_up(seed)
    asked = lines_of(lines)
    roster = Roster(officers_of(officers, rnd), YEAR, 60)
    return freeze_subjects(heading(suite), asked, subjects_of(subjects, asked, rnd), SALT_KEY, roster)


def officer_frame(seed: int = 1, visits: int = 12, officers: int = 14, suite: int = 1, weeks: Mapping[int, Week] = WEEKS) -> Frame:
    rnd = made_up(seed)
    basis = Basis(weeks, FirstDraw("D-1", bytes(32)), "ab" * 32)
    return freeze_officers(heading(suite, "D-2"), visits_of(visits, rnd), officers_of(officers, rnd), basis, SALT_KEY)


LOSSES = {"gone": "已注销 · gone"}


def lost_of(full: Mapping[str, bytes]) -> list[Lost]:
    """Of each line one who was drawn in the open and whose stratum has somebody left."""
    found: list[Lost] = []
    for number, line in enumerate(json.loads(full["result.json"])["lines"]):
        for sid in line["drawn"]:
            try:
                freeze_replacement(Heading("X", codes=LOSSES), full, in_all_waves(full, Lost(number, sid, "gone")))
            except DrawError:
                continue
            found.append(Lost(number, sid, "gone"))
            break
    return found


def in_all_waves(full: Mapping[str, bytes], lost: Lost) -> list[Lost]:
    """Who is lost in a wave is lost in those after it that drew him too."""
    lines, also = read_manifest(full["manifest.json"]).lines, {lost.line}
    for earlier, later in earlier_of(lines):
        also |= {later} & {*standing_on(full)[lost.sid]} if earlier in also else set()
    return [lost._replace(line=number) for number in sorted(also)]


def replaced(full: Mapping[str, bytes], lost: Sequence[Lost] = (), draw: str = "D-3") -> Outcome:
    """A replacement in a draw, with the same participants and another beacon."""
    terms = Heading(draw, "递补", codes=LOSSES)
    frame = freeze_replacement(terms, full, lost or {also for one in lost_of(full) for also in in_all_waves(full, one)})
    again = Beacon(Round("drand", "43"))
    return run(frame, beacon=again, reading=Reading(again.source, draw.encode()))

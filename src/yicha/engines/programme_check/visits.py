"""Rules on one visit: P-3 one subject and mode, P-4 weeks, P-5 barriers, P-6 length and crowd, P-7 departments and lead."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from yicha.engines.programme_check.answer import Answer, place
from yicha.engines.programme_check.facts import Facts, Line, Visit, is_door
from yicha.engines.programme_check.types import Breach


def visits_are_lawful(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """Every visit that no lock protects."""
    for visit in answer.free:
        lines = facts.known_lines(visit)
        if not lines or len(lines) < len(visit["demands"]):
            yield Breach("P-1", place(visit), "含不存在的需求或没有需求", "holds an unknown demand, or none")
            continue
        yield from _one_kind(facts, visit, lines)
        yield from _weeks(facts, visit)
        yield from _barriers(facts, visit, lines)
        yield from _size(facts, visit, lines)
        yield from _departments(visit, lines)
        yield from _lead(visit, lines)


def _one_kind(facts: Facts, visit: Visit, lines: list[Line]) -> Iterator[Breach]:
    if any(facts.demands[demand]["subject"] != visit["subject"] for demand in visit["demands"]):
        yield Breach("P-3", place(visit), "含其他监管对象的需求", "holds demands of another subject")
    doors = {is_door(line) for line in lines}
    if doors != {visit["door"]}:
        yield Breach("P-3", place(visit), "现场与非现场混在一起，或标记不符", "mixes work at the door with off-site work")
    if doors == {False} and len(lines) > 1:
        yield Breach("P-3", place(visit), "非现场事项不合并", "off-site work stands alone")


def _weeks(facts: Facts, visit: Visit) -> Iterator[Breach]:
    for demand in visit["demands"]:
        if visit["week"] not in facts.weeks(demand):
            chinese = f"{demand} 不得安排在第{visit['week']}周（窗口、工作日、安静期、回避、在岗）"
            yield Breach("P-4", place(visit), chinese, f"{demand} may not stand in week {visit['week']}")


def _barriers(facts: Facts, visit: Visit, lines: list[Line]) -> Iterator[Breach]:
    if not visit["door"]:
        return
    for a, b in combinations(lines, 2):
        if facts.apart(a, b):
            yield Breach("P-5", place(visit), f"{a['id']} 与 {b['id']} 不得同行", f"{a['id']} and {b['id']} may not share a door")


def _size(facts: Facts, visit: Visit, lines: list[Line]) -> Iterator[Breach]:
    if not visit["door"]:
        return
    minutes: Counter[str] = Counter()
    for line in lines:
        minutes[line["department"]] += line["minutes"]
    for department, total in sorted(minutes.items()):
        if total > facts.params["visit_minutes_max"]:
            yield Breach(
                "P-6", place(visit), f"{department} 合计 {total} 分钟，超过单次上限", f"{department} stays {total} minutes, too long"
            )
    most = facts.params["departments_max"]
    if most and len(minutes) > most:
        yield Breach("P-6", place(visit), f"{len(minutes)} 个部门，超过单次上限", f"{len(minutes)} departments are too many")


def _departments(visit: Visit, lines: list[Line]) -> Iterator[Breach]:
    if sorted({line["department"] for line in lines}) != sorted(visit["departments"]):
        yield Breach("P-7", place(visit), "参加部门与需求不符", "departments do not match the demands")


def _lead(visit: Visit, lines: list[Line]) -> Iterator[Breach]:
    able = {line["department"] for line in lines if line["lead_rank"] is not None}
    allowed = able or {line["department"] for line in lines}
    if visit["lead"] not in allowed and (visit["door"] or visit["lead"] is not None):
        yield Breach("P-7", place(visit), f"{visit['lead']} 不能牵头", f"{visit['lead']} may not lead")
    if visit["lead_appointed"] and able:
        yield Breach("P-7", place(visit), "有牵头顺位，不应由政府指定", "needs no appointed lead")

"""Rules on the whole programme: P-1 everything once, P-2 locks, P-8 officer-minutes, P-9 to P-11 limits per enterprise."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, combinations

from yicha.engines.programme_check.answer import Answer
from yicha.engines.programme_check.facts import Facts, Line, as_stands, is_door, is_locked
from yicha.engines.programme_check.types import Breach

REASONS = ("no_week", "minutes", "class_done", "visit_cap", "organ_cap", "caps", "capacity")
MANY_SKILLS = 10


def everything_once(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """P-1: each demand in exactly one visit, or in the list of losses with a reason."""
    times = Counter(demand for visit in answer.visits for demand in visit["demands"])
    times.update(demand for demand, _ in answer.unplaced)
    for demand in facts.demands:
        if times[demand] != 1:
            yield Breach("P-1", demand, f"出现 {times[demand]} 次", f"occurs {times[demand]} times")
    for demand, reason in answer.unplaced:
        if demand not in facts.demands or reason not in REASONS:
            yield Breach("P-1", demand, f"未知的需求或原因 {reason}", f"unknown demand or reason {reason}")
        elif not _true(facts, demand, reason):
            yield Breach("P-1", demand, f"未排原因 {reason} 不属实", f"the reason {reason} is not true")


def _true(facts: Facts, demand: str, reason: str) -> bool:
    """Reasons that can be seen from the one demand."""
    line = facts.line(demand)
    if reason == "no_week":
        return not facts.weeks(demand)
    if reason == "minutes":
        return is_door(line) and bool(line["minutes"] > facts.params["visit_minutes_max"])
    if reason in ("class_done", "visit_cap", "organ_cap", "caps"):
        return is_door(line) and not line["exempt"]
    return True


def locks_hold(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """P-2: notified, done and pinned visits stand unchanged."""
    standing = {as_stands(visit) for visit in answer.visits}
    for visit in facts.previous:
        if is_locked(visit) and as_stands(visit) not in standing:
            place = f"{visit['subject']}@{visit['week']}"
            yield Breach("P-2", place, "已通知、已完成或已固定的检查被改动", "was notified, done or pinned, and has been changed")


def minutes_suffice(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """P-8: officer-minutes of each department and set of skills in each week. What is locked alone is not the programme's fault."""
    weeks: dict[tuple[str, int], list[tuple[bool, list[Line]]]] = defaultdict(list)
    free = {id(visit) for visit in answer.free}
    for visit in answer.visits:
        lines = facts.known_lines(visit)
        for department in {line["department"] for line in lines}:
            weeks[department, visit["week"]].append((id(visit) in free, [line for line in lines if line["department"] == department]))
    for (department, week), visits in sorted(weeks.items(), key=lambda item: item[0]):
        if any(own for own, _ in visits):
            yield from _short(facts, department, week, visits)


def _short(facts: Facts, department: str, week: int, visits: list[tuple[bool, list[Line]]]) -> Iterator[Breach]:
    for skills in _sets_of_skills({skill for _, lines in visits for line in lines for skill in line["skills"]}):
        needs = [(free, facts.need(lines, skills)) for free, lines in visits]
        need, there = sum(minutes for _, minutes in needs), facts.capacity(department, skills, week)
        if need > there and any(free and minutes for free, minutes in needs) and facts.in_one_piece(department, skills):
            place = f"{department}{'/' if skills else ''}{'+'.join(skills)}@{week}"
            yield Breach("P-8", place, f"需要 {need} 分钟，只有 {there}", f"needs {need} minutes of {there}")


def _sets_of_skills(needed: set[str]) -> Iterator[tuple[str, ...]]:
    """No skill (all officers count), and every set of skills; of more than ten skills the sets of one and two."""
    most = len(needed) if len(needed) <= MANY_SKILLS else 2
    return chain.from_iterable(combinations(sorted(needed), size) for size in range(most + 1))


def limits_hold(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """P-9 same class, P-10 visits, P-11 visits of one department: per enterprise, exempt lines aside, what was done included."""
    groups: dict[str, list[tuple[bool, list[Line]]]] = defaultdict(list)
    free = {id(visit) for visit in answer.free}
    for visit in answer.visits:
        if lines := [line for line in facts.known_lines(visit) if is_door(line) and not line["exempt"]]:
            groups[facts.enterprise(visit["subject"])].append((id(visit) in free, lines))
    for enterprise, doors in sorted(groups.items()):
        yield from _limits_of_one(facts, enterprise, doors)


def _limits_of_one(facts: Facts, enterprise: str, doors: list[tuple[bool, list[Line]]]) -> Iterator[Breach]:
    done = [pair for site in facts.sites[enterprise] for pair in facts.subjects[site]["done"]]
    classes, organs = Counter(c for c, _ in done), Counter(k for _, k in done)
    for _, lines in doors:
        classes.update({line["check_class"] for line in lines})
        organs.update({line["department"] for line in lines})
    new = [line for free, lines in doors if free for line in lines]
    for name in sorted({line["check_class"] for line in new}):
        if classes[name] > facts.params["class_cap"]:
            yield Breach("P-9", enterprise, f"同类检查 {name} 本年度 {classes[name]} 次", f"class {name} {classes[name]} times in the year")
    visits, cap = len(doors), facts.cap(enterprise, "visit_cap")
    if new and cap is not None and visits > cap:
        yield Breach("P-10", enterprise, f"上门 {visits} 次，上限 {cap}", f"{visits} visits, the cap is {cap}")
    organ_cap = facts.cap(enterprise, "organ_cap")
    for name in sorted({line["department"] for line in new}):
        if organ_cap is not None and organs[name] > organ_cap:
            yield Breach(
                "P-11", enterprise, f"{name} 上门 {organs[name]} 次，上限 {organ_cap}", f"{name} comes {organs[name]} times of {organ_cap}"
            )

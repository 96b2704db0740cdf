"""What the law and the rota say, counted straight from the rows of the instance."""

from collections import defaultdict
from typing import Any

from yicha.engines.programme_check.reading import Row, Unreadable, by_id, numbers, one, pairs, rows

DOOR_MODES = ("onsite", "sampling")
Visit = dict[str, Any]
Line = dict[str, Any]
Skills = tuple[str, ...]


class Facts:
    """The instance. ``weeks(d)``: admissible weeks of a demand; ``capacity``: officer-minutes of a department in a week."""

    def __init__(self, instance: Any) -> None:
        """Raises :class:`Unreadable`."""
        if not isinstance(instance, dict):
            raise Unreadable("instance: 应为对象 · must be an object")
        self.days = numbers(instance, "working_days")
        self.params = one({} if instance.get("params") is None else instance["params"], "params", "params")
        self.lines = by_id(rows(instance, "lines"), "lines")
        self.subjects = by_id(rows(instance, "subjects"), "subjects")
        self.demands = by_id(rows(instance, "demands"), "demands")
        self.teams: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for officer in by_id(rows(instance, "officers"), "officers").values():
            self.teams[officer["department"]].append(officer)
        self.previous = rows(instance, "previous", "visits")
        self.rejected = {(subject, week) for subject, week in pairs(instance, "rejected", (str, int))}
        self._require_references()
        self.sites = self._sites()
        self._weeks: dict[str, frozenset[int]] = {}

    def _require_references(self) -> None:
        for i, demand in enumerate(self.demands.values()):
            if demand["line"] not in self.lines or demand["subject"] not in self.subjects:
                raise Unreadable(f"demands[{i}]: 计划行或监管对象不存在 · its line or subject does not exist")
        for i, visit in enumerate(self.previous):
            if visit["subject"] not in self.subjects:
                raise Unreadable(f"previous[{i}].subject: 监管对象不存在 · does not exist")

    def _sites(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for subject in self.subjects.values():
            found[self.enterprise(subject["id"])].append(subject["id"])
        return found

    def enterprise(self, subject: str) -> str:
        """The enterprise whose limits count."""
        return self.subjects[subject]["enterprise"] or subject

    def line(self, demand: str) -> Line:
        """The plan line of a demand."""
        return self.lines[self.demands[demand]["line"]]

    def known_lines(self, visit: Visit) -> list[Line]:
        """The lines of a visit's demands, as far as these still exist."""
        return [self.line(demand) for demand in visit["demands"] if demand in self.demands]

    def weeks(self, demand: str) -> frozenset[int]:
        """The weeks in which the law and the rota allow a demand, officer-minutes aside."""
        if demand not in self._weeks:
            self._weeks[demand] = frozenset(week for week in range(len(self.days)) if self._allowed(demand, week))
        return self._weeks[demand]

    def _allowed(self, demand: str, week: int) -> bool:
        line, subject = self.line(demand), self.subjects[self.demands[demand]["subject"]]
        if not line["first_week"] <= week <= line["last_week"] or self.days[week] <= 0 or week < self.params["first_open_week"]:
            return False
        if is_door(line) and (self._quiet(subject, week) or (subject["id"], week) in self.rejected):
            return False
        return self._staffed(line, subject["id"], week)

    @staticmethod
    def _quiet(subject: Row, week: int) -> bool:
        return any(first <= week <= last for first, last, _ in subject["blocked"])

    def _staffed(self, line: Line, subject: str, week: int) -> bool:
        team = [
            officer for officer in self.teams[line["department"]] if week not in officer["absent"] and subject not in officer["recused"]
        ]
        skilled = all(any(skill in officer["skills"] for officer in team) for skill in line["skills"])
        return len(team) >= line["min_officers"] and skilled

    def capacity(self, department: str, skills: Skills, week: int) -> int:
        """Officer-minutes in a week, under the ceiling, of those who have one of these skills; of all without skills."""
        days = self.days[week] if 0 <= week < len(self.days) else 0
        present = [officer for officer in self.teams[department] if week not in officer["absent"]]
        able = [officer for officer in present if not skills or set(skills) & set(officer["skills"])]
        return int(sum(officer["minutes"] * days // 5 for officer in able) * self.params["load_ceiling_pct"] // 100)

    def need(self, lines: list[Line], skills: Skills) -> int:
        """Officer-minutes that a visit with these lines of one department takes from the officers who have one of these skills."""
        own = [line for line in lines if not skills or set(skills) & set(line["skills"])]
        if not own:
            return 0
        over = self.params["overhead_minutes"] if is_door(own[0]) else 0
        if skills:
            return int(over + sum(line["minutes"] for line in own))
        return int(sum(line["minutes"] * line["min_officers"] for line in own) + over * max(line["min_officers"] for line in own))

    def in_one_piece(self, department: str, skills: Skills) -> bool:
        """No part of these skills has officers of its own: otherwise each part is judged by itself."""
        piece, found = set(skills[:1]), True
        while found:
            reached = [set(officer["skills"]) for officer in self.teams[department] if piece & set(officer["skills"])]
            found = bool(wider := set().union(*reached) & set(skills) - piece)
            piece |= wider
        return piece == set(skills)

    def apart(self, a: Line, b: Line) -> bool:
        """May the two lines never share a door?"""
        if a["announced"] != b["announced"] or a["exclusive"] or b["exclusive"]:
            return True
        return any(token in names(other) for one_, other in ((a, b), (b, a)) for token, _ in one_["not_with"])

    def incompatible(self, a: str, b: str) -> bool:
        """Can two demands of one subject never share a door?"""
        x, y = self.line(a), self.line(b)
        same = x["department"] == y["department"]
        too_long = same and x["minutes"] + y["minutes"] > self.params["visit_minutes_max"]
        crowded = not same and self.params["departments_max"] == 1
        return not self.weeks(a) & self.weeks(b) or self.apart(x, y) or too_long or crowded

    def cap(self, enterprise: str, kind: str) -> int | None:
        """The strictest ``visit_cap`` or ``organ_cap`` of an enterprise's sites."""
        return min((cap for site in self.sites[enterprise] if (cap := self.subjects[site][kind]) is not None), default=None)


def names(line: Line) -> tuple[str, str, str]:
    """The names under which other lines may refuse this one."""
    return line["id"], f"dept:{line['department']}", f"class:{line['check_class']}"


def is_door(line: Line) -> bool:
    """Does somebody stand at the door?"""
    return line["mode"] in DOOR_MODES


def is_locked(visit: Visit) -> bool:
    """Notified, done and pinned visits never move."""
    return visit["pinned"] or visit["state"] in ("notified", "done")


def as_stands(visit: Visit) -> tuple[Any, ...]:
    """Everything of a visit that a lock protects."""
    return tuple(tuple(sorted(value)) if isinstance(value, list) else value for _, value in sorted(visit.items()))

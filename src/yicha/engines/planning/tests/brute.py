"""The brute-force twin: every way to hold or lose the demands of a tiny instance. Shares no code with the engine; what the law
says it takes from the independent checker's reading of the instance.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

from yicha.engines.programme_check.facts import Facts, Line, is_door


class Door(NamedTuple):
    subject: str
    week: int
    demands: tuple[str, ...]


class Brute:
    """Depth first over bundles (demands that the law keeps together): each joins a door, opens one, or is lost."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.facts = Facts(plain)
        self.capacity = cache(self.facts.capacity)
        self.skills = self._sets_of_skills()
        self.bundles = sorted(self._bundles(), key=lambda own: (len(self.facts.weeks(own[0])), own))
        self.best = (10**9, 10**9)

    def _sets_of_skills(self) -> dict[str, list[tuple[str, ...]]]:
        """By department: no skill, and every set of the skills that its lines need."""
        needed: dict[str, set[str]] = defaultdict(set)
        for line in self.facts.lines.values():
            needed[line["department"]].update(line["skills"])
        return {
            name: [chosen for size in range(len(own) + 1) for chosen in combinations(sorted(own), size)] for name, own in needed.items()
        }

    def _bundles(self) -> Iterator[tuple[str, ...]]:
        """R-MERGE-1: one department, one site, same weeks, enemies, announcement, exemption; shared classes and long work apart."""
        kinds: dict[Hashable, list[str]] = defaultdict(list)
        alive = [d for d in self.facts.demands if is_door(self.facts.line(d)) and not self._hopeless(d)]
        for demand in self.facts.demands:
            kinds[self._kind(demand, alive) if demand in alive else demand].append(demand)
        return (tuple(own) for own in kinds.values())

    def _kind(self, demand: str, alive: list[str]) -> Hashable:
        line, subject = self.facts.line(demand), self.facts.demands[demand]["subject"]
        enterprise = self.facts.enterprise(subject)
        mates = [d for d in alive if self.facts.demands[d]["subject"] == subject]
        kin = [d for d in alive if self.facts.enterprise(self.facts.demands[d]["subject"]) == enterprise]
        minutes = sum(self.facts.line(d)["minutes"] for d in mates if self.facts.line(d)["department"] == line["department"])
        shared = sum(self.facts.line(d)["check_class"] == line["check_class"] for d in kin) > 1
        alone = line["exclusive"] or minutes > self.facts.params["visit_minutes_max"]
        enemies = tuple(d for d in mates if d != demand and self.facts.apart(line, self.facts.line(d)))
        kind = (subject, line["department"], self.facts.weeks(demand), line["announced"], enemies, line["exempt"])
        return (*kind, line["check_class"] if shared else "", demand if alone else "")

    def _hopeless(self, demand: str) -> bool:
        line = self.facts.line(demand)
        if not self.facts.weeks(demand):
            return True
        return is_door(line) and not self._lawful(
            [Door(self.facts.demands[demand]["subject"], min(self.facts.weeks(demand)), (demand,))], rota=False
        )

    def optimum(self) -> tuple[int, int]:
        """(fewest lost demands, then fewest doors)."""
        self._search(0, [], 0)
        return self.best

    def _search(self, i: int, doors: list[Door], lost: int) -> None:
        opened = sum(is_door(self.facts.line(door.demands[0])) for door in doors)
        if (lost, opened) >= self.best:
            return
        if i == len(self.bundles):
            self.best = (lost, opened)
            return
        for trial in self._ways(self.bundles[i], doors):
            if self._lawful(trial, rota=True):
                self._search(i + 1, trial, lost)
        self._search(i + 1, doors, lost + len(self.bundles[i]))

    def _ways(self, bundle: tuple[str, ...], doors: list[Door]) -> Iterator[list[Door]]:
        subject = self.facts.demands[bundle[0]]["subject"]
        for j, door in enumerate(doors):
            both = is_door(self.facts.line(bundle[0])) and is_door(self.facts.line(door.demands[0]))
            if both and door.subject == subject and door.week in self.facts.weeks(bundle[0]):
                yield [*doors[:j], door._replace(demands=door.demands + bundle), *doors[j + 1 :]]
        for week in sorted(self.facts.weeks(bundle[0])):
            yield [*doors, Door(subject, week, bundle)]

    def _lawful(self, doors: list[Door], *, rota: bool) -> bool:
        """Every rule on a partial programme; all of them stay broken once they are."""
        used: Counter[tuple[str, tuple[str, ...], int]] = Counter()
        held: dict[str, list[list[Line]]] = defaultdict(list)
        for door in doors:
            lines = [self.facts.line(demand) for demand in door.demands]
            if not self._one_door(lines):
                return False
            for department in {line["department"] for line in lines}:
                own = [line for line in lines if line["department"] == department]
                used.update({(department, skills, door.week): self.facts.need(own, skills) for skills in self.skills[department]})
            if counted := [line for line in lines if is_door(line) and not line["exempt"]]:
                held[self.facts.enterprise(door.subject)].append(counted)
        fits = not rota or all(minutes <= self.capacity(*key) for key, minutes in used.items())
        return fits and all(self._limits(enterprise, groups) for enterprise, groups in held.items())

    def _one_door(self, lines: list[Line]) -> bool:
        minutes: Counter[str] = Counter()
        for line in lines:
            minutes[line["department"]] += line["minutes"]
        crowded = len(minutes) > (self.facts.params["departments_max"] or 99)
        long = is_door(lines[0]) and max(minutes.values()) > self.facts.params["visit_minutes_max"]
        return not crowded and not long and not any(self.facts.apart(a, b) for a, b in combinations(lines, 2))

    def _limits(self, enterprise: str, groups: list[list[Line]]) -> bool:
        done = [pair for site in self.facts.sites[enterprise] for pair in self.facts.subjects[site]["done"]]
        classes, organs = Counter(c for c, _ in done), Counter(k for _, k in done)
        for lines in groups:
            classes.update({line["check_class"] for line in lines})
            organs.update({line["department"] for line in lines})
        own = [line for lines in groups for line in lines]
        visits, organ = self.facts.cap(enterprise, "visit_cap"), self.facts.cap(enterprise, "organ_cap")
        return (
            all(classes[line["check_class"]] <= self.facts.params["class_cap"] for line in own)
            and (visits is None or len(groups) <= visits)
            and (organ is None or all(organs[line["department"]] <= organ for line in own))
        )


def optimum(plain: dict[str, Any]) -> tuple[int, int]:
    """(fewest lost demands, then fewest doors) of a tiny instance."""
    return Brute(plain).optimum()

"""The officers' half of the slow twin: docs/vdr1.md §8 by exhaustive search, so for small groups only."""

import json
from functools import cache
from typing import Any

from yicha.engines.draw.tests.twin import HASHES, Row, canon, demand_roots, hf, pid_of, result, rows_of, seed_file

Ways = tuple[tuple[int, tuple[int, ...]], ...]
"""Slots in order: (task number, numbers of the officers who may fill it)."""


def most_filled(slots: Ways, caps: tuple[int, ...], on_task: frozenset[int] = frozenset()) -> int:
    """How many of the slots can be filled at best. `on_task`: officers already on the task of the first slot."""

    @cache
    def best(at: int, caps: tuple[int, ...], on_task: frozenset[int]) -> int:
        if at == len(slots):
            return 0
        task, eligible = slots[at]
        same = at + 1 < len(slots) and slots[at + 1][0] == task
        found = best(at + 1, caps, on_task if same else frozenset())
        for officer in eligible:
            if caps[officer] and officer not in on_task:
                left = (*caps[:officer], caps[officer] - 1, *caps[officer + 1 :])
                found = max(found, 1 + best(at + 1, left, on_task | {officer} if same else frozenset()))
        return found

    return best(0, caps, on_task)


class Office:
    """All officers, with what each was given so far."""

    def __init__(self, manifest: Row, officers: list[Row], key: bytes) -> None:
        self.weeks, self.officers, self.key = manifest["weeks"], officers, key
        self.digest = HASHES[manifest["suite"]]
        self.pids = [pid_of(manifest["suite"], officer) for officer in officers]
        self.visits = [sum(visits for visits, _ in officer["record"]["booked"].values()) for officer in officers]
        self.spent = {(i, int(w)): m for i, o in enumerate(officers) for w, (_, m) in o["record"]["booked"].items()}

    def minutes(self, i: int, week: int) -> int:
        record = self.officers[i]["record"]
        _, last, days = self.weeks[str(week)]
        gone = week in record["absent"] or (record["valid_to"] and record["valid_to"] < last)
        return 0 if gone else int(record["minutes"] * days // 5)

    def may(self, i: int, task: Row, department: str, skills: list[str]) -> bool:
        record = self.officers[i]["record"]
        return (
            record["department"] == department
            and self.minutes(i, task["week"]) > 0
            and (record["towns"] == [] or task["town"] in record["towns"])
            and task["subject"] not in record["recused"]
            and self.officers[i]["id"] not in task["barred"]
            and set(skills) <= set(record["skills"])
        )

    def able(self, task: Row, department: str, skills: list[str]) -> tuple[int, ...]:
        return tuple(i for i in range(len(self.officers)) if self.may(i, task, department, skills))

    def most_minutes(self, department: str, week: int) -> int:
        return max((self.minutes(i, week) for i, o in enumerate(self.officers) if o["record"]["department"] == department), default=0)

    def preference(self, i: int, task: Row, department: str, minutes: int) -> tuple[bool, int, int, bytes, str]:
        week = task["week"]
        used, available = self.spent.get((i, week), 0), self.minutes(i, week)
        chance = self.digest(self.key + f"{task['sid']}/{self.pids[i]}".encode())
        load = used * self.most_minutes(department, week) // available
        return used + minutes > available, load, self.visits[i], chance, self.pids[i]


class Group:
    """One department in one week."""

    def __init__(self, office: Office, department: str, week: int) -> None:
        self.office, self.department, self.week = office, department, week
        self.tasks: list[int] = []
        self.able: list[tuple[int, ...]] = []
        self.lengths: list[int] = []
        self.at = 0
        self.on_task: tuple[int, frozenset[int]] = (-1, frozenset())

    def add(self, number: int, task: Row, minutes: int, skills: list[str]) -> None:
        self.tasks.append(number)
        self.able.append(self.office.able(task, self.department, skills))
        self.lengths.append(minutes)

    def ways(self, start: int = 0) -> Ways:
        return tuple(zip(self.tasks, self.able, strict=True))[start:]

    def caps(self, level: int | None) -> tuple[int, ...]:
        """At a level, or, without one, what each week can hold at best."""
        found, most = [], self.office.most_minutes(self.department, self.week)
        for i, officer in enumerate(self.office.officers):
            available = self.office.minutes(i, self.week)
            visits, given = officer["record"]["booked"].get(str(self.week), (0, 0))
            holding = [c for c in range(len(self.tasks) + 1) if sum(sorted(self.lengths)[:c]) <= available - given]
            best = max(holding) if available and available >= given else 0
            share = best if level is None else -(-level * available // max(most, 1)) - visits
            found.append(max(0, min(best, share)))
        return tuple(found)

    def settle(self) -> None:
        self.goal = most_filled(self.ways(), self.caps(None))
        self.level = 1
        while most_filled(self.ways(), self.caps(self.level)) < self.goal:
            self.level += 1
        self.left = list(self.caps(self.level))

    def take(self, task: Row, minutes: int) -> int | None:
        """The officer of the next slot."""
        number, able = self.ways()[self.at]
        taken = self.on_task[1] if self.on_task[0] == number else frozenset[int]()
        goal = most_filled(self.ways(self.at), tuple(self.left), taken)
        self.at += 1
        self.on_task = number, taken
        for i in sorted(able, key=lambda i: self.office.preference(i, task, self.department, minutes)):
            if self.left[i] and i not in taken and self._rest(i, number, taken) + 1 == goal:
                self.left[i] -= 1
                self.on_task = number, taken | {i}
                self.office.visits[i] += 1
                self.office.spent[i, self.week] = self.office.spent.get((i, self.week), 0) + minutes
                return i
        return None

    def _rest(self, i: int, number: int, taken: frozenset[int]) -> int:
        rest = self.ways(self.at)
        caps = tuple(cap - (other == i) for other, cap in enumerate(self.left))
        return most_filled(rest, caps, taken | {i} if rest and rest[0][0] == number else frozenset())


def tasks_of(manifest: Row, pool: list[Row], office: Office, lines_of: dict[str, list[int]]) -> list[Row]:
    if manifest["kind"] == "subjects":
        return []
    if manifest["kind"] == "officers":
        return [{"sid": row["sid"], **row["sealed"]} for row in pool]
    tasks = []
    for row in pool:
        if row["sid"] in lines_of:
            task = {"sid": row["sid"], "subject": row["sid"], "week": 0, "town": row["sealed"]["town"], "barred": []}
            lines = [manifest["lines"][number] for number in sorted(lines_of[row["sid"]]) if manifest["lines"][number]["officers"]]
            departments = list(dict.fromkeys(line["department"] for line in lines))
            tasks.append(task | {"slots": [slot for name in departments for slot in dealt(manifest, task, name, lines, office)]})
    return tasks


def dealt(manifest: Row, task: Row, department: str, lines: list[Row], office: Office) -> list[list[Any]]:
    mine = [line for line in lines if line["department"] == department]
    minutes = sum(line["minutes"] for line in mine) + manifest["overhead"]
    slots: list[list[str]] = [[] for _ in range(max(line["officers"] for line in mine))]
    held = [set(office.officers[i]["record"]["skills"]) for i in office.able(task, department, [])]
    for skill in dict.fromkeys(skill for line in mine for skill in line["skills"]):
        fits = [slot for slot in slots if any({*slot, skill} <= skills for skills in held)]
        if fits:
            fits[0].append(skill)
        else:
            slots.append([skill])
    return [[department, minutes, skills] for skills in slots]


def assignment(manifest: Row, tasks: list[Row], office: Office, key: bytes, result_hash: bytes) -> Row:
    """assignment.json as an object. `key`: of the tickets."""
    suite = manifest["suite"]
    tasks = sorted(tasks, key=lambda task: (HASHES[suite](key + task["sid"].encode()), task["sid"]))
    groups: dict[tuple[str, int], Group] = {}
    for number, task in enumerate(tasks):
        for department, minutes, skills in task["slots"]:
            group = groups.setdefault((department, task["week"]), Group(office, department, task["week"]))
            group.add(number, task, minutes, skills)
    for group in groups.values():
        group.settle()
    staffed: list[Any] = []
    for task in tasks:
        holders = [groups[department, task["week"]].take(task, minutes) for department, minutes, _ in task["slots"]]
        names = [None if i is None else office.pids[i] for i in holders]
        staffed.append([task["sid"], [[slot[0], name] for slot, name in zip(task["slots"], names, strict=True)]])
    rows = [[name, week, group.level, len(group.tasks), group.goal] for (name, week), group in groups.items()]
    content: Row = {"groups": rows, "result": result_hash.hex(), "tasks": staffed}
    return {**content, "digest": hf(suite, "digest", canon(content)).hex()}


def conclude(manifest_json: bytes, lists: tuple[bytes, bytes], reveals: list[bytes], beacon: dict[str, str]) -> dict[str, bytes]:
    """The six files of a full bundle from the manifest, pool.jsonl and officers.jsonl."""
    manifest = json.loads(manifest_json)
    pool, officers = map(rows_of, lists)
    demand_roots(manifest, pool, officers)
    suite = manifest["suite"]
    digest = HASHES[suite]
    seed_json = seed_file(manifest, digest(manifest_json), reveals, beacon)
    seed = bytes.fromhex(json.loads(seed_json)["seed"])
    key = hf(suite, "key", b"select", seed)
    office = Office(manifest, officers, hf(suite, "key", b"match", seed))
    outcome, lines_of = result(manifest, pool, key, (digest(manifest_json), digest(seed_json)))
    result_json = canon(outcome) + b"\n"
    staffed = assignment(manifest, tasks_of(manifest, pool, office, lines_of), office, key, digest(result_json))
    return {
        "manifest.json": manifest_json,
        "pool.jsonl": lists[0],
        "officers.jsonl": lists[1],
        "seed.json": seed_json,
        "result.json": result_json,
        "assignment.json": canon(staffed) + b"\n",
    }

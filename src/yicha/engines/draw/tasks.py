"""What officers are drawn for: tasks with slots, and who may fill them (docs/vdr1.md §8)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.draw.officers import OfficerRow, minutes_in
from yicha.engines.draw.types import Line, Slot, Subject, Visit, Week

WHOLE_PERIOD = 0


@dataclass(frozen=True)
class Task:
    """One visit that wants officers, or one drawn subject where there is no programme."""

    sid: str
    subject: str
    week: int
    town: str
    slots: tuple[Slot, ...] = ()
    barred: frozenset[str] = frozenset()


class Staff:
    """The officers of a draw, named by their place in the list, and who may fill which slot."""

    def __init__(self, rows: Sequence[OfficerRow], weeks: Mapping[int, Week]) -> None:
        """`weeks`: those of the manifest."""
        self.rows = rows
        self._weeks = weeks
        self._named = {row.officer.id: place for place, row in enumerate(rows)}
        self._recused: dict[str, set[int]] = {}
        self._departments: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            self._departments[row.officer.department].append(place)
            for subject in row.officer.recused:
                self._recused.setdefault(subject, set()).add(place)
        self._posts: dict[tuple[str, int, str, tuple[str, ...]], list[int]] = {}

    def minutes(self, place: int, week: int) -> int:
        """What an officer can give in a week."""
        return minutes_in(self.rows[place].officer, week, self._weeks[week])

    def booked(self, place: int, week: int) -> tuple[int, int]:
        """Visits and minutes that earlier draws gave an officer in a week."""
        return self.rows[place].officer.booked.get(week, (0, 0))

    def present(self, department: str, week: int) -> list[int]:
        """The officers of a department who are there in a week."""
        return [place for place in self._departments.get(department, ()) if self.minutes(place, week) > 0]

    def eligible(self, task: Task, department: str, skills: tuple[str, ...]) -> Sequence[int]:
        """Who may fill a slot of this department and these skills at this task."""
        able, away = self.able(department, task.week, task.town, skills), self.kept_away(task)
        return [place for place in able if place not in away] if away else able

    def able(self, department: str, week: int, town: str, skills: tuple[str, ...]) -> Sequence[int]:
        """Who may fill such a slot at a task that keeps nobody away."""
        post = department, week, town, skills
        if post not in self._posts:
            self._posts[post] = [place for place in self.present(department, week) if self._fits(place, town, skills)]
        return self._posts[post]

    def kept_away(self, task: Task) -> set[int]:
        """Who is recused from the task's subject, or barred from the task."""
        return self._recused.get(task.subject, set()) | {self._named[one] for one in task.barred if one in self._named}

    def _fits(self, place: int, town: str, skills: tuple[str, ...]) -> bool:
        officer = self.rows[place].officer
        return (not officer.towns or town in officer.towns) and set(skills) <= set(officer.skills)


def task_of_visit(visit: Visit) -> Task:
    """The task of an adopted visit: its slots are the programme's."""
    return Task(visit.sid, visit.subject, visit.week, visit.town, visit.slots, frozenset(visit.barred))


def task_of_subject(subject: Subject, lines: Iterable[Line], overhead: int, staff: Staff) -> Task:
    """The task of a drawn subject where there is no programme: slots from the lines that selected it, in order of number."""
    task = Task(subject.sid, subject.sid, WHOLE_PERIOD, subject.town)
    by_department: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.officers:
            by_department[line.department].append(line)
    slots = [slot for department, asked in by_department.items() for slot in _slots(task, department, asked, overhead, staff)]
    return Task(task.sid, task.subject, task.week, task.town, tuple(slots))


def deal_skills(skills: Iterable[str], count: int, candidates: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """Which skills each of `count` slots asks for, given the skills of the candidates.

    Each skill goes to the first slot whose skills one candidate can hold together with it; if no slot can take it, a
    slot is added. So the first slot is the qualified one, and nobody is asked for two skills that nobody has together.
    """
    dealt: list[tuple[str, ...]] = [()] * count
    for skill in skills:
        for place, held in enumerate(dealt):
            if any({skill, *held} <= candidate for candidate in candidates):
                dealt[place] = (*held, skill)
                break
        else:
            dealt.append((skill,))
    return dealt


def _slots(task: Task, department: str, lines: Sequence[Line], overhead: int, staff: Staff) -> list[Slot]:
    count = max(line.officers for line in lines)
    minutes = sum(line.minutes for line in lines) + overhead
    skills = dict.fromkeys(skill for line in lines for skill in line.skills)
    candidates = [frozenset(staff.rows[place].officer.skills) for place in staff.eligible(task, department, ())]
    return [Slot(department, minutes, dealt) for dealt in deal_skills(skills, count, candidates)]

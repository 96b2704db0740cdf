"""Who was drawn, with names, as far as the day allows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from yicha.draws.queries import assigned, drawn_lists, shortages, tickets
from yicha.draws.rules import masked
from yicha.draws.types import DrawKind, DrawnLists, DrawRow
from yicha.draws.web.words import in_waves
from yicha.kernel.actor import Actor
from yicha.subjects.queries import subjects_by_sid
from yicha.subjects.types import SubjectRow

TAIL = 4


@dataclass(frozen=True)
class Drawn:
    """One subject on the wall: its place in the order of the tickets, the head of its ticket, the tail of its code."""

    place: int
    name: str
    ticket: str
    tail: str


@dataclass(frozen=True)
class LineResult:
    """One line; `id` is empty for those whose line is not told. `group`: the department, by which the wall has its tabs."""

    id: str
    group: str
    item: str
    members: int
    selected: int
    cut: str
    sids: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.group} {self.item}".strip()

    @property
    def whole(self) -> int:
        """Selected because all of their stratum are: the bundle tells them without their line."""
        return self.selected - len(self.sids)


@dataclass(frozen=True)
class Team:
    """The officers of one visit, masked."""

    visit: str
    posts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Missing:
    """So many posts of a department in a week, in these towns and of these qualifications, and so few who may have them."""

    department: str
    week: int
    towns: tuple[str, ...]
    skills: tuple[str, ...]
    posts: int
    officers: int
    empty: int


def result_of(row: DrawRow, today: date) -> DrawnLists | None:
    """None before the draw, and while its names are closed."""
    if row.drawn_at is None or not row.opens_on(today):
        return None
    return drawn_lists(row.region_path, row.number, today)


def line_results(found: DrawnLists, name: Callable[[str, str], tuple[str, str]], rest: str) -> list[LineResult]:
    """The lines that left something to chance, and last all those whose line is not told."""
    lines = [
        LineResult(line.id, group, in_waves(item, begins=line.begins), line.members, line.selected, line.cut, line.drawn)
        for line in found.lines
        for group, item in [name(line.department, line.item)]
    ]
    if found.listed:
        lines.append(LineResult("", rest, "", found.pool, len(found.listed), "", found.listed))
    return lines


def drawn_rows(actor: Actor, row: DrawRow, today: date, sids: tuple[str, ...], start: int = 0) -> list[Drawn]:
    known = subjects_by_sid(actor, sids)
    found = tickets(row.region_path, row.number, today, sids)
    return [
        Drawn(place, _name(known.get(sid), sid), found[sid][:8], _code(known.get(sid), sid)[-TAIL:])
        for place, sid in enumerate(sids, start + 1)
    ]


def teams(actor: Actor, row: DrawRow, known: Mapping[str, str]) -> list[Team]:
    """Of a draw of officers: who goes where. Nobody could be drawn for a post without name."""
    if row.kind is not DrawKind.OFFICERS or row.drawn_at is None:
        return []
    return [
        Team(visit, tuple((known.get(post.department, post.department), masked(post.name)) for post in posts))
        for visit, posts in assigned(actor, row.id).items()
    ]


def missing(actor: Actor, row: DrawRow, known: Mapping[str, str]) -> list[Missing]:
    """Of a draw of officers: why posts have no name."""
    if row.kind is not DrawKind.OFFICERS or row.drawn_at is None:
        return []
    return [
        Missing(
            known.get(one.department, one.department),
            one.week,
            tuple(sorted({town for town, _ in one.wants if town})),
            tuple(sorted({" ＋ ".join(skills) for _, skills in one.wants if skills})),
            one.slots,
            one.officers,
            one.slots - one.filled,
        )
        for one in shortages(actor, row.id)
    ]


def _name(subject: SubjectRow | None, sid: str) -> str:
    return subject.name if subject else sid


def _code(subject: SubjectRow | None, sid: str) -> str:
    return (subject.uscc if subject else "") or sid

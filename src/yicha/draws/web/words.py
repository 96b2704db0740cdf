"""How a draw and its steps are called, and whose turn it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yicha.draws.types import TEST_PARTY, DrawKind, DrawRow, DrawStatus, LineFigures, LossReason, ParticipantRow
from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.orgs.queries import departments
from yicha.subjects.types import SubjectRow

STEPS = (
    gettext_lazy("冻结名录"),
    gettext_lazy("各方承诺"),
    gettext_lazy("封存清单"),
    gettext_lazy("交出种子"),
    gettext_lazy("公开随机数"),
    gettext_lazy("抽取"),
)
KINDS = {DrawKind.SUBJECTS: gettext_lazy("抽对象"), DrawKind.OFFICERS: gettext_lazy("抽人员")}
STATUSES = {
    DrawStatus.FROZEN: (gettext_lazy("名录已冻结"), "soon"),
    DrawStatus.SEALED: (gettext_lazy("清单已封存"), "soon"),
    DrawStatus.DRAWN: (gettext_lazy("已抽取"), "good"),
    DrawStatus.VOID: (gettext_lazy("已作废"), "off"),
}
REASONS = {
    LossReason.CLOSED: gettext_lazy("已注销、吊销或停业"),
    LossReason.MOVED: gettext_lazy("已迁出本地"),
    LossReason.NOT_FOUND: gettext_lazy("查无此户"),
}
COMMIT, SEAL, REVEAL, BEACON, RUN, DONE = range(1, 7)


@dataclass(frozen=True)
class Party:
    """A participant as pages show it."""

    row: ParticipantRow
    name: str
    mine: bool


def title(row: DrawRow) -> str:
    """2026年第3号."""
    return _("%(year)s年第%(number)s号") % {"year": row.year, "number": row.number.rpartition("-D")[2]}


def names(actor: Actor, on: date) -> dict[str, str]:
    """Department code → what it is called. The party of a rehearsal is nobody's."""
    return {found.code: found.name for found in departments(actor, on)} | {TEST_PARTY: _("测试种子")}


def in_waves(item: str, *, begins: bool) -> str:
    """How an item is called on the first of its two waves; the other holds both."""
    return _("%(item)s（第一批）") % {"item": item} if begins else item


def figures(lines: Iterable[LineFigures], name: Callable[[str, str], tuple[str, str]], *, replaces: bool) -> list[tuple[str, LineFigures]]:
    """Each line with what it is called; of a replacement those on which somebody was lost."""
    shown = [line for line in lines if line.wanted or not replaces]
    return [(in_waves(" ".join(name(line.department, line.item)), begins=line.begins), line) for line in shown]


def line_names(actor: Actor, row: DrawRow, known: Mapping[str, str]) -> Callable[[str, str], tuple[str, str]]:
    """(department, item code) → how a line is called: the department's short name and the item's."""
    items = items_in_force(actor, row.region_path, date(row.year, 1, 1))
    short = {found.code: found.short_name or found.name for found in departments(actor, row.frozen_at.date())}

    def name(department: str, item: str) -> tuple[str, str]:
        who = short.get(department, known.get(department, department))
        return who, items[item].name if item in items else item

    return name


def parties(row: DrawRow, actor: Actor, known: Mapping[str, str]) -> list[Party]:
    return [Party(one, known.get(one.department, one.department), one.department == actor.department) for one in row.participants]


def step(row: DrawRow, at: datetime) -> int:
    """Number of the step that is next, counted from 0; one past the end when all is done."""
    if row.drawn_at is not None:
        return DONE
    if row.sealed_at is None:
        return SEAL if all(one.commitment for one in row.participants) else COMMIT
    if row.beacon_value is not None:
        return RUN
    return BEACON if row.number_out(at) or all(one.revealed for one in row.participants) else REVEAL


def nobody_knows(row: DrawRow, at: datetime) -> bool:
    """Whether the result cannot be computed yet: the public number is not said; of a test, a secret is not told."""
    return not row.number_out(at) and (not row.is_test or step(row, at) <= REVEAL)


def has_sealed_list(row: DrawRow, today: date) -> bool:
    """Subjects were drawn, and not everybody may see yet who."""
    return row.status is DrawStatus.DRAWN and row.kind is DrawKind.SUBJECTS and not row.opens_on(today)


def losses(row: DrawRow, known: Mapping[str, SubjectRow]) -> list[tuple[str, str, str]]:
    """Who is replaced, why, and what shows it."""
    return [(known[one.sid].name if one.sid in known else one.sid, str(REASONS[one.reason]), one.evidence) for one in row.lost]


def waiting_for(row: DrawRow, known: Mapping[str, str]) -> list[str]:
    """Who still has to commit or to reveal."""
    missing = [one for one in row.participants if not (one.commitment if row.sealed_at is None else one.reveal)]
    return [known.get(one.department, one.department) for one in missing]

"""Who is in the pool of a plan line, and with what chance (WY-5.4, YX-2.7b): plan lines → the frame of one draw with one key."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from yicha.engines.draw.types import EVERYBODY, Cell, Cover, Line, Stratum, Subject
from yicha.engines.scope import matches, parse_query
from yicha.kernel.tables import parse_ratio, parse_weights
from yicha.norms.types import QUOTAS, NormCode, NormsInForce
from yicha.planning.rules.history import done_this_year
from yicha.planning.types import DepartmentLine, PastCheck
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import ASKED

RANDOM, LISTED, COVERED = "random", "list", "full"
ONE_DAY: Final = timedelta(days=1)
CLASSES: Final = "ABCD"
UNCLASSIFIED: Final = "U"
ALREADY_CHECKED: Final = "CHECKED"
DELEGATED: Final = "DELEGATED"
SPARED: Final = "SPARED"
CODES: Final = {
    ALREADY_CHECKED: "本年度已做过同类检查（含上级），依法排除",
    DELEGATED: "事项在此地已委托或下放，由接收单位计划",
    SPARED: "在无事不扰清单上，不做计划检查",
}

Members = Mapping[str, Sequence[SubjectRow]]


@dataclass(frozen=True)
class Checked:
    """Which classes of check are used up this year, by whatever the limits count by (R-FREQ-1, R-FREQ-2)."""

    classes: frozenset[tuple[str, str]]  # (enterprise or sid, class of check)
    per_site: bool

    def covers(self, subject: SubjectRow, line: DepartmentLine) -> bool:
        owner = subject.sid if self.per_site else subject.enterprise
        return not line.line.exemption and (owner, line.line.check_class) in self.classes


def names_open_from(lines: Iterable[DepartmentLine], *, told: bool = False) -> date | None:
    """LYG-4.3e: who is drawn on a line that is by law not announced stays unsaid until its window is over; one draw is told as a whole.

    A later wave stays unsaid until its day, also where the conference tells the names at once (`told`).
    """
    lines = tuple(lines)
    secret = [line.line.window[1] + ONE_DAY for line in lines if not told and not line.line.announced and line.line.selection != LISTED]
    waves = [line.line.second_from for line in lines if line.line.second_from]
    return max([*secret, *waves], default=None)


def checked_this_year(year: int, past: Iterable[PastCheck], subjects: Collection[SubjectRow], *, per_site: bool) -> Checked:
    owners = {row.sid: row.sid if per_site else row.enterprise for row in subjects}
    done = done_this_year(year, past, subjects, per_site=per_site)
    return Checked(frozenset((owners[sid], check_class) for sid, pairs in done.items() for check_class, _ in pairs), per_site)


def members_of(lines: Iterable[DepartmentLine], subjects: Sequence[SubjectRow]) -> Members:
    """Line id → the subjects that its condition chooses; a list names its own. Equal conditions are asked once."""
    queries = {line.line.line_id: line.line.scope_query for line in lines if line.line.selection != LISTED}
    asked = {query: matches(parse_query(query, ASKED), subjects) for query in set(queries.values())}
    return {line_id: asked[query] for line_id, query in queries.items()}


def draw_lines(lines: Iterable[DepartmentLine], norms: NormsInForce) -> tuple[Line, ...]:
    """The random lines as the draw knows them, in the order of their ids: quotas as exact ratios, 最少户数 as a cover rule.

    A line in two waves is two lines: the first wave, and all of it.
    """
    chosen = sorted((line for line in lines if line.line.selection == RANDOM), key=lambda line: line.line.line_id)
    return tuple(drawn for line in chosen for drawn in _draw_lines(line, norms))


def _draw_lines(line: DepartmentLine, norms: NormsInForce) -> list[Line]:
    row = line.line
    shares = _shares(row.ratio, norms)
    cover = (Cover(EVERYBODY, row.min_count),) if row.min_count else ()
    whole = Line(row.line_id, _strata(shares, 100), line.department, row.item_code, row.scope_query, cover=cover, weights=row.weights)
    if row.second_from is None:
        return [whole]
    first = replace(whole, id=f"{row.line_id}（第一批）", strata=_strata(shares, row.first_wave))
    return [first, replace(whole, after=first.id, opens=row.second_from.isoformat())]


def _strata(shares: Iterable[tuple[str, Fraction]], per_cent: int) -> tuple[Stratum, ...]:
    parts = ((label, share * per_cent / 100) for label, share in shares)
    return tuple(Stratum(label, part.numerator, part.denominator) for label, part in parts)


def plan_ids(lines: Iterable[Line]) -> dict[str, str]:
    """Id of a drawn line → that of the plan line: a first wave's is the one that it begins."""
    lines = tuple(lines)
    begun = {line.after: line.id for line in lines}
    return {line.id: begun.get(line.id, line.id) for line in lines}


def _shares(ratio: str, norms: NormsInForce) -> list[tuple[str, Fraction]]:
    """Of each class its share; who has no class is drawn like the class that the norm names, and stays apart (未分类)."""
    if not ratio:
        shares = {name: Fraction(norms.whole(code), 100) for name, code in QUOTAS.items()}
    else:
        parsed = parse_ratio(ratio)
        if "" in parsed.shares:
            return [(EVERYBODY, parsed.shares[""])]
        shares = {name: parsed.of(name) for name in CLASSES}
    return [*shares.items(), (UNCLASSIFIED, shares[norms.text(NormCode.UNCLASSIFIED_AS)])]


def draw_subjects(lines: Sequence[Line], members: Members, excluded: Callable[[SubjectRow, str], str]) -> list[Subject]:
    """Everybody who is a member of some random line, with a cell on each: a stratum, or an exclusion code (empty: not excluded)."""
    cells: dict[str, dict[int, Cell]] = {}
    rows: dict[str, SubjectRow] = {}
    ids = plan_ids(lines)
    for number, line in enumerate(lines):
        whole, weights = line.strata[0].label == EVERYBODY, parse_weights(line.weights)
        for row in members[ids[line.id]]:
            rows[row.sid] = row
            kept_out = excluded(row, ids[line.id])
            cells.setdefault(row.sid, {})[number] = _cell(row, weights.of(row.tags), whole=whole, excluded=kept_out)
    return [Subject(sid, cells[sid], town=rows[sid].town) for sid in sorted(cells)]


def _cell(row: SubjectRow, weight: int, *, whole: bool, excluded: str) -> Cell:
    if excluded:
        return Cell(excluded=excluded)
    return Cell(EVERYBODY if whole else row.credit_class or UNCLASSIFIED, weight)


def narrow_lines(lines: Iterable[Line], subjects: Iterable[Subject], norms: NormsInForce) -> tuple[str, ...]:
    """Lines that aim: a pool below the norm's size from which more than the norm's share is drawn, though not all of it."""
    least, most = norms.whole(NormCode.POOL_MIN), Fraction(norms.whole(NormCode.NARROW_POOL_RATIO_MAX_PCT), 100)
    sizes, lines = pool_sizes(subjects), tuple(lines)
    ids = plan_ids(lines)
    return tuple(
        line.id
        for number, line in enumerate(lines)
        if line.id == ids[line.id] and 0 < sizes[number] < least and any(most < share < 1 for share in _drawn_shares(line, sizes[number]))
    )


def pool_sizes(subjects: Iterable[Subject]) -> Counter[int]:
    """By the number of the line, who may be drawn on it."""
    return Counter(number for subject in subjects for number, cell in subject.cells.items() if not cell.excluded)


def _drawn_shares(line: Line, size: int) -> list[Fraction]:
    """Of each stratum, and of the whole by 最少户数."""
    return [Fraction(stratum.num, stratum.den) for stratum in line.strata] + [Fraction(rule.least, size) for rule in line.cover]

"""`draw run`: subjects, quotas and officers from workbooks become a frame, and one secret a draw that nobody witnessed.

There is no programme, so the whole year counts as one week, and officers are drawn for whoever is drawn (kind `double`).
"""

import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from yicha.draws.types import suite_by
from yicha.draws.workbooks import QuotaRow
from yicha.engines.deadlines import WorkingCalendar
from yicha.engines.draw import (
    EVERYBODY,
    SECRET_SIZE,
    TEST,
    TEST_READING,
    Cell,
    Cover,
    Frame,
    Heading,
    Line,
    Officer,
    Outcome,
    Participant,
    Roster,
    Stratum,
    Subject,
    Week,
    commitment_of,
    conclude,
    freeze_for_test,
    freeze_subjects,
)
from yicha.engines.scope import parse_query, predicate
from yicha.norms.types import QUOTAS, NormCode, NormsInForce
from yicha.orgs.types import OfficerRow
from yicha.subjects.types import SubjectRow
from yicha.subjects.workbooks import ASKED

HEADING = Heading("FILES", "文件抽取 · a draw on files")
PARTICIPANT = "cli"
UNCLASSIFIED = "U"
WHOLE_YEAR = 0
Test = Callable[[SubjectRow], bool | None]
HEX = re.compile(f"[0-9a-fA-F]{{{2 * SECRET_SIZE}}}")


@dataclass(frozen=True)
class Terms:
    """What the law and the calendar say on the day of the draw. `asked`: the number of a suite, for another than the norm says."""

    norms: NormsInForce
    calendar: WorkingCalendar
    day: date
    asked: int | None = None

    @property
    def suite(self) -> int:
        return self.asked or suite_by(self.norms)

    @property
    def period(self) -> Week:
        """The year as one week. Certificates must be valid on its first day; who is away on the day of the draw is absent."""
        first, last = date(self.day.year, 1, 1), date(self.day.year, 12, 31)
        return Week(first, first, self.calendar.working_days(date(self.day.year - 1, 12, 31), last))


def seed_text(text: str) -> bytes:
    """The argument of `--seed`."""
    if not HEX.fullmatch(text):
        raise ArgumentTypeError("64 hex digits are needed")
    return bytes.fromhex(text)


def freeze_files(
    subjects: Sequence[SubjectRow], quotas: Sequence[QuotaRow], officers: Sequence[OfficerRow] | None, terms: Terms, secret: bytes
) -> Frame:
    """The frame of a draw on files; equal files and secret give equal bytes."""
    lines = [_line(row, terms.norms) for row in quotas]
    frozen = [Subject(row.sid, cells, town=row.town) for row, cells in zip(subjects, _cells(subjects, quotas, lines), strict=True)]
    roster = None if officers is None else _roster(officers, quotas, terms)
    heading = replace(HEADING, suite=terms.suite)
    return freeze_for_test(lambda salt_key: freeze_subjects(heading, lines, frozen, salt_key, roster), secret)


def draw_alone(frame: Frame, secret: bytes) -> Outcome:
    """The draw with one participant and no beacon: a test, which every verifier calls 未经见证."""
    commitment = commitment_of(frame.manifest.suite, frame.manifest.heading.draw, 0, secret)
    manifest = frame.seal([Participant(PARTICIPANT, commitment)], TEST)
    return conclude(frame.sealed(manifest), [secret], TEST_READING)


def absent_on(row: OfficerRow, day: date) -> bool:
    """Whether the officer's certificate has ended by that day, or he is on leave."""
    expired = row.valid_to is not None and row.valid_to < day
    return expired or any(first <= day <= last for first, last in row.leave)


def _line(row: QuotaRow, norms: NormsInForce) -> Line:
    strata = tuple(Stratum(label, share.numerator, share.denominator) for label, share in _shares(row, norms).items())
    cover = (Cover(EVERYBODY, row.min_count),) if row.min_count else ()
    return Line(
        id=row.line_id,
        strata=strata,
        department=row.department,
        scope=row.scope_query,
        cover=cover,
        minutes=row.minutes,
        officers=row.min_officers,
        skills=row.skills,
    )


def _shares(row: QuotaRow, norms: NormsInForce) -> Mapping[str, Fraction]:
    """Of each class its share; who has none is drawn like the class that the norm names, and stays apart (未分类)."""
    if "" in row.ratio.shares:
        return {EVERYBODY: row.ratio.shares[""]}
    if row.ratio.shares:
        shares = {name: row.ratio.of(name) for name in QUOTAS}
    else:
        shares = {name: Fraction(norms.whole(code), 100) for name, code in QUOTAS.items()}
    return shares | {UNCLASSIFIED: shares[norms.text(NormCode.UNCLASSIFIED_AS)]}


def _cells(subjects: Sequence[SubjectRow], quotas: Sequence[QuotaRow], lines: Sequence[Line]) -> list[dict[int, Cell]]:
    """How each subject stands on each line whose condition chooses it. Equal conditions are asked once."""
    tests: dict[str, Test] = {row.scope_query: predicate(parse_query(row.scope_query, ASKED)) for row in quotas}
    cells: list[dict[int, Cell]] = [{} for _ in subjects]
    for number, (row, line) in enumerate(zip(quotas, lines, strict=True)):
        whole = line.strata[0].label == EVERYBODY
        for subject, found in zip(subjects, cells, strict=True):
            if tests[row.scope_query](subject):
                found[number] = Cell(EVERYBODY if whole else subject.credit_class or UNCLASSIFIED)
    return cells


def _roster(officers: Iterable[OfficerRow], quotas: Sequence[QuotaRow], terms: Terms) -> Roster:
    any_department = not any(row.department for row in quotas)
    day_minutes = terms.norms.whole(NormCode.OFFICER_DAY_MINUTES)
    found = tuple(
        Officer(
            id=row.cert_no,
            department="" if any_department else row.department,
            minutes=int(row.days_per_week * day_minutes),
            name=row.name,
            skills=row.skills,
            towns=row.towns,
            recused=row.recusals,
            absent=(WHOLE_YEAR,) if absent_on(row, terms.day) else (),
            valid_to=row.valid_to,
        )
        for row in officers
    )
    return Roster(found, terms.period, terms.norms.whole(NormCode.OVERHEAD_MINUTES))

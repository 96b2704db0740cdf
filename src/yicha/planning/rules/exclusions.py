"""Who is kept out of a draw, by which code, and which entry of the ledger says so (YX-2.7b, docs/vdr1.md §11)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from yicha.engines.draw.types import Line
from yicha.kernel.refusals import RuleBroken
from yicha.planning.rules.competence import Competence
from yicha.planning.rules.pools import ALREADY_CHECKED, DELEGATED, SPARED, Checked, Members
from yicha.planning.rules.sparing import Spares
from yicha.planning.types import DepartmentLine
from yicha.subjects.types import SubjectRow


@dataclass(frozen=True)
class Exclusion:
    """A subject kept out of a line. `about`: what the ledger's latest entry about it proves."""

    sid: str
    line_id: str
    code: str
    about: str


@dataclass(frozen=True)
class Excluder:
    """Asks in this order: is the power elsewhere, is the subject not to be disturbed, was it checked this year already."""

    region_path: str
    lines: Mapping[str, DepartmentLine]
    competence: Competence
    spares: Spares
    checked: Checked

    def code(self, subject: SubjectRow, line_id: str) -> str:
        """Empty: not excluded."""
        found = self.exclusion(subject, line_id)
        return found.code if found else ""

    def exclusion(self, subject: SubjectRow, line_id: str) -> Exclusion | None:
        line = self.lines[line_id]
        if self.competence.moved(line, subject):
            return Exclusion(subject.sid, line_id, DELEGATED, f"delegation:{self.competence.instrument(line, subject.town)}")
        if spared := self.spares(line, subject):
            return Exclusion(subject.sid, line_id, SPARED, f"spared:{spared.id}")
        if self.checked.covers(subject, line):
            return Exclusion(subject.sid, line_id, ALREADY_CHECKED, f"past_checks:{self.region_path}")
        return None

    def all_of(self, lines: Iterable[Line], members: Members) -> Sequence[Exclusion]:
        found = (self.exclusion(subject, line.id) for line in lines if line.id in members for subject in members[line.id])
        return [one for one in found if one]


def require_recorded(kept_out: Iterable[Exclusion], runs: Mapping[str, UUID]) -> None:
    """YX-2.7b: nobody is kept out of a draw by what no entry of the ledger says."""
    if lost := sorted({one.about for one in kept_out} - runs.keys()):
        raise RuleBroken(f"排除名单没有存证：{'、'.join(lost)}", clause="YX-2.7b")

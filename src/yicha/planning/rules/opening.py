"""补入另开一次门: why no visit that stands could take late work in (YX-2.7b). Of those that are not announced it says nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yicha.engines.planning import Explainer, Line, Programme, Visit
from yicha.planning.rules.boards import Filed, in_words, week_number
from yicha.planning.rules.late import Joining, counts_enough, names_of
from yicha.planning.types import BoardReason, VisitRow, VisitStatus

TOLD = {VisitStatus.NOTIFIED, VisitStatus.DONE}


@dataclass(frozen=True)
class Opening:
    """`answer`: the programme with the new doors; `rows`: the visits that stood before; `titles`: department code → short name."""

    joining: Joining
    answer: Programme
    rows: Sequence[VisitRow]
    lines: Mapping[str, Filed]
    titles: Mapping[str, str]
    year: int

    def because(self, visits: Iterable[Visit]) -> dict[Visit, list[BoardReason]]:
        """One reason for each visit that stands at the subject, the earliest first; none if there is nothing to join."""
        named = in_words(self.joining.instance, self.titles)
        explainer = Explainer(named, self.answer, self._week, lambda line: f"{line.department}“{self.lines[line.id].name}”")
        return {visit: [self._reason(explainer, visit, row) for row in self._standing(visit)] for visit in visits if visit.door}

    def _week(self, week: int) -> str:
        return week_number(self.year, week)

    def _standing(self, visit: Visit) -> list[VisitRow]:
        own = [row for row in self.rows if row.sid == visit.subject and row.door and row.announced]
        return sorted((row for row in own if row.status is not VisitStatus.CANCELLED), key=lambda row: (row.week, row.number))

    def _reason(self, explainer: Explainer, visit: Visit, row: VisitRow) -> BoardReason:
        week = self._week(row.week)
        if row.status in TOLD:
            return BoardReason("locked", f"第{week}周那次已通知企业，不再改动", f"the visit in week {week} is notified and stays as it is")
        if row.starts_at:
            return BoardReason("timed", f"第{week}周那次已排定几点", f"the visit in week {week} has its hour already")
        for why in explainer.into(row.week, visit.demands, names_of(self.joining.instance, row)):
            return BoardReason(why.code, why.chinese, why.english)
        lines = [self.joining.instance.lines[self.joining.instance.demands[name].line] for name in visit.demands]
        return self._hindered(lines, row, week)

    def _hindered(self, lines: Sequence[Line], row: VisitRow, week: str) -> BoardReason:
        """What the engine does not know: its days, how it counts, who was drawn for it."""
        if not all(self.joining.covers(line.id, row) for line in lines):
            return BoardReason("window", f"第{week}周那次的日子不都在时间窗内", f"the days of week {week} are not all inside the window")
        if not counts_enough(row, lines):
            return BoardReason("uncounted", f"第{week}周那次依法不计次数", f"the visit in week {week} by law does not count")
        if not row.officers:
            return BoardReason("drawing", f"第{week}周那次正在抽执法人员", f"officers are being drawn for the visit in week {week}")
        return BoardReason(
            "officers", f"第{week}周那次派不出能做、有时间的执法人员", f"no officer for week {week} can do it and has the time"
        )

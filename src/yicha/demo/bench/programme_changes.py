"""Half the year is over when something happens: what `replan` makes of it, beside planning everything that can still move anew."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from yicha.demo.bench.programme_cases import Plain
from yicha.demo.bench.programme_peers import figures
from yicha.demo.county.chance import Chance
from yicha.engines.planning import Instance, Programme, VisitState, outcome, parse_instance, replan, solve, to_plain
from yicha.engines.programme_check import check

TODAY, TOLD_UNTIL = 26, 30  # weeks: before the first visits are done, before the second they are notified
ILL = range(32, 40)
CLOSED, AWAY, NEW = 1, 3, 1  # per cent: of subjects, of officers for eight weeks, of subjects for which a line is added
MOVED_MOST = 2  # per cent of the published visits
LINE: Plain = {"id": "LNEW", "check_class": "专项:新", "mode": "onsite", "first_week": 31, "last_week": 44, "minutes": 40, "lead_rank": 1}


def disturbed(plain: Plain, programme: Programme, seed: str = "bench") -> Plain:
    """The same case in the middle of its year: 1 % of the subjects close, 3 % of the officers fall ill, a line is added."""
    previous = [row | {"state": _state(row["week"])} for row in to_plain(programme)["visits"]]
    told = {row["subject"] for row in previous if row["state"] == VisitState.NOTIFIED}
    closed = {row["id"] for row in plain["subjects"] if Chance(seed, "close", row["id"]).percent(CLOSED)} - told
    past = {demand for row in previous if row["state"] == VisitState.DONE for demand in row["demands"]}
    line = LINE | {"department": plain["departments"][0]}
    fresh = [row["id"] for row in plain["subjects"] if row["id"] not in closed and Chance(seed, "new", row["id"]).percent(NEW)]
    left = [row for row in plain["demands"] if row["subject"] not in closed or row["id"] in past]
    return plain | {
        "params": plain["params"] | {"first_open_week": TOLD_UNTIL},
        "lines": [*plain["lines"], line],
        "officers": [_officer(row, seed) for row in plain["officers"]],
        "demands": [*left, *({"id": f"LNEW.{sid}", "line": "LNEW", "subject": sid} for sid in fresh)],
        "previous": previous,
    }


def _state(week: int) -> VisitState:
    return VisitState.DONE if week < TODAY else VisitState.NOTIFIED if week < TOLD_UNTIL else VisitState.PUBLISHED


def _officer(row: Plain, seed: str) -> Plain:
    ill = Chance(seed, "ill", row["id"]).percent(AWAY)
    return row | {"absent": [*row["absent"], *ILL]} if ill else row


def changed(name: str, plain: Plain, programme: Programme) -> Iterator[dict[str, Any]]:
    """The rows of `replan` and of planning anew. ``broken``: a notified visit moved, or more published ones than is promised."""
    instance = parse_instance(after := disturbed(plain, programme))
    for way, plan in (("replan", replan), ("replan_anew", solve)):
        row = _row(instance, after, plan)
        broken = way == "replan" and (row["told_moved"] > 0 or row["moved"] * 100 > MOVED_MOST * row["published"])
        yield {"case": name, "way": way, **row, "worse": False, "broken": broken}


def _row(instance: Instance, plain: Plain, plan: Callable[[Instance], Programme]) -> dict[str, Any]:
    begun, cpu = time.monotonic(), time.process_time()
    found = plan(instance)
    spent = {"seconds": round(time.monotonic() - begun, 1), "cpu_s": round(time.process_time() - cpu, 1)}
    standing = set(found.visits)
    told = sum(visit.locked and visit not in standing for visit in instance.previous)
    published = sum(visit.state is VisitState.PUBLISHED for visit in instance.previous)
    counts = {"published": published, "moved": outcome(instance, found).moved, "told_moved": told}
    return {**figures(found.visits, len(found.unplaced)), **counts, "breaches": len(check(plain, to_plain(found))), **spent}

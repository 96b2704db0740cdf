"""`yicha bench programme`: the joint programme beside every department for itself, merging by hand, a greedy, and one big model.

All in one run on the same county, once with officers enough and once with too few, on request on a city as well; compared as the pair
(lost, doors), since who shows fewer doors has usually lost work. What the engine gives must pass the independent checker. Then something
happens in the middle of the year, and the programme is planned again.
"""

import json
import os
import resource
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from yicha.demo.bench.programme_cases import Plain, Size, case
from yicha.demo.bench.programme_changes import changed
from yicha.demo.bench.programme_monolith import monolith_apart
from yicha.demo.bench.programme_peers import Books, figures, first_fit, greedy, own_work, same_month
from yicha.engines.planning import Instance, Programme, parse_instance, solve, to_plain
from yicha.engines.programme_check import check
from yicha.kernel.command_line import answer, say, show

PLENTY, SCARCE = 70, 125  # per cent of its officers that separate work would take
CITY = Size(40_000, departments=28, lines=760, kinds=24)  # 2,280 items
COLUMNS = (
    "case",
    "way",
    "lost",
    "doors",
    "repeat_visited",
    "lost_bound",
    "doors_bound",
    "published",
    "moved",
    "seconds",
    "cpu_s",
    "peak_mb",
    "out_of_memory",
)
PEERS: dict[str, Callable[[Instance], Books]] = {
    "own": partial(first_fit, joins=own_work),
    "month": partial(first_fit, joins=same_month),
    "greedy": greedy,
}


def run(arguments: Namespace) -> int:
    """0 unless the engine was worse than a peer, its programme unlawful or what was announced moved too much: then 1."""
    cases: list[tuple[str, Plain]] = [(path.stem, json.loads(path.read_bytes())) for path in arguments.instance or ()]
    sizes = {"enough": PLENTY, "scarce": SCARCE}
    cases = cases or [(name, case(Size(arguments.subjects, share=share))) for name, share in sizes.items()]
    cases = [*cases, ("city", case(CITY))] if arguments.city else cases  # last: its peak is above theirs
    rows = [row for name, plain in cases for row in _measured(name, plain)]
    worse = [row for row in rows if row["worse"]]
    broken = [row["case"] for row in rows if row.get("broken")]
    if arguments.json:
        answer({"engine_worse_than": [f"{row['case']}/{row['way']}" for row in worse], "replan_broke": broken, "rows": rows})
    else:
        show("  ".join(COLUMNS))
        for row in rows:
            show("  ".join(str(row.get(name, "")) for name in COLUMNS))
    return int(bool(worse or broken) or any(row.get("breaches") for row in rows))


def _measured(name: str, plain: Plain) -> Iterator[dict[str, Any]]:
    """The engine's row, then those of the peers. Where the engine is not better or equal, ``worse`` is true."""
    instance = parse_instance(plain)
    say(f"{name}: {len(instance.demands)} 项 · demands")
    begun, cpu = time.monotonic(), time.process_time()
    programme: Programme = solve(instance)
    seconds, spent = time.monotonic() - begun, time.process_time() - cpu
    own = figures(programme.visits, len(programme.unplaced))
    peak = {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    bounds = {"lost_bound": programme.unplaced_bound, "doors_bound": programme.lower_bound}
    breaches = {"breaches": len(check(plain, to_plain(programme))), "worse": False}
    yield {"case": name, "way": "engine", **own, **bounds, **breaches, "seconds": round(seconds, 1), "cpu_s": round(spent, 1), **peak}
    yield from changed(name, plain, programme)
    for way, peer in PEERS.items():
        yield _row(name, way, own, partial(_books, peer, instance))
    yield _row(name, "monolith", own, partial(_modelled, instance, seconds))


def _books(peer: Callable[[Instance], Books], instance: Instance) -> dict[str, int]:
    books = peer(instance)
    return figures(books.all_visits(), books.lost)


def _modelled(instance: Instance, seconds: float) -> dict[str, int]:
    """With as much time and memory as the engine; where the memory is not enough, it holds nothing."""
    found = monolith_apart(instance, seconds)
    return figures(*found) if found else {**figures([], len(instance.demands)), "out_of_memory": 1}


def _row(name: str, way: str, own: dict[str, int], measured: Callable[[], dict[str, int]]) -> dict[str, Any]:
    say(f"{name}: {way}")
    begun, cpu = time.monotonic(), sum(os.times()[:4])  # of what it starts too
    found = measured()
    spent = {"seconds": round(time.monotonic() - begun, 1), "cpu_s": round(sum(os.times()[:4]) - cpu, 1)}
    return {"case": name, "way": way, **found, "worse": (found["lost"], found["doors"]) < (own["lost"], own["doors"]), **spent}

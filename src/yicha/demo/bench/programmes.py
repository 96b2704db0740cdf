"""`yicha bench programme`: the joint programme beside every department for itself, merging by hand, a greedy, and one big model.

All in one run on the same county, once with officers enough and once with too few; compared as the pair (lost, doors), since who
shows fewer doors has usually lost work. What the engine gives must pass the independent checker.
"""

import json
import resource
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from yicha.demo.bench.programme_cases import Plain, Size, case
from yicha.demo.bench.programme_monolith import monolith
from yicha.demo.bench.programme_peers import Books, figures, first_fit, greedy, own_work, same_month
from yicha.engines.planning import Instance, Programme, parse_instance, solve, to_plain
from yicha.engines.programme_check import check
from yicha.kernel.command_line import answer, say, show

PLENTY, SCARCE = 70, 125  # per cent of its officers that separate work would take
COLUMNS = ("case", "way", "lost", "doors", "repeat_visited", "lost_bound", "doors_bound", "seconds", "peak_mb")
PEERS: dict[str, Callable[[Instance], Books]] = {
    "own": partial(first_fit, joins=own_work),
    "month": partial(first_fit, joins=same_month),
    "greedy": greedy,
}


def run(arguments: Namespace) -> int:
    """0 unless the engine was worse than a peer, or its programme unlawful: then 1."""
    cases: list[tuple[str, Plain]] = [(path.stem, json.loads(path.read_bytes())) for path in arguments.instance or ()]
    sizes = {"enough": PLENTY, "scarce": SCARCE}
    cases = cases or [(name, case(Size(arguments.subjects, share=share))) for name, share in sizes.items()]
    rows = [row for name, plain in cases for row in _measured(name, plain)]
    worse = [row for row in rows if row["worse"]]
    if arguments.json:
        answer({"engine_worse_than": [f"{row['case']}/{row['way']}" for row in worse], "rows": rows})
    else:
        show("  ".join(COLUMNS))
        for row in rows:
            show("  ".join(str(row.get(name, "")) for name in COLUMNS))
    return int(bool(worse) or any(row.get("breaches") for row in rows))


def _measured(name: str, plain: Plain) -> Iterator[dict[str, Any]]:
    """The engine's row, then those of the peers. Where the engine is not better or equal, ``worse`` is true."""
    instance = parse_instance(plain)
    say(f"{name}: {len(instance.demands)} 项 · demands")
    begun = time.monotonic()
    programme: Programme = solve(instance)
    seconds = time.monotonic() - begun
    own = figures(programme.visits, len(programme.unplaced))
    peak = {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    bounds = {"lost_bound": programme.unplaced_bound, "doors_bound": programme.lower_bound}
    breaches = {"breaches": len(check(plain, to_plain(programme))), "worse": False}
    yield {"case": name, "way": "engine", **own, **bounds, **breaches, "seconds": round(seconds, 1), **peak}
    for way, peer in PEERS.items():
        say(f"{name}: {way}")
        begun = time.monotonic()
        books = peer(instance)
        yield _row(name, way, own, figures(books.all_visits(), books.lost), time.monotonic() - begun)
    say(f"{name}: monolith")
    begun = time.monotonic()
    found = figures(*monolith(instance, seconds))
    yield _row(name, "monolith", own, found, time.monotonic() - begun)


def _row(name: str, way: str, own: dict[str, int], found: dict[str, int], seconds: float) -> dict[str, Any]:
    worse = (found["lost"], found["doors"]) < (own["lost"], own["doors"])
    return {"case": name, "way": way, **found, "worse": worse, "seconds": round(seconds, 1)}

"""`yicha bench draw`: the least tickets of a million and of ten million, a directory, the officers' draw, a whole draw; one core, one run.

The peer is Rivest's consistent_sampler, the only published sampler that gives the same sample to everybody who has the seed. Both get the
same ids and the same number to take; CPU seconds count, so other work on the machine disturbs little.
"""

import gc
import subprocess
import sys
import time
import tracemalloc
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from os import fsync, times
from pathlib import Path
from pkgutil import resolve_name
from resource import RUSAGE_SELF, getrusage
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from yicha.engines.draw import (
    SHA256,
    Directory,
    Officer,
    Reading,
    Slot,
    Task,
    Week,
    commitment_of,
    conclude,
    pack,
    public_of,
    unpack,
    write_full,
)
from yicha.engines.draw.assignment import assign
from yicha.engines.draw.ceremony import in_ticket_order
from yicha.engines.draw.frame import freeze_subjects
from yicha.engines.draw.inquiry import Inquiries
from yicha.engines.draw.least import Ids, least
from yicha.engines.draw.manifest import NAME as MANIFEST
from yicha.engines.draw.officers import officer_row
from yicha.engines.draw.tasks import Staff
from yicha.engines.draw.types import TEST, Cell, Heading, Line, Participant, Stratum, Subject
from yicha.kernel.command_line import CannotRun, answer, say, show

KEY, TAKEN, TIMES = bytes(range(32)), 10_000, 3
DIRECTORY, SLOTS, PER_VISIT, WHOLE, ASKED = 1_000_000, (12_000, 60_000), 6, 1_000_000, 200_000
VERIFIERS = Path(__file__).parents[4] / "verify"


def run(arguments: Namespace) -> int:
    """0 whatever was found: it measures, and says so."""
    if find_spec("consistent_sampler") is None:
        raise CannotRun("没有装 consistent_sampler，请用 ./yicha bench draw · the peer is not installed: use ./yicha bench draw")
    rows = [row for size in arguments.subjects for row in _selection(size)]
    parts = [_directory(), *(_officers(slots) for slots in SLOTS), _whole(min(WHOLE, *arguments.subjects)), _questions()]
    if arguments.json:
        answer({"taken": TAKEN, "draws": rows, "parts": parts})
    else:
        show("户数 subjects  方法 way  比值 ratio  CPU 秒 s  纳秒/户 ns each  峰值 MB peak")
        for row in rows:
            show("  ".join(f"{row[name]!s:>10}" for name in ("subjects", "way", "ratio", "seconds", "ns_each", "peak_mb")))
        for part in parts:
            show("  ".join(f"{name} {value}" for name, value in part.items()))
    return 0


def ids(size: int) -> Ids:
    """Codes of 18 characters, as the register has them."""
    return np.frombuffer(b"".join(b"91%016d" % number for number in range(size)), dtype="S18")


def _selection(size: int) -> Iterator[dict[str, Any]]:
    column = ids(size)
    say(f"从 {size} 户中抽 {TAKEN} 户 · taking {TAKEN} of {size}")
    ways: dict[str, Callable[[], object]] = {"numpy": lambda: least(SHA256, KEY, column, TAKEN, lanes=False)}
    if find_spec("numba"):
        ways["numba"] = lambda: least(SHA256, KEY, column, TAKEN, lanes=True)
        least(SHA256, KEY, column[:TAKEN], 1, lanes=True)  # compiled once, kept
    named = [sid.decode() for sid in column.tolist()]
    sampler = resolve_name("consistent_sampler:sampler")
    peer = _seconds(partial(_taken, sampler, named), times=1)
    del named
    gc.collect()
    yield _row(size, "peer", peer, peer, 0)
    for way, draw in ways.items():
        yield _row(size, way, _seconds(draw), peer, _peak(draw))


def _taken(sampler: Any, named: list[str]) -> list[Any]:
    return list(sampler(named, take=TAKEN, seed=KEY.hex(), with_replacement=False))


def _row(size: int, way: str, seconds: float, peer: float, peak: int) -> dict[str, Any]:
    measured = {"seconds": round(seconds, 3), "ns_each": round(seconds / size * 1e9, 1), "peak_mb": round(peak / 2**20, 1)}
    return {"subjects": size, "way": way, "ratio": round(peer / seconds, 1)} | measured


def _directory() -> dict[str, Any]:
    say(f"{DIRECTORY} 户的名录承诺 · committing a directory of {DIRECTORY}")
    entries = [(sid.decode(), bytes(32)) for sid in ids(DIRECTORY).tolist()]
    seconds = _seconds(lambda: Directory(SHA256, "D", entries).root)
    return {"part": "directory", "subjects": DIRECTORY, "seconds": round(seconds, 2), "us_each": round(seconds / DIRECTORY * 1e6, 2)}


def _officers(slots: int) -> dict[str, Any]:
    """As many visits as the slots make, each with two officers of three departments; one officer for every seventeen visits."""
    say(f"{slots} 个岗位配人 · staffing {slots} slots")
    weeks = {week: Week(date.fromisocalendar(2027, week + 1, 1), date.fromisocalendar(2027, week + 1, 5), 5) for week in range(50)}
    count = slots // PER_VISIT
    tasks = [
        Task(f"V{number:06d}", f"S{number}", number % 50, f"T{number % 12}", tuple(Slot(name, 90, ()) for name in "ABC" for _ in "12"))
        for number in range(count)
    ]
    officers = [Officer(f"{name}{number:04d}", name, 1500) for name in "ABC" for number in range(max(12, count // 17))]
    staff = Staff([officer_row(SHA256, bytes(16), officer) for officer in officers], weeks)
    seconds = _seconds(lambda: assign(SHA256, KEY, in_ticket_order(SHA256, KEY, tasks), staff), times=1)
    return {"part": "officers", "slots": slots, "officers": len(officers), "seconds": round(seconds, 2)}


def _whole(size: int) -> dict[str, Any]:
    """A thousandth of a register drawn as the ceremony does it, every step with its proof, and checked by the outsiders' program."""
    say(f"从 {size} 户中抽千分之一，连同全部证明 · the whole draw of {size}, with its proofs")
    line = Line("L1", tuple(Stratum(label, 1, 1000) for label in "ABCD"))
    subjects = [Subject(sid.decode(), {0: Cell("ABCD"[place % 4])}, town=f"T{place % 12}") for place, sid in enumerate(ids(size).tolist())]
    spent: dict[str, float] = {}
    clock = _Clock()
    frame = freeze_subjects(Heading("D1", "bench"), [line], subjects, KEY)
    spent["freeze_s"] = clock.lap()
    party = Participant("bench", commitment_of(SHA256, "D1", 0, KEY))
    manifest = frame.seal([party], TEST)
    outcome = conclude(frame.sealed(manifest), [KEY], Reading(TEST.source, b""))
    full = write_full(outcome)
    spent["draw_s"] = clock.lap()
    public_of(full, outcome)
    spent["publish_s"] = clock.lap()
    with TemporaryDirectory() as folder:
        kept, packed = Path(folder) / "frame.zip", Path(folder) / "public.zip"
        kept.write_bytes(pack(frame.to_files()))
        drawn = len(outcome.selections[0].choices)
        del frame, subjects, full, outcome
        spent |= _button(kept, manifest, packed)
        spent["verify_s"] = _child(sys.executable, VERIFIERS / "verify_draw.py", packed)
        node = which("node")
        spent |= {"verify_node_s": _child(node, VERIFIERS / "verify_draw.js", packed)} if node else {}
    spent["peak_mb"] = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    return {"part": "whole draw", "subjects": size, "drawn": drawn} | spent


def _button(kept: Path, manifest: bytes, packed: Path) -> dict[str, float]:
    """What `run_draw` does beside the database: from the file that was frozen to both bundles as files, each hashed and on the disk."""
    gc.collect()
    clock, begun = _Clock(), time.perf_counter()
    frozen = kept.read_bytes()
    sha256(frozen).hexdigest()
    outcome = conclude(unpack(frozen) | {MANIFEST: manifest}, [KEY], Reading(TEST.source, b""))
    full = write_full(outcome)
    _written(packed.with_name("full.zip"), pack(full))
    _written(packed, pack(public_of(full, outcome)))
    return {"button_s": clock.lap(), "button_clock_s": round(time.perf_counter() - begun, 1)}


def _written(path: Path, content: bytes) -> None:
    sha256(content).hexdigest()
    with path.open("wb") as file:
        file.write(content)
        fsync(file.fileno())


def _questions() -> dict[str, Any]:
    """What a process of the portal holds of a public bundle, to say of anybody why he was drawn or not, with a proof."""
    say(f"{ASKED} 户的公开包，任何人查问 · questions about a public bundle of {ASKED}")
    sids = [sid.decode() for sid in ids(ASKED).tolist()]
    frame = freeze_subjects(
        Heading("D1", "bench"), [Line("L1", (Stratum("A", 1, 1000),))], [Subject(sid, {0: Cell("A")}) for sid in sids], KEY
    )
    party = Participant("bench", commitment_of(SHA256, "D1", 0, KEY))
    packed = pack(public_of(write_full(conclude(frame.sealed(frame.seal([party], TEST)), [KEY], Reading(TEST.source, b"")))))
    del frame
    clock = _Clock()
    Inquiries(unpack(packed)).answer(sids[0])
    spent = clock.lap()
    tracemalloc.start()
    found = Inquiries(unpack(packed))
    found.answer(sids[0])
    kept, peak = (size / 2**20 for size in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    return {"part": "questions", "subjects": ASKED, "seconds": round(spent, 2), "kept_mb": round(kept, 1), "peak_mb": round(peak, 1)}


def _child(*program: object) -> float:
    """CPU seconds of a program that must succeed."""
    before = times()
    subprocess.run(list(map(str, program)), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 our own programs
    return round(sum(times()[2:4]) - sum(before[2:4]), 1)


class _Clock:
    """CPU seconds between one call and the next."""

    def __init__(self) -> None:
        self.begun = time.process_time()

    def lap(self) -> float:
        before, self.begun = self.begun, time.process_time()
        return round(self.begun - before, 1)


def _seconds(work: Callable[[], object], times: int = TIMES) -> float:
    """CPU seconds, the best of a few."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return min(found)


def _peak(work: Callable[[], object]) -> int:
    """Bytes that it takes beyond the ids."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

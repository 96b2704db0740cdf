"""`yicha bench import`: a register from a file, ours with preview, checks, repeats, search words, trail and undo, and two naive ways."""

import resource
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yicha.demo.bench import naive_imports
from yicha.demo.bench.rows import write
from yicha.demo.county.codes import REGION_PATH as REGION
from yicha.imports.actions.confirm_import import confirm_import
from yicha.imports.actions.open_import import open_import
from yicha.imports.actions.read_import import read_import
from yicha.imports.actions.undo_import import undo_import
from yicha.imports.types import ConfirmImport, OpenImport, ReadImport, RegisterKind, UndoImport
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.command_line import answer, say, show
from yicha.kernel.parsers.limits import LIMITS
from yicha.kernel.uploads import upload

SAMPLE = 2_000  # rows of the naive ways; the rest is extrapolated, and said
CHUNK = 1 << 20
UNDO = "undo_row_by_row"  # the one that is measured against our undoing


def run(arguments: Namespace) -> int:
    """0 whatever was found: it measures, and says so."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"register.{arguments.format}"
        write(path, arguments.rows)
        say(f"{arguments.rows} 行，{path.stat().st_size >> 20} MB · rows, MB")
        told = _ours(path) | {"rows": arguments.rows, "format": arguments.format}
        small = path.with_name(f"sample{path.suffix}") if path.suffix == ".xlsx" else path.with_name("sample.csv")
        write(small, min(SAMPLE, arguments.rows))
        naive = _naive(small, arguments.rows)
    ours = {name: float(told["undo_seconds" if name == UNDO else "seconds"]) for name in naive}
    ratios = {name: round(seconds / ours[name], 2) for name, seconds in naive.items()}
    result = {"ratios": ratios, **told, "naive_seconds": naive, "naive_sample": min(SAMPLE, arguments.rows), "extrapolated": True}
    if arguments.json:
        answer(result)
    else:
        _show(result)
    return 0


def _ours(path: Path) -> dict[str, float | int]:
    seconds: dict[str, float | int] = {}
    at, begun = now(), time.process_time()
    with path.open("rb") as file, _timed(seconds, "upload_seconds"):
        kept = upload(SYSTEM, iter(lambda: file.read(CHUNK), b""), at, kind="import", name=path.name, limit=LIMITS.stream_bytes)
        made = open_import(SYSTEM, OpenImport(RegisterKind.SUBJECTS, REGION, kept.file), at).import_id
    with _timed(seconds, "preview_seconds"):
        read = read_import(SYSTEM, ReadImport(made), at)
    with _timed(seconds, "confirm_seconds"):
        done = confirm_import(SYSTEM, ConfirmImport(made), at)
    memory = {"peak_mb": _peak(resource.RUSAGE_SELF), "children_peak_mb": _peak(resource.RUSAGE_CHILDREN)}
    whole, cpu = round(sum(seconds.values()), 2), round(time.process_time() - begun, 2)
    with _timed(seconds, "undo_seconds"):
        undo_import(SYSTEM, UndoImport(made, "测量"), at)
    return {"seconds": whole, "cpu_seconds": cpu, **seconds, **memory, "imported": done.new, "refused": read.refused}


@contextmanager
def _timed(into: dict[str, float | int], name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    into[name] = round(time.perf_counter() - begun, 2)


def _peak(who: int) -> int:
    """Megabytes."""
    return resource.getrusage(who).ru_maxrss >> 10


def _naive(path: Path, rows: int) -> dict[str, float]:
    """Seconds for all rows, extrapolated from a sample."""
    naive_imports.make_table()
    ways = {
        "orm_get_or_create": naive_imports.row_by_row,
        "pandas_executemany": naive_imports.executemany,
        UNDO: naive_imports.taken_back_row_by_row,
    }
    return {name: round(_whole(way(path, SAMPLE), rows), 2) for name, way in ways.items()}


def _whole(measured: tuple[int, float], rows: int) -> float:
    done, seconds = measured
    return seconds / done * rows


def _show(result: dict[str, Any]) -> None:
    show("naive 用时 / 我们的用时 · naive seconds / ours")
    for name, ratio in result["ratios"].items():
        naive = f"{result['naive_seconds'][name]} s，由 {result['naive_sample']} 行推算 · extrapolated"
        show(f"  {name:20} {ratio:>8}  ({naive})")
    for name in (
        "seconds",
        "cpu_seconds",
        "preview_seconds",
        "confirm_seconds",
        "undo_seconds",
        "peak_mb",
        "children_peak_mb",
        "imported",
        "refused",
    ):
        show(f"  {name:20} {result[name]:>8}")

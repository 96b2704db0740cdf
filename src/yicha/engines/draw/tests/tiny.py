"""The smallest bundle that has one of everything, full and public, for tests that break it."""

import json

from yicha.engines.draw.bundle import public_of, write_full
from yicha.engines.draw.frame import Frame, freeze_subjects
from yicha.engines.draw.tests.making import SALT_KEY, YEAR, heading, run
from yicha.engines.draw.types import Cell, Line, Officer, Roster, Stratum, Subject

Files = dict[str, bytes]


def tiny_frame() -> Frame:
    """Two strata, one of them whole, an exclusion, a low ticket to be explained, two officers."""
    line = Line("L", (Stratum("A", 1, 3), Stratum("D", 1, 1)), "D", minutes=60, officers=1)
    cells = [Cell("A"), Cell("A"), Cell("D"), Cell(excluded="x1"), Cell("A"), Cell(excluded="x2")]
    subjects = [Subject(f"S{number}", {0: cell}, ("a",), "T") for number, cell in enumerate(cells)]
    officers = (Officer("O1", "D", 1500, "甲"), Officer("O2", "D", 1500, "乙", recused=("S1",)))
    return freeze_subjects(heading(), [line], subjects, SALT_KEY, Roster(officers, YEAR))


SECRET = bytes([5]) * 32
TINY = write_full(run(tiny_frame(), (SECRET,)))
TINY_PUBLIC = public_of(TINY)
BUNDLES = {"full": TINY, "public": TINY_PUBLIC}
OPENED = next(row["sid"] for row in map(json.loads, TINY_PUBLIC["pool.jsonl"].splitlines()) if "open" in row)

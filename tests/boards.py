"""A draft with more than four hundred visits: what the merge board is measured with."""

from datetime import date
from typing import Final

from yicha.kernel.actor import Actor, Role
from yicha.orgs.testing import make_actor
from yicha.planning.testing import DEPARTMENTS, YEAR, line_row, make_county, make_plans, merge_year

SUBJECTS, ALONE = 420, 20
TOGETHER, IN_SPRING = (date(YEAR, 12, 1), date(YEAR, 12, 31)), (date(YEAR, 3, 2), date(YEAR, 3, 31))
SOME = f"sid < 'LOC:{ALONE:016X}'"
FROM: Final = 48  # the week of the first column
OFFICE: Final[Actor] = make_actor(Role.COORDINATOR, "LXB")


def large_draft() -> int:
    """Departments come together in December; to some firms one comes in March, so that they are opened twice."""
    make_county(SUBJECTS, officers=60)
    whole = {"selection": "full", "ratio": ""}
    lines = {name: (line_row(department=name, window=TOGETHER, **whole),) for name in DEPARTMENTS}
    spring = line_row(1, "WSJK", scope_query=SOME, window=IN_SPRING, **whole)
    lines["WSJK"] = (spring, line_row(2, "WSJK", scope_query=f"NOT ({SOME})", window=TOGETHER, **whole))
    make_plans(**lines)
    return merge_year().programme

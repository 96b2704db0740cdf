"""青禾县: a county that does not exist, made whole from a word. Same word, same year, same bytes on every machine.

`make_county` gives all that the main job needs to begin; `officers_and_plans` gives the same departments for any other register.
No Django, no clock, no `random`: chance comes from SHA-256 of the seed and of what it is for.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from yicha.demo.county.codes import REGION_PATH
from yicha.demo.county.firms import make_subjects
from yicha.demo.county.history import make_history, make_past_results
from yicha.demo.county.items import make_items, make_main_items
from yicha.demo.county.norms import make_norms
from yicha.demo.county.officers import make_officers
from yicha.demo.county.plans import make_plans, make_plans_for_any
from yicha.demo.county.regions import make_departments, make_regions
from yicha.demo.county.seeds import places
from yicha.demo.county.types import County, PastResult
from yicha.orgs.types import OfficerRow
from yicha.planning.types import LineRow

__all__ = ["REGION_PATH", "County", "PastResult", "county_digest", "make_county", "officers_and_plans"]


def make_county(seed: str, year: int) -> County:
    """The whole county at the start of `year`."""
    subjects = make_subjects(seed, year)
    plans = make_plans(seed, year, subjects)
    return County(
        region_path=REGION_PATH,
        year=year,
        norms=make_norms(year),
        regions=make_regions(),
        departments=make_departments(),
        subjects=subjects,
        officers=make_officers(seed, year, [town.name for town in places().towns], [row.sid for row in subjects]),
        main_items=make_main_items(),
        items=make_items(year),
        plans=plans,
        history=make_history(seed, year, plans, subjects),
        past_results=make_past_results(seed, year, plans, subjects),
    )


def officers_and_plans(
    towns: Sequence[str], seed: str, year: int, founded_after: str
) -> tuple[tuple[OfficerRow, ...], Mapping[str, tuple[LineRow, ...]]]:
    """The departments of 青禾县 at work on another register: officers, and plan lines by department (short name).

    The lines ask name, scope and reg_date only. `towns`: where officers may be bound to, as that register writes them, or none;
    `founded_after`: ISO date of what counts as new there.
    """
    return make_officers(seed, year, towns, ()), make_plans_for_any(year, founded_after)


def county_digest(county: County) -> str:
    """SHA-256 of everything in it as canonical JSON."""
    exact = json.dumps(asdict(county), default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(exact.encode()).hexdigest()

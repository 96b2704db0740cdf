"""Counties to plan: any number of subjects, fifteen departments, 120 lines; officers plenty, or fewer than the work of the narrow weeks.

A line takes the sites of its pool with the lowest tickets, and every line the same tickets, as one key draws for all departments.
Chance comes from a seed alone: the same county on every machine.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from yicha.demo.county.chance import Chance

Plain = dict[str, Any]
Site = tuple[Plain, frozenset[int]]
WEEKS = (3, 5, 5, 5, 5, 5, 6, 0, 4, *(5,) * 31, 3, 3, *(5,) * 11)
WINDOWS = ((9, 21), (9, 47), (13, 25), (22, 34), (26, 38), (26, 47), (35, 47), (13, 17), (18, 21), (22, 25), (31, 34), (40, 43), (13, 47))
MODES = ("onsite",) * 8 + ("sampling", "written", "online")
SKILLS = ("特种设备", "食品检查", "危化", "消防")
RATIOS = (3, 5, 5, 10, 10, 20, 50)
TOWNS, ITEMS = 14, 3
NARROW = 5  # weeks; a line with a narrow window takes few
OVERHEAD, MINUTES = 60, 1500


class Size(NamedTuple):
    """``share``: per cent of its officers that a department would need if every line were done alone, in its fullest week;
    ``kinds``: of trade, each site is in one to three.
    """

    sites: int
    departments: int = 15
    lines: int = 120
    share: int = 70
    kinds: int = 12


def case(size: Size, seed: str = "bench") -> Plain:
    """A county as the file of an instance."""
    departments = [f"D{i:02d}" for i in range(size.departments)]
    lines = [_line(Chance(seed, "line", str(i)), i, departments[i % size.departments], size.lines) for i in range(size.lines)]
    sites = [_site(Chance(seed, "site", str(i)), i, size.kinds) for i in range(size.sites)]
    tickets = sorted(range(size.sites), key=lambda i: (Chance(seed, "ticket", str(i)).below(1 << 40), i))
    demands = [
        {"id": f"{row['id']}.{sites[i][0]['id']}", "line": row["id"], "subject": sites[i][0]["id"]}
        for row in lines
        for i in _drawn(Chance(seed, "pool", row["id"]), row, tickets, sites, size.kinds)
    ]
    wanted = {row["subject"] for row in demands}
    return {
        "working_days": list(WEEKS),
        "departments": departments,
        "params": {"load_ceiling_pct": 90},
        "lines": lines,
        "officers": [row for name in departments for row in _team(seed, name, lines, demands, size.share)],
        "subjects": [row for row, _ in sites if row["id"] in wanted],
        "demands": demands,
    }


def _line(chance: Chance, i: int, department: str, lines: int) -> Plain:
    first, last = chance.pick(WINDOWS)
    row: Plain = {"id": f"L{i:04d}", "department": department, "check_class": f"{department}:{i}", "mode": chance.pick(MODES)}
    row |= {"first_week": first, "last_week": last, "minutes": 20 + 10 * chance.below(7)}
    row["items"] = [f"{row['id']}-{k}" for k in range(ITEMS)]
    row |= {"announced": False} if chance.percent(12) else {}
    row |= {"skills": [chance.pick(SKILLS)]} if chance.percent(15) else {}
    row |= {"exclusive": "依法单独实施"} if chance.percent(3) else {}
    row |= {"not_with": [[f"L{chance.below(lines):04d}", "检测条件冲突"]]} if chance.percent(6) else {}
    row |= {"exempt": "安全生产法"} if chance.percent(5) else {}
    return row | ({"lead_rank": chance.below(5)} if chance.percent(60) else {})


def _site(chance: Chance, i: int, kinds: int) -> Site:
    """A site and the kinds of trade it is in."""
    row: Plain = {"id": f"S{i:06d}", "township": f"T{chance.below(TOWNS):02d}", "x": chance.below(20000), "y": chance.below(20000)}
    row |= {"visit_cap": 3} if chance.percent(15) else {}
    quiet = 9 + chance.below(36)
    row |= {"blocked": [[quiet, quiet + 3, "企业安静期"]]} if chance.percent(8) else {}
    return row, frozenset({kinds, *(min(chance.below(kinds), chance.below(kinds)) for _ in range(1 + chance.below(2)))})


def _drawn(chance: Chance, line: Plain, tickets: Sequence[int], sites: Sequence[Site], kinds: int) -> Iterable[int]:
    """The sites with the lowest tickets of the line's pool; kind ``kinds`` is every subject."""
    kind, part, ratio = chance.below(kinds + 1), chance.pick((10, 25, 50, 100)), chance.pick(RATIOS)
    department = line["department"]
    pool = [i for i in tickets if kind in sites[i][1] and _share(department, i) < part]
    narrow = line["last_week"] - line["first_week"] < NARROW
    return pool[: -(-len(pool) * (min(ratio, NARROW) if narrow else ratio) // 100)]


@cache
def _share(department: str, site: int) -> int:
    """Under a department's share of a pool come the sites whose number is below it."""
    return Chance("part", department, str(site)).below(100)


def _team(seed: str, department: str, lines: Sequence[Plain], demands: Sequence[Plain], share: int) -> Iterable[Plain]:
    """As many officers as the fullest week asks for."""
    own = {row["id"]: row for row in lines if row["department"] == department}
    weeks = [0] * len(WEEKS)
    for demand in demands:
        if row := own.get(demand["line"]):
            for week in range(row["first_week"], row["last_week"] + 1):
                weeks[week] += 2 * (row["minutes"] + OVERHEAD) // (row["last_week"] - row["first_week"] + 1)
    for k in range(max(4, -(-max(weeks) * 100 // (share * MINUTES)))):
        chance = Chance(seed, "officer", department, str(k))
        away = 26 + chance.below(12)
        skills = [skill for i, skill in enumerate(SKILLS) if k % len(SKILLS) == i or chance.percent(50)]
        yield {"id": f"{department}-{k:03d}", "department": department, "minutes": MINUTES, "skills": skills, "absent": [away, away + 1]}

"""Instances for tests, as plain JSON values: by hand, tiny and at random, or of the size of a county."""

from typing import Any

from yicha.engines.planning.tests.chance import Chance

Plain = dict[str, Any]
WINDOWS = ((9, 21), (9, 47), (13, 25), (22, 34), (26, 38), (26, 47), (35, 47), (13, 17), (22, 25), (31, 34), (40, 43), (13, 47))
BARS = ("L0", "L1", "dept:A", "class:k2")


def line(name: str, department: str = "A", first: int = 0, last: int = 3, **more: Any) -> Plain:
    row = {"id": name, "department": department, "check_class": f"class {name}", "mode": "onsite", "first_week": first, "last_week": last}
    return row | {"minutes": 60} | more


def officers(*departments: str, many: int = 2, **more: Any) -> list[Plain]:
    return [{"id": f"{d}{i}", "department": d, "minutes": 1500} | more for d in departments for i in range(many)]


def instance(lines: list[Plain], subjects: list[Plain] | None = None, demands: list[tuple[str, str]] | None = None, **more: Any) -> Plain:
    """One subject S with every line, plenty of officers, four full weeks, unless said otherwise."""
    departments = sorted({row["department"] for row in lines})
    sites = subjects or [{"id": "S", "township": "T"}]
    pairs = demands or [(row["id"], sites[0]["id"]) for row in lines]
    whole: Plain = {
        "working_days": [5, 5, 5, 5],
        "departments": departments,
        "lines": lines,
        "officers": officers(*departments),
        "subjects": [{"township": "T"} | row for row in sites],
        "demands": [{"id": f"{name}.{site}", "line": name, "subject": site} for name, site in pairs],
    }
    return whole | more


def tiny(seed: int) -> Plain:
    """At most 4 sites of at most 4 enterprises, 3 departments, 6 weeks; capacity is often tight, limits and barriers are frequent."""
    chance = Chance("tiny", seed)
    weeks, departments = 3 + chance.below(4), ["A", "B", "C"][: 2 + chance.below(2)]
    lines = [_tiny_line(chance, i, weeks, departments) for i in range(3 + chance.below(3))]
    subjects = [_tiny_subject(chance, i, weeks) for i in range(1 + chance.below(4))]
    pairs = [
        (row["id"], site["id"]) for i, site in enumerate(subjects) for row in [x for x in lines if chance.percent(55)][: 4 if i < 2 else 2]
    ]
    staff = [_tiny_officer(chance, d, k, weeks) for d in departments for k in range(2 + chance.below(2))]
    params: Plain = {"visit_minutes_max": 240} if chance.percent(30) else {}
    params |= {"departments_max": 1 + chance.below(2)} if chance.percent(15) else {}
    days = [0 if chance.percent(6) else 5 for _ in range(weeks)]
    return instance(lines, subjects, pairs or [("L0", "S0")], officers=staff, departments=departments, working_days=days, params=params)


def _tiny_line(chance: Chance, i: int, weeks: int, departments: list[str]) -> Plain:
    first = chance.below(weeks)
    row = line(f"L{i}", chance.pick(departments), first, min(weeks - 1, first + chance.below(4)), minutes=60 + 30 * chance.below(5))
    row |= {"check_class": f"k{chance.below(6)}", "mode": "onsite" if chance.percent(88) else "online"}
    row |= {"announced": False} if chance.percent(15) else {}
    row |= {"exclusive": "依法单独实施"} if chance.percent(7) else {}
    row |= {"not_with": [[chance.pick(BARS), "检测条件冲突"]]} if chance.percent(15) else {}
    row |= {"exempt": "安全生产法"} if chance.percent(10) else {}
    row |= {"skills": ["消防"]} if chance.percent(15) else {}
    row |= {"skills": [*row.get("skills", ()), "危化"]} if chance.percent(15) else {}
    return row | ({"lead_rank": chance.below(3)} if chance.percent(60) else {})


def _tiny_subject(chance: Chance, i: int, weeks: int) -> Plain:
    row: Plain = {"id": f"S{i}", "township": chance.pick(("T1", "T2"))}
    row |= {"enterprise": "E"} if chance.percent(40) else {}
    row |= {"visit_cap": 1 + chance.below(2)} if chance.percent(25) else {}
    row |= {"organ_cap": 1} if chance.percent(15) else {}
    row |= {"done": [[chance.pick(("k1", "k2", "k3")), "A"]]} if chance.percent(12) else {}
    quiet = chance.below(weeks)
    return row | ({"blocked": [[quiet, quiet, "企业安静期"]]} if chance.percent(30) else {})


def _tiny_officer(chance: Chance, department: str, k: int, weeks: int) -> Plain:
    row: Plain = {"id": f"{department}{k}", "department": department, "minutes": 180 + 60 * chance.below(6)}
    row |= {"skills": [skill for i, skill in enumerate(("消防", "危化")) if k == i or chance.percent(40)]}
    row |= {"absent": [chance.below(weeks)]} if chance.percent(20) else {}
    return row | ({"recused": ["S0"]} if chance.percent(5) else {})


def county(seed: int, sites: int, lines: int = 120, staff: int = 30) -> Plain:
    """A county: 15 departments; a line falls on the subjects of its pool with the lowest tickets, one ticket for all lines."""
    chance = Chance("county", seed)
    departments = [f"D{i:02d}" for i in range(15)]
    rows = [_county_line(chance, i, departments[i % 15]) for i in range(lines)]
    subjects = [_county_subject(chance, i) for i in range(sites)]
    pairs = []
    for row in rows:
        pool = [i for i in range(sites) if chance.below(100) < chance.pick((10, 25, 50))]
        pairs += [(row["id"], subjects[i]["id"]) for i in pool[: len(pool) * chance.pick((5, 10, 20, 50)) // 100]]
    team = [
        {"id": f"{d}-{k}", "department": d, "minutes": 1500, "absent": [26 + k % 9], "skills": ["消防"] if k % 2 else []}
        for d in departments
        for k in range(staff)
    ]
    wanted = {site for _, site in pairs}
    return instance(
        rows,
        [row for row in subjects if row["id"] in wanted],
        pairs,
        officers=team,
        departments=departments,
        working_days=[5] * 7 + [0] + [5] * 45,
    )


def _county_line(chance: Chance, i: int, department: str) -> Plain:
    row = line(f"L{i:03d}", department, *chance.pick(WINDOWS), minutes=20 + 10 * chance.below(7))
    row |= {"mode": chance.pick(("onsite",) * 6 + ("sampling", "online", "written"))}
    row |= {"announced": False} if chance.percent(12) else {}
    row |= {"exclusive": "依法单独实施"} if chance.percent(3) else {}
    row |= {"skills": ["消防"]} if chance.percent(15) else {}
    return row | ({"lead_rank": chance.below(5)} if chance.percent(60) else {})


def _county_subject(chance: Chance, i: int) -> Plain:
    row: Plain = {"id": f"S{i:05d}", "township": f"T{chance.below(12)}", "x": chance.below(20000), "y": chance.below(20000)}
    row |= {"enterprise": f"E{i // 3}"} if chance.percent(5) else {}
    row |= {"visit_cap": 3} if chance.percent(15) else {}
    quiet = 9 + chance.below(36)
    return row | ({"blocked": [[quiet, quiet + 3, "企业安静期"]]} if chance.percent(8) else {})

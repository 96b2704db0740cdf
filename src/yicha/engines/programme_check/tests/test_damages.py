"""A lawful programme by hand, and for every rule at least one way to break it: all must be refused with the right rule."""
# ruff: noqa: ARG005 every damage takes the instance and the programme

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from yicha.engines.programme_check import check

Plain = dict[str, Any]


def line(name: str, department: str, first: int, last: int, **more: Any) -> Plain:
    row = {"id": name, "department": department, "check_class": f"class {name}", "mode": "onsite", "first_week": first, "last_week": last}
    return row | {"minutes": 60, "lead_rank": 1} | more


INSTANCE: Plain = {
    "working_days": [5, 5, 0, 5, 5, 5],
    "departments": ["A", "B", "C"],
    "params": {"visit_minutes_max": 200, "departments_max": 2, "load_ceiling_pct": 50},
    "lines": [
        line("L0", "A", 0, 3, skills=["消防"]),
        line("L1", "B", 1, 4, lead_rank=None),
        line("L2", "A", 4, 5, announced=False),
        line("L3", "C", 0, 5, mode="online"),
        line("L4", "A", 0, 1, minutes=150),
        line("L5", "B", 0, 0),
        line("L6", "C", 0, 5, lead_rank=None),
        line("L7", "B", 0, 5, not_with=[["dept:C", "采样冲突"]]),
        line("L8", "A", 0, 5, exclusive="单独"),
    ],
    "officers": [{"id": f"{d}{i}", "department": d, "minutes": 800, "skills": ["消防"] if i else []} for d in "ABC" for i in range(3)],
    "subjects": [
        {"id": "S0", "township": "T", "blocked": [[4, 4, "大修"]], "visit_cap": 2, "organ_cap": 2},
        {"id": "S1", "township": "T", "enterprise": "E", "done": [["class L0", "A"]]},
        {"id": "S2", "township": "T", "enterprise": "E", "organ_cap": 2, "visit_cap": 2},
        {"id": "S3", "township": "T"},
    ],
    "demands": [
        {"id": f"{name}.{site}", "line": name, "subject": site}
        for name, site in [
            ("L0", "S0"),
            ("L1", "S0"),
            ("L2", "S0"),
            ("L3", "S0"),
            ("L0", "S2"),
            ("L4", "S1"),
            ("L5", "S2"),
            ("L6", "S3"),
            ("L7", "S3"),
            ("L8", "S3"),
            ("L4", "S3"),
        ]
    ],
    "previous": [
        {"subject": "S3", "week": 1, "demands": ["L4.S3"], "departments": ["A"], "lead": "A", "state": "notified"},
        {"subject": "S1", "week": 0, "demands": ["old"], "departments": ["A"], "lead": "A", "state": "done"},
    ],
    "rejected": [["S3", 3]],
}


def visit(subject: str, week: int, demands: str, departments: str, lead: str | None, **more: Any) -> Plain:
    names = [f"{name}.{subject}" for name in demands.split()]
    return {"subject": subject, "week": week, "demands": names, "departments": list(departments), "lead": lead} | more


PROGRAMME: Plain = {
    "visits": [
        visit("S0", 1, "L0 L1", "AB", "A"),
        visit("S0", 5, "L2", "A", "A"),
        visit("S0", 3, "L3", "C", None, door=False),
        visit("S1", 0, "L4", "A", "A"),
        visit("S2", 0, "L5", "B", "B"),
        visit("S3", 0, "L6", "C", "C", lead_appointed=True),
        visit("S3", 4, "L7", "B", "B"),
        visit("S3", 5, "L8", "A", "A"),
        *INSTANCE["previous"],
    ],
    "unplaced": [["L0.S2", "class_done"]],
    "lower_bound": 9,
    "unplaced_bound": 1,
    "certificates": {"S0": ["L0.S0", "L2.S0"], "S3": ["L6.S3", "L7.S3", "L8.S3"]},
    "minima": {"S0": 2, "S1": 1, "S2": 1, "S3": 3},
    "summary": {"demands": 11, "alone_doors": 10, "doors": 9, "lower_bound": 9, "unplaced": 1, "unplaced_bound": 1, "repeat_visited": 3},
}

Damage = Callable[[Plain, Plain], Any]


def test_the_programme_is_lawful() -> None:
    assert check(INSTANCE, PROGRAMME) == []


def test_a_summary_that_is_absent_is_not_missed() -> None:
    assert check(INSTANCE, {key: value for key, value in PROGRAMME.items() if key not in ("summary", "certificates", "minima")}) == []


DAMAGES: list[tuple[str, str, Damage]] = [
    ("P-1", "a demand is forgotten", lambda i, p: p["visits"].pop(1)),
    ("P-1", "a demand comes twice", lambda i, p: p["visits"].append(visit("S0", 0, "L0", "A", "A"))),
    ("P-1", "held and lost", lambda i, p: p["unplaced"].append(["L0.S0", "capacity"])),
    ("P-1", "a reason that is none", lambda i, p: p["unplaced"].__setitem__(0, ["L0.S2", "weather"])),
    ("P-1", "a reason that is not true", lambda i, p: p["unplaced"].__setitem__(0, ["L0.S2", "no_week"])),
    ("P-1", "minutes that are not too long", lambda i, p: p["unplaced"].__setitem__(0, ["L0.S2", "minutes"])),
    ("P-1", "an unknown demand is lost", lambda i, p: p["unplaced"].append(["L9.S0", "capacity"])),
    ("P-1", "an unknown demand is held", lambda i, p: p["visits"][0]["demands"].append("L9.S0")),
    ("P-1", "a visit of nothing", lambda i, p: p["visits"].append(visit("S0", 0, "", "A", "A"))),
    ("P-2", "a notified visit is moved", lambda i, p: p["visits"][8].update(week=0)),
    ("P-2", "a notified visit is gone", lambda i, p: (p["visits"].pop(8), p["unplaced"].append(["L4.S3", "capacity"]))),
    ("P-2", "a done visit changes its lead", lambda i, p: p["visits"][9].update(lead="B")),
    ("P-2", "a notified visit is made a draft", lambda i, p: p["visits"][8].update(state="draft")),
    ("P-2", "a pinned visit is moved", lambda i, p: i["previous"].append(visit("S0", 0, "L0 L1", "AB", "A", pinned=True))),
    ("P-3", "a demand of another subject", lambda i, p: p["visits"][4]["demands"].append(p["visits"][5]["demands"].pop() or "")),
    ("P-3", "off-site work at the door", lambda i, p: (p["visits"].pop(2), p["visits"][0]["demands"].append("L3.S0"))),
    ("P-3", "a door that is not counted", lambda i, p: p["visits"][0].update(door=False)),
    ("P-3", "off-site work that is counted as a door", lambda i, p: p["visits"][2].update(door=True)),
    ("P-4", "outside the window", lambda i, p: p["visits"][1].update(week=3)),
    ("P-4", "in a week without working days", lambda i, p: p["visits"][2].update(week=2)),
    ("P-4", "in a quiet week", lambda i, p: p["visits"][1].update(week=4)),
    ("P-4", "in a refused week", lambda i, p: p["visits"][6].update(week=3)),
    ("P-4", "in the past", lambda i, p: i["params"].update(first_open_week=1)),
    ("P-4", "with too few officers", lambda i, p: [o.update(absent=[5]) for o in i["officers"] if o["id"] in ("A0", "A1")]),
    ("P-4", "with recused officers", lambda i, p: [o.update(recused=["S3"]) for o in i["officers"] if o["id"] in ("B0", "B1")]),
    ("P-4", "without the skill", lambda i, p: [o.update(skills=[]) for o in i["officers"]]),
    ("P-4", "beyond the year", lambda i, p: p["visits"][1].update(week=60)),
    ("P-5", "announced with unannounced", lambda i, p: i["lines"][1].update(announced=False)),
    ("P-5", "exclusive work in company", lambda i, p: i["lines"][0].update(exclusive="依法")),
    ("P-5", "not with a department", lambda i, p: (p["visits"].pop(6), p["visits"][5].update(visit("S3", 0, "L6 L7", "BC", "B")))),
    ("P-5", "not with a line", lambda i, p: i["lines"][0].update(not_with=[["L1", "冲突"]])),
    ("P-5", "not with a class", lambda i, p: i["lines"][0].update(not_with=[["class:class L1", "冲突"]])),
    ("P-6", "a department stays too long", lambda i, p: i["params"].update(visit_minutes_max=59)),
    ("P-6", "too many departments", lambda i, p: i["params"].update(departments_max=1)),
    ("P-7", "a department is missing", lambda i, p: p["visits"][0].update(departments=["A"])),
    ("P-7", "a lead without rank", lambda i, p: p["visits"][0].update(lead="B")),
    ("P-7", "a lead that does not take part", lambda i, p: p["visits"][0].update(lead="C")),
    ("P-7", "a door without lead", lambda i, p: p["visits"][0].update(lead=None)),
    ("P-7", "off-site work led by a stranger", lambda i, p: p["visits"][2].update(lead="A")),
    ("P-7", "no rank, and a stranger leads", lambda i, p: p["visits"][5].update(lead="A")),
    ("P-7", "appointed though one has a rank", lambda i, p: p["visits"][0].update(lead_appointed=True)),
    ("P-8", "too few officer-minutes", lambda i, p: [o.update(minutes=100) for o in i["officers"]]),
    ("P-8", "too few minutes of a skill", lambda i, p: [o.update(minutes=1) for o in i["officers"] if o.get("skills")]),
    ("P-8", "over the ceiling", lambda i, p: i["params"].update(load_ceiling_pct=10)),
    ("P-9", "the class was done before", lambda i, p: i["subjects"][0].update(done=[["class L0", "省局"]])),
    ("P-9", "the class at another site of the enterprise", lambda i, p: i["subjects"][1]["done"].append(["class L5", "B"])),
    ("P-10", "over the cap of visits", lambda i, p: i["subjects"][0].update(visit_cap=1)),
    ("P-10", "over the cap of another site", lambda i, p: i["subjects"][1].update(visit_cap=1)),
    ("P-11", "a department comes too often", lambda i, p: i["subjects"][0].update(organ_cap=1)),
    ("P-11", "what was done counts", lambda i, p: i["subjects"][1]["done"].append(["other", "A"])),
    ("P-12", "a bound above the doors", lambda i, p: p.update(lower_bound=10)),
    ("P-12", "a bound below nothing", lambda i, p: p.update(lower_bound=-1)),
    ("P-12", "a bound above the losses", lambda i, p: p.update(unplaced_bound=2)),
    ("P-12", "a certificate of compatible demands", lambda i, p: p["certificates"].update(S0=["L0.S0", "L1.S0"])),
    ("P-12", "a certificate that repeats", lambda i, p: p["certificates"].update(S0=["L0.S0", "L0.S0"])),
    ("P-12", "a certificate of another subject", lambda i, p: p["certificates"].update(S1=["L0.S0", "L2.S0"])),
    ("P-12", "a minimum that is not reached", lambda i, p: p["minima"].update(S0=3)),
    ("P-12", "a minimum of nobody", lambda i, p: p["minima"].update(S9=1)),
    ("P-12", "a summary that counts otherwise", lambda i, p: p["summary"].update(doors=7)),
]


@pytest.mark.parametrize(("rule", "name", "damage"), DAMAGES, ids=[f"{rule} {name}" for rule, name, _ in DAMAGES])
def test_damage_is_refused(rule: str, name: str, damage: Damage) -> None:
    instance, programme = deepcopy(INSTANCE), deepcopy(PROGRAMME)
    damage(instance, programme)
    found = check(instance, programme)
    assert rule in {breach.rule for breach in found}
    assert all(" · " in str(breach) and "\n" not in str(breach) for breach in found)


def test_every_rule_has_its_damage() -> None:
    assert {rule for rule, _, _ in DAMAGES} == {f"P-{i}" for i in range(1, 13)}


def test_what_only_locked_visits_exceed_is_not_the_programmes_fault() -> None:
    instance = deepcopy(INSTANCE)
    instance["subjects"][3].update(visit_cap=0)
    for row in instance["lines"]:
        if row["id"] in ("L6", "L7", "L8"):
            row["exempt"] = "安全生产法"
    assert check(instance, PROGRAMME) == []

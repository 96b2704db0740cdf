"""Every code of the catalogue, by hand."""

from dataclasses import replace
from typing import Any

import pytest

from yicha.engines.planning import CATALOGUE, Explainer, explain, parse_instance, replan, solve
from yicha.engines.planning.explain import weeks_text
from yicha.engines.planning.tests.instances import instance, line, officers

Plain = dict[str, Any]


def codes(plain: Plain, a: str = "L0.S", b: str = "L1.S") -> list[str]:
    parsed = parse_instance(plain)
    reasons = explain(parsed, solve(parsed), a, b)
    for why in reasons:
        assert "{" not in why.chinese + why.english
    return [why.code for why in reasons]


def quiet(*blocked: list[Any]) -> list[Plain]:
    return [{"id": "S", "township": "T", "blocked": list(blocked)}]


PAIRS: list[tuple[str, list[Plain], Plain, list[str]]] = [
    ("together", [line("L0"), line("L1")], {}, []),
    ("window", [line("L0", first=0, last=1), line("L1", first=2, last=3)], {}, ["window"]),
    ("quiet", [line("L0", first=0, last=1), line("L1", first=1, last=2)], {"subjects": quiet([1, 1, "大修"])}, ["quiet"]),
    ("closed", [line("L0", first=0, last=1), line("L1", first=1, last=2)], {"working_days": [5, 0, 5, 5]}, ["closed"]),
    (
        "past",
        [line("L0", first=0, last=3), line("L1", first=3, last=3)],
        {"params": {"first_open_week": 3}, "working_days": [5, 5, 5, 5]},
        [],
    ),
    (
        "staff",
        [line("L0", first=0, last=1), line("L1", "B", first=1, last=2)],
        {"officers": [*officers("A"), *officers("B", absent=[1])]},
        ["staff"],
    ),
    ("rejected", [line("L0", first=0, last=1), line("L1", first=1, last=2)], {"rejected": [["S", 1]]}, ["rejected"]),
    (
        "quiet and closed",
        [line("L0", first=0, last=2), line("L1", first=1, last=3)],
        {"subjects": quiet([1, 1, "大修"]), "working_days": [5, 5, 0, 5]},
        ["quiet", "closed"],
    ),
    ("announced", [line("L0"), line("L1", announced=False)], {}, ["announced"]),
    ("exclusive", [line("L0"), line("L1", exclusive="依法单独实施")], {}, ["exclusive"]),
    ("not with line", [line("L0", not_with=[["L1", "采样冲突"]]), line("L1")], {}, ["not_with"]),
    ("not with department", [line("L0"), line("L1", "B", not_with=[["dept:A", "回避"]])], {}, ["not_with"]),
    ("not with class", [line("L0"), line("L1", not_with=[["class:class L0", "冲突"]])], {}, ["not_with"]),
    ("minutes", [line("L0", minutes=300), line("L1", minutes=200)], {}, ["minutes"]),
    ("crowd", [line("L0"), line("L1", "B")], {"params": {"departments_max": 1}}, ["crowd"]),
    ("off site", [line("L0"), line("L1", mode="online")], {}, ["off_site"]),
    ("window and announced", [line("L0", last=1), line("L1", first=2, announced=False)], {}, ["window", "announced"]),
]


@pytest.mark.parametrize(("name", "lines", "more", "expected"), PAIRS, ids=[name for name, *_ in PAIRS])
def test_pair(name: str, lines: list[Plain], more: Plain, expected: list[str]) -> None:
    assert codes(instance(lines, **more)) == expected


def test_the_third_that_stands_in_the_way_is_named() -> None:
    lines = [
        line("L0", first=0, last=2),
        line("L1", "B", first=0, last=0),
        line("L2", "C", first=2, last=3),
        line("L3", "D", first=2, last=3),
    ]
    parsed = parse_instance(instance(lines))
    programme = solve(parsed)
    apart = explain(parsed, programme, "L0.S", "L1.S") or explain(parsed, programme, "L0.S", "L2.S")
    assert [why.code for why in apart] == ["third"]
    assert apart[0].facts["doors"] == "2"
    assert "L" in apart[0].facts["others"]


def test_capacity_says_what_is_short() -> None:
    lines = [line("L0", last=0, minutes=100), line("L1", last=0, minutes=100)]
    parsed = parse_instance(instance(lines, officers=officers("A", minutes=100)))
    programme = solve(parsed)
    why = Explainer(parsed, programme).loss("L0.S")
    assert [each.code for each in why] == ["capacity"]
    assert "差320分钟" in why[0].chinese
    assert "short of 320 minutes" in why[0].english


def test_capacity_keeps_two_doors_apart() -> None:
    lines = [line("L0", first=0, last=1, minutes=120), line("L1", first=1, last=2, minutes=120)]
    parsed = parse_instance(instance(lines, officers=officers("A", minutes=200)))
    assert codes(instance(lines, officers=officers("A", minutes=200))) == ["capacity"]
    assert solve(parsed).doors == 2


@pytest.mark.parametrize(("state", "code"), [({"state": "notified"}, "locked"), ({"pinned": True}, "pinned")])
def test_a_visit_that_stands_is_not_joined(state: Plain, code: str) -> None:
    standing = {"subject": "S", "week": 1, "demands": ["L0.S"], "departments": ["A"], "lead": "A"} | state
    assert codes(instance([line("L0"), line("L1")], previous=[standing])) == [code]


def test_a_published_visit_that_may_not_take_more_in_says_so() -> None:
    standing = {"subject": "S", "week": 1, "demands": ["L0.S"], "departments": ["A"], "lead": "A", "state": "published"}
    parsed = parse_instance(instance([line("L0"), line("L1")], previous=[standing]))
    programme = replan(parsed, may_join=lambda _visit, _demands: False)
    assert [why.code for why in explain(parsed, programme, "L0.S", "L1.S")] == ["published"]


LOSSES: list[tuple[str, Plain, str]] = [
    ("no_week", {"subjects": quiet([0, 3, "全年安静"])}, "全年安静"),
    ("class_done", {"subjects": [{"id": "S", "township": "T", "done": [["class L0", "省局"]]}]}, "省局"),
    ("visit_cap", {"subjects": [{"id": "S", "township": "T", "visit_cap": 0}]}, "上限0次"),
    ("organ_cap", {"subjects": [{"id": "S", "township": "T", "organ_cap": 1, "done": [["x", "A"]]}]}, "上限1次"),
    ("minutes", {"params": {"visit_minutes_max": 50}}, "60分钟"),
]


@pytest.mark.parametrize(("code", "more", "said"), LOSSES, ids=[code for code, *_ in LOSSES])
def test_loss(code: str, more: Plain, said: str) -> None:
    parsed = parse_instance(instance([line("L0")], **more))
    (why,) = Explainer(parsed, solve(parsed)).loss("L0.S")
    assert why.code == code
    assert said in why.chinese


def test_a_loss_to_limits_names_a_minimal_conflict() -> None:
    lines = [line("L0", "A", 0, 0), line("L1", "B", 1, 1), line("L2", "C", 1, 2), line("L3", "D", 3, 3)]
    parsed = parse_instance(instance(lines, [{"id": "S", "township": "T", "visit_cap": 2}]))
    programme = solve(parsed)
    (loss,) = programme.unplaced
    (why,) = Explainer(parsed, programme).loss(loss.demand)
    assert why.code == "caps"
    assert why.facts["doors"] == "3"
    assert len(why.facts["others"].split("、")) == 3, "two may be held, so three are needed for a conflict, and no more"
    other = next(demand for demand in parsed.demands if demand != loss.demand)
    assert [each.code for each in explain(parsed, programme, loss.demand, other)] == ["caps"]


def test_caps_over_several_sites_name_the_site_of_each_demand() -> None:
    subjects = [{"id": sid, "township": "T", "enterprise": "E", "name": name} for sid, name in (("S", "总店"), ("S2", ""))]
    parsed = parse_instance(instance([line("L0")], subjects, [("L0", "S"), ("L0", "S2")]))
    programme = solve(parsed)
    (loss,) = programme.unplaced
    (why,) = Explainer(parsed, programme).loss(loss.demand)
    assert why.code == "caps"
    assert sorted(why.facts["others"].split("、")) == ["A L0 (S2)", "A L0 (总店 S)"]
    assert "总店 S" in why.chinese
    assert "总店 S" in why.english


def test_what_is_held_has_no_reason_of_loss() -> None:
    parsed = parse_instance(instance([line("L0")]))
    assert Explainer(parsed, solve(parsed)).loss("L0.S") == ()


def test_demands_of_two_subjects_are_no_pair() -> None:
    subjects = [{"id": "S", "township": "T"}, {"id": "S2", "township": "T"}]
    parsed = parse_instance(instance([line("L0")], subjects, [("L0", "S"), ("L0", "S2")]))
    with pytest.raises(ValueError, match="one subject"):
        explain(parsed, solve(parsed), "L0.S", "L0.S2")


def test_the_catalogue_speaks_both_languages_with_the_same_facts() -> None:
    for chinese, english in CATALOGUE.values():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
        assert english.isascii()


def test_weeks_as_people_read_them() -> None:
    assert weeks_text(0b1011101) == "0, 2–4, 6"
    assert weeks_text(0b1011101, lambda week: f"W{week + 1}") == "W1, W3–W5, W7"


def test_reasons_name_weeks_as_people_call_them() -> None:
    parsed = parse_instance(instance([line("L0", "A", 0, 0), line("L1", "B", 2, 3)]))
    (why,) = Explainer(parsed, solve(parsed), lambda week: str(week + 10)).pair("L0.S", "L1.S")
    assert (why.facts["weeks_a"], why.facts["weeks_b"]) == ("10", "12–13")


JOINS: list[tuple[str, Plain, Plain, list[str]]] = [
    ("nothing", {}, {}, []),
    ("window", {"first": 0, "last": 1}, {}, ["window"]),
    ("quiet", {"first": 1}, {"subjects": quiet([2, 2, "大修"])}, ["quiet"]),
    ("staff", {}, {"officers": [*officers("A"), *officers("B", absent=[2])]}, ["staff"]),
    ("announced", {"announced": False}, {}, ["announced"]),
    ("exclusive and minutes", {"exclusive": "依法单独实施", "minutes": 500}, {}, ["exclusive", "minutes"]),
    ("capacity", {"minutes": 400}, {"officers": [*officers("A"), *officers("B", minutes=100)]}, ["capacity"]),
]


@pytest.mark.parametrize(("late", "more", "found"), [case[1:] for case in JOINS], ids=[case[0] for case in JOINS])
def test_why_late_work_cannot_join_a_visit_that_stands(late: Plain, more: Plain, found: list[str]) -> None:
    """L0 stands in week 2, L1 comes late."""
    standing = {"subject": "S", "week": 2, "demands": ["L0.S"], "departments": ["A"], "lead": "A", "door": True, "pinned": True}
    parsed = parse_instance(instance([line("L0", first=2, last=2), line("L1", "B", **late)], **more) | {"previous": [standing]})
    reasons = Explainer(parsed, replace(solve(parsed), visits=parsed.previous)).into(2, ["L1.S"], ["L0.S"])
    assert [why.code for why in reasons] == found
    assert all("{" not in why.chinese + why.english for why in reasons)


def test_every_reason_against_a_week_is_said_in_both_languages() -> None:
    away = [*officers("A"), *officers("B", absent=[1])]
    parsed = parse_instance(instance([line("L0"), line("L1", "B", mode="online")], quiet([1, 1, "大修"]), officers=away))
    told = Explainer(parsed, solve(parsed)).not_here(["L0.S", "L1.S"], 1)
    assert len(told["reason_zh"].split("；")) == len(told["reason_en"].split("; ")) == 2

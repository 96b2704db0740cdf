"""Small instances whose optimum is proven in words beside them: fewest lost, then fewest doors. A clone needs no other file for them."""

from typing import Any

from yicha.engines.planning.tests.instances import instance, line, officers

Plain = dict[str, Any]
Known = tuple[Plain, tuple[int, int]]
ABC = ("A", "B", "C")


def _windows(*windows: tuple[int, int], **more: Any) -> list[Plain]:
    return [line(f"L{i}", ABC[i % 3], *window, **more) for i, window in enumerate(windows)]


def _one_after_the_other(count: int, minutes: int) -> Plain:
    """So many subjects with one piece of work each, of two officers; all of them in week 0, where each officer has `minutes`."""
    subjects = [{"id": f"S{i}", "township": "T"} for i in range(count)]
    pairs = [("L", row["id"]) for row in subjects]
    return instance([line("L", "A", 0, 0)], subjects, pairs, officers=officers("A", minutes=minutes), departments=["A"])


KNOWN: dict[str, Known] = {
    # Week 1 is common to both: one door does, and none does not.
    "a common week": (instance(_windows((0, 1), (1, 2))), (0, 1)),
    # (0,1), (2,3) and (4,5) have no week in common in pairs, so three doors at least; weeks 1, 3 and 5 meet every window.
    "a year of overlapping windows": (
        instance(_windows((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 5)), working_days=[5] * 6),
        (0, 3),
    ),
    # The only common week is quiet, so two doors; quiet days lose nobody, for each has a week of its own.
    "the common week is quiet": (instance(_windows((0, 1), (1, 2)), [{"id": "S", "blocked": [[1, 1, "企业安静期"]]}]), (0, 2)),
    # A and B refuse each other, B and C too; A with C and B alone is allowed, and one door is not.
    "who refuses whom": (
        instance(
            [line("L0", "A"), line("L1", "B", not_with=[["L0", "检测条件冲突"], ["L2", "检测条件冲突"]]), line("L2", "C")],
        ),
        (0, 2),
    ),
    # Five lines, each refusing the next in a ring of odd length: two doors would colour it with two colours, three do.
    "an odd ring of refusals": (
        instance([line(f"L{i}", ABC[i % 3], not_with=[[f"L{(i + 1) % 5}", "检测条件冲突"]]) for i in range(5)]),
        (0, 3),
    ),
    # One visit may hold a class twice, since it is then checked once that year; two visits may not, and the windows are apart.
    "a class twice at one door": (instance(_windows((0, 3), (0, 3), check_class="食品")), (0, 1)),
    "a class twice, windows apart": (instance(_windows((0, 1), (2, 3), check_class="食品")), (1, 1)),
    # What a law frees does not count: both are held, at two doors.
    "a class twice, one of them exempt": (
        instance([line("L0", "A", 0, 1, check_class="食品"), line("L1", "B", 2, 3, check_class="食品", exempt="安全生产法")]),
        (0, 2),
    ),
    # One visit a year and two windows apart: a visit holds one of them.
    "one visit, two windows": (instance(_windows((0, 1), (2, 3)), [{"id": "S", "visit_cap": 1}]), (1, 1)),
    # The cap counts the sites of an enterprise together: one visit holds one site's two lines, the other site's is lost.
    "one visit for two sites": (
        instance(
            _windows((0, 3), (0, 3)),
            [{"id": "S", "enterprise": "E", "visit_cap": 1}, {"id": "T", "enterprise": "E"}],
            [("L0", "S"), ("L1", "S"), ("L0", "T")],
        ),
        (1, 1),
    ),
    # 3 × 200 minutes of one department exceed the 420 of a visit, and 2 × 200 do not: two doors.
    "longer than a visit": (instance([line(f"L{i}", "A", minutes=200) for i in range(3)]), (0, 2)),
    # Never more than two departments at a door, and there are three.
    "no more than two departments": (instance(_windows((0, 3), (0, 3), (0, 3)), params={"departments_max": 2}), (0, 2)),
    # A visit takes 60 + 60 minutes of each of two officers; 300 each hold two such visits of three, 360 all.
    "officers for two of three": (_one_after_the_other(3, 300), (1, 2)),
    "officers for three of three": (_one_after_the_other(3, 360), (0, 3)),
    # Only work on paper: nobody stands at a door.
    "on paper": (instance(_windows((0, 3), (0, 3), mode="written")), (0, 0)),
}

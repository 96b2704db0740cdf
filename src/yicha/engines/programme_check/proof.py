"""P-12: what the programme claims about itself: bounds, certificates, minima, summary."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from yicha.engines.programme_check.answer import Answer
from yicha.engines.programme_check.facts import Facts
from yicha.engines.programme_check.types import Breach


def bounds_are_below(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """No bound lies above what was reached."""
    lost = len(answer.unplaced)
    if not 0 <= answer.lower_bound <= answer.doors:
        yield Breach(
            "P-12", "lower_bound", f"下界 {answer.lower_bound} 不合于 {answer.doors} 次", f"{answer.lower_bound} for {answer.doors} doors"
        )
    if not 0 <= answer.unplaced_bound <= lost:
        yield Breach(
            "P-12", "unplaced_bound", f"下界 {answer.unplaced_bound} 不合于 {lost} 项", f"{answer.unplaced_bound} for {lost} losses"
        )
    yield from _minima(facts, answer)


def _minima(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """An enterprise that loses nothing opens no fewer doors than its units need."""
    losers = {facts.enterprise(facts.demands[d]["subject"]) for d, _ in answer.unplaced if d in facts.demands}
    doors = Counter(facts.enterprise(visit["subject"]) for visit in answer.free if visit["door"])
    needed: Counter[str] = Counter()
    for subject, count in answer.minima.items():
        if subject not in facts.subjects:
            yield Breach("P-12", subject, "minima 含不存在的监管对象", "minima names an unknown subject")
        else:
            needed[facts.enterprise(subject)] += count
    for enterprise, count in sorted(needed.items()):
        if enterprise not in losers and count > doors[enterprise]:
            yield Breach(
                "P-12", enterprise, f"声称至少 {count} 次，实为 {doors[enterprise]} 次", f"claims {count} doors, opens {doors[enterprise]}"
            )


def certificates_prove(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """Every two demands of a certificate are of its subject and can never share a door."""
    for subject, demands in sorted(answer.certificates.items()):
        if any(demand not in facts.demands or facts.demands[demand]["subject"] != subject for demand in demands):
            yield Breach("P-12", subject, "证书含其他需求", "the certificate holds foreign demands")
            continue
        for a, b in combinations(demands, 2):
            if a == b or not facts.incompatible(a, b):
                yield Breach("P-12", subject, f"{a} 与 {b} 可以同行，证书无效", f"{a} and {b} could share a door")


def summary_is_true(facts: Facts, answer: Answer) -> Iterator[Breach]:
    """The figures that can be counted, if a summary is there."""
    doors = Counter(visit["subject"] for visit in answer.visits if visit["door"])
    counted = {
        "demands": len(facts.demands),
        "doors": answer.doors,
        "lower_bound": answer.lower_bound,
        "unplaced": len(answer.unplaced),
        "unplaced_bound": answer.unplaced_bound,
        "repeat_visited": sum(count > 1 for count in doors.values()),
        "department_visits": sum(len(visit["departments"]) for visit in answer.visits if visit["door"]),
    }
    for key, value in counted.items():
        if answer.summary.get(key, value) != value:
            yield Breach("P-12", f"summary.{key}", f"应为 {value}", f"is {value}")

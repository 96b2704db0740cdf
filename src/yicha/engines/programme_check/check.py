"""All rules on one programme."""

from collections.abc import Callable, Iterator
from typing import Any

from yicha.engines.programme_check.answer import Answer
from yicha.engines.programme_check.facts import Facts
from yicha.engines.programme_check.proof import bounds_are_below, certificates_prove, summary_is_true
from yicha.engines.programme_check.totals import everything_once, limits_hold, locks_hold, minutes_suffice
from yicha.engines.programme_check.types import Breach
from yicha.engines.programme_check.visits import visits_are_lawful

Rule = Callable[[Facts, Answer], Iterator[Breach]]

RULES: tuple[Rule, ...] = (
    everything_once,
    locks_hold,
    visits_are_lawful,
    minutes_suffice,
    limits_hold,
    bounds_are_below,
    certificates_prove,
    summary_is_true,
)


def check(instance: Any, programme: Any) -> list[Breach]:
    """Every breach of P-1 … P-12 in a programme (both plain JSON values); empty when it is lawful.

    Raises :class:`Unreadable` when a value is not of the form of PLAN1 §5. Linear in demands and visits, but for the pairs of
    one visit or certificate.
    """
    facts = Facts(instance)
    answer = Answer(facts, programme)
    return [breach for rule in RULES for breach in rule(facts, answer)]

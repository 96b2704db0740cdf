"""How results and fates are said to people who never saw a form of ours."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yicha.disclosure.queries import ground_words, outcome_words
from yicha.disclosure.types import PublicResult

GOOD = frozenset({"no_problem", "no_such_business", "corrected"})
SOON = frozenset({"pending"})
TEN = 10


@dataclass(frozen=True)
class Said:
    """A result as a row of the page."""

    result: PublicResult
    title: str
    outcome: str
    tone: str
    departments: tuple[str, ...]
    ground: str


def said_of(result: PublicResult, known: dict[str, str]) -> Said:
    first = result.first
    count = len(result.parts)
    joint = ngettext("%(count)s部门联合检查", "%(count)s部门联合检查", count) % {"count": _numeral(count)}
    single = first.items[0].name if len(first.items) == 1 else _("%(who)s检查") % {"who": known.get(first.department, first.department)}
    return Said(
        result,
        joint if count > 1 else single,
        outcome_words(result.outcome),
        tone_of(result.outcome),
        tuple(known.get(part.department, part.department) for part in result.parts),
        ground_words(first.ground),
    )


def _numeral(count: int) -> str:
    """Two to nine as Chinese titles write them."""
    return "两三四五六七八九"[count - 2] if get_language() != "en" and 1 < count < TEN else str(count)


def tone_of(outcome: str) -> str:
    return "good" if outcome in GOOD else "soon" if outcome in SOON else "late"

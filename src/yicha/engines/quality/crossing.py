"""多源比对: what others say of one subject, beside what the register says.

Each claim is compared with the register alone. Of claims that agree with it none differs much from another, and where two claims differ
at least one differs from the register; so a subject with n sources costs n comparisons and not n². Who says nothing differs in nothing.

**Meaning** of `Comparison`: SAME as texts once width, case and blanks are gone; KINDRED as names, a region or legal form that came or went
makes no difference (`names.kinship`); WITHIN as places, where one may name the county before and the other not: the shorter is the end of
the longer one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yicha.engines.quality.names import Kinship, kinship, normalised_name

Said = Mapping[str, str]


class Comparison(StrEnum):
    """How two texts are laid side by side."""

    SAME = "same"
    KINDRED = "kindred"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class CrossRule:
    """`name` is unique in a set of rules, `column` what both sides speak of, `message` what a person reads."""

    name: str
    column: str
    label: str
    comparison: Comparison
    message: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one subject. `by`: who answers for it."""

    subject: str
    source: str
    by: str
    said: Said


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that does not agree with the register, under one rule."""

    claim: Claim
    rule: CrossRule
    ours: str
    theirs: str


def differences(register: Mapping[str, Said], claims: Iterable[Claim], rules: Sequence[CrossRule]) -> Iterator[Difference]:
    """In the order of the claims, then of the rules. A subject that the register does not have differs in nothing."""
    for claim in claims:
        held = register.get(claim.subject, {})
        for rule in rules:
            ours, theirs = held.get(rule.column, ""), claim.said.get(rule.column, "")
            if ours and theirs and not agree(ours, theirs, rule.comparison):
                yield Difference(claim, rule, ours, theirs)


def agree(left: str, right: str, comparison: Comparison) -> bool:
    """Symmetric."""
    short, long = sorted((normalised_name(left), normalised_name(right)), key=len)
    match comparison:
        case Comparison.KINDRED:
            return kinship(short, long) is not Kinship.OTHER
        case Comparison.WITHIN:
            return bool(short) and long.endswith(short)
        case _:
            return short == long

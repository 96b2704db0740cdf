"""Which subjects a line draws (docs/vdr1.md §8): quotas per stratum, total cap, cover rules, and the cut for the public.

The members of a line come with their tickets; of each stratum the least order values are taken. By the random oracle
each m-subset of an unweighted stratum is equally likely, and under any rules two subjects with equal attributes have
equal chances, because the procedure sees nothing but attributes and exchangeable tickets. Cost: O(N log N) a line, O(N)
if the members are given in ticket order and no weights are used.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yicha.engines.draw.types import EVERYBODY, Line, Stratum

NO_CUT = 0


class Member(NamedTuple):
    """An eligible subject of a line. `ticket`: the 256-bit integer."""

    ticket: int
    sid: str
    stratum: str = EVERYBODY
    weight: int = 1
    attrs: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int, str]:
        """Order value: ticket over weight (sequential Poisson sampling), then ticket, then sid."""
        return self.ticket // self.weight, self.ticket, self.sid


class Choice(NamedTuple):
    """A drawn subject and why: the stratum or the cover rule."""

    member: Member
    stratum: str = ""
    cover: str = ""


class Take(NamedTuple):
    """What a stratum holds and how many were taken."""

    label: str
    size: int
    quota: int

    @property
    def whole(self) -> bool:
        """Whether everybody was taken, so that nothing was left to chance."""
        return self.quota == self.size


@dataclass(frozen=True)
class LineSelection:
    """The outcome of one line: choices in the order of drawing, counts per stratum, the cut for the public challenge."""

    line: Line
    choices: tuple[Choice, ...]
    takes: tuple[Take, ...]
    cut: int

    @property
    def sids(self) -> frozenset[str]:
        """Everybody selected."""
        return frozenset(choice.member.sid for choice in self.choices)

    @property
    def drawn(self) -> list[str]:
        """Published with this line, ascending by ticket: left to chance, or below the cut."""
        whole = {take.label for take in self.takes if take.whole}
        shown = [choice.member for choice in self.choices if choice.member.ticket < self.cut or choice.cover or choice.stratum not in whole]
        return [member.sid for member in sorted(shown)]

    @property
    def listed(self) -> frozenset[str]:
        """Published without the line: of strata taken whole, above the cut."""
        return self.sids - frozenset(self.drawn)


def quota_of(size: int, stratum: Stratum) -> int:
    """How many of `size` a stratum takes.

    >>> quota_of(101, Stratum("B", 5, 100))
    6
    """
    wished = max(stratum.least, -(-size * stratum.num // stratum.den))
    return min(size, wished if stratum.most is None else min(wished, stratum.most))


def apportion(total: int, parts: Sequence[int]) -> list[int]:
    """Shares of a total in proportion to the parts: largest remainder (Hamilton), ties to the earlier part.

    >>> apportion(5, [3, 3, 3])
    [2, 2, 1]
    """
    whole = sum(parts)
    shares = [total * part // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: (-(total * parts[place] % whole), place))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def select_line(line: Line, members: Iterable[Member], sizes: Mapping[str, int] | None = None) -> LineSelection:
    """Draw one line over its eligible members. `sizes`: of its strata, if of those who cannot be drawn not all are given."""
    queue = sorted(members, key=lambda member: member.order)
    strata = {stratum.label: [member for member in queue if member.stratum == stratum.label] for stratum in line.strata}
    size_of = {label: len(found) if sizes is None else sizes[label] for label, found in strata.items()}
    quotas = _quotas(line, size_of)
    choices = [Choice(member, stratum=label) for label, quota in quotas.items() for member in strata[label][:quota]]
    choices += _cover(line, queue, {choice.member.sid for choice in choices})
    takes = tuple(Take(label, size_of[label], quota) for label, quota in quotas.items())
    missed = [strata[take.label][take.quota] for take in takes if not take.whole]
    return LineSelection(line, tuple(choices), takes, _cut(choices, missed))


def _quotas(line: Line, sizes: Mapping[str, int]) -> dict[str, int]:
    quotas = [quota_of(sizes[stratum.label], stratum) for stratum in line.strata]
    if line.total is not None and sum(quotas) > line.total:
        quotas = apportion(line.total, quotas)
    return dict(zip(sizes, quotas, strict=True))


def _cover(line: Line, queue: Sequence[Member], taken: set[str]) -> list[Choice]:
    """For each rule the next in the queue until enough hold the attribute. `taken` grows."""
    found = []
    for attribute, least in line.cover:
        holders = [member for member in queue if attribute in (EVERYBODY, *member.attrs)]
        lacking = least - sum(member.sid in taken for member in holders)
        added = [member for member in holders if member.sid not in taken][: max(0, lacking)]
        taken.update(member.sid for member in added)
        found += [Choice(member, cover=attribute) for member in added]
    return found


def _cut(choices: Iterable[Choice], missed: Iterable[Member]) -> int:
    """Just above the last selected ticket below which every eligible subject is selected, whatever its stratum.

    Not the ticket of the first that was missed: that would tell his stratum.
    """
    bound = min((member.order[0] for member in missed), default=NO_CUT)
    return max((choice.member.ticket + 1 for choice in choices if choice.member.ticket < bound), default=NO_CUT)

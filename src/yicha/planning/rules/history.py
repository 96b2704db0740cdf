"""This year's checks already done, superiors' included, and whom they count for (R-FREQ-1, R-FREQ-2)."""

from collections.abc import Iterable, Mapping
from typing import Final

from yicha.norms.types import NormCode, NormsInForce
from yicha.planning.types import PastCheck
from yicha.subjects.types import SubjectRow

PER_SITE: Final = "site"

Done = Mapping[str, tuple[tuple[str, str], ...]]  # sid → (class of check, department)


def counts_per_site(norms: NormsInForce) -> bool:
    """Limits count per enterprise over all its sites, unless the region's norm says per site."""
    return norms.text(NormCode.LIMITS_COUNT_PER) == PER_SITE


def done_this_year(year: int, past: Iterable[PastCheck], subjects: Iterable[SubjectRow], *, per_site: bool) -> Done:
    """A check may name a site or, by its code alone, an enterprise: then it counts once for all sites, or for each of them.

    A site that has closed since leaves its checks to its sisters where limits count per enterprise.
    """
    sites: dict[str, list[str]] = {}
    for row in subjects:
        sites.setdefault(row.enterprise, []).append(row.sid)
    known = {sid for own in sites.values() for sid in own}
    done: dict[str, list[tuple[str, str]]] = {}
    for check in (check for check in past if check.on.year == year):
        named = [check.sid] if check.sid in known else sorted(sites.get(check.sid, ()))
        for sid in named if per_site else (named or sorted(sites.get(check.enterprise, ())))[:1]:
            done.setdefault(sid, []).append((check.check_class, check.department))
    return {sid: tuple(sorted(pairs)) for sid, pairs in done.items()}


def strangers(past: Iterable[PastCheck], subjects: Iterable[SubjectRow]) -> tuple[str, ...]:
    """Whom past checks name though no subject and no enterprise of the register is meant."""
    known = {name for row in subjects for name in (row.sid, row.enterprise)}
    return tuple(sorted({check.sid for check in past} - known))

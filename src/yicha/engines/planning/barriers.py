"""Which two lines may never share a door (PLAN1, P-5): announced with unannounced, exclusive, not together."""

from dataclasses import dataclass

from yicha.engines.planning.types import Line


@dataclass(frozen=True, slots=True)
class Barrier:
    """One reason: its code in the catalogue and the text that the plan gives for it."""

    code: str
    reason: str = ""


def barriers(a: Line, b: Line) -> tuple[Barrier, ...]:
    """Every reason why the two lines may not share a door; empty when they may. Symmetric up to order."""
    found = [Barrier("announced")] if a.announced != b.announced else []
    found += [Barrier("exclusive", line.exclusive) for line in (a, b) if line.exclusive]
    found += [Barrier("not_with", reason) for one, other in ((a, b), (b, a)) for token, reason in one.not_with if token in _tokens(other)]
    return tuple(dict.fromkeys(found))


def barred(a: Line, b: Line) -> bool:
    """May the two lines never share a door?"""
    if a.announced != b.announced or a.exclusive or b.exclusive:
        return True
    return bool(a.not_with and _refuses(a, b)) or bool(b.not_with and _refuses(b, a))


def _refuses(one: Line, other: Line) -> bool:
    tokens = _tokens(other)
    return any(token in tokens for token, _ in one.not_with)


def _tokens(line: Line) -> tuple[str, str, str]:
    return line.id, f"dept:{line.department}", f"class:{line.check_class}"

"""The programme as it is written, against the instance it answers."""

from typing import Any

from yicha.engines.programme_check.facts import Facts, Visit, as_stands, is_locked
from yicha.engines.programme_check.reading import TEXTS, Unreadable, fits, pairs, rows


class Answer:
    """``visits``: all; ``free``: those that no lock protects; ``proof``: bounds, certificates, minima."""

    def __init__(self, facts: Facts, programme: Any) -> None:
        """Raises :class:`Unreadable`."""
        if not isinstance(programme, dict) or not isinstance(programme.get("visits"), list):
            raise Unreadable("programme: 应为含 visits 的对象 · must be an object with visits")
        self.visits = rows(programme, "visits")
        for i, visit in enumerate(self.visits):
            if visit["subject"] not in facts.subjects:
                raise Unreadable(f"visits[{i}].subject: 监管对象不存在 · does not exist")
        self.unplaced = pairs(programme, "unplaced", (str, str))
        self.lower_bound = _count(programme, "lower_bound")
        self.unplaced_bound = _count(programme, "unplaced_bound")
        self.certificates: dict[str, list[str]] = _table(programme, "certificates", TEXTS)
        self.minima: dict[str, int] = _table(programme, "minima", (int,))
        self.summary: dict[str, Any] = _table(programme, "summary", (int,))
        standing = {as_stands(visit) for visit in facts.previous if is_locked(visit)}
        self.free = [visit for visit in self.visits if as_stands(visit) not in standing]

    @property
    def doors(self) -> int:
        """Doors as the programme lists them."""
        return sum(visit["door"] for visit in self.visits)


def place(visit: Visit) -> str:
    """How a visit is named in a breach."""
    return f"{visit['subject']}@{visit['week']}"


def _count(programme: dict[str, Any], key: str) -> int:
    value = programme.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable(f"{key}: 应为整数 · must be a whole number")
    return value


def _table(programme: dict[str, Any], key: str, kind: Any) -> dict[str, Any]:
    table = {} if programme.get(key) is None else programme[key]
    if not isinstance(table, dict) or not all(fits(value, kind) for value in table.values()):
        raise Unreadable(f"{key}: 类型不对 · is of the wrong kind")
    return table

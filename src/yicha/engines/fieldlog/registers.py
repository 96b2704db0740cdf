"""A value that several people write without seeing each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from yicha.engines.fieldlog.operations import Kind, Operation, canonical


class Merge(StrEnum):
    """What several heads of one path mean."""

    ONE = "one"  # different values: a person decides
    LEAD = "lead"  # the lead department's stands, the others are shown
    SET = "set"  # all of them; one is struck out only by a void with a reason


@dataclass
class Register:
    """`gone` also knows operations that were replaced before they came."""

    heads: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def put(self, op: Operation, merge: Merge) -> None:
        """`op` counts: what its author saw is replaced, its own value stands unless somebody replaced it before."""
        if merge is not Merge.SET or op.kind is Kind.VOID:
            self.gone.update(op.base)
        for known in self.gone & self.heads.keys():
            del self.heads[known]
        if op.kind is not Kind.VOID and op.id not in self.gone:
            self.heads[op.id] = op.body

    @property
    def differs(self) -> bool:
        """Whether heads say different things."""
        return len(self.heads) > 1 and len(self.values) > 1

    @property
    def values(self) -> frozenset[str]:
        """The different values that stand."""
        return frozenset(canonical(value) for value in self.heads.values())

"""What the checker says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken rule: its number in PLAN1, where, and what is wrong in both languages."""

    rule: str
    place: str
    chinese: str
    english: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.rule} {self.place}: {self.chinese} · {self.english}"

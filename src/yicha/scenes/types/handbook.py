"""一业一册: what a scene means for those who are checked and those who check, in words."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from yicha.kernel.events import canonical, to_plain
from yicha.scenes.types.content import Chapter, SceneRules


@dataclass(frozen=True)
class HandbookPart:
    """One department: its name, its share, its items with their basis."""

    department: str
    duty: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HandbookQuestion:
    """One question of the merged form. `needs`: samples, limits, evidence; `conditions`: when it is asked."""

    content: str
    methods: tuple[str, ...]
    departments: tuple[str, ...]
    needs: tuple[str, ...]
    conditions: tuple[str, ...]
    clauses: tuple[str, ...]
    bases: tuple[str, ...]


@dataclass(frozen=True)
class Handbook:
    """Made from a version of a scene and the items in force on a day. `alone`: questions if each department asked for itself."""

    name: str
    region: str
    code: str
    version: int
    valid_from: date | None
    on: date
    parts: tuple[HandbookPart, ...]
    rules: SceneRules
    chapters: tuple[Chapter, ...]
    materials: tuple[str, ...]
    questions: tuple[HandbookQuestion, ...]
    alone: int

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says but the day of printing."""
        plain = to_plain(self)
        del plain["on"]
        return sha256(canonical(plain).encode()).hexdigest()

"""非现场检查: what the enterprise itself hands in. It joins the chain of evidence, without officer and question."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yicha.inspections.types.records import EvidenceKind


@dataclass(frozen=True)
class HandInPaper:
    """`paper`: which of the asked papers it is, or, of another, what it is. `file` is one that the enterprise itself has uploaded."""

    inspection: int
    paper: str
    file: UUID


@dataclass(frozen=True)
class PaperHandedIn:
    """As of EvidenceAttached: `receipt` is our signature over the chain, so nobody can say later that it never came."""

    inspection: int
    place: int
    paper: str
    kind: EvidenceKind
    digest: str
    chain: str
    receipt: str

    @property
    def about(self) -> str:
        return f"inspection:{self.inspection}"


@dataclass(frozen=True)
class HandedIn:
    """One of them as the enterprise sees it again."""

    paper: str
    at: datetime
    digest: str
    receipt: str

"""One subject whole, as its page in the register shows it."""

from dataclasses import dataclass

from yicha.subjects.types.identities import IdentifierRow, MergeRow, Opening
from yicha.subjects.types.pools import TagRow
from yicha.subjects.types.register import KIND_NAMES, FoundSubject, SubjectFacts, SubjectRow, SubjectStatus


@dataclass(frozen=True)
class SubjectDetails:
    """`pools`: the special pools that hold it on the day asked for. `moving_to`: the name of the region that is to take it in."""

    subject: SubjectRow
    facts: SubjectFacts
    state: SubjectStatus
    closed_because: str
    moving_to: str
    identifiers: tuple[IdentifierRow, ...]
    openings: tuple[Opening, ...]
    tags: tuple[TagRow, ...]
    pools: tuple[str, ...]
    sites: tuple[FoundSubject, ...]
    merges: tuple[MergeRow, ...]

    @property
    def kind_name(self) -> str:
        return KIND_NAMES[self.facts.kind]


@dataclass(frozen=True)
class Arrival:
    """A subject on its way here, with the name of the region that gave it up."""

    sid: str
    name: str
    uscc: str
    from_region: str
    address: str

"""同源匹配: other lists of the same matters, and which of their entries are our items."""

from dataclasses import dataclass
from enum import StrEnum


class CatalogueKind(StrEnum):
    NATION = "nation"  # 国家监管事项目录
    PROVINCE = "province"  # 省级监管事项目录
    POWERS = "powers"  # 权力清单
    INSPECTIONS = "inspections"  # 检查实施清单
    RANDOM = "random"  # 双随机抽查事项清单
    OWN_SYSTEM = "own_system"  # a department's own system


@dataclass(frozen=True)
class CatalogueRow:
    code: str
    name: str
    legal_basis: str = ""
    owner: str = ""  # as that list writes it


@dataclass(frozen=True)
class LoadCatalogue:
    """The whole of one list: what it no longer holds is marked so. `system`: of a department's own system its name, else empty."""

    region_path: str
    kind: CatalogueKind
    system: str
    source: str  # digest of the file
    rows: tuple[CatalogueRow, ...]


@dataclass(frozen=True)
class CatalogueLoaded:
    region_path: str
    kind: CatalogueKind
    system: str
    source: str
    new: int
    changed: int
    unchanged: int
    gone: int

    @property
    def about(self) -> str:
        return f"catalogue:{self.region_path}:{self.kind}:{self.system}"


@dataclass(frozen=True)
class SuggestMatches:
    """Likely pairs of a region's items and the entries of other lists. `kind` None: of every list; `codes` empty: of every item."""

    region_path: str
    kind: CatalogueKind | None = None
    system: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatchesSuggested:
    region_path: str
    count: int

    @property
    def about(self) -> str:
        return f"matches:{self.region_path}"


@dataclass(frozen=True)
class DecideMapping:
    """A person says that an item and an entry are the same matter, or that they are not."""

    region_path: str
    code: str
    entry: int
    same: bool
    note: str = ""


@dataclass(frozen=True)
class MappingDecided:
    code: str
    entry: int
    same: bool

    @property
    def about(self) -> str:
        return f"item:{self.code}"


@dataclass(frozen=True)
class ExcludeEntry:
    """本地不适用: nobody here has this matter, and why. An empty reason takes that back."""

    entry: int
    reason: str


@dataclass(frozen=True)
class EntryExcluded:
    entry: int
    reason: str

    @property
    def about(self) -> str:
        return f"catalogue_entry:{self.entry}"


@dataclass(frozen=True)
class CatalogueEntryRow:
    id: int
    kind: CatalogueKind
    system: str
    code: str
    name: str
    legal_basis: str
    owner: str
    excluded_because: str


@dataclass(frozen=True)
class Suggestion:
    """`score` from 0 to 1: shared words of the names, and shared instruments."""

    code: str
    entry: int
    score: float


@dataclass(frozen=True)
class Coverage:
    """One list against ours. 清单之外无监管: items of ours that stand in it; 清单之内无盲区: its entries that we have or need not."""

    kind: CatalogueKind
    system: str
    items: int
    items_mapped: int
    entries: int
    entries_covered: int
    entries_excluded: int


@dataclass(frozen=True)
class MappingRow:
    """An item of ours with its confirmed entries in one list, or an entry with its items."""

    code: str
    name: str
    legal_basis: str
    matches: tuple[tuple[str, str], ...]  # code and name on the other side
    entry: int | None = None
    excluded_because: str = ""

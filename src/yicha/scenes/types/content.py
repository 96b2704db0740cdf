"""What a scene says: 牵头、配合、分工、对象、内容、频次、方式、程序 (WS-2.3, GX-2.4)."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from yicha.engines.forms import CheckPoint
from yicha.items.types import ItemClass
from yicha.kernel.events import canonical, to_plain


@dataclass(frozen=True)
class Member:
    """A department of the scene and its 分工. In a package `department` is a function (消防救援), here a code."""

    department: str
    duty: str = ""


@dataclass(frozen=True)
class Offer:
    """An item that a package brings along, for a department to propose as its own."""

    check_class: str
    legal_basis: str
    item_class: ItemClass
    points: tuple[CheckPoint, ...]
    materials: tuple[str, ...] = ()


@dataclass(frozen=True)
class SceneItem:
    """An item of the list by its code; or, as long as the department has not proposed it, what is offered."""

    department: str
    name: str
    code: str = ""
    offer: Offer | None = None


@dataclass(frozen=True)
class SceneRules:
    """How often, how, when and in which order. `window`: month and day, first and last (03-01 to 11-30)."""

    times_per_year: int = 1
    mode: str = "onsite"
    window: tuple[str, str] = ("03-01", "11-30")
    flow: tuple[str, ...] = ()
    consultation: str = ""  # 会商机制
    circulation: str = ""  # 通报机制


@dataclass(frozen=True)
class Chapter:
    """A chapter of the handbook that people write; the rest follows from the items."""

    title: str
    text: str


@dataclass(frozen=True)
class SceneContent:
    """综合查一次场景. `scope_query` says whom it means, in the words of a plan line."""

    name: str
    lead: str
    members: tuple[Member, ...]
    scope_query: str
    items: tuple[SceneItem, ...]
    rules: SceneRules = field(default_factory=SceneRules)
    chapters: tuple[Chapter, ...] = ()

    @property
    def departments(self) -> tuple[str, ...]:
        """The lead first."""
        return tuple(dict.fromkeys((self.lead, *(member.department for member in self.members))))

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items if item.code)

    def window_in(self, year: int) -> tuple[date, date]:
        first, last = (date.fromisoformat(f"{year}-{day}") for day in self.rules.window)
        return first, last


@dataclass(frozen=True)
class Origin:
    """Where a scene came from: region, its code and version there, digest of the package."""

    region: str
    code: str
    version: int
    digest: str


@dataclass(frozen=True)
class Package:
    """A scene on its way: departments by function, items as offers, same questions by one key. `origins`: the latest last."""

    content: SceneContent
    origins: tuple[Origin, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text."""
        return sha256(canonical(to_plain(self)).encode()).hexdigest()


@dataclass(frozen=True)
class Finding:
    """Evidence for a scene: of so many checks of an item so many found something."""

    item_code: str
    name: str
    department: str
    checks: int
    problems: int

"""The tables that the county is made from, read from `seeds/*.yaml` as frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "seeds"


@dataclass(frozen=True)
class Town:
    code: str  # last three digits of the nine
    name: str
    weight: int
    roads: tuple[str, ...]
    villages: tuple[str, ...]

    @property
    def is_street(self) -> bool:
        return self.name.endswith("街道")

    @property
    def short(self) -> str:
        return "开发区" if self.name.endswith("开发区") else self.name.removesuffix("街道").removesuffix("镇").removesuffix("乡")


@dataclass(frozen=True)
class Places:
    province: str
    city: str
    county: str
    towns: tuple[Town, ...]


@dataclass(frozen=True)
class Trade:
    """What `count` firms do and are called; shares are percent."""

    key: str
    count: int
    industry: str
    rural: int
    forms: Mapping[str, int]
    tags: Sequence[str]
    shop: Sequence[str]
    firm: Sequence[str]
    general: Sequence[str]
    permit: Sequence[str] = ()
    sometimes: Mapping[str, int] = field(default_factory=dict)
    quiet: str = ""
    sites: int = 0
    site: Sequence[str] = ()
    site_tags: Sequence[str] = ()
    bare: int = 0


@dataclass(frozen=True)
class Pool:
    """What a plan line may mean by its 对象范围: `tags`/`where` in the county's register, `words`/`but` in any."""

    tags: Sequence[str] = ()
    where: str = ""
    words: Sequence[str] = ()
    but: Sequence[str] = ()
    since: int = 0


@dataclass(frozen=True)
class LineSeed:
    pool: str
    window: str
    minutes: int
    selection: str = "random"
    ratio: str = ""
    count: int = 0
    mode: str = "onsite"
    announced: bool = True
    skills: Sequence[str] = ()
    mergeable: bool = True
    reason: str = ""
    not_with: Mapping[str, str] = field(default_factory=dict)
    lead: int | None = None
    exemption: str = ""
    check_class: str = ""  # of the item, unless said


@dataclass(frozen=True)
class ItemSeed:
    name: str
    check_class: str
    basis: Sequence[str]
    points: Sequence[str]
    lines: Sequence[LineSeed]
    key: bool = False
    materials: Sequence[str] = ()


@dataclass(frozen=True)
class JointSeed:
    """Who assists an item: number of the department → its share."""

    partners: Mapping[str, str]
    crimes: Sequence[str] = ()


@dataclass(frozen=True)
class DepartmentSeed:
    number: str
    name: str
    short: str
    staff: int
    skills: Mapping[str, int]
    items: Sequence[ItemSeed]


@dataclass(frozen=True)
class Office:
    number: str
    name: str
    short: str
    kind: str
    towns: Sequence[str] = ()


@cache
def places() -> Places:
    raw = _read("places.yaml")
    return Places(raw["province"], raw["city"], raw["county"], tuple(_town(town) for town in raw["towns"]))


@cache
def trades() -> tuple[Trade, ...]:
    return tuple(Trade(**trade) for trade in _read("trades.yaml"))


@cache
def seasons() -> Mapping[str, Sequence[Sequence[str]]]:
    return dict(_read("seasons.yaml"))


@cache
def pools() -> Mapping[str, Pool]:
    return {name: Pool(**pool) for name, pool in _read("pools.yaml").items()}


@cache
def joint() -> Mapping[str, JointSeed]:
    """Cross-department items by the name of the item."""
    return {name: JointSeed(**seed) for name, seed in _read("joint.yaml").items()}


@cache
def offices() -> tuple[Office, ...]:
    return tuple(Office(**office) for office in _read("offices.yaml"))


@cache
def departments() -> tuple[DepartmentSeed, ...]:
    return tuple(_department(path) for path in sorted((_FOLDER / "departments").glob("*.yaml")))


def _town(raw: dict[str, Any]) -> Town:
    return Town(**raw | {"roads": tuple(raw["roads"]), "villages": tuple(raw["villages"])})


def _department(path: Path) -> DepartmentSeed:
    raw = _read(f"departments/{path.name}")
    return DepartmentSeed(**raw | {"number": path.name[:2], "items": [_item(item) for item in raw["items"]]})


def _item(raw: dict[str, Any]) -> ItemSeed:
    named = {**raw, "check_class": raw["class"], "lines": [_line(line) for line in raw["lines"]]}
    del named["class"]
    return ItemSeed(**named)


def _line(raw: dict[str, Any]) -> LineSeed:
    return LineSeed(**{"check_class" if key == "class" else key: value for key, value in raw.items()})


def _read(name: str) -> Any:
    return yaml.load((_FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)

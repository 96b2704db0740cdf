"""监管事项 as its list says it: 主项 → 子项 (the item that is planned and checked) → 检查项."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yicha.items.types.points import CheckPoint


class ItemStatus(StrEnum):
    PROPOSED = "proposed"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ItemClass(StrEnum):
    """LYG-5.4: 一般 items are only drawn at random, 重点 items may be covered in full."""

    GENERAL = "general"
    KEY = "key"


class AuthorityLevel(StrEnum):
    """监管层级: who may run the check, from the top."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"


def levels_run_in(region_path: str) -> tuple[AuthorityLevel, ...]:
    """R-ITEM-1: the region's own level and those below it. A path has a segment for each level from the province on."""
    return tuple(AuthorityLevel)[len(region_path.split("/")) if region_path else 0 :]


class Revision(StrEnum):
    """WS-2.1: why a list changes. 立, 改, 废, 释, 权责清单变动."""

    ENACTED = "enacted"
    AMENDED = "amended"
    REPEALED = "repealed"
    INTERPRETED = "interpreted"
    POWERS_CHANGED = "powers_changed"


@dataclass(frozen=True)
class Partner:
    """配合部门 and its share of the check."""

    department: str
    share: str = ""


@dataclass(frozen=True)
class MainItemRow:
    """主项: the matter under which items stand. `department` is 职能部门, `line` 业务条线, `licence` 对应许可事项."""

    code: str
    name: str
    department: str
    line: str = ""
    power_item_code: str = ""
    licence: str = ""
    licence_code: str = ""
    active: bool = True


@dataclass(frozen=True)
class ItemRow:
    """One version of a 子项. `valid_to` is the first day on which it is no longer in force; None: open.

    `department` leads. `subject_kind`, `supervision_form` and `supervision_mode` are values of dictionaries of the norms; `scope` of
    {1 全省, 2 地市, 3 区县}.
    """

    code: str
    name: str
    department: str
    check_class: str
    legal_basis: str
    item_class: ItemClass
    valid_from: date
    valid_to: date | None = None
    check_points: tuple[CheckPoint, ...] = ()
    materials: tuple[str, ...] = ()  # what the enterprise should have ready
    main_item: str = ""
    power_item_code: str = ""
    subject_kind: str = ""
    subjects: str = ""  # 监管对象, in words
    supervision_form: str = ""
    supervision_mode: str = ""
    authority_level: AuthorityLevel | None = None
    scope: tuple[str, ...] = ()
    process: str = ""
    result: str = ""
    catalogue_code: str = ""  # 检查实施清单编码
    partners: tuple[Partner, ...] = ()
    joint_version: str = ""  # 跨部门综合监管事项清单的版本, as 2023年版
    off_site: bool = False
    simple: bool = False  # 简单事项: another department that comes anyway may be entrusted with asking it (LYG-5.5)
    ratio: str = ""
    yearly_cap: int | None = None  # visits a year at one subject
    crimes: tuple[str, ...] = ()  # 行刑衔接: offences that a finding may amount to

    @property
    def joint(self) -> bool:
        """跨部门综合监管事项."""
        return bool(self.partners or self.joint_version)

    def runs_in(self, region_path: str) -> bool:
        """R-ITEM-1: the level matches; an item that names none is its owner's affair."""
        return self.authority_level is None or self.authority_level in levels_run_in(region_path)


@dataclass(frozen=True)
class ItemEntry:
    """An item with its 主项, as a workbook carries them; None: the 主项 is registered already, or there is none."""

    row: ItemRow
    main: MainItemRow | None = None

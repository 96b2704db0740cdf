"""An item's elements as lines of a page: label, value in words, and what it was before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from yicha.items.types import Difference, Differences, ItemRow, ItemVersion, MainItemRow, Partner, PointDifference
from yicha.items.web.words import CLASSES, DICTIONARIES, LABELS, LEVELS, ONE_DAY, POINT_CHANGES, POINT_LABELS, SCOPES, Words, listed
from yicha.items.workbooks.points import shown
from yicha.kernel.actor import SYSTEM
from yicha.norms.queries import dictionary
from yicha.orgs.queries import departments
from yicha.orgs.types import DepartmentListing
from yicha.shell.templatetags.yc import ratio

SHOWN = (
    *(
        "name",
        "department",
        "partners",
        "main_item",
        "subjects",
        "subject_kind",
        "check_class",
        "item_class",
        "legal_basis",
        "supervision_form",
        "supervision_mode",
    ),
    *(
        "authority_level",
        "scope",
        "process",
        "result",
        "ratio",
        "yearly_cap",
        "off_site",
        "simple",
        "joint_version",
        "power_item_code",
        "catalogue_code",
    ),
    *("crimes", "materials", "valid_from", "valid_to"),
)


@dataclass(frozen=True)
class Fact:
    name: str
    label: Words
    value: str
    before: str | None = None  # None: unchanged


@dataclass(frozen=True)
class Part:
    label: Words
    old: str
    new: str


@dataclass(frozen=True)
class PointChanged:
    change: str
    words: Words
    code: str
    content: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Speaker:
    """Says values in words: departments by name, dictionary values by label, days as days."""

    region_path: str
    on: date

    @cached_property
    def departments(self) -> Sequence[DepartmentListing]:
        return departments(SYSTEM, self.on)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {one.code: one.name for one in self.departments}

    @cached_property
    def short(self) -> Mapping[str, str]:
        return {one.code: one.short_name or one.name for one in self.departments}

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, str]]:
        return {
            name: {entry.value: entry.label for entry in dictionary(table, self.region_path, self.on)}
            for name, table in DICTIONARIES.items()
        }

    def facts(self, row: ItemRow, main: MainItemRow | None, changed: Differences | None = None) -> list[Fact]:
        before = {one.element: one.old for one in changed.elements} if changed else {}
        return [Fact(name, LABELS[name], self._fact(name, row, main), self._before(name, before)) for name in SHOWN]

    def _before(self, name: str, before: Mapping[str, object]) -> str | None:
        return (self.value(name, before[name]) or _("未填")) if name in before else None

    def _fact(self, name: str, row: ItemRow, main: MainItemRow | None) -> str:
        if name == "main_item" and main:
            return f"{main.name} {main.code}"
        return self.value(name, getattr(row, name))

    def value(self, name: str, value: Any) -> str:
        """Of an element; empty where nothing stands."""
        if value is None or value in ("", ()):
            return ""
        if name in self.entries:
            return self.entries[name].get(value, value)
        match name:
            case "department":
                return self.names.get(value, value)
            case "partners":
                return listed(tuple(map(self._partner, value)))
            case _:
                return SAID.get(name, listed)(value)

    def _partner(self, partner: Partner) -> str:
        name = self.names.get(partner.department, partner.department)
        return _("%(name)s（%(share)s）") % {"name": name, "share": partner.share} if partner.share else name

    def difference(self, one: Difference) -> Part:
        """Of a series only what came and what went; of one that was only put in another order the whole."""
        if isinstance(one.old, tuple) and isinstance(one.new, tuple) and set(one.old) != set(one.new):
            gone = tuple(part for part in one.old if part not in one.new)
            come = tuple(part for part in one.new if part not in one.old)
            return Part(LABELS[one.element], self.value(one.element, gone), self.value(one.element, come))
        return Part(LABELS[one.element], self.value(one.element, one.old) or _("未填"), self.value(one.element, one.new) or _("未填"))

    def point(self, one: PointDifference) -> PointChanged:
        parts = tuple(Part(POINT_LABELS[part.element], shown(part.element, part.old), shown(part.element, part.new)) for part in one.parts)
        return PointChanged(one.change.value, POINT_CHANGES[one.change], one.code, one.content, parts)


SAID: Mapping[str, Callable[[Any], str]] = {
    "valid_to": lambda end: str(end - ONE_DAY),
    "item_class": lambda kind: str(CLASSES[kind]),
    "authority_level": lambda level: str(LEVELS[level]),
    "scope": lambda values: listed([SCOPES.get(one, one) for one in values]),
    "yearly_cap": lambda count: _("同一对象一年 %(count)s 次") % {"count": count},
    "ratio": ratio,
    "process": lambda steps: " → ".join(steps.splitlines()),
    **dict.fromkeys(("off_site", "simple"), lambda so: _("是") if so else _("否")),
}


def in_force_of(versions: list[ItemVersion], on: date) -> ItemVersion | None:
    """Of a code's versions, the one in force on a day."""
    return next((one for one in versions if one.decided_at and one.row.valid_from <= on and (one.row.valid_to or date.max) > on), None)

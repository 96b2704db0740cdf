"""Scenes that come from elsewhere: the templates that are shipped, and what leaves as a package."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from yicha.items.queries import items_in_force
from yicha.kernel.actor import Actor
from yicha.kernel.events import from_plain
from yicha.orgs.queries import departments, place_name
from yicha.scenes import rules
from yicha.scenes.queries.forms import form_with
from yicha.scenes.types import Origin, Package, SceneRow

TEMPLATES = ("restaurants", "refined_oil", "self_built_houses", "prepaid_cards")


@cache
def templates() -> Mapping[str, Package]:
    """The scenes that are shipped, by name; departments are functions (市场监管, 消防救援)."""
    return {name: _template(name) for name in TEMPLATES}


def _template(name: str) -> Package:
    raw: dict[str, Any] = yaml.safe_load(files("yicha.scenes").joinpath(f"seeds/{name}.yaml").read_text(encoding="utf-8"))
    return from_plain(Package, {"content": raw})


def package_of(actor: Actor, row: SceneRow, on: date) -> Package:
    """For another region: departments by name, items with their forms, and what they have in common."""
    items = items_in_force(actor, row.region_path, on, row.content.codes)
    names = {one.code: one.name for one in departments(actor, on)}
    package = rules.exported(row.content, items, form_with(row, items).questions, names, row.origins)
    origin = Origin(place_name(row.region_path), row.code, row.version, package.digest)
    return Package(package.content, (*row.origins, origin))

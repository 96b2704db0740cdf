"""多源比对: the rules as they are shipped, what a row of a layout says of its subject, and what is done about a difference."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from yicha.engines.quality import Comparison, CrossRule
from yicha.kernel.refusals import RuleBroken

THERE, GONE = "在营", "不在营"
ENDED: Final = ("注销", "吊销", "撤销")


@cache
def _shipped() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(files("yicha.exchange").joinpath("seeds/crossing.yaml").read_text(encoding="utf-8"))
    return found


@cache
def cross_rules() -> tuple[CrossRule, ...]:
    """GX-5.3: 多源比对."""
    return tuple(CrossRule(**{**said, "comparison": Comparison(said["comparison"])}) for said in _shipped()["rules"])


def labels() -> dict[str, str]:
    return {rule.name: rule.label for rule in cross_rules()}


def said_in(table: str, content: Mapping[str, str], *, given: bool) -> dict[str, str]:
    """GX-5.3: what a row says of its subject. A row of ours repeats the register: only what was found on the spot is said anew."""
    found = {}
    for column, source in _shipped()["sources"][table].items():
        text = content.get(source["column"], "")
        if text and (given or "means" in source):
            found[column] = source["means"].get(text, source["otherwise"]) if "means" in source else text
    return found


def standing_of(status: str, *, closed: bool) -> str:
    """GX-5.3: whether the register has a subject as being there."""
    return GONE if closed or any(word in status for word in ENDED) else THERE


def require_explained(reason: str) -> None:
    """GX-5.3: two sources may both be right; who provides says why."""
    if not reason.strip():
        raise RuleBroken("请写明为什么两边不一样", clause="GX-5.3")

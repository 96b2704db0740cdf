"""Tags and special pools: what may be asked of a subject on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from yicha.engines.scope import Condition, matches
from yicha.engines.scope.terms import Every, HasTag, IsTrue, Not, Some
from yicha.kernel.refusals import RuleBroken
from yicha.subjects.rules.register import REASON, require_text
from yicha.subjects.types import PublishPool, SubjectRow, TagSubject

TAG = 40


def require_tag(command: TagSubject) -> None:
    """LYG-4.2: a tag says what it rests on; a semicolon would tear it apart in a workbook."""
    require_text(command.tag, TAG, "标签")
    require_text(command.source, REASON, "依据")
    if ";" in command.tag or "；" in command.tag:
        raise RuleBroken("标签里不能有分号", clause="LYG-4.2")


def require_pool(command: PublishPool) -> None:
    """GX-5.4: a special pool has a name and a basis, and is by rule or by list."""
    require_text(command.name, TAG, "专项库名称", "GX-5.4")
    require_text(command.basis, REASON, "依据", "GX-5.4")
    if bool(command.rule.strip()) == bool(command.sids):
        raise RuleBroken("专项库要么按条件，要么按名单", clause="GX-5.4")


def require_begins(first_day: date, today: date, before: date | None) -> None:
    """GX-5.4: a version is not dated back, and begins after the one before it."""
    if first_day < today or (before is not None and first_day <= before):
        raise RuleBroken("新版从今天或以后、且在上一版之后起算", clause="GX-5.4")


def require_known(sids: Iterable[str], known: Iterable[str]) -> None:
    """GX-5.4: who is listed stands in the register."""
    unknown = sorted(set(sids) - set(known))
    if unknown:
        raise RuleBroken(f"名录里没有：{'、'.join(unknown[:5])}", clause="GX-5.4")


def widened(condition: Condition, pools: Mapping[str, Condition]) -> Condition:
    """GX-5.4: the same condition, where the name of a special pool means whoever it holds. Pools do not name pools."""
    match condition:
        case HasTag(_, tag) if tag in pools:
            return Some((condition, IsTrue(pools[tag])))
        case Not(part):
            return Not(widened(part, pools))
        case Every(parts):
            return Every(tuple(widened(part, pools) for part in parts))
        case Some(parts):
            return Some(tuple(widened(part, pools) for part in parts))
        case _:
            return condition


def with_tags(rows: Sequence[SubjectRow], given: Mapping[str, Sequence[str]], pools: Mapping[str, Condition]) -> list[SubjectRow]:
    """LYG-4.2, GX-5.4: each row with the tags that somebody gave it and the special pools that hold it. O(rows x pools)."""
    tagged = [replace(row, tags=_joined(row.tags, given[row.sid])) if row.sid in given else row for row in rows]
    held: dict[str, list[str]] = {}
    for name, condition in pools.items():
        for row in matches(condition, tagged):
            held.setdefault(row.sid, []).append(name)
    return [replace(row, tags=_joined(row.tags, held[row.sid])) if row.sid in held else row for row in tagged]


def _joined(tags: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, *more)))

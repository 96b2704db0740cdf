"""Packages between regions: one JSON file, signed by the hash of what it says (GX-6.2)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from yicha.engines.forms import Question, words_key
from yicha.items.types import ItemRow
from yicha.kernel.events import from_plain, to_plain
from yicha.kernel.refusals import Exit, RuleBroken
from yicha.scenes.types import Member, Offer, Origin, Package, SceneContent, SceneItem

FORMAT = "yicha-scene/1"
HALF = 0.5


def packed(package: Package) -> bytes:
    """The file: readable by people, its `sha256` that of the canonical text of `package`."""
    whole = {"format": FORMAT, "sha256": package.digest, "package": to_plain(package)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1).encode()


def unpacked(content: bytes) -> Package:
    """Refused if it is no package, or not what was signed."""
    try:
        whole: dict[str, Any] = json.loads(content)
        package = from_plain(Package, whole["package"])
        known = whole["format"] == FORMAT
    except (ValueError, KeyError, TypeError, ValidationError, RecursionError) as error:
        raise RuleBroken("不是场景包", clause="GX-6.2", exits=(Exit("选从场景页导出的文件"),)) from error
    if not known:
        raise RuleBroken("场景包的格式版本不认识", clause="GX-6.2", exits=(Exit("升级软件后再导入"),))
    require_signed(package, str(whole.get("sha256")))
    return package


def require_signed(package: Package, digest: str) -> None:
    """GX-6.2: what is imported is what was exported."""
    if package.digest != digest:
        raise RuleBroken("场景包的指纹不符，内容被改过", clause="GX-6.2", exits=(Exit("向来源地重新索取"),))


def exported(
    content: SceneContent, items: Mapping[str, ItemRow], form: Sequence[Question], names: Mapping[str, str], origins: Sequence[Origin]
) -> Package:
    """Departments by name, items as offers, and what several departments are asked under one key."""
    keys = {(one.item, one.point.code): _key(question.key) for question in form if _worded(question) > 1 for one in question.asked}
    bound = [_offered(item, items.get(item.code), keys, names) for item in content.items]
    members = tuple(Member(names.get(one.department, one.department), one.duty) for one in content.members)
    moved = replace(content, lead=names.get(content.lead, content.lead), members=members, items=tuple(bound))
    return Package(moved, tuple(origins))


def _offered(item: SceneItem, row: ItemRow | None, keys: Mapping[tuple[str, str], str], names: Mapping[str, str]) -> SceneItem:
    department = names.get(item.department, item.department)
    if row is None:
        return replace(item, department=department, code="")
    points = tuple(replace(one, question=one.question or keys.get((row.code, one.code), "")) for one in row.check_points)
    return SceneItem(department, row.name, offer=Offer(row.check_class, row.legal_basis, row.item_class, points, row.materials))


def _worded(question: Question) -> int:
    """In how many wordings it is asked: what is asked in one needs no key."""
    return len({words_key(words) for words in question.wordings})


def _key(key: str) -> str:
    """A key made of words becomes one as people write it: capitals, a letter first."""
    return key.upper() if key[0].isalpha() else f"Q{key[1:].upper()}"


def localised(package: Package, departments: Mapping[str, str], codes: Mapping[int, str], items: Mapping[str, ItemRow]) -> SceneContent:
    """The scene as it stands here: each function a department of ours or left out with its items, each item ours or still on offer."""
    content = package.content
    lead = departments.get(content.lead)
    if not lead:
        raise RuleBroken(f"还没有对应本地部门：{content.lead}", clause="GX-6.2", exits=(Exit("选择承担此职能的部门"),))
    kept = [(place, item) for place, item in enumerate(content.items) if departments.get(item.department)]
    own = tuple(_local(item, departments, items.get(codes.get(place, ""))) for place, item in kept)
    return replace(content, lead=lead, members=tuple(_members(content.members, departments)), items=own)


def _members(members: Sequence[Member], departments: Mapping[str, str]) -> Iterator[Member]:
    """One department may have several functions: it has their shares."""
    shares: dict[str, list[str]] = {}
    for member in members:
        if code := departments.get(member.department):
            shares.setdefault(code, []).append(member.duty)
    return (Member(code, "；".join(duties)) for code, duties in shares.items())


def _local(item: SceneItem, departments: Mapping[str, str], row: ItemRow | None) -> SceneItem:
    if row is None:
        return replace(item, department=departments[item.department])
    return SceneItem(row.department, row.name, row.code)


def likely(function: str, names: Mapping[str, Sequence[str]]) -> str:
    """The code of the department whose names have most of a function's words; empty if none has half of them."""
    share = {code: max(_shared(function, name) for name in said) for code, said in names.items()}
    best = max(share, key=lambda code: (share[code], code), default="")
    return best if best and share[best] >= HALF else ""


def _shared(function: str, name: str) -> float:
    pairs = [function[at : at + 2] for at in range(len(function) - 1)]
    return sum(pair in name for pair in pairs) / len(pairs) if pairs else 0.0

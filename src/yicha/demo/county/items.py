"""监管事项 of the fifteen departments with their check forms: a 主项 of the seeds is a 子项 here for each class of check."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from yicha.demo.county.codes import COUNTY
from yicha.demo.county.regions import department_code, organ_code
from yicha.demo.county.seeds import DepartmentSeed, ItemSeed, LineSeed, departments, joint
from yicha.items.types import AuthorityLevel, CheckPoint, ItemClass, ItemRow, MainItemRow, Partner

# Every form ends with these two, so that a merged form has something to say once for all departments.
_ON_EVERY_FORM = ("证照登记的主体与现场经营者一致｜核对营业执照和现场负责人身份", "上次检查提出的问题已经改正｜对照上次检查记录逐项核对")

# What the county's list of 首违不罚 names (code table slight_first): how a check point reads, the matter on the list.
_SLIGHT = {
    "标签和登记证号": "标签标识不规范、不误导",
    "标识标签规范": "标签标识不规范、不误导",
    "养殖档案和用药记录": "台账记录不全、能够补正",
    "进货查验记录完整": "台账记录不全、能够补正",
    "工伤预防培训": "培训记录不全、已经补训",
}

_PROCESS = "制定计划\n告知\n亮证检查\n记录签字\n告知结果\n公示"
_RESULT = "未发现问题的归档\n发现问题的责令改正\n涉嫌违法的立案查处"
_WITHOUT_POWERS = frozenset({"12", "15"})  # departments that have not claimed theirs
_NO_RESULT = 5  # every so many an item says nothing of its result
_UNLISTED = 5  # every so many an item stands in no 检查实施清单 yet: what is found there cannot be reported


def make_items(year: int) -> tuple[ItemRow, ...]:
    """In force since two years before."""
    since = date(year - 2, 1, 1)
    return tuple(
        _row(department, place, item, check_class, since)
        for department in departments()
        for place, item in enumerate(department.items, 1)
        for check_class in _classes(item)
    )


def make_main_items() -> tuple[MainItemRow, ...]:
    """主项: the items of the seeds, below which the 子项 stand."""
    return tuple(_main(department, place, item) for department in departments() for place, item in enumerate(department.items, 1))


def _main(department: DepartmentSeed, place: int, item: ItemSeed) -> MainItemRow:
    licence = next((name for name in item.materials if name.endswith("许可证")), "")
    return MainItemRow(
        code=_main_code(department, place),
        name=item.name,
        department=department_code(department.number),
        line=item.check_class,
        power_item_code=_power_code(department, place),
        licence=licence.removesuffix("证"),
    )


def _main_code(department: DepartmentSeed, place: int) -> str:
    return f"{COUNTY}{department.number}{place:02d}0000"


def _power_code(department: DepartmentSeed, place: int) -> str:
    """Some departments have not claimed their powers yet: the page of completeness has something to say."""
    return "" if department.number in _WITHOUT_POWERS else f"{COUNTY}-QL-{department.number}{place:02d}"


def class_of(item: ItemSeed, line: LineSeed) -> str:
    return line.check_class or item.check_class


def item_code(department: DepartmentSeed, place: int, check_class: str) -> str:
    """监管事项目录编码: fourteen digits, of which the last four number the 子项."""
    part = _classes(department.items[place - 1]).index(check_class) + 1
    return f"{COUNTY}{department.number}{place:02d}{part:04d}"


def item_name(item: ItemSeed, check_class: str) -> str:
    return item.name if check_class == item.check_class else f"{item.name}（{check_class}）"


def _classes(item: ItemSeed) -> list[str]:
    return list(dict.fromkeys([item.check_class, *(class_of(item, line) for line in item.lines)]))


def _row(department: DepartmentSeed, place: int, item: ItemSeed, check_class: str, since: date) -> ItemRow:
    code = item_code(department, place, check_class)
    return ItemRow(
        code=code,
        name=item_name(item, check_class),
        department=department_code(department.number),
        check_class=check_class,
        legal_basis="、".join(item.basis),
        item_class=ItemClass.KEY if _is_key(item, check_class) else ItemClass.GENERAL,
        valid_from=since,
        check_points=tuple(_points(code, item)),
        materials=tuple(item.materials),
        main_item=_main_code(department, place),
        power_item_code=_power_code(department, place),
        subject_kind="1",
        subjects="、".join(dict.fromkeys(line.pool for line in item.lines)),
        simple=not _is_key(item, check_class),
        supervision_form="2" if item.key else "1",
        supervision_mode="1",
        authority_level=AuthorityLevel.COUNTY,
        scope=("3",),
        catalogue_code="" if place % _UNLISTED == 0 else f"{organ_code(department.number)}1{code}",
        process=_PROCESS,
        result="" if place % _NO_RESULT == 0 else _RESULT,
        **_joint(item.name, since.year),
    )


def _joint(name: str, year: int) -> dict[str, Any]:
    """Of a cross-department item: partners, list, offences."""
    seed = joint().get(name)
    if seed is None:
        return {}
    partners = tuple(Partner(department_code(number), share) for number, share in seed.partners.items())
    return {"partners": partners, "joint_version": f"{year}年版", "crimes": tuple(seed.crimes), "yearly_cap": 1}


def _is_key(item: ItemSeed, check_class: str) -> bool:
    """LYG-5.4: only key items may be covered in full or by name."""
    return item.key or any(line.selection != "random" for line in item.lines if class_of(item, line) == check_class)


def _points(code: str, item: ItemSeed) -> Iterator[CheckPoint]:
    for place, text in enumerate([*item.points, *_ON_EVERY_FORM], 1):
        content, _, method = text.partition("｜")
        slight = next((matter for words, matter in _SLIGHT.items() if content.startswith(words)), "")
        yield CheckPoint(f"{code}-{place:02d}", content, method, item.basis[0], slight=slight)

"""监管事项 of the fifteen departments with their check forms: a 主项 of the seeds is a 子项 here for each class of check."""

from collections.abc import Iterator
from datetime import date

from yicha.demo.county.codes import COUNTY
from yicha.demo.county.regions import department_code
from yicha.demo.county.seeds import DepartmentSeed, ItemSeed, LineSeed, departments
from yicha.items.types import CheckPoint, ItemClass, ItemRow

# Every form ends with these two, so that a merged form has something to say once for all departments.
_ON_EVERY_FORM = ("证照登记的主体与现场经营者一致｜核对营业执照和现场负责人身份", "上次检查提出的问题已经改正｜对照上次检查记录逐项核对")


def make_items(year: int) -> tuple[ItemRow, ...]:
    """In force since two years before."""
    since = date(year - 2, 1, 1)
    return tuple(
        _row(department, place, item, check_class, since)
        for department in departments()
        for place, item in enumerate(department.items, 1)
        for check_class in _classes(item)
    )


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
    )


def _is_key(item: ItemSeed, check_class: str) -> bool:
    """LYG-5.4: only key items may be covered in full or by name."""
    return item.key or any(line.selection != "random" for line in item.lines if class_of(item, line) == check_class)


def _points(code: str, item: ItemSeed) -> Iterator[CheckPoint]:
    for place, text in enumerate([*item.points, *_ON_EVERY_FORM], 1):
        content, _, method = text.partition("｜")
        yield CheckPoint(f"{code}-{place:02d}", content, method, item.basis[0])

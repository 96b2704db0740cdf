"""监管事项 of the fifteen departments with their check forms."""

from datetime import date

from yicha.demo.county.codes import COUNTY
from yicha.demo.county.regions import department_code
from yicha.demo.county.seeds import DepartmentSeed, ItemSeed, departments
from yicha.items.types import CheckPoint, ItemClass, ItemRow

# Every form ends with these two, so that a merged form has something to say once for all departments.
_ON_EVERY_FORM = ("证照登记的主体与现场经营者一致｜核对营业执照和现场负责人身份", "上次检查提出的问题已经改正｜对照上次检查记录逐项核对")


def item_code(department: str, place: int) -> str:
    """监管事项目录编码: fourteen digits."""
    return f"{COUNTY}{department}{place:02d}0001"


def make_items(year: int) -> tuple[ItemRow, ...]:
    """In force since two years before."""
    since = date(year - 2, 1, 1)
    return tuple(_row(seed, place, item, since) for seed in departments() for place, item in enumerate(seed.items, 1))


def _row(seed: DepartmentSeed, place: int, item: ItemSeed, since: date) -> ItemRow:
    code = item_code(seed.number, place)
    return ItemRow(
        code=code,
        name=item.name,
        department=department_code(seed.number),
        check_class=item.check_class,
        legal_basis="、".join(item.basis),
        item_class=ItemClass.KEY if item.key else ItemClass.GENERAL,
        valid_from=since,
        check_points=_points(code, item),
        materials=tuple(item.materials),
    )


def _points(code: str, item: ItemSeed) -> tuple[CheckPoint, ...]:
    texts = (text.partition("｜") for text in (*item.points, *_ON_EVERY_FORM))
    return tuple(CheckPoint(f"{code}-{place:02d}", content, method, item.basis[0]) for place, (content, _, method) in enumerate(texts, 1))

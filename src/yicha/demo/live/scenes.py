"""检查场景 of 青禾县: the four shipped templates taken over and put in force as any place would, and one proposal under way."""

from datetime import date
from functools import partial

from yicha.demo.county.regions import department_code
from yicha.demo.story import Story, moment
from yicha.items.actions.publish_items import publish_items
from yicha.items.types import ItemRow, PublishItems
from yicha.kernel.actor import Role
from yicha.scenes.actions.import_scene import import_scene
from yicha.scenes.actions.propose_offer import propose_offer
from yicha.scenes.actions.propose_scene import propose_scene
from yicha.scenes.actions.publish_scene import publish_scene
from yicha.scenes.actions.review_scene import review_scene
from yicha.scenes.queries import scene, templates
from yicha.scenes.types import (
    ImportScene,
    Member,
    Package,
    ProposeOffer,
    ProposeScene,
    PublishScene,
    ReviewScene,
    SceneContent,
    SceneItem,
    SceneRow,
    SceneRules,
)

# Which department of the county has which function. What stands nowhere has none here: it is left out with its items.
FUNCTIONS = {
    "市场监管": "01",
    "应急管理": "02",
    "消防救援": "03",
    "住房城乡建设": "04",
    "城市管理": "04",
    "生态环境": "06",
    "教育体育": "08",
    "文化旅游": "09",
    "公安": "11",
    "人力资源社会保障": "12",
    "商务": "14",
    "金融管理": "15",
}
FIRST_ITEM = 90  # items that scenes bring along stand behind the departments' own
DIGITS = 12


def put_scenes_in_force(story: Story) -> None:
    """In November: taken over, items proposed by their departments and published, reviewed, in force from the first of December."""
    story.steady.at(moment(date(story.year - 1, 11, 10)))
    story.tell("四个检查场景 · four scenes")
    numbers: dict[str, int] = {}
    places = _departments(story)
    for package in templates().values():
        if package.content.lead not in places:
            continue  # a county too small for it
        row = _taken_over(story, package, places)
        for place, item in enumerate(row.content.items):
            numbers[item.department] = numbers.get(item.department, FIRST_ITEM - 1) + 1
            _item_of_its_own(story, row, place, f"{item.department.replace('-', '')}{numbers[item.department]}".ljust(DIGITS, "0") + "01")
        story.steady.do(review_scene, story.who(Role.LEGAL_SUPERVISOR), ReviewScene(row.id, agrees=True, note="依据齐全，分工清楚"))
        story.steady.do(publish_scene, story.who(Role.COORDINATOR), PublishScene(row.id, date(story.year - 1, 12, 1)))


def _departments(story: Story) -> dict[str, str]:
    """Function → the department of the county that has it."""
    here = {found.code for found in story.county.departments}
    return {name: code for name, number in FUNCTIONS.items() if (code := department_code(number)) in here}


def _taken_over(story: Story, package: Package, places: dict[str, str]) -> SceneRow:
    command = ImportScene(story.place, package, package.digest, places, {}, "列入本年度综合查一次场景清单")
    made = story.steady.do(import_scene, story.who(Role.COORDINATOR), command)
    return story.steady.read(partial(scene, story.who(Role.COORDINATOR), made.scene))


def _item_of_its_own(story: Story, row: SceneRow, place: int, code: str) -> None:
    department = row.content.items[place].department
    story.steady.do(propose_offer, story.who(Role.DEPARTMENT_CLERK, department), ProposeOffer(row.id, place, code))
    story.steady.do(publish_items, story.who(Role.DATA_STEWARD), PublishItems(story.place, department, (code,)))


def propose_one_more(story: Story) -> None:
    """校外培训机构, led by 教体局, waits for the review: its questions come from the lists that are in force."""
    wanted = {"校外培训机构检查": "08", "公共娱乐场所消防检查": "03", "价格与广告行为检查": "01"}
    found = [_named(story.county.items, name, department_code(number)) for name, number in wanted.items()]
    rows = [row for row in found if row is not None]
    if len(rows) < len(wanted):
        return
    duties = ("牵头；核查办学许可、收费和师资", "核查疏散和消防设施", "核查价格公示和广告")
    content = SceneContent(
        name="校外培训机构综合查一次",
        lead=rows[0].department,
        members=tuple(Member(row.department, duty) for row, duty in zip(rows, duties, strict=True)),
        scope_query="has_tag('校外培训')",
        items=tuple(SceneItem(row.department, row.name, row.code) for row in rows),
        rules=SceneRules(
            window=("06-15", "08-28"),
            flow=("牵头部门汇总计划", "公开抽取", "联合入企亮码", "合并检查单逐问", "结果公示"),
            consultation="每学期会商一次，群体投诉两日内会商",
            circulation="检查结果通报各成员部门和镇街",
        ),
    )
    reason = "寒假以来校外培训投诉 23 件，涉及收费、消防和广告三个部门，多数机构一学期内被分头检查两次以上"
    story.steady.do(propose_scene, story.who(Role.DEPARTMENT_CLERK, rows[0].department), ProposeScene(story.place, content, reason))


def _named(items: tuple[ItemRow, ...], name: str, department: str) -> ItemRow | None:
    return next((row for row in items if row.name == name and row.department == department), None)

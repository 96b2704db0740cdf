"""The list of items under revision: a law changed, versions are proposed and talked about, the provincial catalogue is being matched."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from yicha.demo.live.incidents import days
from yicha.demo.story import Story
from yicha.items.actions.answer_law_task import answer_law_task
from yicha.items.actions.decide_mapping import decide_mapping
from yicha.items.actions.exclude_entry import exclude_entry
from yicha.items.actions.give_item_opinion import give_item_opinion
from yicha.items.actions.load_catalogue import load_catalogue
from yicha.items.actions.propose_items import propose_items
from yicha.items.actions.register_law_change import register_law_change
from yicha.items.actions.return_items import return_items
from yicha.items.actions.suggest_matches import suggest_matches
from yicha.items.queries import affected_items, entries_of_list, open_law_tasks, suggested
from yicha.items.types import (
    AnswerLawTask,
    CatalogueKind,
    CatalogueRow,
    CheckPoint,
    DecideMapping,
    ExcludeEntry,
    GiveItemOpinion,
    ItemRow,
    ItemStance,
    LoadCatalogue,
    Partner,
    ProposeItems,
    RegisterLawChange,
    ReturnItems,
    Revision,
    SuggestMatches,
)
from yicha.kernel.actor import SYSTEM, Role

PROVINCE = CatalogueKind.PROVINCE
UNMATCHED = 4  # suggestions that are left to the visitor
MATCHED_OF = 3  # so many of four suggestions are confirmed


def revise(story: Story) -> None:
    match_catalogue(story)
    change_law(story)
    propose_revisions(story)


def item(story: Story, name: str) -> ItemRow:
    return next(row for row in story.county.items if row.name == name)


def match_catalogue(story: Story) -> None:
    """The provincial list: most of ours under their names there, some that nobody here has, some that nobody here can have."""
    rows = [CatalogueRow(f"S{row.code[6:10]}", f"对{row.name.removesuffix('检查')}的行政检查", row.legal_basis) for row in _mains(story)]
    rows += [
        CatalogueRow("S9001", "对粮食收购活动的行政检查", "《粮食流通管理条例》", "粮食和物资储备"),
        CatalogueRow("S9002", "对气象设施和雷电防护装置的行政检查", "《中华人民共和国气象法》", "气象"),
        CatalogueRow("S9003", "对海洋渔业船舶的行政检查", "《中华人民共和国渔业法》", "海洋渔业"),
    ]
    steward = story.who(Role.DATA_STEWARD)
    told = "".join(row.code for row in rows).encode()
    story.steady.do(load_catalogue, steward, LoadCatalogue(story.place, PROVINCE, "", sha256(told).hexdigest(), tuple(rows)), days(-20))
    story.steady.do(suggest_matches, steward, SuggestMatches(story.place, PROVINCE), days(-20))
    today = days(-20).date()
    found = story.steady.read(lambda: suggested(SYSTEM, story.place, PROVINCE, "", today))
    best = {one.code: one for one in reversed(found)}
    for at, one in enumerate(sorted(best.values(), key=lambda one: (-one.score, one.code))[:-UNMATCHED]):
        if at % (MATCHED_OF + 1) < MATCHED_OF:
            story.steady.do(decide_mapping, steward, DecideMapping(story.place, one.code, one.entry, same=True), days(-19))
    entries = story.steady.read(lambda: entries_of_list(SYSTEM, story.place, PROVINCE, "", today))
    sea = next(row.entry for row in entries if row.code == "S9003")
    story.steady.do(exclude_entry, steward, ExcludeEntry(sea or 0, "本县不临海，没有海洋渔业船舶"), days(-19))


def _mains(story: Story) -> list[ItemRow]:
    """One item for each 主项."""
    return list({row.main_item: row for row in reversed(story.county.items)}.values())


def change_law(story: Story) -> None:
    """One law changed long ago and somebody is late with the answer; one a week ago."""
    justice = story.who(Role.LEGAL_SUPERVISOR)
    for ago, kind, instrument, article, text in (
        (-40, Revision.INTERPRETED, "危险化学品安全管理条例", "", "明确经营单位储存量的认定口径"),
        (-8, Revision.AMENDED, "中华人民共和国食品安全法", "第一百一十条", "监督检查频次与风险分级挂钩，检查结果须当场告知"),
    ):
        today = days(ago).date()
        codes = tuple(one.code for one in affected_items(SYSTEM, story.place, instrument, article, today))
        what = (kind, instrument, article, days(ago + 45).date(), text)
        departments = () if codes else (item(story, "危险化学品生产经营安全检查").department,)
        story.steady.do(register_law_change, justice, RegisterLawChange(story.place, *what, codes, departments), days(ago))
    answer = "只增加告知方式，检查内容不变"
    tasks = story.steady.read(lambda: open_law_tasks(SYSTEM, story.place, days(-7)))
    task = next(one for one in reversed(tasks) if one.code)
    story.steady.do(answer_law_task, story.who(Role.DEPARTMENT_CLERK, task.department), AnswerLawTask(task.id, answer), days(-5))


def propose_revisions(story: Story) -> None:
    """A changed version with opinions, one to be abolished, a new item, and one that was sent back."""
    first_day = date(story.year, 5, 1)
    changed = item(story, "食品经营监督检查")
    points = changed.check_points
    fresh = CheckPoint(f"{changed.code}-{len(points) + 1:02d}", "检查结果当场书面告知经营者", "查看告知书和签收", points[0].basis)
    city = next(row.department for row in story.county.items if row.name == "市容环卫和排水检查")
    changed = replace(
        changed,
        valid_from=first_day,
        ratio="A:2%;B:5%;C:100%;D:100%",
        partners=(*changed.partners, Partner(city, "油烟和餐厨垃圾")),
        check_points=(points[1], points[0], *points[2:-1], fresh),
    )
    _propose(story, changed, Revision.AMENDED, "《食品安全法》修改：检查频次与风险分级挂钩，检查结果须当场告知")
    for partner, note in zip(changed.partners[1:], ("", "油烟排放宜写明由生态环境分局监测，住建局处置"), strict=True):
        stance = ItemStance.ADJUST if note else ItemStance.AGREE
        said = GiveItemOpinion(story.place, changed.code, partner.department, stance, note)
        story.steady.do(give_item_opinion, story.who(Role.DEPARTMENT_CLERK, partner.department), said, days(-2))
    gone = item(story, "殡葬服务检查")
    gone = replace(gone, valid_from=days(4).date(), valid_to=date(story.year + 1, 1, 1))
    _propose(story, gone, Revision.REPEALED, "权责清单调整，检查职责并入养老服务综合检查")
    new = item(story, "成品油零售经营检查")
    new = replace(new, code=f"{new.code}-A", name="散装汽油销售实名登记检查", valid_from=first_day, partners=new.partners[:1], ratio="10%")
    new = replace(new, check_points=tuple(replace(point, code=f"{new.code}-{at:02d}") for at, point in enumerate(new.check_points, 1)))
    _propose(story, new, Revision.ENACTED, "散装汽油购销安全监管规定")
    back = replace(item(story, "旅馆业治安检查"), valid_from=first_day, legal_basis="《旅馆业治安管理办法》", ratio="5%")
    _propose(story, back, Revision.AMENDED, "旅馆业治安管理办法修订")
    reason = "依据只写了文件名，请写到条；抽查比例请按信用分类分别填"
    story.steady.do(return_items, story.who(Role.DATA_STEWARD), ReturnItems(story.place, back.department, (back.code,), reason), days(-1))


def _propose(story: Story, row: ItemRow, revision: Revision, because: str) -> None:
    clerk = story.who(Role.DEPARTMENT_CLERK, row.department)
    story.steady.do(propose_items, clerk, ProposeItems(story.place, row.department, (row,), revision, because), days(-4))

"""The register in depth: what people know of a few subjects of 青禾县, a special pool, a registration written twice, a park's own power."""

from datetime import time

from yicha.demo.county.regions import department_code
from yicha.demo.story import Story
from yicha.items.types import ItemRow
from yicha.kernel.actor import Role
from yicha.orgs.actions.delegate_power import delegate_power
from yicha.orgs.types import CreateDepartment, DelegatePower, DelegationKind
from yicha.subjects.actions.add_identifier import add_identifier
from yicha.subjects.actions.correct_subject import correct_subject
from yicha.subjects.actions.merge_subjects import merge_subjects
from yicha.subjects.actions.publish_pool import publish_pool
from yicha.subjects.actions.register_subject import register_subject
from yicha.subjects.actions.set_openings import set_openings
from yicha.subjects.actions.suggest_duplicates import suggest_duplicates
from yicha.subjects.actions.tag_subject import tag_subject
from yicha.subjects.queries import facts_of
from yicha.subjects.types import (
    AddIdentifier,
    CorrectSubject,
    MergeSubjects,
    Opening,
    PublishPool,
    RegisterSubject,
    Scheme,
    SetOpenings,
    SubjectFacts,
    SubjectKind,
    SuggestDuplicates,
    TagSubject,
)

PARK = "400"  # 开发区
OTHERS = (
    (SubjectKind.SCHOOL, "青禾县第二幼儿园", "柳溪路8号"),
    (SubjectKind.SITE, "青禾县城东安置房工地", "东环路与学府街交口"),
    (SubjectKind.VEHICLE, "青禾出租车 3027", ""),
    (SubjectKind.INSTALLATION, "城关供热站 2 号锅炉", "供热站院内"),
    (SubjectKind.UNLICENSED, "河堤夜市流动烧烤摊", "河堤路中段"),
)


def know_more_of_subjects(story: Story) -> None:
    steward, do, place = story.who(Role.DATA_STEWARD), story.steady.do, story.place
    coded = [row for row in story.county.subjects if row.uscc]
    first, second, third = coded[:3]
    today = story.steady.now.date()
    for kind, name, address in OTHERS:
        town = first.town
        do(register_subject, steward, RegisterSubject(place, SubjectFacts(kind, name, town=town, address=address), "现场核实"))
    do(add_identifier, steward, AddIdentifier(first.sid, Scheme.SIGN, "老渠口", source="现场照片"))
    do(set_openings, steward, SetOpenings(first.sid, (Opening((1, 2, 3, 4, 5, 6, 7), time(10), time(22)),)))
    do(tag_subject, steward, TagSubject(first.sid, "学校周边", "教体局名单", today))
    site = SubjectFacts(SubjectKind(facts(story, second.sid).kind), f"{second.name}（二店）", town=second.town, address="学府街22号")
    do(register_subject, steward, RegisterSubject(place, site, "现场核实", site_of=second.sid))
    renamed = facts(story, third.sid)
    do(correct_subject, steward, CorrectSubject(third.sid, SubjectFacts(**vars(renamed) | {"grid": "第三网格"}), "网格员上报"))
    pool = PublishPool(place, "餐饮专项库", today, "联席会议纪要第2号", rule="scope LIKE '%餐饮%'")
    do(publish_pool, story.who(Role.COORDINATOR), pool)


def facts(story: Story, sid: str) -> SubjectFacts:
    return story.steady.read(lambda: facts_of(story.who(Role.DATA_STEWARD), sid))


def find_what_was_written_twice(story: Story) -> None:
    """One pair is merged, the next waits for somebody to look."""
    steward, do, place = story.who(Role.DATA_STEWARD), story.steady.do, story.place
    written = [row for row in story.county.subjects if row.uscc][3:5]
    twins = [SubjectFacts(SubjectKind.ENTERPRISE, row.name, town=row.town) for row in written]
    (merged, _waiting) = [do(register_subject, steward, RegisterSubject(place, twin, "部门移交名单")).sid for twin in twins]
    do(merge_subjects, steward, MergeSubjects(written[0].sid, merged, "部门移交名单里的同一户"))
    do(suggest_duplicates, steward, SuggestDuplicates(place))


def park_and_item(story: Story) -> tuple[CreateDepartment, ItemRow]:
    """The park and what it receives: the first item of the market bureau."""
    park = next(row for row in story.county.departments if row.name.endswith("开发区管理委员会"))
    return park, next(row for row in story.county.items if row.department == department_code("01"))


def give_the_park_its_own(story: Story) -> None:
    """园区下放: one item of the market bureau, within the park, for two years."""
    park, item = park_and_item(story)
    day = story.steady.now.date()
    given = DelegatePower(
        DelegationKind.PARK_DELEGATION,
        item.department,
        park.code,
        f"{park.region}{PARK}",
        (item.code,),
        "自治区开发区条例第十九条（示例）",
        day,
        day.replace(year=day.year + 2),
    )
    story.steady.do(delegate_power, story.who(Role.COORDINATOR), given)

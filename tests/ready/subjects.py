"""Subjects: the register, what is known of one, pools, duplicates."""

from tests.ready.world import SID, SOURCE, Ready, World, do, maker
from yicha.kernel.actor import SYSTEM, Role
from yicha.kernel.testing import NOW, REGION
from yicha.orgs.queries.places import path_of_region
from yicha.orgs.testing import make_actor, make_region
from yicha.subjects.queries import suspicions
from yicha.subjects.testing import facts, subject_row
from yicha.subjects.types import (
    AddIdentifier,
    AskDuplicates,
    CloseSubject,
    CorrectSubject,
    DismissDuplicate,
    EndIdentifier,
    EndPool,
    EndTag,
    ImportSubjects,
    MergeSubjects,
    MoveOut,
    PublishPool,
    RegisterSubject,
    ReopenSubject,
    Scheme,
    SetOpenings,
    SplitSubject,
    SuggestDuplicates,
    TagSubject,
    TakeBackPools,
    TakeBackSubjects,
    TakeIn,
)

NEIGHBOUR = "620798"
OTHER = subject_row(1).sid
TODAY = NOW.date()
CLERK = make_actor(Role.DEPARTMENT_CLERK)  # takes back what it has said itself


@maker
def import_subjects(world: World) -> Ready:
    return Ready(ImportSubjects(REGION, SOURCE, (subject_row(99),)))


@maker
def take_back_subjects(world: World) -> Ready:
    do("import_subjects", import_subjects(world).command)
    return Ready(TakeBackSubjects(REGION, SOURCE, (subject_row(99).sid,), ()))


@maker
def register_subject(world: World) -> Ready:
    return Ready(RegisterSubject(REGION, facts(), "现场核实"))


@maker
def correct_subject(world: World) -> Ready:
    return Ready(CorrectSubject(SID, facts(name="青禾新名饭店"), "营业执照"))


@maker
def close_subject(world: World) -> Ready:
    return Ready(CloseSubject(SID, "注销"))


@maker
def reopen_subject(world: World) -> Ready:
    do("close_subject", CloseSubject(SID, "误报"))
    return Ready(ReopenSubject(SID, "误报"))


@maker
def move_out(world: World) -> Ready:
    make_region(NEIGHBOUR, "邻县")
    return Ready(MoveOut(SID, NEIGHBOUR, "迁址"))


@maker
def take_in(world: World) -> Ready:
    do("move_out", move_out(world).command)
    return Ready(TakeIn(SID, "新镇", "邻县新镇1号"), region=path_of_region(NEIGHBOUR))


@maker
def add_identifier(world: World) -> Ready:
    return Ready(AddIdentifier(SID, Scheme.SIGN, "好味道"))


@maker
def end_identifier(world: World) -> Ready:
    return Ready(EndIdentifier(do("add_identifier", add_identifier(world).command, actor=CLERK).identifier, "招牌已换"))


@maker
def set_openings(world: World) -> Ready:
    return Ready(SetOpenings(SID, ()))


@maker
def tag_subject(world: World) -> Ready:
    return Ready(TagSubject(SID, "学校周边", "现场核实", TODAY))


@maker
def end_tag(world: World) -> Ready:
    return Ready(EndTag(do("tag_subject", tag_subject(world).command, actor=CLERK).tagging, "学校已搬"))


@maker
def publish_pool(world: World) -> Ready:
    return Ready(PublishPool(REGION, "餐饮专项库", TODAY, "联席会议纪要", rule="scope LIKE '%餐饮%'"))


@maker
def take_back_pools(world: World) -> Ready:
    made = do("publish_pool", publish_pool(world).command)
    return Ready(TakeBackPools(REGION, SOURCE, (made.name,), ()))


@maker
def end_pool(world: World) -> Ready:
    return Ready(EndPool(do("publish_pool", publish_pool(world).command, actor=CLERK).pool, "不再需要"))


@maker
def merge_subjects(world: World) -> Ready:
    return Ready(MergeSubjects(SID, OTHER, "同一户重复登记"))


@maker
def split_subject(world: World) -> Ready:
    do("merge_subjects", merge_subjects(world).command)
    return Ready(SplitSubject(OTHER, "不是同一户"))


@maker
def ask_duplicates(world: World) -> Ready:
    return Ready(AskDuplicates(REGION))


@maker
def suggest_duplicates(world: World) -> Ready:
    return Ready(SuggestDuplicates(REGION))


@maker
def dismiss_duplicate(world: World) -> Ready:
    twins = [subject_row(number, name="青禾双生饭店", address="青禾县东川镇人民路1号") for number in (91, 92)]
    do("import_subjects", ImportSubjects(REGION, SOURCE, tuple(twins)))
    do("suggest_duplicates", SuggestDuplicates(REGION))
    found = suspicions(SYSTEM)[0].suspicion
    return Ready(DismissDuplicate(found, "两处场所"))

"""Items."""

from datetime import date

from tests.ready.world import SOURCE, Ready, World, do, maker
from yicha.items.queries import entries_of_list, open_law_tasks
from yicha.items.testing import item_row
from yicha.items.types import (
    AnswerLawTask,
    CatalogueKind,
    CatalogueRow,
    DecideMapping,
    ExcludeEntry,
    GiveItemOpinion,
    ItemStance,
    LoadCatalogue,
    MainItemRow,
    ProposeItems,
    PublishItems,
    RegisterLawChange,
    RegisterMainItems,
    ReturnItems,
    Revision,
    SuggestMatches,
    WithdrawItem,
)
from yicha.kernel.actor import SYSTEM
from yicha.kernel.testing import NOW, REGION


@maker
def propose_items(world: World) -> Ready:
    return Ready(ProposeItems(REGION, "SCJG", (item_row(5),)))


@maker
def register_main_items(world: World) -> Ready:
    return Ready(RegisterMainItems(REGION, "SCJG", (MainItemRow("62079901010000", "食品经营监督检查", "SCJG"),)))


@maker
def give_item_opinion(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(GiveItemOpinion(REGION, "I005", "XFJY", ItemStance.AGREE), department="XFJY")


@maker
def return_items(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(ReturnItems(REGION, "SCJG", ("I005",), "依据写到条"))


@maker
def publish_items(world: World) -> Ready:
    do("propose_items", propose_items(world).command)
    return Ready(PublishItems(REGION, "SCJG", ("I005",)))


LAW = RegisterLawChange(REGION, Revision.AMENDED, "食品安全法", "", date(2027, 1, 1), "处罚幅度调整", ("SCJG-I",))


@maker
def register_law_change(world: World) -> Ready:
    return Ready(LAW)


@maker
def answer_law_task(world: World) -> Ready:
    do("register_law_change", LAW)
    return Ready(AnswerLawTask(open_law_tasks(SYSTEM, REGION, NOW)[0].id, "只改处罚，不改检查"))


@maker
def load_catalogue(world: World) -> Ready:
    return Ready(LoadCatalogue(REGION, CatalogueKind.PROVINCE, "", SOURCE, (CatalogueRow("P001", "食品安全检查"),)))


def loaded(world: World) -> int:
    do("load_catalogue", load_catalogue(world).command)
    entry = entries_of_list(SYSTEM, REGION, CatalogueKind.PROVINCE, "", NOW.date())[0].entry
    assert entry
    return entry


@maker
def suggest_matches(world: World) -> Ready:
    loaded(world)
    return Ready(SuggestMatches(REGION))


@maker
def decide_mapping(world: World) -> Ready:
    return Ready(DecideMapping(REGION, "SCJG-I", loaded(world), same=True))


@maker
def exclude_entry(world: World) -> Ready:
    return Ready(ExcludeEntry(loaded(world), "本地没有这项职能"))


@maker
def withdraw_item(world: World) -> Ready:
    return Ready(WithdrawItem(REGION, "SCJG-I", "法律已废止"))

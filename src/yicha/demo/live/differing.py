"""多源比对 in 青禾县: three checks that the market bureau's own system gave say otherwise than the register; one of them is explained."""

from yicha.demo.live.incidents import days
from yicha.demo.live.sharing import MARKET
from yicha.demo.story import Story
from yicha.exchange.actions.compare_sources import compare_sources
from yicha.exchange.actions.explain_difference import explain_difference
from yicha.exchange.actions.take_records import take_records
from yicha.exchange.queries import CHECKS, source_differences
from yicha.exchange.types import CompareSources, ExplainDifference, GivenRow, RecordRow, TakeRecords
from yicha.kernel.actor import SYSTEM, Actor, Role

NOT_FOUND = "4"
SAID_OTHERWISE = ({"administrative_cp": "青禾县东门综合服务部"}, {"address_operating": "学府街 88 号二楼"}, {"check_result": NOT_FOUND})
BOTH_RIGHT = "执照上是注册地址，经营在同街二楼，已拍门牌照片"


def sources_differ(story: Story, actor: Actor, checks: list[RecordRow]) -> None:
    """By rows after these checks; compared in the night after."""
    rows = tuple(_given(place, check, said) for place, (check, said) in enumerate(zip(checks, SAID_OTHERWISE, strict=False), 1))
    story.steady.do(take_records, actor, TakeRecords(story.place, MARKET, CHECKS, rows), days(-5))
    story.steady.do(compare_sources, SYSTEM, CompareSources(story.place), days(-4, 2))
    found = story.steady.read(lambda: list(source_differences(SYSTEM)[:99]))
    addresses = [one for one in found if (one.department, one.rule) == (MARKET, "same_address")]
    for one in addresses[:1]:
        clerk = story.who(Role.DEPARTMENT_CLERK, MARKET)
        story.steady.do(explain_difference, clerk, ExplainDifference(one.id, BOTH_RIGHT), days(-3))


def _given(place: int, check: RecordRow, said: dict[str, str]) -> GivenRow:
    number = f"QHJC-2026-{place:03}"
    own = {"check_action_code": number, "check_date": f"{days(-6):%Y-%m-%d} {9 + place:02}:00:00"}
    return GivenRow(number, tuple((dict(check.last.content) | own | said).items()))

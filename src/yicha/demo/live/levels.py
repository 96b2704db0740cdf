"""三级联动 in 青禾县: a town has whistled this morning, one whistle is closed, and the province's task is claimed by some."""

import json
from datetime import datetime, timedelta

from yicha.demo.live.incidents import TODAY, days
from yicha.demo.live.sharing import FIRE, HOUSING, MARKET
from yicha.demo.story import Story
from yicha.kernel.actor import Role
from yicha.kernel.uploads import upload
from yicha.levels.actions.blow_whistle import blow_whistle
from yicha.levels.actions.claim_task import claim_task
from yicha.levels.actions.close_whistle import close_whistle
from yicha.levels.actions.receive_task import receive_task
from yicha.levels.actions.report_in import report_in
from yicha.levels.types import BlowWhistle, ClaimTask, CloseWhistle, Dispatch, DispatchedSubject, ReceiveTask, ReportIn
from yicha.orgs.types import DepartmentKind

NUMBER, NAME = f"SC-LH-{TODAY.year}-0012", "全省餐饮场所燃气安全联合检查"
SUBJECTS = 3


def whistle(story: Story) -> None:
    """One of last week that is closed, one of this morning for which the market bureau is still awaited."""
    _whistled(story, 0, ("农贸市场西侧占道停车，消防车进不去", "请现场疏通并划线", (HOUSING, FIRE)))
    made = _whistled(story, 1, ("中心小学门口流动摊点", "油炸食品没有遮盖，煤气罐放在人行道上", (MARKET, FIRE)))
    _reports(story, made, FIRE, "值班两人，十点前到", days(0) + timedelta(minutes=50))


def _whistled(story: Story, which: int, said: tuple[str, str, tuple[str, ...]]) -> int:
    """The joint office takes the town's call down; the one of last week was settled within the hour."""
    town = [row for row in story.county.departments if row.kind is DepartmentKind.TOWN_GOVERNMENT][which]
    at = days(0) + timedelta(minutes=35) if which else days(-6, 14)
    place, matter, called = said
    command = BlowWhistle(f"{story.place}/{town.region}", town.code, place, matter, called)
    office = story.who(Role.COORDINATOR)
    made: int = story.steady.do(blow_whistle, office, command, at).whistle
    if not which:
        for department in called:
            _reports(story, made, department, "值班人员半小时内到", at + timedelta(minutes=20))
        done = CloseWhistle(made, "当场劝离 11 辆车，恢复消防通道，移交交警队补划禁停线")
        story.steady.do(close_whistle, office, done, at + timedelta(hours=3))
    return made


def _reports(story: Story, whistle: int, department: str, note: str, at: datetime) -> None:
    story.steady.do(report_in, story.who(Role.DEPARTMENT_CLERK, department), ReportIn(whistle, department, note), at)


def task_from_above(story: Story) -> None:
    """Received a week ago; the market bureau has claimed its part, the fire brigade has not."""
    office = story.who(Role.COORDINATOR)
    chosen = [row for row in story.county.subjects if row.uscc and row.status == "存续" and "餐饮" in (row.scope or "")][:SUBJECTS]
    subjects = tuple(DispatchedSubject(row.name, row.uscc, "企业") for row in chosen)
    said = Dispatch(NUMBER, NAME, days(-8).date(), "省市场监管局", "", *WANTED, ((MARKET, ""), (FIRE, "")), subjects)
    content = json.dumps({"taskInfo": {"taskNo": NUMBER, "taskName": NAME}}, ensure_ascii=False).encode()
    kept = story.steady.read(
        lambda: upload(office, [content], days(-7), kind="upper_task", name=f"{NUMBER}.json", limit=len(content), key=NUMBER)
    )
    received = story.steady.do(receive_task, office, ReceiveTask(story.place, kept.file, said), days(-7))
    claim = ClaimTask(received.task, MARKET)
    story.steady.do(claim_task, story.who(Role.DEPARTMENT_CLERK, MARKET), claim, days(-6))


WANTED = ("燃气软管、报警装置、瓶装气存放", "6月底前反馈，发现重大隐患当日上报", "")

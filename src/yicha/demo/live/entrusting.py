"""委托检查 and 监控设备: a part of a coming visit that another department asks, a device that may be used and one that may not."""

from yicha.demo.live.incidents import days
from yicha.demo.story import Story
from yicha.inspections.actions.entrust_check import entrust_check
from yicha.inspections.actions.register_device import register_device
from yicha.inspections.actions.review_device import review_device
from yicha.inspections.queries import inspections
from yicha.inspections.types import DeviceStep, EntrustCheck, InspectionStatus, RegisterDevice, ReviewDevice
from yicha.kernel.actor import SYSTEM, Role
from yicha.planning.queries import visits
from yicha.planning.types import VisitRow

OPEN = frozenset({InspectionStatus.SCHEDULED, InspectionStatus.NOTIFIED})
DEVICES = (("YY-01", "城关镇解放路 8 号后厨排烟口", True), ("YY-02", "城关镇学府街 22 号后厨排烟口", False))
BASIS = "《中华人民共和国行政处罚法》第二十条；委托书〔2026〕第2号"


def register_devices(story: Story) -> None:
    """Of the department that leads most: one with its reviews and its place announced, one just put up."""
    department, do = story.departments[0], story.steady.do
    for number, place, settled in DEVICES:
        clerk, head = story.who(Role.DEPARTMENT_CLERK, department), story.who(Role.DEPARTMENT_HEAD, department)
        made = do(register_device, clerk, RegisterDevice(story.place, department, number, "油烟在线监测仪", place)).device
        for step in DeviceStep if settled else ():
            do(review_device, head, ReviewDevice(made, step, days(-20).date(), f"设备审〔2026〕{number}"))


def entrust_one_part(story: Story, programme: int) -> None:
    """The first joint visit ahead of which a department asks simple items only; the lead asks them."""
    simple = {row.code for row in story.county.items if row.simple}
    rows = story.steady.read(lambda: visits(SYSTEM, story.place, programme=programme, between=(days(4).date(), days(60).date())))
    open_ones = {row.visit: row.id for row in story.steady.read(lambda: inspections(SYSTEM, story.place)) if row.status in OPEN}
    for row in rows:
        for department in _entrustable(row, simple) if row.id in open_ones else ():
            command = EntrustCheck(open_ones[row.id], department, row.lead, BASIS)
            story.steady.do(entrust_check, story.who(Role.DEPARTMENT_HEAD, department), command)
            return


def _entrustable(row: VisitRow, simple: set[str]) -> list[str]:
    asked = [(one.department, one.item_code) for one in row.demands]
    return [one for one in row.departments if one != row.lead and all(code in simple for department, code in asked if department == one)]

"""A draw of the year before, all announced and long over: its names are open, so that anybody can verify it in the browser today."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from yicha.demo.story import SMALL, Story, moment, secret
from yicha.draws.types import BeaconPlan
from yicha.kernel.actor import Role
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.freeze_year import freeze_year
from yicha.planning.types import FilePlan, FreezeYear, LineRow

DEPARTMENTS, LINES = 3, 2  # a small campaign before the holidays


def draw_before_the_holidays(story: Story) -> None:
    """岁末年初专项抽查."""
    year = story.year - 1
    story.steady.at(moment(date(year, 11, 17)))
    for filed in story.county.plans[:DEPARTMENTS]:
        plan = FilePlan(story.place, year, filed.department, tuple(_lines(filed.lines, year)))
        story.steady.do(file_plan, story.who(Role.DEPARTMENT_CLERK, filed.department), plan)
    freeze = FreezeYear(story.place, year, story.parties, BeaconPlan(), secret("salt", "holidays").hex(), narrow_because=SMALL)
    story.hold_ceremony(story.steady.do(freeze_year, story.who(Role.COORDINATOR), freeze).draw)


def _lines(lines: tuple[LineRow, ...], year: int) -> Iterator[LineRow]:
    announced = [line for line in lines if line.announced and line.selection == "random"]
    for line in announced[:LINES]:
        yield replace(line, window=(date(year, 12, 1), date(year, 12, 26)))

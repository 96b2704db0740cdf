"""Plans of next year: what the departments file, lines made from a scene, and what a park plans of the power that it received."""

from dataclasses import replace
from datetime import date
from functools import partial

from yicha.demo.county import make_county
from yicha.demo.live.incidents import days
from yicha.demo.live.registers import PARK, park_and_item
from yicha.demo.story import Story
from yicha.items.queries import items_in_force
from yicha.kernel.actor import SYSTEM, Role
from yicha.orgs.queries import actor_for
from yicha.orgs.types import NewAccount
from yicha.planning.actions.draft_plan import draft_plan
from yicha.planning.actions.file_plan import file_plan
from yicha.planning.actions.return_plan import return_plan
from yicha.planning.types import DraftPlan, FilePlan, LineRow, ReturnPlan
from yicha.scenes.queries import scenes_in_force

LATE_WITH_NEXT_YEAR = 2  # departments whose plan of next year the visitor may file
RATIO = "A:2%;B:5%;C:100%;D:100%"


def next_years_plans(story: Story, seed: str) -> None:
    """All departments but two have filed for next year; one of these has a draft; one that has filed must mend its plan."""
    story.steady.at(days(-8))
    *plans, begun = make_county(seed, story.year + 1).plans[LATE_WITH_NEXT_YEAR - 1 :]
    draft = DraftPlan(begun.region_path, begun.year, begun.department, begun.lines)
    story.steady.do(draft_plan, story.who(Role.DEPARTMENT_CLERK, begun.department), draft)
    filed = [story.steady.do(file_plan, story.who(Role.DEPARTMENT_CLERK, plan.department), _with_scenes(story, plan)) for plan in plans]
    reason = "第二季度计划行过于集中，请分散到三季度后重新报送"
    story.steady.do(return_plan, story.who(Role.COORDINATOR), ReturnPlan(filed[-1].plan, reason))


def _with_scenes(story: Story, plan: FilePlan) -> FilePlan:
    """The department's first item of a scene in force becomes a line, with whom and when the scene says."""
    first_day = date(plan.year, 1, 1)
    scenes = story.steady.read(lambda: scenes_in_force(SYSTEM, story.place, first_day))
    own = [(row.content, item) for row in scenes for item in row.content.items if item.code and item.department == plan.department]
    if not own:
        return plan
    content, item = own[0]
    held = story.steady.read(lambda: items_in_force(SYSTEM, story.place, first_day, [item.code]))[item.code]
    window = [date.fromisoformat(f"{plan.year}-{day}") for day in content.rules.window]
    line = LineRow(
        line_id=f"{plan.department.rpartition('-')[2]}-S1",
        item_code=held.code,
        item_name=held.name,
        check_class=held.check_class,
        scope_query=content.scope_query,
        selection="random",
        ratio=RATIO,
        window=(window[0], window[1]),
        lead_rank=1 if content.lead == plan.department else None,
    )
    return replace(plan, lines=(*plan.lines, line))


def the_park_plans(story: Story) -> None:
    """受委托部门编计划: the item that the park received, within the park."""
    park, item = park_and_item(story)
    new = NewAccount("park-clerk", f"{park.short_name}经办员", "park-clerk")
    account, post = story.appointments.appoint(new, Role.DEPARTMENT_CLERK, park.code)
    clerk = story.steady.read(partial(actor_for, account, post, story.steady.now))
    line = LineRow(
        line_id=f"{PARK}-01",
        item_code=item.code,
        item_name=item.name,
        check_class=item.check_class,
        scope_query="TRUE",
        selection="random",
        ratio=RATIO,
        window=(date(story.year + 1, 4, 1), date(story.year + 1, 9, 30)),
    )
    story.steady.do(file_plan, clerk, FilePlan(story.place, story.year + 1, park.code, (line,)))

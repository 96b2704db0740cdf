"""签收: departments sign for what comes next; what the visitor may sign for waits for him."""

from datetime import timedelta

from yicha.demo.story import Story
from yicha.inspections.actions.sign_for_task import sign_for_task
from yicha.inspections.queries import unsigned_tasks
from yicha.inspections.types import SignForTask
from yicha.kernel.actor import SYSTEM, Role

AHEAD = timedelta(days=10)


def sign_for_what_comes(story: Story) -> None:
    """Of the next days all is signed for; after them by every department but the one whose clerk the visitor may be."""
    now = story.steady.now
    for task in story.steady.read(lambda: unsigned_tasks(SYSTEM, now, now.date() + AHEAD)):
        soon = task.first_day <= now.date() + AHEAD / 2
        if soon or (task.first_day <= now.date() + AHEAD and task.department != story.departments[0]):
            clerk = story.who(Role.DEPARTMENT_CLERK, task.department)
            story.steady.do(sign_for_task, clerk, SignForTask(task.inspection, task.department))

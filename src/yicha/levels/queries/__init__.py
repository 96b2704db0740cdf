"""Reads of whistles and of tasks from above, in the actor's jurisdiction only."""

from yicha.levels.queries.patrols import patrol, patrols, patrols_at
from yicha.levels.queries.tasks import check_records, task_by_number, tasks_owed, unit_visits, upper_task, upper_tasks
from yicha.levels.queries.whistles import musters_owed, whistle, whistles, whistles_overdue

__all__ = [
    "check_records",
    "musters_owed",
    "patrol",
    "patrols",
    "patrols_at",
    "task_by_number",
    "tasks_owed",
    "unit_visits",
    "upper_task",
    "upper_tasks",
    "whistle",
    "whistles",
    "whistles_overdue",
]

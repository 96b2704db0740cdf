from yicha.levels.models.patrols import Patrol
from yicha.levels.models.tasks import TaskSubject, TaskUnit, TaskVisit, UpperTask
from yicha.levels.models.whistles import Muster, Whistle, WhistleVisit

__all__ = ["Muster", "Patrol", "TaskSubject", "TaskUnit", "TaskVisit", "UpperTask", "Whistle", "WhistleVisit"]

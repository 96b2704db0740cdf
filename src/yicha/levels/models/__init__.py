from yicha.levels.models.tasks import TaskSubject, TaskUnit, TaskVisit, UpperTask
from yicha.levels.models.whistles import Muster, Whistle, WhistleVisit

__all__ = ["Muster", "TaskSubject", "TaskUnit", "TaskVisit", "UpperTask", "Whistle", "WhistleVisit"]

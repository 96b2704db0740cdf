from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import fetch
from yicha.kernel.use_case import use_case
from yicha.levels.actions._mustering import answer
from yicha.levels.models import Whistle
from yicha.levels.rules import whistles as rules
from yicha.levels.types import LevelPermission, ReportedIn, ReportIn


@use_case(may=LevelPermission.REPORT, clause="LYG-5.3")
def report_in(actor: Actor, command: ReportIn, at: datetime, /) -> ReportedIn:
    """部门报到: it says who comes and when. Late is better than never, and stays visible."""
    row = fetch(actor, Whistle.objects.all(), clause="LYG-5.3", pk=command.whistle)
    rules.require_own(actor, command.department)
    rules.require_text(command.note, "谁来、什么时候到")
    gathered = answer(row, command.department, "report", command.note, at)
    return ReportedIn(row.pk, command.department, at >= row.report_by, gathered)

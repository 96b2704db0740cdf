"""The joint programme (计划撮合, PLAN1): fewest doors that the law allows, with a proof of how far from the least possible it is.

``solve(instance)`` turns demands into visits; ``replan`` does so close to what was published, ``extend`` moves nothing;
``explain`` says why two demands could not share a door, ``changes`` what became of a published visit; ``summary`` counts,
``outcome`` compares. Pure: no file, no clock, no chance; the same input gives the same bytes. numpy, SciPy and OR-Tools are loaded
only where officer-minutes bind.
"""

from yicha.engines.planning.amend import Amended, Apart, InWeek, NotInWeek, Wish, amend, newly_lost
from yicha.engines.planning.catalogue import CATALOGUE, Why
from yicha.engines.planning.changes import Change, Outcome, changes, outcome
from yicha.engines.planning.explain import Explainer, explain
from yicha.engines.planning.plain import parse_instance, parse_programme, to_plain
from yicha.engines.planning.progress import Progress
from yicha.engines.planning.reading import InputError
from yicha.engines.planning.replan import MayJoin, extend, replan
from yicha.engines.planning.solve import solve
from yicha.engines.planning.summary import doors_alone, summary, visits_alone
from yicha.engines.planning.types import (
    Cause,
    Demand,
    Instance,
    Line,
    Loss,
    Mode,
    Officer,
    Params,
    Programme,
    Subject,
    Summary,
    Visit,
    VisitState,
)

__all__ = [
    "CATALOGUE",
    "Amended",
    "Apart",
    "Cause",
    "Change",
    "Demand",
    "Explainer",
    "InWeek",
    "InputError",
    "Instance",
    "Line",
    "Loss",
    "MayJoin",
    "Mode",
    "NotInWeek",
    "Officer",
    "Outcome",
    "Params",
    "Programme",
    "Progress",
    "Subject",
    "Summary",
    "Visit",
    "VisitState",
    "Why",
    "Wish",
    "amend",
    "changes",
    "doors_alone",
    "explain",
    "extend",
    "newly_lost",
    "outcome",
    "parse_instance",
    "parse_programme",
    "replan",
    "solve",
    "summary",
    "to_plain",
    "visits_alone",
]

"""Tables of 计划: what departments file, what the conference adopts, and the limits that no way of writing can cross."""

from yicha.planning.models.exclusions import Exclusion
from yicha.planning.models.outside import Campaign, Spared
from yicha.planning.models.plans import AnnualPlan, Filing, PastCheck, PlanLine
from yicha.planning.models.programmes import Opinion, Programme, ProgrammeVersion
from yicha.planning.models.reliefs import Relief
from yicha.planning.models.replans import Replaced, Replan
from yicha.planning.models.simulations import Simulation
from yicha.planning.models.visits import ClassUse, HoursRequest, ItemUse, OrganUse, Visit, VisitDemand, VisitOfficer

__all__ = [
    "AnnualPlan",
    "Campaign",
    "ClassUse",
    "Exclusion",
    "Filing",
    "HoursRequest",
    "ItemUse",
    "Opinion",
    "OrganUse",
    "PastCheck",
    "PlanLine",
    "Programme",
    "ProgrammeVersion",
    "Relief",
    "Replaced",
    "Replan",
    "Simulation",
    "Spared",
    "Visit",
    "VisitDemand",
    "VisitOfficer",
]

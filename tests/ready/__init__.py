"""One prepared county, and for every use case a maker that gives a command which is valid there: one module for each room."""

from tests.ready import disclosure, draws, duties, imports, inspections, planning, registers, scenes, subjects
from tests.ready.world import CASES, MAKERS

__all__ = ("CASES", "MAKERS", "disclosure", "draws", "duties", "imports", "inspections", "planning", "registers", "scenes", "subjects")
from tests.ready import disclosure, draws, duties, imports, inspections, permits, planning, registers, scenes
__all__ = ("CASES", "MAKERS", "disclosure", "draws", "duties", "imports", "inspections", "permits", "planning", "registers", "scenes")

"""One prepared county, and for every use case a maker that gives a command which is valid there: one module for each room."""

from importlib import import_module
from pkgutil import iter_modules

from tests.ready.world import CASES, MAKERS

for module in iter_modules(__path__, f"{__name__}."):
    import_module(module.name)

__all__ = ("CASES", "MAKERS")

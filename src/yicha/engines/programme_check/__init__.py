"""An independent check of a joint programme against every legal limit (PLAN1, P-1 … P-12).

Shares no code with the solver, uses the standard library only, and believes nothing that it can count itself.
"""

from yicha.engines.programme_check.check import check
from yicha.engines.programme_check.reading import Unreadable
from yicha.engines.programme_check.types import Breach

__all__ = ["Breach", "Unreadable", "check"]

"""What other rooms may read of this one, and how a base register is asked."""

from yicha.lookups.queries.log import log, lookup, lookups_of
from yicha.lookups.queries.purposes import purposes
from yicha.lookups.queries.registers import Register, ask, registers

__all__ = ["Register", "ask", "log", "lookup", "lookups_of", "purposes", "registers"]

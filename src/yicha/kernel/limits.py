"""The database said no: say which limit of the law that was. The transaction is lost, and should be.

except IntegrityError as error:
raise broken_limit(error, LIMITS) from error
"""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from django.db import IntegrityError

from yicha.kernel.refusals import Exit, RuleBroken


@dataclass(frozen=True)
class Limit:
    clause: str
    message: str
    exits: tuple[Exit, ...] = ()


def broken_limit(error: IntegrityError, limits: Mapping[str, Limit]) -> Exception:
    """`limits` names constraints. Anything else is a fault of ours and stays one."""
    cause = error.__cause__
    name = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
    limit = limits.get(name) if name else None
    if limit is None:
        return error
    return RuleBroken(limit.message, clause=limit.clause, exits=limit.exits)

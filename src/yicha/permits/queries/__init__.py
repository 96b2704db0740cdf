"""What other rooms may read of this one."""

from yicha.permits.queries.permits import checks_owed, count_by_state, kinds, permits, permits_of

__all__ = ["checks_owed", "count_by_state", "kinds", "permits", "permits_of"]

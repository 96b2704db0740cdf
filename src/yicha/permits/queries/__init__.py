"""What other rooms may read of this one."""

from yicha.permits.queries.permits import checks_owed, count_by_state, kinds, permits, permits_of, permits_owed
from yicha.permits.queries.said import permit_regions, permits_said

__all__ = ["checks_owed", "count_by_state", "kinds", "permit_regions", "permits", "permits_of", "permits_owed", "permits_said"]

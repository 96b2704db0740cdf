"""`visits`: everything at once, for pages that keep nothing (level C)."""

from typing import Any

from django.http import HttpRequest

from yicha.field.api.answers import WORK, officer, router
from yicha.field.queries import packages
from yicha.kernel.access import actor_of, requires
from yicha.kernel.clock import now


@router.get("/visits", auth=officer)
@requires(WORK)
def visits(request: HttpRequest) -> dict[str, Any]:
    """As they come with `sync`."""
    at = now()
    return {"now": at.isoformat(timespec="seconds"), "visits": [dict(one.plain) for one in packages(actor_of(request), {}, at)]}

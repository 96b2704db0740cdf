"""接入系统: those of a region, and who calls with a token."""

from datetime import date
from hashlib import sha256

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import within
from yicha.kernel.permissions import permissions_in
from yicha.orgs.models import Program
from yicha.orgs.types import ProgramRow, ProgramStatus, Scope

ORDER = (ProgramStatus.ACTIVE, ProgramStatus.PROPOSED, ProgramStatus.ENDED)


def programs(actor: Actor) -> list[ProgramRow]:
    """Those in use first, then what was proposed, then those that ended; of each the newest first."""
    rows = [_row(one) for one in within(actor, Program.objects.all()).order_by("-pk")]
    return sorted(rows, key=lambda one: ORDER.index(one.status))


def token_digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def program_actor(token: str, today: date) -> Actor | None:
    """Who calls with it: admitted, not ended, and its last day not over. It may what its scopes say, and nothing else."""
    found = Program.objects.filter(digest=token_digest(token), status=ProgramStatus.ACTIVE.value, until__gte=today).first()
    return _acting(found) if found else None


def program_actors(scope: Scope, today: date) -> list[Actor]:
    """Those in use that were admitted for it: for who brings files instead of calling."""
    found = Program.objects.filter(scopes__contains=[scope.value], status=ProgramStatus.ACTIVE.value, until__gte=today)
    return [_acting(one) for one in found.order_by("pk")]


def _acting(row: Program) -> Actor:
    return Actor(f"program:{row.pk}", row.name, row.region_path, row.department_id, permissions=permissions_in(row.scopes))


def _row(row: Program) -> ProgramRow:
    return ProgramRow(
        id=row.pk,
        name=row.name,
        department=row.department_id,
        scopes=tuple(map(Scope, row.scopes)),
        until=row.until,
        status=ProgramStatus(row.status),
        proposed_by=row.proposed_by,
        approved_by=row.approved_by,
        ended_because=row.ended_because,
    )

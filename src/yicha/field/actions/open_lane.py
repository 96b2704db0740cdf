from datetime import datetime

from yicha.field import rules
from yicha.field.models import Lane
from yicha.field.types import FieldPermission, LaneOpened, OpenLane
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.WORK, clause="YX-2.12 LYG-4.4a")
def open_lane(actor: Actor, command: OpenLane, at: datetime, /) -> LaneOpened:
    """登记一台手机: from now on what its key has signed is the actor's. A lane that follows a copied one goes on counting."""
    rules.require_key(command.key)
    Lane.objects.create(
        id=command.lane,
        account=actor.id,
        region_path=actor.region,
        department=actor.department,
        role=actor.role,
        public_key=dict(command.key) if command.key else None,
        app=command.app,
        store=command.store,
        opened_at=at,
        seq=command.after,
    )
    return LaneOpened(command.lane, actor.id, command.after)

from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.models import Checkpoint
from yicha.kernel.types import AnchorCheckpoint, CheckpointAnchored, KernelPermission
from yicha.kernel.use_case import use_case


@use_case(may=KernelPermission.ANCHOR_CHECKPOINT, clause="GX-5.1")
def anchor_checkpoint(actor: Actor, command: AnchorCheckpoint, at: datetime, /) -> CheckpointAnchored:
    """The present heads of both logs become an entry of both, and the sheet that is printed and put up. NotFound before the first."""
    head = Checkpoint.objects.order_by("-size").first() or absent("GX-5.1")
    return CheckpointAnchored(head.size, head.note, head.twin_note)

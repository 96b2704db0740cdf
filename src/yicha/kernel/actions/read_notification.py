from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.models import Notification
from yicha.kernel.types import KernelPermission, NotificationRead, ReadNotification
from yicha.kernel.use_case import use_case


@use_case(may=KernelPermission.READ_NOTIFICATION, clause="LYG-4.3e")
def read_notification(actor: Actor, command: ReadNotification, at: datetime, /) -> NotificationRead:
    """The first reading counts."""
    found = Notification.objects.select_for_update().filter(pk=command.notification, recipient=actor.id).first()
    if found is None:
        absent("LYG-4.3e")
    found.read_at = found.read_at or at
    found.save()
    return NotificationRead(found.pk)

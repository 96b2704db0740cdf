"""What can become of an inspection and of a department's task. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.inspections.types import InspectionStatus as I
from yicha.inspections.types import TaskStatus as T

INITIAL: Final = I.SCHEDULED
TRANSITIONS: Final[dict[tuple[I, str], I]] = {
    (I.SCHEDULED, "notify"): I.NOTIFIED,
    (I.SCHEDULED, "start"): I.STARTED,
    (I.NOTIFIED, "start"): I.STARTED,
    (I.NOTIFIED, "object"): I.HELD,
    (I.HELD, "dismiss"): I.NOTIFIED,
    (I.HELD, "uphold"): I.CANCELLED,
    (I.STARTED, "close"): I.CLOSED,
    (I.STARTED, "stop"): I.STOPPED,
    (I.STOPPED, "resume"): I.STARTED,
    (I.STOPPED, "end"): I.CANCELLED,
    (I.SCHEDULED, "cancel"): I.CANCELLED,
    (I.NOTIFIED, "cancel"): I.CANCELLED,
}
TASK_INITIAL: Final = T.WAITING
TASK_TRANSITIONS: Final[dict[tuple[T, str], T]] = {
    (T.WAITING, "start"): T.CHECKING,
    (T.CHECKING, "submit"): T.SUBMITTED,
    (T.SUBMITTED, "submit"): T.SUBMITTED,
    (T.SUBMITTED, "return"): T.CHECKING,
    (T.SUBMITTED, "conclude"): T.CONCLUDED,
    (T.WAITING, "withdraw"): T.WITHDRAWN,
    (T.CHECKING, "withdraw"): T.WITHDRAWN,
    (T.SUBMITTED, "withdraw"): T.WITHDRAWN,
}

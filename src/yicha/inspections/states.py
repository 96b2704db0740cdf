"""What can become of an inspection and of a department's task. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.inspections.types import InspectionStatus as I
from yicha.inspections.types import Next, Place, Step
from yicha.inspections.types import TaskStatus as T
from yicha.planning.types import ProgrammeStatus, VisitStatus

INITIAL: Final = I.SCHEDULED
TRANSITIONS: Final[dict[tuple[I, str], I]] = {
    (I.SCHEDULED, "notify"): I.NOTIFIED,
    (I.SCHEDULED, "start"): I.STARTED,
    (I.NOTIFIED, "start"): I.STARTED,
    (I.NOTIFIED, "object"): I.HELD,
    (I.HELD, "dismiss"): I.NOTIFIED,
    (I.HELD, "uphold"): I.CANCELLED,
    (I.SCHEDULED, "find_absent"): I.CANCELLED,
    (I.NOTIFIED, "find_absent"): I.CANCELLED,
    (I.STARTED, "find_absent"): I.CANCELLED,
    (I.STARTED, "close"): I.CLOSED,
    (I.STARTED, "stop"): I.STOPPED,
    (I.STOPPED, "resume"): I.STARTED,
    (I.STOPPED, "end"): I.CANCELLED,
    (I.SCHEDULED, "cancel"): I.CANCELLED,
    (I.NOTIFIED, "cancel"): I.CANCELLED,
}
TASK_INITIAL: Final = T.WAITING
TASK_TRANSITIONS: Final[dict[tuple[T, str], T]] = {
    (T.WAITING, "sign"): T.SIGNED,
    (T.WAITING, "start"): T.CHECKING,
    (T.SIGNED, "start"): T.CHECKING,
    (T.SIGNED, "take_over"): T.SIGNED,
    (T.CHECKING, "take_over"): T.CHECKING,
    (T.CHECKING, "submit"): T.SUBMITTED,
    (T.SUBMITTED, "submit"): T.SUBMITTED,
    (T.SUBMITTED, "return"): T.CHECKING,
    (T.SUBMITTED, "conclude"): T.CONCLUDED,
    (T.WAITING, "withdraw"): T.WITHDRAWN,
    (T.SIGNED, "withdraw"): T.WITHDRAWN,
    (T.CHECKING, "withdraw"): T.WITHDRAWN,
    (T.SUBMITTED, "withdraw"): T.WITHDRAWN,
}

# The six steps of 广西 (GX-4.4) over the states of programme, visit and inspection: which step that is, and who is next.
PROGRAMME_PLACES: Final[dict[ProgrammeStatus, Place]] = {
    ProgrammeStatus.MERGING: Place(Step.GENERATE, Next.OFFICE),
    ProgrammeStatus.GENERATED: Place(Step.GENERATE, Next.OFFICE),
    ProgrammeStatus.CONSULTING: Place(Step.CONSULT, Next.DEPARTMENTS),
    ProgrammeStatus.ADOPTED: Place(Step.SCHEDULE, Next.OFFICE),
    ProgrammeStatus.DISCARDED: Place(Step.OUT, Next.NOBODY),
}
VISIT_PLACES: Final[dict[VisitStatus, Place]] = {  # as long as there is no inspection
    VisitStatus.PUBLISHED: Place(Step.SCHEDULE, Next.OFFICE),
    VisitStatus.NOTIFIED: Place(Step.HANDLE, Next.OFFICERS),
    VisitStatus.DONE: Place(Step.CLOSE, Next.NOBODY),
    VisitStatus.CANCELLED: Place(Step.OUT, Next.NOBODY),
}
INSPECTION_PLACES: Final[dict[I, Place]] = {
    I.SCHEDULED: Place(Step.SCHEDULE, Next.LEAD),
    I.NOTIFIED: Place(Step.HANDLE, Next.OFFICERS),
    I.HELD: Place(Step.HANDLE, Next.SUPERVISOR),
    I.STARTED: Place(Step.HANDLE, Next.DEPARTMENTS),
    I.STOPPED: Place(Step.HANDLE, Next.SUPERVISOR),
    I.CLOSED: Place(Step.CLOSE, Next.NOBODY),
    I.CANCELLED: Place(Step.OUT, Next.NOBODY),
}

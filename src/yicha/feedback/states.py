"""What can become of a petition, and of a report from the door. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.feedback.types import DoorReportStatus, DoorStep
from yicha.feedback.types import PetitionStatus as S

INITIAL: Final = S.OPEN
TRANSITIONS: Final[dict[tuple[S, str], S]] = {
    (S.OPEN, "uphold"): S.UPHELD,
    (S.OPEN, "dismiss"): S.DISMISSED,
}
DOOR_INITIAL: Final = DoorReportStatus.OPEN
DOOR_TRANSITIONS: Final[dict[tuple[DoorReportStatus, str], DoorReportStatus]] = {
    (DoorReportStatus.OPEN, DoorStep.FORWARD): DoorReportStatus.OPEN,
    (DoorReportStatus.OPEN, DoorStep.ANSWER): DoorReportStatus.ANSWERED,
    (DoorReportStatus.OPEN, DoorStep.CLOSE): DoorReportStatus.CLOSED,
    (DoorReportStatus.ANSWERED, DoorStep.CLOSE): DoorReportStatus.CLOSED,
}

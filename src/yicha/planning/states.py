"""What can become of a plan, a programme, a visit, a filing. The diagrams in the README are made from these tables."""

from typing import Final

from yicha.planning.types import CampaignStatus, FilingStatus, PlanStatus, ProgrammeStatus, VisitStatus

PLAN_INITIAL: Final = PlanStatus.DRAFT
PLAN_TRANSITIONS: Final[dict[tuple[PlanStatus, str], PlanStatus]] = {
    (PlanStatus.DRAFT, "draft"): PlanStatus.DRAFT,
    (PlanStatus.RETURNED, "draft"): PlanStatus.RETURNED,  # why it came back stays with it
    (PlanStatus.DRAFT, "file"): PlanStatus.FILED,
    (PlanStatus.RETURNED, "file"): PlanStatus.FILED,
    (PlanStatus.FILED, "take back"): PlanStatus.DRAFT,
    (PlanStatus.FILED, "return"): PlanStatus.RETURNED,
    (PlanStatus.FILED, "freeze"): PlanStatus.FROZEN,
    (PlanStatus.FROZEN, "freeze"): PlanStatus.FROZEN,
}
PROGRAMME_INITIAL: Final = ProgrammeStatus.MERGING
PROGRAMME_TRANSITIONS: Final[dict[tuple[ProgrammeStatus, str], ProgrammeStatus]] = {
    (ProgrammeStatus.MERGING, "merge"): ProgrammeStatus.GENERATED,
    (ProgrammeStatus.MERGING, "discard"): ProgrammeStatus.DISCARDED,
    (ProgrammeStatus.GENERATED, "amend"): ProgrammeStatus.GENERATED,
    (ProgrammeStatus.CONSULTING, "amend"): ProgrammeStatus.CONSULTING,
    (ProgrammeStatus.GENERATED, "consult"): ProgrammeStatus.CONSULTING,
    (ProgrammeStatus.CONSULTING, "consult"): ProgrammeStatus.CONSULTING,
    (ProgrammeStatus.CONSULTING, "answer"): ProgrammeStatus.CONSULTING,
    (ProgrammeStatus.GENERATED, "adopt"): ProgrammeStatus.ADOPTED,
    (ProgrammeStatus.CONSULTING, "adopt"): ProgrammeStatus.ADOPTED,
    (ProgrammeStatus.ADOPTED, "place"): ProgrammeStatus.ADOPTED,  # what came late
    (ProgrammeStatus.ADOPTED, "replan"): ProgrammeStatus.ADOPTED,  # when things have changed
    (ProgrammeStatus.GENERATED, "discard"): ProgrammeStatus.DISCARDED,
    (ProgrammeStatus.CONSULTING, "discard"): ProgrammeStatus.DISCARDED,
}
VISIT_INITIAL: Final = VisitStatus.PUBLISHED
VISIT_TRANSITIONS: Final[dict[tuple[VisitStatus, str], VisitStatus]] = {
    (VisitStatus.PUBLISHED, "notify"): VisitStatus.NOTIFIED,
    (VisitStatus.PUBLISHED, "finish"): VisitStatus.DONE,
    (VisitStatus.NOTIFIED, "finish"): VisitStatus.DONE,
    (VisitStatus.PUBLISHED, "cancel"): VisitStatus.CANCELLED,
    (VisitStatus.NOTIFIED, "cancel"): VisitStatus.CANCELLED,
}
FILING_INITIAL: Final = FilingStatus.FILED
FILING_TRANSITIONS: Final[dict[tuple[FilingStatus, str], FilingStatus]] = {
    (FilingStatus.FILED, "consent"): FilingStatus.CONSENTED,
    (FilingStatus.FILED, "refuse"): FilingStatus.REFUSED,
    (FilingStatus.CONSENTED, "plan"): FilingStatus.PLANNED,
    (FilingStatus.FILED, "plan"): FilingStatus.PLANNED,  # what is exempt from consent
    (FilingStatus.FILED, "defer"): FilingStatus.DEFERRED,  # what is too late, at once
}
CAMPAIGN_INITIAL: Final = CampaignStatus.PROPOSED
CAMPAIGN_TRANSITIONS: Final[dict[tuple[CampaignStatus, str], CampaignStatus]] = {
    (CampaignStatus.PROPOSED, "approve"): CampaignStatus.APPROVED,
    (CampaignStatus.PROPOSED, "refuse"): CampaignStatus.REFUSED,
    (CampaignStatus.APPROVED, "publish"): CampaignStatus.PUBLISHED,
}

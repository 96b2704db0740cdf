from enum import StrEnum


class DutyPermission(StrEnum):
    READ = "duties.duty.read"
    ASSIGN = "duties.duty.assign"
    END = "duties.duty.end"
    RAISE_DISPUTE = "duties.dispute.raise"
    STATE_CLAIM = "duties.dispute.state"
    REVIEW_DISPUTE = "duties.dispute.review"
    DECIDE_DISPUTE = "duties.dispute.decide"
    REPORT_CONFLICT = "duties.conflict.report"
    GIVE_OPINION = "duties.opinion.give"
    SETTLE_CONFLICT = "duties.conflict.settle"
    DRAFT_POLICY = "duties.policy.draft"
    ISSUE_POLICY = "duties.policy.issue"
    LIST_RESOURCE = "duties.resource.list"
    RECORD_MINUTES = "duties.minutes.record"
    TAKE_BACK = "duties.entry.take_back"  # follows from the undoing of an import
    FINISH_FOLLOW_UP = "duties.follow_up.finish"

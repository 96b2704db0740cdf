from enum import StrEnum


class FollowUpPermission(StrEnum):
    READ = "followups.read"
    OPEN = "followups.follow_up.open"
    DECIDE = "followups.follow_up.decide"  # what a result that was left open leads to
    SETTLE = "followups.follow_up.settle"
    DROP = "followups.follow_up.drop"
    EDUCATE = "followups.follow_up.educate"
    ISSUE = "followups.order.issue"
    GIVE = "followups.order.give"  # at the door, by who was drawn
    DELIVER = "followups.order.deliver"
    REPORT = "followups.order.report"
    RECHECK = "followups.order.recheck"
    CONCLUDE = "followups.order.conclude"
    WITHDRAW = "followups.order.withdraw"
    CIRCULATE = "followups.circular.send"
    ACKNOWLEDGE = "followups.circular.acknowledge"
    REMIND = "followups.order.remind"  # and escalating

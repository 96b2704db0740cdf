from enum import StrEnum


class ExchangePermission(StrEnum):
    READ = "exchange.record.read"
    MAP = "exchange.record.map"
    GIVE = "exchange.record.give"  # for programs; no role holds it
    FETCH = "exchange.paper.fetch"  # for programs too
    MEND = "exchange.record.mend"
    WITHDRAW = "exchange.record.withdraw"
    BATCH = "exchange.batch.build"
    SEND = "exchange.batch.send"
    ANSWER = "exchange.batch.answer"
    SET_ASIDE = "exchange.receipt.set_aside"
    COMPARE = "exchange.difference.compare"
    EXPLAIN = "exchange.difference.explain"
    READ_PARTNER = "exchange.partner.read"
    PROPOSE_PARTNER = "exchange.partner.propose"
    APPROVE_PARTNER = "exchange.partner.approve"
    END_PARTNER = "exchange.partner.end"
    READ_SUBSCRIPTION = "exchange.subscription.read"
    PROPOSE_SUBSCRIPTION = "exchange.subscription.propose"
    APPROVE_SUBSCRIPTION = "exchange.subscription.approve"
    END_SUBSCRIPTION = "exchange.subscription.end"
    TELL = "exchange.subscription.tell"
    RESEND = "exchange.subscription.resend"
    READ_RESOURCE = "exchange.resource.read"
    DRAFT_RESOURCE = "exchange.resource.draft"
    REVIEW_RESOURCE = "exchange.resource.review"
    PUBLISH_RESOURCE = "exchange.resource.publish"
    ASK_SHARE = "exchange.share.ask"
    CHECK_SHARE = "exchange.share.check"
    ANSWER_SHARE = "exchange.share.answer"

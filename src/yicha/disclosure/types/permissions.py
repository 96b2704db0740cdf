from enum import StrEnum


class DisclosurePermission(StrEnum):
    READ = "disclosure.publication.read"
    DRAFT = "disclosure.publication.draft"
    PUBLISH = "disclosure.publication.publish"
    CORRECT = "disclosure.publication.correct"
    ANNUL = "disclosure.publication.annul"  # record that what it says was annulled
    REPORT_ANNULMENT = "disclosure.annulment.report"  # for programs; no role holds it
    WITHDRAW = "disclosure.publication.withdraw"
    WRITE = "disclosure.article.write"
    REVIEW = "disclosure.article.review"  # publish, return, withdraw
    EXPLAIN = "disclosure.article.explain"  # why a month has none
    WATCH = "disclosure.portal.watch"  # how the portal fares

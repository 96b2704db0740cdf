"""The norms that code asks for by name. Everything else that is shipped is read by its code where it is shown."""

from enum import StrEnum
from typing import Final


class NormCode(StrEnum):
    LAW_CHANGE_TASK = "clock.law_change_task"
    ANNUAL_PLAN_PUBLISH = "clock.annual_plan_publish"
    UNPLANNED_FILING = "clock.unplanned_filing"
    SPECIAL_PLAN_PUBLISH = "clock.special_plan_publish"
    CONSULTATION = "clock.consultation"
    DISPUTE_OPINION = "clock.dispute_opinion"
    DISPUTE_DECISION = "clock.dispute_decision"
    RULE_CONFLICT = "clock.rule_conflict"
    OPINION_ROUND = "clock.opinion_round"
    WHISTLE_REPORT = "clock.whistle_report"
    TASK_CLAIM = "clock.task_claim"
    TASK_FEEDBACK = "clock.task_feedback"
    POST_APPROVAL_CHECK = "clock.post_approval_check"
    URGENT_APPROVAL = "clock.urgent_approval"
    ACTION_FILING = "clock.action_filing"
    RESULT_PUSH_PLATFORM = "clock.result_push_platform"
    RESULT_PUBLICATION = "clock.result_publication"
    PENALTY_WITHDRAW = "clock.penalty_withdraw"

    OVERHEAD_MINUTES = "planning.overhead_minutes"
    VISIT_MINUTES_MAX = "planning.visit_minutes_max"
    LOAD_CEILING_PCT = "planning.load_ceiling_pct"
    CLASS_CAP = "planning.class_cap"
    GAP_WEEKS = "planning.gap_weeks"
    OFFICER_DAY_MINUTES = "planning.officer_day_minutes"
    OFFICER_DAYS_PER_WEEK = "planning.officer_days_per_week"
    CONSULTATION_ROUNDS_MAX = "planning.consultation_rounds_max"
    MIN_OFFICERS = "planning.min_officers"
    LIMITS_COUNT_PER = "planning.limits_count_per"
    OFFICE_HOURS = "planning.office_hours"
    NEAR_MINUTES = "planning.near_minutes"
    ANOTHER_SLOT = "clock.another_slot"
    OBJECTION_DECISION = "clock.objection_decision"

    QUOTA_A = "draws.quota.A"
    QUOTA_B = "draws.quota.B"
    QUOTA_C = "draws.quota.C"
    QUOTA_D = "draws.quota.D"
    UNCLASSIFIED_AS = "draws.unclassified_as"
    POOL_MIN = "draws.pool_min"
    NARROW_POOL_RATIO_MAX_PCT = "draws.narrow_pool_ratio_max_pct"
    BEACON_BITS_MIN = "draws.beacon_bits_min"
    WITNESSES_MIN = "draws.witnesses_min"

    SCAN_IN_MINUTES = "inspections.scan_in_minutes"
    ENTERPRISE_CODE_DAYS = "inspections.enterprise_code_days"
    PHOTO_MAX_MB = "inspections.photo_max_mb"

    FOLLOW_UP = "clock.follow_up"
    ORDER_DELIVERY = "clock.order_delivery"
    RECHECK = "clock.recheck"
    CORRECTION_DAYS_MAX = "followups.correction_days_max"
    RECONSIDERATION_DAYS = "followups.reconsideration_days"
    LITIGATION_MONTHS = "followups.litigation_months"
    REMINDER_DAYS = "followups.reminder_days"
    REMINDERS_MAX = "followups.reminders_max"
    REPORT_PHOTOS_MAX = "followups.report_photos_max"
    FIRST_CASE_MONTHS = "followups.first_case_months"

    CHIP_SOON = "chip.soon"
    CHIP_NOW = "chip.now"
    CHIP_SOON_HOURS = "chip.soon_hours"
    CHIP_NOW_HOURS = "chip.now_hours"

    UPLOAD_MAX_MB = "files.upload_max_mb"
    UNPACKED_MAX_MB = "files.unpacked_max_mb"
    UNPACKED_RATIO_MAX = "files.unpacked_ratio_max"
    WORKBOOK_ROWS_MAX = "files.workbook_rows_max"
    STREAM_MAX_MB = "files.stream_max_mb"
    STREAM_ROWS_MAX = "files.stream_rows_max"
    PARSER_MEMORY_MB = "files.parser_memory_mb"
    PARSER_SECONDS = "files.parser_seconds"

    IDLE_MINUTES = "session.idle_minutes"
    ABSOLUTE_HOURS = "session.absolute_hours"
    PARALLEL_MAX = "session.parallel_max"
    GUESSES_MAX = "session.guesses_max"
    GUESSES_WINDOW_MINUTES = "session.guesses_window_minutes"
    CHECKS_AT_ONCE = "session.checks_at_once"
    GUESSES_PER_SOURCE_MAX = "session.guesses_per_source_max"
    GUESSES_EVERYWHERE_MAX = "session.guesses_everywhere_max"
    LINK_HOURS = "session.link_hours"
    PASSWORD_LENGTH_MIN = "session.password_length_min"  # noqa: S105 a norm, not a secret
    PASSWORD_CLASSES_MIN = "session.password_classes_min"  # noqa: S105 a norm, not a secret

    WITNESS_SILENT_HOURS = "ledger.witness_silent_hours"

    EXPORT_DIRECT_ROWS_MAX = "export.direct_rows_max"
    EXPORT_APPROVAL_ROWS = "export.approval_rows"
    EXPORT_RELEASE_HOURS = "export.release_hours"


# What a random line without a ratio draws of each credit class, in per cent.
QUOTAS: Final = {"A": NormCode.QUOTA_A, "B": NormCode.QUOTA_B, "C": NormCode.QUOTA_C, "D": NormCode.QUOTA_D}

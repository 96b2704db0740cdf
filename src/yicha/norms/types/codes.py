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
    SOURCE_DIFFERENCE = "clock.source_difference"
    RESULT_PUBLICATION = "clock.result_publication"
    NEWS = "clock.news"
    EXPOSURE = "clock.exposure"
    RESULT_TERM_LIGHT = "clock.result_term_light"
    RESULT_TERM_GENERAL = "clock.result_term_general"
    RESULT_TERM_SERIOUS = "clock.result_term_serious"
    EXPOSURE_TERM = "clock.exposure_term"
    PENALTY_WITHDRAW = "clock.penalty_withdraw"
    APPEAL_DECISION = "clock.appeal_decision"
    REPAIR_DECISION = "clock.repair_decision"
    REPAIR_WAIT = "clock.repair_wait"
    DOOR_REPORT = "clock.door_report"
    DOOR_REPORTS_PER_SHOP = "feedback.door_reports_per_shop"
    DOOR_REPORTS_PER_ADDRESS = "feedback.door_reports_per_address"
    DOOR_PHOTO_MAX_MB = "feedback.door_photo_max_mb"

    OVERHEAD_MINUTES = "planning.overhead_minutes"
    VISIT_MINUTES_MAX = "planning.visit_minutes_max"
    LOAD_CEILING_PCT = "planning.load_ceiling_pct"
    CLASS_CAP = "planning.class_cap"
    GAP_WEEKS = "planning.gap_weeks"
    OFFICER_DAY_MINUTES = "planning.officer_day_minutes"
    OFFICER_DAYS_PER_WEEK = "planning.officer_days_per_week"
    CONSULTATION_ROUNDS_MAX = "planning.consultation_rounds_max"
    MIN_OFFICERS = "planning.min_officers"
    LEADER_SKILL = "planning.leader_skill"
    LIMITS_COUNT_PER = "planning.limits_count_per"
    OFFICE_HOURS = "planning.office_hours"
    NEAR_MINUTES = "planning.near_minutes"
    ANOTHER_SLOT = "clock.another_slot"
    TASK_SIGNING = "clock.task_signing"
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
    DRAW_RESULT = "clock.draw_result"
    DRAW_SUITE = "draws.suite"
    GAME_SSQ = "draws.game.ssq"
    GAME_DLT = "draws.game.dlt"
    GAME_KL8 = "draws.game.kl8"
    GAME_QXC = "draws.game.qxc"
    GAME_PL5 = "draws.game.pl5"
    GAME_FC3D = "draws.game.fc3d"
    GAME_RESTS = "draws.game_rests"

    SCAN_IN_MINUTES = "inspections.scan_in_minutes"
    NO_CODE_ALERT = "clock.no_code_alert"
    ABSENCE_COUNTS = "inspections.absence_counts"
    ENTERPRISE_CODE_DAYS = "inspections.enterprise_code_days"
    CASE_KEEP_YEARS = "inspections.case_keep_years"

    FIELD_KDF_ROUNDS = "field.kdf_rounds"
    FIELD_IDLE_MINUTES = "field.idle_lock_minutes"
    FIELD_EXPIRY_DAYS = "field.expiry_days"
    FIELD_PACKAGE_DAYS = "field.package_days"
    FIELD_CHUNK_HOURS = "field.chunk_hours"
    FIELD_TEXT_DAYS = "field.text_days"
    FIELD_HELD_DAYS = "field.held_days"
    FIELD_EXPORT_MAX_MB = "field.export_part_max_mb"
    EVIDENCE_PHOTO_MAX_MB = "evidence.photo_max_mb"
    EVIDENCE_CLIP_MAX_MB = "evidence.clip_max_mb"
    EVIDENCE_FILES_MAX = "evidence.files_per_visit_max"
    PAPERS_MAX = "evidence.papers_max"

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
    RECOGNITION_DAYS = "recognition.valid_days"
    SPREAD_SUBJECTS = "followups.spread_subjects"
    SPREAD_MONTHS = "followups.spread_months"

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
    EXPORT_JOB_ROWS_MAX = "export.job_rows_max"
    EXPORT_APPROVAL_ROWS = "export.approval_rows"
    EXPORT_RELEASE_HOURS = "export.release_hours"

    EXCHANGE_NETWORKS = "exchange.networks"
    FILE_SILENT_HOURS = "exchange.file_silent_hours"
    RESOURCE_PUBLICATION = "clock.resource_publication"
    SHARE_CHECK = "clock.share_check"
    SHARE_ANSWER = "clock.share_answer"

    PORTAL_OPEN_SECONDS = "portal.open_seconds"
    PORTAL_DOWN_PCT = "portal.down_pct"
    PORTAL_NEWS_DAYS = "portal.news_days"
    PORTAL_COLUMN_DAYS = "portal.column_days"


# What a random line without a ratio draws of each credit class, in per cent.
QUOTAS: Final = {"A": NormCode.QUOTA_A, "B": NormCode.QUOTA_B, "C": NormCode.QUOTA_C, "D": NormCode.QUOTA_D}

# When the lotteries are drawn that a draw may read: days of the week and hour.
GAMES: Final = {
    "双色球": NormCode.GAME_SSQ,
    "大乐透": NormCode.GAME_DLT,
    "快乐8": NormCode.GAME_KL8,
    "七星彩": NormCode.GAME_QXC,
    "排列5": NormCode.GAME_PL5,
    "福彩3D": NormCode.GAME_FC3D,
}

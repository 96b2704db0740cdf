from enum import StrEnum


class LevelPermission(StrEnum):
    READ = "levels.read"
    WHISTLE = "levels.whistle.blow"  # and closing or withdrawing it
    REPORT = "levels.whistle.report"
    RELEASE = "levels.whistle.release"
    ESCALATE = "levels.whistle.escalate"
    VISIT = "levels.whistle.visit"
    PATROL = "levels.patrol.record"
    RECEIVE = "levels.task.receive"
    DISPATCH = "levels.task.dispatch"  # the system of the level above calls
    WORK = "levels.task.work"  # a department's own system calls
    CLAIM = "levels.task.claim"  # and giving it back
    EXECUTE = "levels.task.execute"
    END = "levels.task.end"
    FEED_BACK = "levels.task.feed_back"

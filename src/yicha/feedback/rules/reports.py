"""What must hold when somebody reports a problem at a shop's door, and when an office deals with it."""

from collections.abc import Collection, Mapping

from yicha.feedback.types import MOST_PHOTOS
from yicha.kernel.limits import Limit
from yicha.kernel.refusals import Exit, RuleBroken

CLAUSE = "GX-5.4b"
HOTLINE = Exit("拨打 12345")
LIMITS: Mapping[str, Limit] = {
    "door_report_within_the_day": Limit(CLAUSE, "这家店今天收到的反映已到上限", (Exit("明天再反映"), HOTLINE)),
    "door_sender_within_the_day": Limit(CLAUSE, "这个网络今天反映的次数已到上限", (Exit("明天再反映"), Exit("换个网络"), HOTLINE)),
}


def require_matter(matter: str, photos: Collection[object]) -> None:
    """GX-5.4b: it says what it is about; three photographs show it."""
    if not matter.strip():
        raise RuleBroken("请写明看到了什么", clause=CLAUSE)
    if len(photos) > MOST_PHOTOS:
        raise RuleBroken(f"照片最多 {MOST_PHOTOS} 张", clause=CLAUSE, exits=(Exit("选最清楚的几张"),))


def require_room(limit: str, taken: int, most: int) -> None:
    """GX-5.4b: so many a day and no more."""
    if taken >= most:
        raise RuleBroken(LIMITS[limit].message, clause=CLAUSE, exits=LIMITS[limit].exits)


def require_other(department: str, holder: str, known: Collection[str]) -> None:
    """GX-5.4b: it goes to a department of the county that does not have it already."""
    if department not in known or department == holder:
        raise RuleBroken("不能转给这个部门", clause=CLAUSE, exits=(Exit("选本县其他部门"),))


def require_words(words: str) -> None:
    """GX-5.4b: the reporter reads what was done."""
    if not words.strip():
        raise RuleBroken("请写明怎么处理的", clause=CLAUSE)

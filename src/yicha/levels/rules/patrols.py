"""What must hold when a town patrols."""

from datetime import date

from yicha.kernel.refusals import Exit, RuleBroken


def require_seen(place: str, patrolled_on: date, today: date) -> None:
    """LYG-5.3: where it was and when; what is still to come was not seen."""
    if not place.strip():
        raise RuleBroken("请写明巡查的地点", clause="LYG-5.3", exits=(Exit("补齐后再记"),))
    if patrolled_on > today:
        raise RuleBroken("巡查日期不能晚于今天", clause="LYG-5.3", exits=(Exit("改日期"),))


def require_to_whistle(*, found: bool, whistled: bool) -> None:
    """LYG-5.3: what was found calls the departments, once."""
    if not found:
        raise RuleBroken("这次巡查没有发现问题，不必吹哨", clause="LYG-5.3", exits=(Exit("另记一次巡查，写明发现了什么"),))
    if whistled:
        raise RuleBroken("这次巡查已经吹过哨", clause="LYG-5.3", exits=(Exit("看那次吹哨"),))

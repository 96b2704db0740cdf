"""One-time links: the only way to a first or a forgotten password."""

import hmac

from yicha.kernel.refusals import Exit, RuleBroken


def needs_two_persons(*, by_system: bool, administrator: bool, drops_factor: bool) -> bool:
    """WY-5.8b, quality A6: what would let one person act as one of the three administrators, or lift a second factor, takes two.

    The first three links of a home are the system's own: nobody is there yet to confirm them.
    """
    return not by_system and (administrator or drops_factor)


def require_confirmed(*, two_persons: bool, word_digest: str, given_digest: str) -> None:
    """WY-5.8b: the link is one half, the word of the second administrator the other; nobody holds both but the person."""
    if not two_persons:
        return
    if not word_digest:
        raise RuleBroken("这个链接还要另一名管理员确认", clause="WY-5.8b", exits=(Exit("请安全或审计管理员确认", "orgs.link.confirm"),))
    if not hmac.compare_digest(word_digest, given_digest):
        raise RuleBroken("确认词不对，请向确认的管理员核对", clause="WY-5.8b")


def require_open_confirmation(*, two_persons: bool, confirmed_by: str) -> None:
    """WY-5.8b: one confirmation, and only where one is wanted."""
    if not two_persons:
        raise RuleBroken("这个链接不需要确认", clause="WY-5.8b")
    if confirmed_by:
        raise RuleBroken("这个链接已有人确认", clause="WY-5.8b")

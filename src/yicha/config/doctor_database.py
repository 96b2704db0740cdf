"""The doctor's look into the tables; loaded when Django is set up."""

from collections.abc import Iterator

from django.conf import settings

from yicha.config.doctor import Finding
from yicha.disclosure.queries import watch
from yicha.exchange.queries import partners, subscriptions
from yicha.exchange.types import PartnerRow, PartnerStatus, SubscriptionRow
from yicha.kernel.actor import SYSTEM
from yicha.kernel.clock import now
from yicha.kernel.models import Checkpoint, Unsequenced
from yicha.kernel.outbox import dead_letters

MANY = 10_000


def examine() -> Iterator[Finding]:
    letters = dead_letters()
    if letters:
        mend = "系统管理员在“投递失败”页看原因、重新投递 · the system administrator sees why and has them done again, page 投递失败"
        yield Finding(f"{len(letters)} 条消息投递失败 · {len(letters)} dead letters", mend)
    else:
        yield Finding("没有投递失败的消息 · no dead letters")
    waiting = Unsequenced.objects.count()
    head = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    told = f"存证日志 {head} 条，待入账 {waiting} 条 · ledger: {head} entries, {waiting} waiting"
    yield Finding(told, "请启动 yicha worker · start `yicha worker`") if waiting > MANY else Finding(told)
    yield from _carried()
    yield from _portal()


def _carried() -> Iterator[Finding]:
    """Who is left alone because nothing got there."""
    known: list[PartnerRow | SubscriptionRow] = [*partners(SYSTEM), *subscriptions(SYSTEM)]
    for one in known:
        if one.status is PartnerStatus.ACTIVE and one.rests_until:
            yield Finding(
                f"送不到 {one.name} · nothing gets to {one.name}: {one.trouble}", "查网络和对方；会自动重试 · look there, it is tried again"
            )


def _portal() -> Iterator[Finding]:
    if not settings.YICHA_ADDRESS:
        yield Finding("公示网站没有自查，未设 YICHA_ADDRESS · the portal is not watched, YICHA_ADDRESS is not set")
        return
    seen = watch(now().date())
    told = f"公示网站近七天打开 {seen.opened_pct}% · the portal opened {seen.opened_pct} % of the last seven days"
    yield Finding(told, "看 /watch/ · see /watch/") if seen.looks and not seen.is_up else Finding(told)
    if seen.dead:
        yield Finding(f"公示网站有 {len(seen.dead)} 个死链 · {len(seen.dead)} dead links in the portal", "看 /watch/ · see /watch/")

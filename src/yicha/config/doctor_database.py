"""The doctor's look into the tables; loaded when Django is set up."""

from collections.abc import Iterator

from yicha.config.doctor import Finding
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

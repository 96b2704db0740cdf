from datetime import datetime

from yicha.kernel.actor import Actor
from yicha.kernel.models import DemoMark, Entry
from yicha.kernel.refusals import RuleBroken
from yicha.kernel.types import DeclareDemo, DemoDeclared, KernelPermission
from yicha.kernel.use_case import use_case


@use_case(may=KernelPermission.DECLARE_DEMO, clause="YX-2.7b")
def declare_demo(actor: Actor, command: DeclareDemo, at: datetime, /) -> DemoDeclared:
    """No role may do this: only the demo, as the system itself, and only as the very first act in a database.

    So no database in which anything was ever done in earnest becomes a demo, whoever types the command; a trigger holds it too.
    """
    if Entry.objects.exists():
        raise RuleBroken("这里已经办过事，不能再改成演示", clause="YX-2.7b")
    DemoMark(at=at).save(force_insert=True)
    return DemoDeclared(command.because)
